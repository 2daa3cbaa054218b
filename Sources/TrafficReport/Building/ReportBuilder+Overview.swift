import Traffic
import TrafficStore

extension ReportBuilder {
  /// The facts, page views by day, and the head of the other reports.
  func overview() throws -> (tables: [Report.Table], notes: [Note]) {
    let totals = whole
    let known = try errors()
    let (bots, errors) = (Report.Cell.number(totals.bots), known.cell(in: span))
    func share(_ cell: Report.Cell, in hits: Int64) -> Report.Cell {
      cell == .none ? .none : .share(of: cell.number, in: hits)
    }
    let facts = Report.Table(
      name: "summary",
      columns: [
        .hits, .pageViews,
      ] + visitorColumns + [
        .bytes, .bots, Report.Column("bots_share", "Bots", .share), .errors,
        Report.Column("errors_share", "Errors", .share),
      ],
      rows: [
        [
          .number(totals.hits), .number(totals.pageViews),
        ] + visitorCells(totals) + [
          .number(totals.bytes), bots,
          share(bots, in: totals.hits), errors,
          // What the server answered is known of days that are broken down.
          share(errors, in: isPrivate ? totals.hits : windowTotals.hits),
        ]
      ], shape: .facts)
    if isBrief { return ([facts], [.overview, .errors] + visitorNotes) }
    var series = try days(limit: nil, known)
    series.tables[0].shape = .sparkline
    var pages = try pages(limit: limit ?? 10)
    // At a glance, what nobody looked at is no page: style sheets, what attackers try.
    if let views = pages.columns.firstIndex(of: .pageViews) {
      pages.rows.removeAll { $0[views].number == 0 }
    }
    var tables = [facts]
    let traffic = try trafficLine()
    if !traffic.rows.isEmpty { tables.append(traffic) }
    tables += series.tables + [pages]
    var notes: [Note] = [.overview, .errors]
    let referrers = try referrers(limit: limit ?? 5)
    let countries = try countries(limit: limit ?? 5)
    let origins =
      referrers.tables.filter { !$0.rows.isEmpty }
      + (knowsCountries(countries) ? [countries] : [])
    tables += origins
    if !origins.isEmpty, splitsDays {
      notes.append(.originsOfWholeDays(tables: origins.map(\.name)))
    }
    if origins.contains(where: { $0.name == "referrers" }) { notes += referrers.notes }
    tables.append(try clients(.device, limit: nil))
    tables.append(try clients(.browser, limit: limit ?? 10))
    return (tables, notes + series.notes + visitorNotes)
  }
}
