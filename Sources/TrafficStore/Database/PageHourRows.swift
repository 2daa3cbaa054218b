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
    let split = order.repeatsKeys ? order.entries.count : order.count(upTo: stored ?? -1)
    try insert(
      order.entries[..<split], of: rows, into: db,
      conflict: """
        ON CONFLICT(key) DO UPDATE SET hits = hits + excluded.hits,
          page_views = page_views + excluded.page_views,
          bytes = \(LargestSum.sum("bytes", "excluded.bytes"))
        """)
    try insert(order.entries[split...], of: rows, into: db, conflict: "")
  }

  /// How many rows one statement inserts: so many cost half of what as many statements do, sixteen
  /// six in ten, and more bring nothing.
  private static let width = 64

  private static func insert(
    _ entries: ArraySlice<PageHourOrder.Entry>, of rows: [Rollup.PageHour], into db: Database,
    conflict: String
  ) throws {
    func statement(_ width: Int) throws -> RawStatement {
      let values = repeatElement("(?, ?, ?, ?)", count: width).joined(separator: ", ")
      return try RawStatement(
        db,
        "INSERT INTO page_hour(key, hits, page_views, bytes) VALUES \(values) \(conflict)")
    }
    // The wide one is only worth its while where there are as many rows.
    let wide = entries.count >= width ? try statement(width) : nil
    let single = try statement(1)
    var index = entries.startIndex
    while index < entries.endIndex {
      let isWide = entries.endIndex - index >= width
      let count = isWide ? width : 1
      let statement = isWide ? wide ?? single : single
      for slot in 0..<count {
        let entry = entries[index + slot]
        let row = rows[Int(entry.row)]
        let parameter = Int32(slot * 4)
        statement.bind(entry.key, at: parameter + 1)
        statement.bind(row.hits, at: parameter + 2)
        statement.bind(row.pageViews, at: parameter + 3)
        statement.bind(min(row.bytes, LargestSum.bytes), at: parameter + 4)
      }
      try statement.run()
      index += count
    }
  }
}
