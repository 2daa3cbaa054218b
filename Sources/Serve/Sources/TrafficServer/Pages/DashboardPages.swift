internal import Traffic
internal import TrafficPages
internal import TrafficReport

/// Pages for people, which are functions of reports.
struct DashboardPages: Sendable {
  var database: PublishedDatabase
  /// The path that all pages are below.
  var base: String

  /// The most rows of one report on a page; the API and `sporlos report` have all.
  private static let longest = 1000
  /// The days of a page that was asked for none: whole weeks, so that those before have the same weekdays.
  private static let days: Int32 = 28
  /// The most rows of a table beside others.
  private static let brief = 10

  /// Answers a request for a page.
  func answer(_ parts: [String], _ asking: Asking, for reader: Reader) throws -> Answer {
    let place = parts.joined(separator: "/")
    if parts.isEmpty { return .redirection(to: base + "/") }
    guard ["", "sites", "limits"].contains(place) else {
      return .problem(
        404, "no_such_resource",
        "there is nothing here: pages are \(base)/, \(base)/sites and \(base)/limits")
    }
    var query = PageQuery(language: asking.language)
    do {
      try query.read(asking.target.parameters)
    } catch {
      return .problem(400, error.code, error.sentence)
    }
    // Names and values apart: `a=b` may be in either.
    let words =
      [
        "page", place, base, query.language.rawValue, reader.key, reader.formToken ?? "",
        database.hour,
      ] + asking.target.parameters.flatMap { [$0.name, $0.value] }
    let tag = database.version?.tag(of: words)
    if let tag {
      if asking.has(tag) { return .unchanged(tag) }
      if let answer = database.kept.answer(tagged: tag) { return answer }
    }
    // All of a page is of one state.
    let page = try database.read { try self.page(place, query, of: $0, for: reader) }
    guard page.status == 200, let tag else {
      return Answer(status: page.status, Answer.html, page.html)
    }
    let answer = Answer(Answer.html, page.html, tag: tag)
    // Of a file that was written to meanwhile, the page may be of the next state.
    if database.version?.tag(of: words) == tag { database.kept.keep(answer) }
    return answer
  }

  private func page(
    _ place: String, _ query: PageQuery, of state: PublishedState, for reader: Reader
  ) throws -> (html: String, status: Int) {
    switch place {
    case "sites": (try sites(query, of: state, for: reader), 200)
    case "limits": (try limits(query, of: state, for: reader), 200)
    default: try dashboard(query, of: state, for: reader)
    }
  }

  private func dashboard(
    _ asked: PageQuery, of state: PublishedState, for reader: Reader
  ) throws -> (html: String, status: Int) {
    let sites = try state.sites().filter(reader.maySee)
    let today = state.today
    var query = asked
    // Whoever may not see all of them together begins with the first of theirs.
    if query.site == nil, sites.count == 1 || !reader.seesAll { query.site = sites.first }
    guard query.site.map(reader.maySee) ?? reader.seesAll else {
      var page = DashboardPage(query: query, sites: sites, today: today, reports: [:])
      page.formToken = reader.formToken
      return (page.html(), 403)
    }
    // Everything is much, and seldom what somebody wants to know first.
    if query.from == nil, query.to == nil, query.report == nil,
      let last = try state.lastDay(ofSite: query.site)
    {
      (query.from, query.to) = (Day(rawValue: last.rawValue - DashboardPages.days + 1), last)
    }
    if query.compare == nil, query.from != nil, query.to != nil { query.compare = "previous" }
    if let kind = query.report, kind.isPublished {
      if let report = try report(kind, query, of: state, limit: DashboardPages.longest) {
        var page = ReportPage(query: query, sites: sites, today: today, report: report)
        page.formToken = reader.formToken
        return (page.html(), 200)
      }
    }
    if query.page != nil {
      let report = try report(
        .pages, query, of: state, limit: DashboardPages.longest, isOfPage: true)
      if let report {
        var page = ReportPage(query: query, sites: sites, today: today, report: report)
        page.formToken = reader.formToken
        return (page.html(), 200)
      }
    }
    var reports: [ReportKind: Report] = [:]
    for kind in [.overview, .days] + DashboardPage.kinds {
      let limit = kind == .days ? nil : DashboardPages.brief
      guard let report = try report(kind, query, of: state, limit: limit) else { break }
      reports[kind] = report
    }
    reports[.hours] = reports.isEmpty ? nil : try report(.hours, query, of: state, limit: nil)
    var page = DashboardPage(query: query, sites: sites, today: today, reports: reports)
    (page.linksRows, page.formToken) = (true, reader.formToken)
    return (page.html(), reports.isEmpty ? 404 : 200)
  }

  private func sites(
    _ query: PageQuery, of state: PublishedState, for reader: Reader
  ) throws -> String {
    var report = try report(.sites, query, of: state, limit: nil, ofAll: true)
    if !reader.seesAll, let table = report?.tables.first {
      // Sums of sites that are not theirs would tell of those.
      let column = table.columns.firstIndex { $0.name == "site" }
      report?.tables[0].rows = table.rows.filter { row in
        guard let column, case .text(let name) = row[column] else { return false }
        return reader.maySee(Report.siteName(name))
      }
      report?.tables[0].totals = nil
      report?.tables[0].rowsLeftOut = 0
      // A share is of all sites.
      report?.removeShares()
    }
    var page = SitesPage(query: query, today: state.today, report: report)
    page.formToken = reader.formToken
    return page.html()
  }

  private func limits(
    _ query: PageQuery, of state: PublishedState, for reader: Reader
  ) throws -> String {
    var page = LimitsPage(query: query, threshold: try state.threshold())
    page.formToken = reader.formToken
    return page.html()
  }

  /// A report; `nil` where nothing is published of what was asked for, or there is no such site.
  private func report(
    _ kind: ReportKind, _ query: PageQuery, of state: PublishedState, limit: Int?,
    ofAll: Bool = false,
    isOfPage: Bool = false
  ) throws -> Report? {
    var question = ReportQuestion(kind: kind, site: ofAll ? nil : query.site)
    (question.from, question.to) = (query.from?.description, query.to?.description)
    (question.limit, question.isBrief) = (limit, query.report == nil)
    question.language = query.language
    if isOfPage { (question.isOfPage, question.page) = (true, query.page) }
    if kind == query.report { (question.part, question.referrer) = (query.part, query.referrer) }
    if query.compare != "none" { question.compare = query.compare }
    switch kind {
    case .days, .overview: question.by = query.by
    // When people come is a picture of a week, beside the chart.
    case .hours where query.report == nil:
      (question.by, question.compare) = (Step.weekdayHour.rawValue, nil)
    default: break
    }
    do {
      return try state.report(question).report
    } catch let error as ReportError {
      switch error.code {
      case .unknownSite, .notPublished, .unpublished, .empty, .emptyPeriod, .backwards,
        .unknownComparison, .unknownPage:
        return nil
      default: throw error
      }
    }
  }
}

extension Report {
  /// Takes away the columns that compare rows with the whole.
  fileprivate mutating func removeShares() {
    for index in tables.indices {
      let kept = tables[index].columns.indices.filter { tables[index].columns[$0].kind != .share }
      tables[index].rows = tables[index].rows.map { row in kept.map { row[$0] } }
      tables[index].columns = kept.map { tables[index].columns[$0] }
    }
  }
}
