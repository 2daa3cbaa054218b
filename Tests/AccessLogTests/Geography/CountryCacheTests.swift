import TestSupport
import Testing
import Traffic

@testable import AccessLog

@Suite("What was found is remembered, and only that")
struct CountryCacheTests {
  @Test("A cache answers as the database does, first and again")
  func sameAnswers() throws {
    let database = try TestDatabases.open("country-24")
    var cache = CountryCache(database)
    var random = SeededGenerator.fresh()
    var writer = AddressWriter(random)
    var seen: [ClientNetwork] = []
    for _ in 0..<200_000 {
      let isNew = seen.isEmpty || Int.random(in: 0...3, using: &random) == 0
      let field =
        switch Int.random(in: 0...3, using: &random) {
        case 0: writer.version6()
        case 1: "2001:db8:\(String(UInt16.random(in: 0...0xffff, using: &random), radix: 16))::"
        case 2: "24\(Int.random(in: 0...9, using: &random)).\(Int.random(in: 0...255)).0.0"
        default: "192.0.2.\(Int.random(in: 0...255, using: &random))"
        }
      let network = try isNew ? #require(parse(field)) : seen.randomElement(using: &random)!
      if isNew { seen.append(network) }
      let expected = database.country(of: network)
      if cache.country(of: network) != expected { Issue.record("\(network.text)") }
    }
  }

  @Test("A table gives back every code under every kind of key, or has forgotten it")
  func table() {
    var table = CountryTable(bits: 8)
    var random = SeededGenerator.fresh()
    var truth: [UInt64: CountryCode] = [:]
    let codes = (0...UInt16.max).compactMap(CountryCode.init(rawValue:))
    for code in codes {
      let key = CountryTable.key(UInt64.random(in: 0..<1 << 48, using: &random))
      table.set(code, for: key)
      truth[key] = code
      #expect(table.country(for: key) == code)
    }
    for (key, code) in truth { #expect(table.country(for: key) ?? code == code) }
    #expect(truth.keys.count { table.country(for: $0) != nil } > 200)
    table.removeAll()
    #expect(truth.keys.allSatisfy { table.country(for: $0) == nil })
  }

  @Test("Another database makes a cache forget")
  func otherDatabase() throws {
    let before = try TestDatabases.open("country-24")
    let after = try TestDatabases.open("later")
    let network = try #require(parse("192.0.2.1"))
    var cache = CountryCache(before)
    #expect(cache.country(of: network).description == "NO")
    cache.use(before)
    #expect(cache.country(of: network).description == "NO")
    cache.use(after)
    #expect(cache.country(of: network).description == "SE")
  }
}
