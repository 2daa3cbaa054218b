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
    let view = ReportView(report: report, language: query.language)
    let shown = report.period.map { $0.lowerBound.day...$0.upperBound.day }
    return shell.page(
      title: view.title,
      header: HTML([view.times, shell.controls(sites: sites, today: today, shown: shown)]),
      main: view.content)
  }
}
