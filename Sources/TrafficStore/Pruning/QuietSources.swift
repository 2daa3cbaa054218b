import GRDB
import Traffic

/// Logs that nothing more is expected of: what is kept of them shrinks, and ends with their counts.
enum QuietSources {
  /// Days after its last one that a log is compared mark by mark.
  static let days: Int32 = 31

  /// Whether there is anything to shorten or to delete.
  ///
  /// - Complexity: O(log *n*).
  static func isDue(today: Day, firstDay: Day, in db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM source WHERE last_day < ?)
          OR EXISTS (SELECT 1 FROM source
            WHERE last_day < ? AND (line_marks IS NOT NULL OR grid_marks IS NOT NULL))
        """,
      arguments: [firstDay.rawValue, today.rawValue - days]) ?? false
  }

  /// Takes the marks of logs that have been quiet, and deletes those all of whose counts are deleted.
  ///
  /// What is left of a quiet log recognises it as a whole, and takes any beginning of it for a copy. Lines
  /// of a deleted one are too old to count.
  static func run(today: Day, firstDay: Day, in db: Database) throws {
    try db.execute(
      sql: """
        UPDATE source SET line_marks = NULL, grid_marks = NULL, file_mark = NULL
          WHERE last_day < :quiet AND (line_marks IS NOT NULL OR grid_marks IS NOT NULL);
        UPDATE deleted_source SET
          logs = logs + (SELECT count(*) FROM source WHERE last_day < :first),
          hits = hits + (SELECT coalesce(sum(source.hits), 0) FROM source WHERE last_day < :first);
        DELETE FROM source_reject
          WHERE source IN (SELECT id FROM source WHERE last_day < :first);
        DELETE FROM source WHERE last_day < :first;
        """,
      arguments: ["quiet": today.rawValue - days, "first": firstDay.rawValue])
  }
}
