import GRDB
import Traffic

/// The rows of page-hours: by far the most of a batch.
enum PageHourRows {
  /// Adds counts to the rows there are, and makes those there are not.
  ///
  /// A log's new lines are mostly of later hours than what is stored. Those rows need no look-up:
  /// they go to the end of the table with a plain insert, at two thirds of the cost.
  static func add(
    _ rows: [Rollup.PageHour], pages: [Int64], to db: Database, path: String
  ) throws {
    let order = try PageHourOrder(rows, pages: pages, path: path)
    guard let highest = order.entries.last?.key else { return }
    let stored = try Int64.fetchOne(
      db, sql: "SELECT max(key) FROM page_hour WHERE key <= ?", arguments: [highest])
    let insert = """
      INSERT INTO page_hour(key, hits, page_views, bytes) VALUES (?1, ?2, ?3, ?4)
      """
    let plain = try RawStatement(db, insert)
    let adding = try RawStatement(
      db,
      insert + """
         ON CONFLICT(key) DO UPDATE SET hits = hits + excluded.hits,
          page_views = page_views + excluded.page_views, bytes = bytes + excluded.bytes
        """)
    let firstNew = stored ?? Int64.min
    var previous = Int64.min
    for entry in order.entries {
      let row = rows[Int(entry.row)]
      let statement = entry.key > firstNew && entry.key != previous ? plain : adding
      previous = entry.key
      statement.bind(entry.key, at: 1)
      statement.bind(row.hits, at: 2)
      statement.bind(row.pageViews, at: 3)
      statement.bind(row.bytes, at: 4)
      try statement.run()
    }
  }
}
