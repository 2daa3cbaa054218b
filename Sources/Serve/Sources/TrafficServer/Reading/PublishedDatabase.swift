internal import TimeZones
internal import Traffic
internal import TrafficReport
public import TrafficStore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The database that is shown, and of it only what is published.
public struct PublishedDatabase: Sendable {
  let path: String
  /// The current time, in seconds from 1970.
  var now: @Sendable () -> Int64 = { Int64(time(nil)) }

  /// - Throws: ``StoreError`` when there is no database at the path that can be read.
  public init(path: String) throws(StoreError) {
    self.path = path
    try TrafficArchive(path: path).close()
  }

  /// The name in sentences to clients, whom the file's place does not concern.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  var version: DataVersion? { DataVersion(of: path) }

  /// Answers a question from one state of the database.
  ///
  /// - Throws: ``ReportError``, ``StoreError`` or `TimeZoneError`, with the file's name instead of its path.
  func report(_ question: ReportQuestion) throws -> AnsweredReport {
    let archive = try opened()
    defer { try? archive.close() }
    let clock = try ZoneClock(stored: try archive.read { try $0.timeZone() })
    let now = clock.hour(at: now())
    do {
      return AnsweredReport(
        report: try question.request(clock: clock, now: now).report(from: archive),
        question: question,
        first: question.from.flatMap { PeriodEnd($0, now: now, clock: clock) }?.first,
        last: question.to.flatMap { PeriodEnd($0, now: now, clock: clock) }?.last)
    } catch var error {
      error.path = name
      throw error
    }
  }

  /// The day that is not over yet, by the database's own clock.
  func today() throws -> Day {
    let archive = try opened()
    defer { try? archive.close() }
    return try ZoneClock(stored: try archive.read { try $0.timeZone() }).day(at: now())
  }

  /// The names of the sites that something is published of, in their order.
  func sites() throws -> [String] {
    let archive = try opened()
    defer { try? archive.close() }
    return try archive.read { snapshot in
      let known = try snapshot.publishedSpans()
      return try snapshot.sites().filter { known[$0.id] != nil }.map(\.name).sorted()
    }
  }

  /// The last day that something is published of, of a site or of all.
  func lastDay(ofSite site: String?) throws -> Day? {
    let archive = try opened()
    defer { try? archive.close() }
    return try archive.read { snapshot in
      let spans = try snapshot.publishedSpans()
      guard let site else { return spans.values.map(\.upperBound).max() }
      return try snapshot.sites().first { $0.name == site }.flatMap { spans[$0.id]?.upperBound }
    }
  }

  private func opened() throws(StoreError) -> TrafficArchive {
    do {
      return try TrafficArchive(path: path)
    } catch var error {
      error.path = name
      throw error
    }
  }
}

extension PublishedDatabase {
  /// The current hour, which words such as `7d` are counted from.
  var hour: String { String(now() / 3600) }
}
