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

  public init(
    kind: ReportKind, site: String? = nil, from: String? = nil, to: String? = nil,
    limit: Int? = nil, now: Hour
  ) {
    self.kind = kind
    self.site = site
    self.from = from
    self.to = to
    self.limit = limit
    self.now = now
  }

  /// Asks the database.
  ///
  /// - Throws: ``ReportError`` when the question makes no sense, or there is nothing to answer.
  /// - Complexity: O(*n*) in the rows of the period; pages have by far the most.
  public func report(from archive: TrafficArchive) throws(ReportError) -> Report {
    let asked = try checked(path: archive.path)
    let answer: Result<Report, ReportError>
    do {
      answer = try archive.read { snapshot in
        do {
          return .success(try build(asked, snapshot: snapshot, path: archive.path))
        } catch let error as ReportError {
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
      guard let end = PeriodEnd(text, now: now) else {
        throw ReportError(.unknownTime(text, option: option), path: path)
      }
      return end
    }
    if !kind.isAboutHours, from != nil || to != nil || site != nil {
      throw ReportError(.notAboutHours(kind), path: path)
    }
    let (first, last) = (try end(from, "--from"), try end(to, "--to"))
    if let first, let last, first.first > last.last {
      throw ReportError(.backwards(from: first.text, to: last.text), path: path)
    }
    return (first?.first, last?.last)
  }

  private func build(
    _ asked: (first: Hour?, last: Hour?), snapshot: TrafficSnapshot, path: String
  ) throws -> Report {
    guard kind.isAboutHours else { return try sources(snapshot) }
    guard let whole = try snapshot.period() else { throw ReportError(.empty, path: path) }
    let site = try knownSite(snapshot, path: path)
    let covered = site == nil ? whole : try snapshot.period(of: site)
    let first = asked.first ?? whole.lowerBound
    let last = asked.last ?? whole.upperBound
    guard let covered, first <= covered.upperBound, last >= covered.lowerBound else {
      throw ReportError(
        .emptyPeriod(first: asked.first, last: asked.last, covered: covered, site: site?.name),
        path: path)
    }
    let askedHours = max(first, covered.lowerBound)...min(last, covered.upperBound)
    let coarseness = try snapshot.coarseness()
    let hours = coarseness.widened(askedHours)
    var builder = ReportBuilder(
      snapshot: snapshot, selection: TrafficSelection(hours: hours, site: site), limit: limit)
    builder.coarseness = coarseness
    builder.isWidened = hours != askedHours
    builder.splitsDays = (asked.first?.ofDay ?? 0) != 0 || (asked.last?.ofDay ?? 23) != 23
    return try builder.report(kind)
  }

  private func knownSite(_ snapshot: TrafficSnapshot, path: String) throws -> StoredSite? {
    guard let site else { return nil }
    let sites = try snapshot.sites()
    // Names are kept in lower case, but for those in parentheses that stand in for one.
    if let known = sites.first(where: { $0.name == site || $0.name == site.lowercased() }) {
      return known
    }
    throw ReportError(.unknownSite(site, known: sites.map(\.name)), path: path)
  }
}
