public import TimeZones
public import Traffic
public import TrafficStore

/// The ends of a period that was asked for; `nil` where it is open.
struct AskedHours {
  var first: Hour?
  var last: Hour?
}

/// A question to a database, in the words of the user.
public struct ReportRequest: Sendable {
  public var kind: ReportKind
  /// The name of a site; `nil` for all of them.
  public var site: String?
  /// Where the period begins and ends, as typed; `nil` for as far as the database goes.
  public var from: String?
  public var to: String?
  /// What it is compared with, as typed; `nil` for nothing.
  public var compare: String?
  /// What the rows of a series in time are; in other reports, the times that each has its rows of.
  public var step: Step?
  /// The pages to show, as a pattern: `*` stands for any characters, `?` for one.
  public var page: String?
  /// A page to show whole, instead of the report; its path as reports have it.
  public var wholePage: String?
  /// The kind of what to show, as the column `kind` has it.
  public var part: String?
  /// The referrer to show, as the column `referrer` has it.
  public var referrer: String?
  /// The class of devices to show, as the column `device` has it.
  public var device: String?
  /// The column that rows are ordered by, with `-` in front for the greatest first; `nil` for the report's own order.
  public var sort: String?
  /// The language of titles, names of ours and notes; what programs know things by stays.
  public var language = Language.english
  /// The most rows of a table that may have very many; `nil` for all.
  public var limit: Int?
  /// Whether of an overview the facts are enough, since other reports are asked for as well.
  public var isBrief = false
  /// The current hour, that `today` is counted from.
  public var now: Hour
  /// The clock whose days are counted.
  public var clock: ZoneClock
  /// Whether all that was counted is wanted, today and single hours included, rather than what is published.
  public var isPrivate: Bool

  public init(
    kind: ReportKind, site: String? = nil, from: String? = nil, to: String? = nil,
    limit: Int? = nil, now: Hour, clock: ZoneClock = .utc, isPrivate: Bool = false
  ) {
    self.kind = kind
    self.site = site
    self.from = from
    self.to = to
    self.limit = limit
    self.now = now
    self.clock = clock
    self.isPrivate = isPrivate
  }

  /// Asks the database.
  ///
  /// - Throws: ``ReportError`` when the question makes no sense, or there is nothing to answer.
  /// - Complexity: O(*n* log *n*) in the rows up to the end of the period; pages have by far the most.
  public func report(from archive: TrafficArchive) throws(ReportError) -> Report {
    let asked = try checked(path: archive.path)
    let answer: Result<Report, ReportError>
    do {
      answer = try archive.read { snapshot in
        do {
          return .success(try report(asked, snapshot: snapshot, path: archive.path))
        } catch let error as ReportError {
          return .failure(error)
        }
      }
    } catch {
      throw ReportError(.store(error), path: archive.path)
    }
    return try answer.get()
  }

  /// Asks one state of a database, which others are asked of as well.
  ///
  /// - Parameter path: What the database is called in sentences.
  /// - Throws: ``ReportError`` as ``report(from:)`` does, and what SQLite says where it cannot be read.
  public func report(from snapshot: TrafficSnapshot, path: String) throws -> Report {
    try report(checked(path: path), snapshot: snapshot, path: path)
  }

  private func report(
    _ asked: AskedHours, snapshot: TrafficSnapshot, path: String
  ) throws -> Report {
    do {
      return try build(asked, snapshot: snapshot, path: path)
    } catch var error as ReportError {
      error.timeZone = clock.name
      throw error
    }
  }

  /// The ends of the period that was asked for, after what can be checked without the database.
  private func checked(path: String) throws(ReportError) -> AskedHours {
    func end(_ text: String?, _ option: String) throws(ReportError) -> PeriodEnd? {
      guard let text else { return nil }
      guard let end = PeriodEnd(text, now: now, clock: clock) else {
        throw ReportError(.unknownTime(text, option: option), path: path)
      }
      return end
    }
    let isNarrowed =
      [from, to, site, compare, page, part, referrer, device].contains { $0 != nil } || step != nil
    if !kind.isAboutHours, isNarrowed {
      throw ReportError(.notAboutHours(kind), path: path)
    }
    if !kind.isPublished, !isPrivate { throw ReportError(.operators(kind), path: path) }
    let (first, last) = (try end(from, "--from"), try end(to, "--to"))
    if let first, let last, first.first > last.last {
      throw ReportError(.backwards(from: first.text, to: last.text), path: path)
    }
    return AskedHours(first: first?.first, last: last?.last)
  }

