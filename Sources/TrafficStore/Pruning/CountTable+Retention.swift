import CountCatalogue
import GRDB
import Traffic

/// What retention does with a table of counts: the same for all of them.
extension CountTable {
  /// The columns that tell its rows apart within one hour or day.
  var keys: [String] { storage == .packedKey ? [] : dimensions.map(\.column) }
  /// The columns that are added up.
  var sums: [String] { measures.map(\.column) }
  /// How it keeps its time.
  var time: Time {
    switch (storage, grain) {
    case (.packedKey, _): .key
    case (.columns, .hour): .hour
    case (.columns, .day): .day
    }
  }

  /// How a table keeps its time.
  enum Time {
    case hour
    case day
    /// In the high bits of a page-hour's key, the rest of which tells its rows apart.
    case key

    var column: String {
      switch self {
      case .hour: "hour"
      case .day: "day"
      case .key: "key"
      }
    }

    /// The value that a day begins with.
    func begin(of day: Day) -> Int64 {
      switch self {
      case .hour: Int64(day.rawValue) * Int64(Hour.perDay)
      case .day: Int64(day.rawValue)
      // Whatever day somebody vouches for, a key has 63 bits.
      case .key: Int64(min(max(day.firstHour.rawValue, -1), .max - 1)) << 32
      }
    }

    /// The first value behind those that a day begins with.
    func afterPlace(of day: Day) -> Int64 { begin(of: day) + (self == .key ? 1 << 32 : 1) }

    /// The values of the same hour, or the same day.
    func place(of value: Int64) -> ClosedRange<Int64> {
      self == .key ? value & ~0xFFFF_FFFF...value | 0xFFFF_FFFF : value...value
    }

    /// Whether a value is one of a day whose hours can be counted.
    func isPossible(_ value: Int64) -> Bool {
      switch self {
      case .hour: Hour(stored: value) != nil
      case .day: Day(stored: value) != nil
      case .key: value >= 0 && PageKey.hours.contains(PageKey(rawValue: value).hour.rawValue)
      }
    }

    /// The day of a value.
    func day(_ value: Int64) -> Day {
      switch self {
      case .hour: Day(rawValue: Int32(value / Int64(Hour.perDay)))
      case .day: Day(rawValue: Int32(value))
      case .key: PageKey(rawValue: value).hour.day
      }
    }
  }

  static let byHour = all.filter { $0.grain == .hour }

  /// The first day with rows in a span of days; `nil` where there is none.
  ///
  /// - Complexity: O(log *n*).
  func firstDay(in days: Range<Day>, of db: Database) throws -> Day? {
    let column = time.column
    return try Int64.fetchOne(
      db.cachedStatement(
        sql: "SELECT min(\(column)) FROM \(name) WHERE \(column) >= ? AND \(column) < ?"),
      arguments: [time.begin(of: days.lowerBound), time.begin(of: days.upperBound)]
    ).map(time.day)
  }

  /// Deletes the rows of all days before one, and returns their number.
  func delete(before day: Day, from db: Database) throws -> Int {
    try db.execute(
      sql: "DELETE FROM \(name) WHERE \(time.column) < ?", arguments: [time.begin(of: day)])
    return db.changesCount
  }

  /// Moves the counts of some days to where the first of them begins, and returns how many rows that
  /// emptied.
  ///
  /// - Complexity: O(*n* log *n*) in the rows of these days, all of which are in memory at once.
  func gather(_ days: Range<Day>, in db: Database) throws -> Int {
    let column = time.column
    // What tells apart the rows of one hour is in the low half of a page-hour's key.
    let place = time == .key ? "?1 | (key & 4294967295)" : "?1"
    let columns = ([column] + keys + sums).joined(separator: ", ")
    let totals = sums.map(LargestSum.total)
    let groups = time == .key ? ["key & 4294967295"] : keys
    let changes = sums.map { "\($0) = \(LargestSum.sum($0, "excluded.\($0)"))" }
      .joined(separator: ", ")
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO \(name)(\(columns))
        SELECT \(([place] + keys + totals).joined(separator: ", ")) FROM \(name)
        WHERE \(column) >= ?2 AND \(column) < ?3
        GROUP BY \(groups.joined(separator: ", "))
        ON CONFLICT(\(([column] + keys).joined(separator: ", "))) DO UPDATE SET \(changes)
        """)
    let delete = try db.cachedStatement(
      sql: "DELETE FROM \(name) WHERE \(column) >= ? AND \(column) < ?")
    let (first, end) = (time.afterPlace(of: days.lowerBound), time.begin(of: days.upperBound))
    try insert.execute(arguments: [time.begin(of: days.lowerBound), first, end])
    try delete.execute(arguments: [first, end])
    return db.changesCount
  }
}

extension [CountTable] {
  /// The first day with rows in any of the tables.
  func firstDay(in days: Range<Day>, of db: Database) throws -> Day? {
    try compactMap { try $0.firstDay(in: days, of: db) }.min()
  }
}
