import CountCatalogue
import GRDB
import Traffic

extension Schema {
  /// The version since which a database has a time zone.
  static let firstWithTimeZone = 12

  /// Version 12: days and hours are those of the database's time zone, and an hour says how far its clock was
  /// ahead of UTC (see ``Hour``). What was counted before is in UTC, and stays so: of a day that was gathered,
  /// the first hour stands for all of it.
  static func addTimeZone(_ db: Database) throws {
    try db.execute(sql: "ALTER TABLE meta ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'UTC'")
    for table in CountTable.byHour {
      let statement = try String.fetchOne(
        db, sql: "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?",
        arguments: [table.name])
      guard let statement else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      // The views first, since renaming a table would have them follow it.
      try db.execute(sql: "DROP VIEW \(table.view)")
      try db.execute(sql: "ALTER TABLE \(table.name) RENAME TO earlier_hour")
      try db.execute(sql: statement)
      let columns = [table.time.column] + table.keys + table.sums
      try db.execute(
        sql: """
          INSERT INTO \(table.name)(\(columns.joined(separator: ", ")))
          SELECT \(([table.zonedTime] + table.keys + table.sums).joined(separator: ", "))
          FROM earlier_hour ORDER BY \(table.time.column)
          """)
      try db.execute(sql: "DROP TABLE earlier_hour")
      try db.execute(sql: table.viewSQL)
    }
  }

  /// What a connection that only reads makes of an earlier database: tables of its own, named as those of today,
  /// that have the hours as those of today have them.
  static func readEarlier(_ version: Int, in db: Database) throws {
    guard version < firstWithTimeZone else { return }
    for table in CountTable.byHour {
      var columns = ["\(table.zonedTime) AS \(table.time.column)"] + table.keys + table.sums
      // What the packed key tells.
      if table.time == .key {
        columns += ["\(CountTable.zoned("hour")) AS hour", "page", "device"]
      }
      try db.execute(
        sql: """
          CREATE TEMP VIEW \(table.name) AS
          SELECT \(columns.joined(separator: ", ")) FROM main.\(table.name)
          """)
    }
  }
}

extension CountTable {
  /// An hour of earlier versions, hours since 1970 in UTC, as today's have it.
  fileprivate static func zoned(_ hour: String) -> String {
    let isGathered =
      "\(hour) % 24 = 0 AND \(hour) / 24 < (SELECT daily_before FROM retention_setting)"
    return "\(hour) * 128 + CASE WHEN \(isGathered) THEN 0 ELSE 64 END"
  }

  /// The table's time of earlier versions as today's.
  fileprivate var zonedTime: String {
    time == .key
      ? "((\(CountTable.zoned("(key >> 32)"))) << 32) | (key & 4294967295)"
      : CountTable.zoned(time.column)
  }
}
