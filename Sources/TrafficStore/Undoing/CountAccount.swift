internal import CountCatalogue
internal import GRDB
public import Traffic

/// What logs have on each day of each site, in all tables of counts: enough to tell whether a database has the same.
///
/// It takes some five hundred bytes for each site and day, however many rows there are.
public struct CountAccount {
  /// What is counted, column by column of all tables.
  private static let columns = CountTable.all.flatMap { table in
    table.accountedMeasures.map { (table: table, measure: table.measures[$0]) }
  }
  /// Where the columns of each table begin.
  private static let starts: [CountTable: Int] = {
    var (starts, next) = ([CountTable: Int](), 0)
    for table in CountTable.all {
      starts[table] = next
      next += table.accountedMeasures.count
    }
    return starts
  }()

  /// A site's number here, and a day.
  private struct Place: Hashable {
    var site: Int
    var day: Day
  }

  private typealias Sums = [WeighedSum]
  private static let none = Sums(repeating: WeighedSum(), count: columns.count)

  /// The sites, by their numbers here.
  private var names: [SiteName] = []
  private var numbers: [SiteName: Int] = [:]
  private var sums: [Place: Sums] = [:]

  public init() {}

  /// The days with counts, in order.
  public var days: [Day] { Set(sums.keys.map(\.day)).sorted() }

  /// The sites with counts and the days of each, in order.
  public var sites: [(name: SiteName, days: [Day])] {
    Dictionary(grouping: sums.keys, by: \.site)
      .map { (names[$0.key], $0.value.map(\.day).sorted()) }
      .sorted { $0.0.text < $1.0.text }
  }

  /// Adds the counts of a batch.
  ///
  /// - Parameter sites: What the database calls each site of the batch.
  /// - Complexity: O(*n*) in the rows.
  public mutating func add(_ rollup: Rollup, sites: [SiteName]) {
    let numbers = sites.map { number(of: $0) }
    var rows = Rows(
      account: CountAccount(), sites: numbers, pages: rollup.pages.map { numbers[Int($0.site)] },
      groups: rollup.referrers.map { Int64($0.group.rawValue) })
    swap(&rows.account, &self)
    rollup.visit(&rows)
    swap(&rows.account, &self)
  }

  private mutating func number(of site: SiteName) -> Int {
    if let known = numbers[site] { return known }
    names.append(site)
    numbers[site] = names.count - 1
    return names.count - 1
  }

  private mutating func add(
    _ table: CountTable, start: Int, site: Int, hourOrDay: Int64, _ weight: UInt64,
    _ counts: [Int64]
  ) {
    let day = Day(
      rawValue: Int32(
        clamping: table.grain == .hour ? hourOrDay / Int64(Hour.perDay) : hourOrDay))
    func add(to sums: inout Sums) {
      for (column, count) in counts.enumerated() {
        sums[start + column].add(count, weight: weight)
      }
    }
    add(to: &sums[Place(site: site, day: day), default: CountAccount.none])
  }

  /// The rows of a batch on their way into an account.
  private struct Rows: CountedRowVisitor {
    var account: CountAccount
    let sites: [Int]
    let pages: [Int]
    let groups: [Int64]

    mutating func visit<Row: CountedRow>(_ rows: [Row]) {
      let table = Row.table
      let (start, measures) = (starts[table] ?? 0, table.accountedMeasures)
      let isOfPages = table.has(.page)
      let kept = table.accounted.compactMap { dimension in
        table.dimensions.firstIndex(of: dimension).map { (dimension, place: $0) }
      }
      // Site or page is the first dimension of every table.
      for row in rows where row.isCounted {
        let (places, counts) = (row.places, row.counts)
        var hasher = Hasher()
        hasher.combine(row.hourOrDay)
        for (dimension, place) in kept {
          hasher.combine(
            dimension == .referrer
              ? groups[Int(places[place])] : dimension.accounted(places[place]))
        }
        account.add(
          table, start: start, site: (isOfPages ? pages : sites)[Int(places[0])],
          hourOrDay: row.hourOrDay, UInt64(bitPattern: Int64(hasher.finalize())),
          measures.map { counts[$0] })
      }
    }
  }
}

/// Where a database and an account of logs have other counts.
public struct AccountDifference: Hashable, Sendable {
  public var site: SiteName
  public var day: Day
  /// The view that shows it, and the column.
  public var view: String
  public var column: String
  /// What the database has. Where both are equal, their rows are of something else.
  public var stored: Int64
  /// What the logs have.
  public var counted: Int64
  /// How many more days of sites differ.
  public var others = 0
}

extension CountAccount {
  /// The first difference from what a database has on the days and sites of the account; `nil` where there is none.
  ///
  /// - Parameter ids: The numbers that the database has for the sites.
  /// - Complexity: O(*n*) in the database's rows of these days; memory for one day.
  func difference(from db: Database, ids: [SiteName: Int64]) throws -> AccountDifference? {
    var first: AccountDifference?
    var count = 0
    let places = Dictionary(grouping: sums.keys, by: \.day)
    for day in places.keys.sorted() {
      let stored = try CountAccount(stored: day, of: self, ids: ids, in: db)
      for place in (places[day] ?? []).sorted(by: { names[$0.site].text < names[$1.site].text }) {
        guard let difference = difference(from: stored, at: place) else { continue }
        first = first ?? difference
        count += 1
      }
    }
    first?.others = count - 1
    return first
  }

  /// What a database has on one day of the sites of another account, which keep their numbers.
  private init(
    stored day: Day, of other: CountAccount, ids: [SiteName: Int64], in db: Database
  ) throws {
    (names, numbers) = (other.names, other.numbers)
    var sites: [Int64: Int] = [:]
    for (number, name) in names.enumerated() { ids[name].map { sites[$0] = number } }
    for table in CountTable.all {
      let (dimensions, measures) = (table.accounted, table.accountedMeasures.count)
      let rows = try RawStatement(db, table.accountSQL)
      rows.bind(table.time.begin(of: day), at: 1)
      rows.bind(table.time.begin(of: Day(rawValue: day.rawValue + 1)), at: 2)
      while try rows.next() {
        guard let site = sites[rows.integer(1)] else { continue }
        var hasher = Hasher()
        hasher.combine(rows.integer(0))
        for (index, dimension) in dimensions.enumerated() {
          hasher.combine(dimension.accounted(rows.integer(Int32(2 + index))))
        }
        add(
          table, start: CountAccount.starts[table] ?? 0, site: site, hourOrDay: rows.integer(0),
          UInt64(bitPattern: Int64(hasher.finalize())),
          (0..<measures).map { rows.integer(Int32(2 + dimensions.count + $0)) })
      }
    }
  }

  private func difference(from stored: CountAccount, at place: Place) -> AccountDifference? {
    let (own, other) = (
      sums[place] ?? CountAccount.none, stored.sums[place] ?? CountAccount.none
    )
    // Other numbers say more than other rows.
    guard
      let column = own.indices.first(where: { own[$0].total != other[$0].total })
        ?? own.indices.first(where: { own[$0] != other[$0] })
    else { return nil }
    let (table, measure) = CountAccount.columns[column]
    return AccountDifference(
      site: names[place.site], day: place.day, view: table.view, column: measure.column,
      stored: other[column].total, counted: own[column].total)
  }
}
