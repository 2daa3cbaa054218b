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
    var tables = [facts]
    let traffic = try trafficLine()
    if !traffic.rows.isEmpty { tables.append(traffic) }
    tables += [days, pages]
    var notes = [
      "Pages, devices and browsers are people's; bots are counted apart.",
      "Errors are answers of 4xx and 5xx to anybody but bots.",
    ]
    let origins = try origins()
    tables += origins
    if !origins.isEmpty, splitsDays {
      let names = origins.map(\.name).joined(separator: " and ")
      notes.append("The \(names) are kept by day: they are those of whole days.")
    }
    if origins.contains(where: { $0.name == "referrers" }) { notes += try referrerNotes() }
    tables.append(try clients(.device, limit: nil))
    tables.append(try clients(.browser, limit: limit ?? 10))
    return (tables, notes)
  }

  /// The first referrers and countries; no table of what is not known.
  private func origins() throws -> [Report.Table] {
    let referrers = try referrers(limit: limit ?? 5)
    let knowsCountries = try knowsCountries()
    return (referrers.rows.isEmpty ? [] : [referrers])
      + (knowsCountries ? [try countries(limit: limit ?? 5)] : [])
  }
}
