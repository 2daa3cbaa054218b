import GRDB
import Traffic

/// Visitors and visits, which are counted by day.
extension TrafficSnapshot {
  /// Visitors and visits of each day and site.
  ///
  /// - Complexity: O(*n*) in the days and sites selected.
  public func siteVisitors(_ selection: TrafficSelection) throws -> [DayCounts<Int64>] {
    try DaySums(db, "site, visitors, visits", from: "site_day", days: selection) { row in
      var totals = TrafficTotals()
      (totals.visitors, totals.visits) = (row.integer(3), row.integer(4))
      return totals
    }.counts
  }

  /// Goes through the visitors and visits of each day and page, in that order.
  ///
  /// - Complexity: O(*n*) in the days and pages selected; 8 bytes of memory for each page.
  public func pageVisitors(
    _ selection: TrafficSelection, _ body: (DayCounts<Int>) throws -> Void
  ) throws {
    let sites = try sitesOfPages()
    let rows = try visitorRows(selection)
    while try rows.next() {
      let page = Int(rows.integer(1))
      guard let site = sites.site(of: page, wanted: selection.site?.id) else { continue }
      var totals = TrafficTotals()
      (totals.visitors, totals.visits) = (rows.integer(2), rows.integer(3))
      try body(
        DayCounts(day: try rows.day(0), site: site, key: page, totals: totals)
      )
    }
  }

  /// Day, page, visitors and visits, in order.
  func visitorRows(_ selection: TrafficSelection) throws -> RawStatement {
    let rows = try RawStatement(
      db,
      """
      SELECT day, page, visitors, visits FROM page_day WHERE day BETWEEN ? AND ? ORDER BY day, page
      """)
    rows.bind(Int64(selection.days.lowerBound.rawValue), at: 1)
    rows.bind(Int64(selection.days.upperBound.rawValue), at: 2)
    return rows
  }
}
