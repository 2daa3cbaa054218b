import GRDB
import Traffic

/// The rows of response times: hits of a page on a day, by how long they took.
enum ResponseTimeRows {
  /// Adds counts to the rows there are, and makes those there are not, in the order of the table.
  ///
  /// Hits without a time are no part of any percentile, and left out.
  static func add(
    _ rows: [Rollup.ResponseTimeDay], pages: [Int64], to db: Database, path: String
  ) throws {
    guard !rows.isEmpty else { return }
    for row in rows { try DayRows.check(row.day, path: path) }
    let statement = try RawStatement(
      db,
      """
      INSERT INTO response_time_day(day, page, time, hits) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT(day, page, time) DO UPDATE SET hits = hits + excluded.hits
      """)
    for (_, index) in order(rows, pages: pages) {
      let row = rows[index]
      guard row.time != .none else { continue }
      statement.bind(Int64(row.day.rawValue), at: 1)
      statement.bind(pages[Int(row.page)], at: 2)
      statement.bind(Int64(min(row.time.rawValue, ResponseTime.last)), at: 3)
      statement.bind(row.hits, at: 4)
      try statement.run()
    }
  }

  /// The rows' indices in the order of the table, whose pages have numbers of their own.
  private static func order(
    _ rows: [Rollup.ResponseTimeDay], pages: [Int64]
  ) -> [(key: Int64, row: Int)] {
    let keyed = rows.enumerated().map { index, row in
      let page = pages[Int(row.page)] << 8 | Int64(row.time.rawValue)
      return (key: Int64(row.day.rawValue) << 36 | page, row: index)
    }
    let isSorted = zip(keyed, keyed.dropFirst()).allSatisfy { $0.key <= $1.key }
    return isSorted ? keyed : keyed.sorted { $0.key < $1.key }
  }
}
