public import Traffic
public import TrafficReport

/// All sites at a glance, each with its figures and a link to its own page.
public struct SitesPage: Sendable {
  public var query: PageQuery
  /// The day that is not over yet.
  public var today: Day
  /// The report of that kind; `nil` where nothing is published.
  public var report: Report?
  /// What the form to sign out says; `nil` where nobody has signed in.
  public var formToken: String?

  public init(query: PageQuery, today: Day, report: Report?) {
    (self.query, self.today, self.report) = (query, today, report)
  }

  /// The page.
  ///
  /// - Complexity: O(*n*) in the sites.
  public func html() -> String {
    let shell = DashboardShell(query, .sites, formToken: formToken)
    guard let report, let table = report.tables.first, !table.rows.isEmpty else {
      return shell.page(
        title: shell.words.atAGlance, header: HTML(),
        main: Tag.p(.class("card")) { shell.words.nothingPublished })
    }
    let view = ReportView(report: report, language: query.language)
    var sites = TableView(
      table: table, values: view.values,
      caption: Tag.caption(.class("v")) { shell.words.atAGlance })
    sites.link = { [query] column, row in
      guard column.name == "site", let site = table.text("site", of: row) else { return nil }
      return query.link { ($0.site, $0.report, $0.page) = (Report.siteName(site), nil, nil) }
    }
    return shell.page(
      title: shell.words.atAGlance, header: view.times,
      main: HTML([
        Tag.div(.class("card")) { sites.html },
        NotesView([report]).html(
          view.values, holdsBack: sites.holdsBack, threshold: report.threshold),
      ]))
  }
}
