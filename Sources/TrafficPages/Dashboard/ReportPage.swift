public import Traffic
public import TrafficReport

/// One report whole, as a page of the dashboard: all rows of a table, or all there is on one page.
public struct ReportPage: Sendable {
  public var query: PageQuery
  public var sites: [String]
  /// The day that is not over yet.
  public var today: Day
  public var report: Report
  /// What the form to sign out says; `nil` where nobody has signed in.
  public var formToken: String?

  public init(query: PageQuery, sites: [String], today: Day, report: Report) {
    (self.query, self.sites, self.today, self.report) = (query, sites, today, report)
  }

  /// The page.
  ///
  /// - Complexity: O(*n*) in the rows.
  public func html() -> String {
    let shell = DashboardShell(query, .dashboard, formToken: formToken)
    var view = ReportView(report: report, language: query.language)
    if let kind = query.report { view.link = RowLinks(query: query, kind: kind).link }
    let shown = report.period.map { $0.lowerBound.day...$0.upperBound.day }
    return shell.page(
      title: view.title,
      header: HTML([
        view.times, chosen(shell.words),
        shell.controls(sites: sites, today: today, shown: shown),
      ]),
      main: view.content)
  }

  /// Which rows are shown, and the way back to all of them.
  private func chosen(_ words: Words) -> HTML {
    guard query.report != nil, query.part != nil || query.referrer != nil else { return HTML() }
    let names = [query.part.map { Report.kind($0, in: query.language) }, query.referrer]
    return Tag.p {
      words.only(names.compactMap { $0.map(QuotedText.harmless) }.joined(separator: " · ")) + " "
      Tag.a(.href(query.link { ($0.part, $0.referrer) = (nil, nil) })) { words.showAll }
    }
  }
}
