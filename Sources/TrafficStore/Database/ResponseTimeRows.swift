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
    for row in rows { try DayRows.check(row.day, path: path) }
    let order = order(rows, pages: pages)
    try WideInsert.insert(
      order.count, into: "response_time_day(day, page, time, hits)", columns: 4,
      conflict: "ON CONFLICT(day, page, time) DO UPDATE SET hits = hits + excluded.hits", in: db
    ) { index, target in
      let row = rows[order[index].row]
      target.bind(Int64(row.day.rawValue), at: 1)
      target.bind(pages[Int(row.page)], at: 2)
      target.bind(Int64(min(row.time.rawValue, ResponseTime.last)), at: 3)
      target.bind(row.hits, at: 4)
    }
  }

  /// The indices of rows with a time in the order of the table, whose pages have numbers of their own.
  private static func order(
    _ rows: [Rollup.ResponseTimeDay], pages: [Int64]
  ) -> [(key: Int64, row: Int)] {
    let keyed = rows.enumerated().compactMap { index, row -> (key: Int64, row: Int)? in
      guard row.time != .none else { return nil }
      let page = pages[Int(row.page)] << 8 | Int64(row.time.rawValue)
      return (Int64(row.day.rawValue) << 36 | page, index)
    }
    let isSorted = zip(keyed, keyed.dropFirst()).allSatisfy { $0.key <= $1.key }
    return isSorted ? keyed : keyed.sorted { $0.key < $1.key }
  }
}
