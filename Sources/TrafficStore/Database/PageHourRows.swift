import GRDB
import Traffic

/// The rows of page-hours: by far the most of a batch.
enum PageHourRows {
  /// Adds counts to the rows there are, and makes those there are not.
  ///
  /// For a row that is not there, an upsert costs what a plain insert does: SQLite looks for the key in
  /// any case.
  static func add(
    _ rows: [Rollup.PageHour], pages: [Int64], to db: Database, path: String
  ) throws {
    let entries = try PageHourOrder(rows, pages: pages, path: path).entries
    try WideInsert.insert(
      entries.count, into: "page_hour(key, hits, page_views, bytes)", columns: 4,
      conflict: """
        ON CONFLICT(key) DO UPDATE SET hits = hits + excluded.hits,
          page_views = page_views + excluded.page_views,
          bytes = \(LargestSum.sum("bytes", "excluded.bytes"))
        """, in: db
    ) { index, target in
      let entry = entries[index]
      let row = rows[Int(entry.row)]
      target.bind(entry.key, at: 1)
      target.bind(row.hits, at: 2)
      target.bind(row.pageViews, at: 3)
      target.bind(min(row.bytes, LargestSum.bytes), at: 4)
    }
  }
}
