internal import TimeZones
internal import Traffic
internal import TrafficReport
internal import TrafficStore

/// One state of the database that is shown: all that is asked of it agrees.
struct PublishedState {
  private let snapshot: TrafficSnapshot
  private let clock: ZoneClock
  /// The hour that it is.
  private let now: Hour
  /// The name of the file in sentences.
  private let name: String

  /// - Throws: What SQLite says, or `TimeZoneError`.
  init(_ snapshot: TrafficSnapshot, name: String, seconds: Int64) throws {
    self.snapshot = snapshot.remembering
    self.name = name
    clock = try ZoneClock(stored: try snapshot.timeZone())
    now = clock.hour(at: seconds)
  }

  /// Answers a question.
  ///
  /// - Throws: ``ReportError``, and what SQLite says.
  func report(_ question: ReportQuestion) throws -> AnsweredReport {
    AnsweredReport(
      report: try question.request(clock: clock, now: now).report(from: snapshot, path: name),
      question: question,
      first: question.from.flatMap { PeriodEnd($0, now: now, clock: clock) }?.first,
      last: question.to.flatMap { PeriodEnd($0, now: now, clock: clock) }?.last)
  }

  /// The day that is not over yet, by the database's own clock.
  var today: Day { now.day }

  /// The names of the sites that something is published of, in their order.
  func sites() throws -> [String] {
    let known = try snapshot.publishedSpans()
    return try snapshot.sites().filter { known[$0.id] != nil }.map(\.name).sorted()
  }

  /// The least that is shown.
  func threshold() throws -> Int64 { try snapshot.threshold().least }

  /// The last day that something is published of, of a site or of all.
  func lastDay(ofSite site: String?) throws -> Day? {
    let spans = try snapshot.publishedSpans()
    guard let site else { return spans.values.map(\.upperBound).max() }
    return try snapshot.sites().first { $0.name == site }.flatMap { spans[$0.id]?.upperBound }
  }
}
