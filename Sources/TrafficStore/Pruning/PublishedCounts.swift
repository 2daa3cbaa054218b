import GRDB
import Traffic

/// What is published, as it gets old: whole windows go by the calendar, and nothing is ever cut anew.
enum PublishedCounts {
  /// Whether there are any whose last day lies before one.
  ///
  /// - Complexity: O(log *n*) for each site.
  static func exist(before day: Day, in db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM site WHERE (
              SELECT min(last) FROM published_window WHERE site = site.id) < ?)
          """), arguments: [day.rawValue]) ?? false
  }

  /// Notes that counts before a day are deleted: what is published of days that lack some stays as it is.
  static func note(keptFrom day: Day, in db: Database) throws {
    try db.execute(
      sql: "UPDATE publication SET kept_from = ?1 WHERE kept_from < ?1", arguments: [day.rawValue])
  }

  /// Notes that what is published is not what it was: a file of it has to be brought up to date.
  static func noteChange(in db: Database) throws {
    try db.execute(sql: "UPDATE publication SET releases = releases + 1")
  }

  /// Deletes all whose last day lies before one.
  ///
  /// - Complexity: O(log *n*) for each site, and O(*n*) in what is deleted.
  static func remove(before day: Day, from db: Database) throws {
    try noteChange(in: db)
    try db.execute(
      sql: "DELETE FROM published_window WHERE last < ?", arguments: [day.rawValue])
    // Days go with their window, so that what it is a breakdown of stays known.
    try db.execute(
      sql: """
        DELETE FROM published_day WHERE last < ?1 AND NOT EXISTS (
          SELECT 1 FROM published_window AS w WHERE w.site = published_day.site
            AND w.last >= published_day.last AND w.first <= published_day.first)
        """, arguments: [day.rawValue])
    let cells = try db.cachedStatement(
      sql:
        "DELETE FROM publication_cell WHERE breakdown = ? AND site = ? AND state IN (0, 1, 2) AND last < ?"
    )
    for site in try Int64.fetchAll(db, sql: "SELECT id FROM site") {
      for breakdown in Breakdown.allCases {
        try cells.execute(arguments: [breakdown.rawValue, site, day.rawValue])
      }
    }
    try PublishedSums(db: db).remove(from: day, isBefore: true)
    try db.execute(sql: "DELETE FROM counted_day WHERE day < ?", arguments: [day.rawValue])
    let month = day.firstOfMonth
    try db.execute(
      sql: "DELETE FROM published_month WHERE month < ?", arguments: [month.rawValue])
    try db.execute(
      sql: "DELETE FROM publication_grain WHERE quarter < ?", arguments: [month.rawValue - 100])
  }
}