  private func build(
    _ asked: AskedHours, snapshot: TrafficSnapshot, path: String
  ) throws -> Report {
    if isPrivate, try snapshot.isPublishedFile { throw ReportError(.nothingPrivate, path: path) }
    guard kind.isAboutHours else { return try sources(snapshot).worded(in: language) }
    let shape = try ReportShape(self, path: path)
    var request = self
    if shape.needsAllRows { request.limit = nil }
    let source = try ReportSource(request, snapshot, path)
    let builder = try source.builder(asked)
    var report = try shape.filtered(source.report(builder, asked))
    if let comparison = shape.comparison {
      let days = source.knownPart(of: builder.askedSpan, ofSite: builder.site)
      let earlier = comparison.earlier(than: builder.askedSpan, ofWhichAreKnown: days)
      let before = try source.earlierReport(earlier, beside: builder)
      report = report.compared(
        with: try before.map { try shape.filtered($0.report) },
        ComparedDays(days: days, earlier: earlier),
        from: source.begin(of: builder.site),
        missing: before.map { source.missing(from: builder, days, beside: $0.builder, earlier) },
        isPrivate: isPrivate, in: language)
      report.earlier = clock.hours(in: earlier.hours)
    }
    return try shape.sorted(report, limit: shape.needsAllRows ? limit : nil).worded(in: language)
  }

  /// The report with every row as it is, for any hours.
  func whole(
    _ asked: AskedHours, _ counted: ClosedRange<Hour>,
    _ snapshot: TrafficSnapshot, _ path: String
  ) throws -> ReportBuilder {
    let sites = try snapshot.sites()
    let site = try knownSite(among: sites, path: path)
    let covered = site == nil ? counted : try snapshot.period(of: site)
    let askedHours = try hours(asked, within: covered, of: counted, site: site, path: path)
    let coarseness = try snapshot.coarseness()
    let hours = coarseness.widened(askedHours)
    var selection = TrafficSelection(hours: hours, site: site)
    if kind.isAboutDays { selection = selection.wholeDays }
    let days = KnownDays(
      kinds: try snapshot.kinds(selection), visitors: try snapshot.siteVisitors(selection),
      monthlyBefore: coarseness.monthlyBefore, in: selection.days)
    var builder = ReportBuilder(
      snapshot: snapshot, clock: clock, selection: selection, isPrivate: true,
      threshold: try snapshot.threshold(), days: days,
      windows: KnownWindows(),
      siteNames: Dictionary(uniqueKeysWithValues: sites.map { ($0.id, $0.name) }), limit: limit,
      step: step)
    (builder.language, builder.isBrief) = (language, isBrief)
    (builder.coarseness, builder.isWidened) = (coarseness, hours != askedHours)
    builder.splitsDays = (asked.first?.ofDay ?? 0) != 0 || (asked.last?.ofDay ?? 23) != 23
    return builder
  }

  /// The hours of a period that were counted.
  private func hours(
    _ asked: AskedHours, within covered: ClosedRange<Hour>?,
    of counted: ClosedRange<Hour>, site: StoredSite?, path: String
  ) throws(ReportError) -> ClosedRange<Hour> {
    let (first, last) = (asked.first ?? counted.lowerBound, asked.last ?? counted.upperBound)
    guard let covered, first <= covered.upperBound, last >= covered.lowerBound else {
      throw ReportError(
        .emptyPeriod(first: asked.first, last: asked.last, covered: covered, site: site?.name),
        path: path)
    }
    return max(first, covered.lowerBound)...min(last, covered.upperBound)
  }

  /// The site that was asked for.
  func knownSite(among sites: [StoredSite], path: String) throws(ReportError) -> StoredSite? {
    guard let site else { return nil }
    // Names are kept in lower case, but for those in parentheses that stand in for one.
    if let known = sites.first(where: { $0.name == site || $0.name == site.lowercased() }) {
      return known
    }
    throw ReportError(.unknownSite(site, known: sites.map(\.name)), path: path)
  }
}

/// What a request is asked of: one state of a database.
struct ReportSource {
  private var request: ReportRequest
  private let snapshot: TrafficSnapshot
  private let path: String
  /// From when to when something is published of each site.
  private let spans: [Int64: ClosedRange<Day>]
  /// All that was counted, for the operator.
  private let counted: ClosedRange<Hour>?

