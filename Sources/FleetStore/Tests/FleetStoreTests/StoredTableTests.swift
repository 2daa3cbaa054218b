import CountCatalogue
import Testing

@testable import FleetStore

@Suite("The numbers of tables in a store")
struct StoredTableTests {
  @Test("Each table of counts has one number")
  func all() {
    let tables = StoredTable.numbers.map(\.table)
    #expect(Set(tables) == Set(CountTable.all))
    #expect(tables.count == CountTable.all.count)
    let numbers = StoredTable.numbers.map(\.number)
    #expect(Set(numbers).count == numbers.count)
    #expect(!numbers.contains(StoredTable.unit))
    #expect(!numbers.contains(StoredTable.annotation))
  }

  @Test("Numbers never change: stores have them")
  func stored() {
    let known: [String: UInt8] = [
      "page_hour": 1, "client_hour": 2, "status_hour": 3, "kind_hour": 4, "traffic_hour": 5,
      "version_day": 6, "country_day": 7, "referrer_day": 8, "campaign_day": 9,
      "response_time_day": 10, "landing_day": 11, "not_found_day": 12, "page_day": 13,
      "site_day": 14,
    ]
    let numbers = Dictionary(
      uniqueKeysWithValues: StoredTable.numbers.map { ($0.table.name, $0.number) })
    for (name, number) in known { #expect(numbers[name] == number, "\(name)") }
    #expect(StoredTable.unit == 0)
    #expect(StoredTable.annotation == 100)
    #expect(UnitKind.hour.rawValue == 0)
    #expect(UnitKind.day.rawValue == 1)
  }

  @Test("Each table is sent with the hours or with the days")
  func kinds() {
    let sent = UnitKind.allCases.flatMap { StoredTable.tables(of: $0) }.map(\.number)
    #expect(sent.sorted() == StoredTable.numbers.map(\.number).sorted())
    for (_, table) in StoredTable.tables(of: .hour) { #expect(table.grain == .hour) }
    for (_, table) in StoredTable.tables(of: .day) { #expect(table.grain == .day) }
  }

  @Test("A fact has room for what any table has")
  func room() {
    for table in CountTable.all {
      let numbers = table.numbered.count + (table.has(.referrer) ? 1 : 0)
      #expect(numbers <= 3, "\(table.name)")
      #expect(table.measures.count <= 3, "\(table.name)")
    }
  }
}
