public import TimeZones
public import Traffic
public import TrafficStore

/// A question to a database, in the words of the user.
public struct ReportRequest: Sendable {
  public var kind: ReportKind
  /// The name of a site; `nil` for all of them.
  public var site: String?
  /// Where the period begins and ends, as typed; `nil` for as far as the database goes.
  public var from: String?
  public var to: String?
  /// The most rows of a table that may have very many; `nil` for all.
  public var limit: Int?
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
          return .success(try build(asked, snapshot: snapshot, path: archive.path))
        } catch var error as ReportError {
          error.timeZone = clock.name
          return .failure(error)
        }
      }
    } catch {
      throw ReportError(.store(error), path: archive.path)
    }
    return try answer.get()
  }

  /// The ends of the period that was asked for, after what can be checked without the database.
  private func checked(path: String) throws(ReportError) -> (first: Hour?, last: Hour?) {
    func end(_ text: String?, _ option: String) throws(ReportError) -> PeriodEnd? {
      guard let text else { return nil }
      guard let end = PeriodEnd(text, now: now, clock: clock) else {
        throw ReportError(.unknownTime(text, option: option), path: path)
      }
      return end
    }
    if !kind.isAboutHours, from != nil || to != nil || site != nil {
      throw ReportError(.notAboutHours(kind), path: path)
    }
    if !kind.isPublished, !isPrivate { throw ReportError(.operators(kind), path: path) }
    let (first, last) = (try end(from, "--from"), try end(to, "--to"))
    if let first, let last, first.first > last.last {
      throw ReportError(.backwards(from: first.text, to: last.text), path: path)
    }
    return (first?.first, last?.last)
  }

  private func build(
    _ asked: (first: Hour?, last: Hour?), snapshot: TrafficSnapshot, path: String
  ) throws -> Report {
    guard isPrivate else { return try published(asked, snapshot, path).report(kind) }
    guard try !snapshot.isPublishedFile else { throw ReportError(.nothingPrivate, path: path) }
    guard kind.isAboutHours else { return try sources(snapshot) }
    guard let counted = try snapshot.period() else { throw ReportError(.empty, path: path) }
    return try whole(asked, counted, snapshot, path).report(kind)
  }

  /// The report with every row as it is, for any hours.
  private func whole(
    _ asked: (first: Hour?, last: Hour?), _ counted: ClosedRange<Hour>,
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
      monthlyBefore: coarseness.monthlyBefore)
    var builder = ReportBuilder(
      snapshot: snapshot, clock: clock, selection: selection, isPrivate: true,
      threshold: try snapshot.threshold(), days: days, windows: [:],
      siteNames: Dictionary(uniqueKeysWithValues: sites.map { ($0.id, $0.name) }), limit: limit)
    (builder.coarseness, builder.isWidened) = (coarseness, hours != askedHours)
    builder.splitsDays = (asked.first?.ofDay ?? 0) != 0 || (asked.last?.ofDay ?? 23) != 23
    return builder
  }

  /// The hours of a period that were counted.
  private func hours(
    _ asked: (first: Hour?, last: Hour?), within covered: ClosedRange<Hour>?,
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