  init(_ request: ReportRequest, _ snapshot: TrafficSnapshot, _ path: String) throws {
    (self.request, self.snapshot, self.path) = (request, snapshot, path)
    spans = try request.isPrivate ? [:] : snapshot.publishedSpans()
    counted = try request.isPrivate ? snapshot.period() : nil
  }

  /// What makes the report of some hours.
  func builder(_ asked: AskedHours) throws -> ReportBuilder {
    guard request.isPrivate else { return try request.published(asked, spans, snapshot, path) }
    guard let counted else { throw ReportError(.empty, path: path) }
    return try request.whole(asked, counted, snapshot, path)
  }

  /// The first day that something is known of, of a site or of all.
  func begin(of site: Int64?) -> Day? {
    if request.isPrivate { return counted?.lowerBound.day }
    return site.map { spans[$0]?.lowerBound } ?? spans.values.map(\.lowerBound).min()
  }

  /// The days of a period up to the last that is published.
  func knownPart(of days: ClosedRange<Day>, ofSite site: Int64?) -> ClosedRange<Day> {
    guard let last = spans.values.map(\.upperBound).max(), days.contains(last) else { return days }
    return days.lowerBound...last
  }

  /// What sums lack that are made of some days, and those of others that they are compared with.
  func missing(
    from here: ReportBuilder, _ days: ClosedRange<Day>, beside before: ReportBuilder,
    _ earlier: ClosedRange<Day>
  ) -> MissingSums {
    MissingSums(
      here: here, before: before,
      expected: (expectedDays(in: days, of: here.site), expectedDays(in: earlier, of: here.site)))
  }

  /// How many days of a period each site could have: none before its first. All that was counted lacks nothing.
  private func expectedDays(in days: ClosedRange<Day>, of site: Int64?) -> [Int64: Int] {
    spans.filter { site == nil || $0.key == site }.compactMapValues { span in
      span.lowerBound <= days.upperBound
        ? (max(span.lowerBound, days.lowerBound)...days.upperBound).dayCount : nil
    }
  }

  /// The report; by step, where that was asked for and it is no series anyway.
  func report(_ builder: ReportBuilder, _ asked: AskedHours) throws -> Report {
    guard let step = request.step, !request.kind.isSeries || request.wholePage != nil else {
      return try request.wholePage.map { try builder.page($0, in: path) }
        ?? builder.report(request.kind)
    }
    guard step.isDays, request.wholePage == nil else {
      throw ReportError(.notByStep(request.kind, step), path: path)
    }
    let numbers =
      step.number(of: builder.askedSpan.lowerBound)...step.number(of: builder.askedSpan.upperBound)
    guard numbers.count <= ReportSource.mostSteps else {
      throw ReportError(.tooManySteps(step, numbers.count), path: path)
    }
    var parts: [(time: String, report: Report)] = []
    for number in numbers {
      let days = step.days(number...number).clamped(to: builder.askedSpan)
      let hours = days.hours
      guard
        let part = try known({
          try self.builder(AskedHours(first: hours.lowerBound, last: hours.upperBound))
        })
      else { continue }
      parts.append((step.text(number...number), try part.report(request.kind)))
    }
    return try builder.report(request.kind).by(step.column(in: request.clock.name), parts)
  }

  /// The report of what it is compared with; nothing where nothing is known of that.
  ///
  /// It has all rows, as one that is among the first now may have been among the last; but of pages, which may be
  /// very many, only those beside which it stands.
  func earlierReport(
    _ days: ClosedRange<Day>, beside builder: ReportBuilder
  ) throws -> (builder: ReportBuilder, report: Report)? {
    var source = self
    source.request.limit = nil
    let asked = AskedHours(first: days.hours.lowerBound, last: days.hours.upperBound)
    let isOfSomePages =
      request.limit != nil && request.step == nil && request.wholePage == nil
      && [.overview, .pages, .entries].contains(request.kind)
    return try known {
      var earlier = try source.builder(asked)
      if isOfSomePages { earlier.wantedPages = builder.shownPages.numbers }
      return (earlier, try source.report(earlier, asked))
    }
  }

  /// A long series of rankings is no table that anybody reads, and takes as long as so many reports.
  private static let mostSteps = 400

  private func known<Value>(_ value: () throws -> Value) throws -> Value? {
    do {
      return try value()
    } catch let error as ReportError {
      switch error.code {
      case .notPublished, .emptyPeriod, .unknownPage: return nil
      default: throw error
      }
    }
  }
}
