import CountCatalogue
import GRDB
public import Traffic

/// What one table of counts keeps.
public struct KeptCounts: Hashable, Sendable {
  public var table: String
  public var rows: Int64
  /// The first and the last day that there are counts of; `nil` without rows.
  public var days: ClosedRange<Day>?
  /// The oldest hour or day is that of a whole hour, or of a day.
  public var isByHour: Bool
}

extension TrafficSnapshot {
  /// How many rows each table of counts has, and of which days.
  public func keptCounts() throws -> [KeptCounts] {
    try countTables().map { table in
      let (name, isByHour) = (table.name, table.grain == .hour)
      let column = table.grain.column
      // The key's uppermost bits are the hour, and only the key has an order that is stored.
      let (first, last) =
        table.storage == .packedKey
        ? ("min(key) >> 32", "max(key) >> 32") : ("min(\(column))", "max(\(column))")
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT (SELECT count(*) FROM \(name)), CAST((SELECT \(first) FROM \(name)) AS INTEGER),
            CAST((SELECT \(last) FROM \(name)) AS INTEGER)
          """)
      var counts = KeptCounts(table: name, rows: row?[0] ?? 0, days: nil, isByHour: isByHour)
      if let first = row?[1] as Int64?, let last = row?[2] as Int64?, first <= last {
        func day(_ value: Int64) -> Day {
          Day(rawValue: Int32(clamping: isByHour ? value / Int64(Hour.perDay) : value))
        }
        counts.days = day(first)...day(last)
      }
      return counts
    }
  }

  /// Sites, pages, referrers, campaigns and logs.
  public func namedRows() throws -> (sites: Int64, named: Int64, unnamed: Int64, sources: Int64) {
    func count(_ sql: String) throws -> Int64 { try Int64.fetchOne(db, sql: sql) ?? 0 }
    return (
      try count("SELECT count(*) FROM site"),
      try count("SELECT count(*) FROM page WHERE path IS NOT NULL"),
      try count("SELECT count(*) FROM page WHERE tag IS NOT NULL AND path IS NULL"),
      try count("SELECT count(*) FROM source")
    )
  }

  /// Pages without a name whose first day is before another.
  public func unnamedPages(before day: Day) throws -> Int64 {
    try Int64.fetchOne(
      db, sql: "SELECT count(*) FROM page WHERE since IS NOT NULL AND since < ?",
      arguments: [day.rawValue]) ?? 0
  }

  /// Rows that point to rows which are not there, up to some.
  public func danglingRows(atMost limit: Int) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_key_check LIMIT ?)",
      arguments: [limit]) ?? 0
  }

  /// The tables of counts that the database has: one that an earlier release made may lack some.
  func countTables() throws -> [CountTable] {
    let names = Set(
      try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'"))
    return CountTable.all.filter { names.contains($0.name) }
  }
}
