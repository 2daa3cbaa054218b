import TestSupport
import Testing
import Traffic
import TrafficReport
import TrafficStore

/// Reports before and after their counts were made coarser.
@Suite("Old traffic adds up to the same")
struct RetentionReportTests {
  static let today = Day("2026-10-31")!

  /// Hits on random hours of 25 months.
  private func hits(using generator: inout SeededGenerator) -> [SampleTraffic.Hits] {
    (0..<400).map { _ in
      var hits = SampleTraffic.Hits()
      hits.site = ["example.org", "shop.example.org"].randomElement(using: &generator)!
      hits.path = ["/", "/a", "/b/c"].randomElement(using: &generator)!
      let day = Int32.random(
        in: Day("2024-10-01")!.rawValue...Self.today.rawValue, using: &generator)
      hits.hour = Hour(utc: day * 24 + Int32.random(in: 0..<24, using: &generator))
      hits.device = [.desktop, .mobile, .bot].randomElement(using: &generator)!
      hits.kind =
        hits.device == .bot ? .bot : [.pageView, .asset].randomElement(using: &generator)!
      hits.bot = hits.device == .bot ? .googlebot : .none
      hits.browser = [.firefox, .safari].randomElement(using: &generator)!
      hits.status = [200, 404].randomElement(using: &generator)!
      hits.count = Int64.random(in: 1...30, using: &generator)
      hits.major = [140, 141].randomElement(using: &generator)!
      hits.country = ["NO", "SE", "ZZ"].randomElement(using: &generator)!
      hits.referrer = ["(direct)", "google.com", "a.example"].randomElement(using: &generator)!
      hits.time = [nil, 10, 900].randomElement(using: &generator)!
      return hits
    }
  }

  private func request(
    _ kind: ReportKind, _ site: String?, _ from: String?, _ to: String?, isPrivate: Bool = true
  ) -> ReportRequest {
    ReportRequest(
      kind: kind, site: site, from: from, to: to, now: Self.today.midnight, isPrivate: isPrivate)
  }

  @Test(
    "Every report over whole months says the same before and after",
    arguments: [UInt64](1...4) + [SeededGenerator.fresh().seed])
  func equal(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let database = try SampleDatabase(hits(using: &generator))
    let months = (0..<25).map { "\(Age.months(24 - $0 + 1).before(Day("2026-11-01")!))".prefix(7) }
      .map(String.init)
    var requests: [ReportRequest] = []
    for kind in ReportKind.allCases where kind.isAboutHours {
      requests.append(request(kind, nil, nil, nil))
      requests.append(request(kind, "shop.example.org", nil, nil))
      for _ in 0..<6 {
        let first = Int.random(in: months.indices, using: &generator)
        let last = Int.random(in: first..<months.count, using: &generator)
        requests.append(request(kind, nil, months[first], months[last]))
        if kind.isPublished {
          let (from, to) = (months[first] + "-05", months[last])
          requests.append(request(kind, nil, from, to, isPrivate: false))
        }
      }
    }
    func answers() throws -> [Report?] {
      let archive = try TrafficArchive(path: database.path)
      return requests.map { try? $0.report(from: archive) }
    }
    let before = try answers()
    let store = try TrafficDatabase(path: database.path)
    for (hours, days) in [("6mo", nil), ("6mo", "14mo"), ("20d", "5mo")] {
      _ = try store.prune(
        today: Self.today,
        retention: Retention(
          keep: Age("25mo")!, hours: Age(hours)!, days: days.flatMap(Age.init)))
      let after = try answers()
      for ((one, other), request) in zip(zip(before, after), requests) {
        #expect((one == nil) == (other == nil), "\(request), seed \(seed)")
        guard let one, let other else { continue }
        // What is published stays as it is, in any period.
        guard request.isPrivate else {
          #expect(one == other, "\(request), seed \(seed)")
          continue
        }
        #expect(one.tables.count == other.tables.count)
        for (old, new) in zip(one.tables, other.tables) {
          #expect(old.totals == new.totals, "\(request), seed \(seed)")
          if ["hours", "days"].contains(old.name) {
            #expect(try byMonth(old) == byMonth(new), "\(request), seed \(seed)")
          } else {
            #expect(old.rows == new.rows, "\(request), seed \(seed)")
          }
        }
      }
    }
    try store.close()
  }

  /// The numbers of a series, by month: the first seven letters of a time.
  private func byMonth(_ table: Report.Table) throws -> [String: [String]] {
    var sums: [String: [Int64]] = [:]
    for row in table.rows {
      guard case .text(let time) = row[0] else { continue }
      let numbers = row.dropFirst().map { cell in
        if case .number(let number) = cell { number } else { Int64(-1) }
      }
      let key = String(time.prefix(7))
      sums[key] = zip(sums[key] ?? numbers.map { _ in 0 }, numbers).map(+)
    }
    return sums.filter { $0.value.contains { $0 != 0 } }.mapValues { $0.map(String.init) }
  }

  @Test("A period within a day or month that is one by now is widened, and the report says so")
  func widened() throws {
    var generator = SeededGenerator(seed: 7)
    let database = try SampleDatabase(hits(using: &generator))
    let store = try TrafficDatabase(path: database.path)
    _ = try store.prune(
      today: Self.today,
      retention: Retention(keep: .months(25), hours: .months(1), days: .months(13)))
    try store.close()
    let archive = try TrafficArchive(path: database.path)
    func report(_ kind: ReportKind, _ from: String, _ to: String) throws -> Report {
      try request(kind, nil, from, to).report(from: archive)
    }
    let month = try report(.pages, "2025-03-14", "2025-03-15")
    #expect(month.tables == (try report(.pages, "2025-03", "2025-03")).tables)
    #expect(month.period == Hour("2025-03-01T00:00Z")!...Hour("2025-03-31T23:00Z")!)
    #expect(month.notes.contains("Counts before 2025-09-01 are stored only by month."))
    #expect(month.notes.contains("The period was widened accordingly."))
    let days = try report(.hours, "2026-09-25T10", "2026-10-01T01")
    #expect(days.tables[0].name == "days")
    #expect(days.tables[0].rows.first?[0] == .text("2026-09-25"))
    #expect(days.tables[0].rows.last?[0] == .text("2026-10-01"))
    #expect(
      days.notes.contains("Counts before 2026-09-30 are stored only by day.")
        && days.notes.contains("The period was widened accordingly."))
    let months = try report(.days, "2025-08-25", "2026-10-01")
    #expect(months.tables[0].rows.first?[0] == .text("2025-08"))
    let recent = try report(.hours, "2026-10-01T10", "2026-10-01T12")
    #expect(recent.tables[0].name == "hours")
    #expect(!recent.notes.contains { $0.contains("kept by") || $0.contains("widened") })
  }
}
