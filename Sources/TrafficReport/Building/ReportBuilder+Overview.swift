import Traffic
import TrafficStore

extension ReportBuilder {
  /// The facts, page views by day, and the head of the other reports.
  func overview() throws -> (tables: [Report.Table], notes: [String]) {
    let totals = try totals()
    let facts = Report.Table(
      name: "summary",
      columns: [
        .hits, .pageViews, .bytes, .bots, Report.Column("bots_share", "Bots", .share), .errors,
        Report.Column("errors_share", "Errors", .share),
      ],
      rows: [
        [
          .number(totals.hits), .number(totals.pageViews), .number(totals.bytes),
          .number(totals.bots), .share(of: totals.bots, in: totals.hits),
          .number(totals.errors), .share(of: totals.errors, in: totals.hits),
        ]
      ], shape: .facts)
    var days = try series(.day, limit: nil)
    days.shape = .sparkline
    var pages = try pages(limit: limit ?? 10)
    // At a glance, what nobody looked at is no page: style sheets, what attackers try.
    if let views = pages.columns.firstIndex(of: .pageViews) {
      pages.rows.removeAll { $0[views].number == 0 }
    }
    let tables = [
      facts, days, pages, try clients(.device, limit: nil),
      try clients(.browser, limit: limit ?? 10),
    ]
    let notes = [
      "Pages, devices and browsers are people's; bots are counted apart.",
      "Errors are answers of 4xx and 5xx to anybody but bots.",
    ]
    return (tables, notes)
  }
}
