import GRDB
import Traffic

/// Visitors and visits, which are counted by day.
extension TrafficSnapshot {
  /// Visitors and visits of each day and site.
  ///
  /// - Complexity: O(*n*) in the days and sites selected.
  public func siteVisitors(_ selection: TrafficSelection) throws -> [DayCounts<Int64>] {
    try visitors(
      "SELECT day, site, visitors, visits, site FROM site_day WHERE \(selection.dayCondition)"
    ) { $0[4] }
  }

  /// Visitors and visits of each day and page, by the number of the page.
  ///
  /// - Complexity: O(*n*) in the days and pages selected.
  public func pageVisitors(_ selection: TrafficSelection) throws -> [DayCounts<Int>] {
    let counts: [DayCounts<Int>] = try visitors(
      """
      SELECT day, site, visitors, visits, page.id FROM page_day
        JOIN page ON page.id = page_day.page
      WHERE \(selection.dayCondition)
      """
    ) { $0[4] }
    return counts
  }

  private func visitors<Key>(_ literal: SQL, key: (Row) -> Key) throws -> [DayCounts<Key>] {
    try SQLRequest<Row>(literal: literal).fetchAll(db).map { row in
      var totals = TrafficTotals()
      totals.visitors = row[2]
      totals.visits = row[3]
      return DayCounts(day: Day(rawValue: row[0]), site: row[1], key: key(row), totals: totals)
    }
  }
}
