import GRDB
import Traffic

/// The rows of what people wrote on days.
enum AnnotationRows {
  /// What stands for all sites in the place of one's number.
  static let allSites: Int64 = 0

  /// Adds one, if it is not there.
  ///
  /// - Returns: Whether it was added.
  static func add(
    _ text: String, on day: Day, of site: Int64, isMerged: Bool, to db: Database
  ) throws -> Bool {
    try db.execute(
      sql: "INSERT OR IGNORE INTO annotation(day, site, text, merged) VALUES (?, ?, ?, ?)",
      arguments: [day.rawValue, site, text, isMerged])
    return db.changesCount > 0
  }

  /// Removes those that came from a fleet's servers.
  static func removeMerged(from db: Database) throws {
    try db.execute(sql: "DELETE FROM annotation WHERE merged = 1")
  }

  /// Whether there are any of days before one.
  ///
  /// - Complexity: O(log *n*).
  static func exist(before day: Day, in db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM annotation WHERE day < ?)"),
      arguments: [day.rawValue]) ?? false
  }

  /// Removes those of days before one, and returns their number.
  static func remove(before day: Day, from db: Database) throws -> Int {
    try db.execute(sql: "DELETE FROM annotation WHERE day < ?", arguments: [day.rawValue])
    return db.changesCount
  }
}
