import Publication
import TestSupport
import Traffic
import TrafficReport
import TrafficStore

/// A database of sample traffic, and questions to it.
struct SampleDatabase {
  let folder: ScratchFolder
  let path: String

  /// - Parameter last: The last day that is published; `nil` for none.
  init(
    _ hits: [SampleTraffic.Hits], sources: [Checkpoint] = [], publishedTo last: String? = lastDay
  ) throws {
    folder = try ScratchFolder()
    path = folder.path("t.sqlite")
    try add(hits, sources: sources, publishedTo: last)
  }

  /// The day before that on which reports are made.
  static let lastDay = "2026-11-21"

  func report(
    _ kind: ReportKind, site: String? = nil, from: String? = nil, to: String? = nil,
    limit: Int? = nil, isPrivate: Bool = false, now: String = "2026-11-22T10:00Z"
  ) throws -> Report {
    let request = ReportRequest(
      kind: kind, site: site, from: from, to: to, limit: limit, now: Hour(now)!,
      isPrivate: isPrivate)
    return try request.report(from: TrafficArchive(path: path))
  }

  /// Counts more, and publishes the days up to one, as a collector does.
  func add(
    _ hits: [SampleTraffic.Hits], sources: [Checkpoint] = [], publishedTo last: String? = lastDay
  ) throws {
    let database = try TrafficDatabase(path: path)
    _ = try database.commit(SampleTraffic(hits: hits).rollup, sources: sources)
    if let last { try Publisher(database, upTo: Day(last)!).run() }
    try database.close()
  }

  /// The sentence a question is refused with.
  func refusal(
    _ kind: ReportKind, site: String? = nil, from: String? = nil, to: String? = nil,
    isPrivate: Bool = false, now: String = "2026-11-22T10:00Z"
  ) -> String? {
    do {
      _ = try report(kind, site: site, from: from, to: to, isPrivate: isPrivate, now: now)
      return nil
    } catch {
      return (error as? ReportError)?.sentence
        .split(separator: path, omittingEmptySubsequences: false).joined(separator: "PATH")
    }
  }

  /// A few hits on two days and two sites.
  static func few(publishedTo last: String? = lastDay) throws -> SampleDatabase {
    let (first, next) = (Hour("2026-10-01T13:00Z")!, Hour("2026-10-03T09:00Z")!)
    var log = Checkpoint(head: 7, offset: 12_345, end: 1, format: "combined")
    log.lines = 1300
    log.hits = 1298
    log.rejected = [.time: 2]
    return try SampleDatabase(
      [
        .init(path: "/", hour: first, count: 1000, bytes: 5000),
        .init(
          path: "/about", hour: first, device: .mobile, browser: .safari, system: .iOS, count: 8),
        .init(
          path: "/about", hour: next, browser: .chrome, system: .windows, status: 304, count: 200),
        .init(
          site: "shop.example.org", path: "/cart", hour: next, browser: .chrome,
          system: .windows, count: 50),
        .init(path: "/gone", hour: next, status: 404, kind: .error, count: 7, bytes: 160),
        .init(
          path: "/", hour: next, device: .bot, browser: .other, system: .other, kind: .bot,
          count: 40, bot: .googlebot),
      ], sources: [log], publishedTo: last)
  }
}
