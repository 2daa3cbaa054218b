public import Traffic
public import TrafficReport

/// The page that answers most: figures against the period before, a chart, and a table of each kind.
///
/// A pure function of reports: it reads nothing and keeps nothing. It needs ``StaticAsset/style`` as `style.css`,
/// ``StaticAsset/icon`` as `icon.svg` and ``StaticAsset/script`` as `script.js` beside it, and is sent with
/// ``contentSecurityPolicy(inFramesOf:)``. All of its links are relative, so it can be anywhere.
public struct DashboardPage: Sendable {
  /// What was asked for.
  public var query: PageQuery
  /// All sites that can be asked for.
  public var sites: [String]
  /// The day that is not over yet.
  public var today: Day
  /// The answers; a kind that is not there is left out. ``ReportKind/overview`` has the figures and, where there is no
  /// ``ReportKind/days``, the chart. Tables of 10 rows are enough.
  public var reports: [ReportKind: Report]
  /// Why there is nothing to show, or another problem with the question, in a sentence.
  public var problem: String?
  /// Whether the server shows a page, and the rows of a name, so that names lead there.
  public var linksRows = false
  /// What the form to sign out says; `nil` where nobody has signed in.
  public var formToken: String?

  public init(
    query: PageQuery, sites: [String], today: Day, reports: [ReportKind: Report],
    problem: String? = nil
  ) {
    (self.query, self.sites, self.today) = (query, sites, today)
    (self.reports, self.problem) = (reports.mapValues(\.forPages), problem)
  }

  /// The header that each page is to be sent with: nothing but its own style, script and answers, nothing inline
  /// (Content Security Policy Level 3).
  ///
  /// - Parameter origins: Whose pages may have it in a frame.
  public static func contentSecurityPolicy(inFramesOf origins: [String] = []) -> String {
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
      + "form-action 'self'; base-uri 'none'; frame-ancestors "
      + (origins.isEmpty ? "'none'" : origins.joined(separator: " "))
  }

  /// The tables, in their order on the page.
  public static let kinds: [ReportKind] = [
    .pages, .entries, .referrers, .campaigns, .countries, .devices, .browsers, .systems, .traffic,
    .notFound,
  ]

  /// The page.
  ///
  /// - Complexity: O(*n*) in the rows.
  public func html() -> String {
    let shell = DashboardShell(query, .dashboard, formToken: formToken)
    let values = Values(query.language)
    let first = reports[.overview] ?? reports[.days] ?? reports.values.first
    let shown = first?.period.map { $0.lowerBound.day...$0.upperBound.day }
    let header = HTML([
      first.map { ReportView(report: $0, language: query.language).times } ?? HTML(),
      shell.controls(sites: sites, today: today, shown: shown),
    ])
    return shell.page(
      title: query.site ?? shell.words.allSites, header: header, main: main(shell, values))
  }

  private func main(_ shell: DashboardShell, _ values: Values) -> HTML {
    let shown = ([.overview, .days] + DashboardPage.kinds).compactMap { reports[$0] }
    guard !shown.isEmpty else {
      return Tag.p(.class("card")) { problem ?? shell.words.nothingPublished }
    }
    var notes = NotesView(shown)
    var holdsBack = false
    var pieces: [HTML] = []
    if let problem = problem ?? pageProblem(shell.words) {
      pieces.append(Tag.p(.class("card")) { problem })
    }
    if let facts = reports[.overview]?.tables.first(where: { $0.shape == .facts }) {
      let figures = FiguresView(table: facts, values: values)
      holdsBack = figures.holdsBack
      pieces.append(figures.html)
    }
    if let chart = chart(values) {
      pieces.append(chart)
    } else if let report = reports[.days] ?? reports[.overview] {
      pieces.append(AnnotationsView(report: report, values: values).html)
    }
    if let report = reports[.hours], let table = report.tables.first, !table.rows.isEmpty {
      let view = ReportView(report: report.withoutAnnotations, language: query.language)
      pieces.append(view.week(table, number: 1) ?? view.chart(table, number: 1, isOpen: false))
    }
    var cards: [HTML] = []
    for kind in DashboardPage.kinds {
      guard let report = reports[kind], let table = report.tables.first, !table.rows.isEmpty else {
        continue
      }
      let view = view(report, table, kind, values)
      holdsBack = holdsBack || view.holdsBack
      cards.append(
        Tag.div(.class("card")) {
          view.html
          notes.beneath(table)
        })
    }
    cards += emptyCards(values)
    if !cards.isEmpty { pieces.append(Tag.div(.class("cards")) { cards }) }
    let threshold = shown.compactMap(\.threshold).first
    pieces.append(notes.html(values, holdsBack: holdsBack, threshold: threshold, isFolded: true))
    return HTML(pieces)
  }

  /// What there is nothing of, and why: kinds for one and the same reason in one card.
  private func emptyCards(_ values: Values) -> [HTML] {
    var reasons: [(sentence: String, titles: [String], lastKnown: ClosedRange<Day>?)] = []
    for kind in DashboardPage.kinds {
      guard let report = reports[kind], report.tables.first?.rows.isEmpty == true else { continue }
      let sentence = report.notes.first ?? values.words.nothing
      if let place = reasons.firstIndex(where: { $0.sentence == sentence }) {
        reasons[place].titles.append(report.title)
      } else {
        reasons.append((sentence, [report.title], report.lastKnown))
      }
    }
    return reasons.map { reason in
      Tag.div(.class("card")) {
        Tag.h2 { reason.titles.joined(separator: " · ") }
        Tag.p(.class("note")) { reason.sentence }
        if let days = reason.lastKnown {
          Tag.p(.class("note")) {
            Tag.a(.href(query.link { ($0.from, $0.to) = (days.lowerBound, days.upperBound) })) {
              values.words.showDays(values.dates.period(days))
            }
          }
        }
      }
    }
  }

  /// What to say where one page was asked for and this is of its whole site.
  private func pageProblem(_ words: Words) -> String? {
    query.page.map { words.pageUnknown(QuotedText.harmless($0)) }
  }

  private func chart(_ values: Values) -> HTML? {
    guard let report = reports[.days] ?? reports[.overview],
      let table = report.tables.first(where: { Series($0, dates: values.dates) != nil })
    else { return nil }
    return ReportView(report: report, language: query.language).chart(
      table, number: 0, isOpen: false)
  }

  private func view(
    _ report: Report, _ table: Report.Table, _ kind: ReportKind, _ values: Values
  ) -> TableView {
    var view = TableView(
      table: table, values: values, extent: .brief,
      caption: Tag.caption { Tag.h2 { report.title } })
    if table.rowsLeftOut > 0 { view.more = query.link { $0.report = kind } }
    if linksRows {
      let links = RowLinks(query: query, kind: kind)
      view.link = { column, row in links.link(table, column, row) }
    }
    return view
  }
}

extension Report {
  /// Of several charts, one has them.
  fileprivate var withoutAnnotations: Report {
    var report = self
    report.annotations = []
    return report
  }
}
