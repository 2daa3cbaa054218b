import Foundation
import TestSupport
import Testing
import Traffic
import TrafficReport
import TrafficStore

/// Somebody who asks for reports, as many as they like and whenever they like, and subtracts them.
///
/// Whatever is asked, the answer is a plain sum of what was published (``PlainPublication``), and that is never
/// taken back. So any two reports differ by published counts, of which none is too small.
@Suite struct DifferencingTests {
  private static let first = Day("2026-09-21")!
  private static let days = 45
  /// How many days there are between two collections.
  private static let step = 4
  private static let sites = ["example.org", "b.example", "c.example"]

  private static func day(_ number: Int) -> Day { Day(rawValue: first.rawValue + Int32(number)) }

  /// A day of a small site and two smaller ones: most rows are quiet.
  private static func traffic(
    _ generator: inout SeededGenerator, day: Int
  ) -> [SampleTraffic.Hits] {
    var hits: [SampleTraffic.Hits] = []
    func any<Value>(_ values: [Value]) -> Value { values.randomElement(using: &generator)! }
    for (site, most) in zip(sites, [14, 4, 2]) {
      for _ in 0..<Int.random(in: 0...most, using: &generator) {
        let hour = Self.day(day).midnight.later(by: Int.random(in: 0..<24, using: &generator))
        let referrer = any(["(direct)", "(internal)", "a.example", "google.com", "lobste.rs"])
        let count = any([1, 1, 2, 3, 9] as [Int64])
        var hit = SampleTraffic.Hits(
          site: site, path: any(["/", "/", "/a", "/b", "/c"]), hour: hour,
          device: any([.desktop, .mobile, .tv]), browser: any([.firefox, .chrome, .safari, .edge]),
          system: any([.linux, .windows, .iOS]), status: any([200, 200, 304]), count: count,
          major: any([1, 2]), country: any(["NO", "SE", "DE"]), referrer: referrer,
          campaign: any([nil, Campaign(source: "letter", medium: "", name: "")]), time: 20,
          visitors: Int64.random(in: 1...count, using: &generator),
          visits: referrer == "(internal)" ? 0 : count)
        if Int.random(in: 0..<4, using: &generator) == 0 {
          (hit.kind, hit.status, hit.visitors, hit.visits) = (.error, 404, 0, 0)
        }
        hits.append(hit)
      }
    }
    for (bot, most) in [(BotFamily.googlebot, 9), (.curl, 3)] as [(BotFamily, Int64)] {
      let count = Int64.random(in: 0...most, using: &generator)
      guard count > 0 else { continue }
      hits.append(
        .init(
          hour: Self.day(day).midnight, device: .bot, browser: .other, system: .other, kind: .bot,
          count: count, bot: bot))
    }
    return hits
  }

  /// A report as somebody keeps it, to be compared with a later one.
  private struct Kept {
    var kind: ReportKind
    var site: String?
    var days: ClosedRange<Int>
    var rows: [String: Int64]
    var total: Int64
  }

  /// Collects day by day, with lines that come late, and hands over what is published each time.
  ///
  /// - Parameter look: Given the number of days that are over.
  private static func collect(
    _ seed: UInt64, _ look: (SampleDatabase, Int, inout SeededGenerator) throws -> Void
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let database = try SampleDatabase([], publishedTo: nil)
    var late: [SampleTraffic.Hits] = []
    for begin in stride(from: 0, to: days, by: step) {
      let end = min(begin + step, days)
      // Late ones are mostly of days that are published.
      var now = late
      late = []
      for hit in (begin..<end).flatMap({ traffic(&generator, day: $0) }) {
        if Int.random(in: 0..<5, using: &generator) == 0 {
          late.append(hit)
        } else {
          now.append(hit)
        }
      }
      try database.add(now, publishedTo: "\(day(end - 1))")
      try look(database, end, &generator)
    }
  }

  /// The report of these days, or nothing where it is refused.
  private static func report(
    _ kind: ReportKind, _ database: SampleDatabase, _ days: ClosedRange<Int>, site: String? = nil
  ) -> Report? {
    try? database.report(
      kind, site: site, from: "\(day(days.lowerBound))", to: "\(day(days.upperBound))",
      now: "2026-12-31T10:00Z")
  }

  /// The rows of a table, by their names, with what they count of page views, visits or hits.
  private static func rows(_ table: Report.Table) -> (rows: [String: Int64], total: Int64) {
    let count = table.columns.firstIndex { ["page_views", "visits", "hits"].contains($0.name) }!
    // Kinds of referrers and names of countries stand beside what tells them.
    let labels = table.columns.indices.filter {
      table.columns[$0].kind == .text && !["kind", "country"].contains(table.columns[$0].name)
        || table.name == "kinds" && $0 == 0
    }
    let lines = table.groups.isEmpty || table.name == "versions" ? table.rows : table.groups
    var rows: [String: Int64] = [:]
    for row in lines {
      let names = (table.name == "traffic" ? [0] : labels).map { text(row[$0]) }
      if names.contains("(other)") || text(row[0]) == "(other)" { continue }
      rows[names.joined(separator: "|"), default: 0] += number(row[count])
    }
    return (rows, number(table.totals![count]))
  }

  private static func text(_ cell: Report.Cell) -> String {
    if case .text(let text) = cell { text } else { "" }
  }

  private static func number(_ cell: Report.Cell) -> Int64 {
    if case .number(let number) = cell { number } else { 0 }
  }

  @Test(
    "Every report is a sum of what is published, which only grows, and has no count that is too small",
    arguments: SeededGenerator.seeds(1, 2_651_765_841_784_412_575))
  func sums(seed: UInt64) throws {
    var (decided, rows): (Set<String>, Int) = ([], 0)
    try Self.collect(seed) { database, end, generator in
      let plain = try PlainPublication(database)
      let now = try plain.decisions()
      #expect(now.isSuperset(of: decided), "seed \(seed): \(decided.subtracting(now))")
      decided = now
      let small = try plain.tooSmall(least: 5)
      #expect(small.isEmpty, "seed \(seed), day \(end): \(small)")
      let begin = Int.random(in: 0..<end, using: &generator)
      for days in [0...end - 1, begin...Int.random(in: begin..<end, using: &generator)] {
        let span = Self.day(days.lowerBound)...Self.day(days.upperBound)
        for site in [nil] + Self.sites.map(Optional.init) {
          for kind in PlainPublication.kinds {
            guard let report = Self.report(kind, database, days, site: site) else { continue }
            let shown = Self.rows(report.tables[0]).rows
            var expected = try plain.parts(kind, in: span, site: site)
            if kind == .kinds { for name in ["page view", "bot"] { expected[name] = shown[name] } }
            if site == nil, report.tables[0].columns[0].name != "site" {
              // Where a single site is published, pages go by their paths.
              expected = Dictionary(
                expected.map {
                  (kind.isAboutPages ? $0.split(separator: "|", maxSplits: 1)[1] + "" : $0, $1)
                },
                uniquingKeysWith: +)
            }
            #expect(
              shown.filter { $0.value != 0 } == expected.filter { $0.value != 0 },
              "seed \(seed), day \(end): \(kind) of \(site ?? "all") \(days)")
            rows += shown.count
          }
          guard let days = Self.report(.days, database, days, site: site) else { continue }
          let sites = try plain.sites(in: span)
          #expect(
            Self.rows(days.tables[0]).total
              == site.map { sites[$0] ?? 0 } ?? sites.values.reduce(0, +))
        }
      }
    }
    #expect(rows > 300)
  }

  @Test(
    "A report that is made again later has the same rows, and more only by whole portions",
    arguments: SeededGenerator.seeds(1, 2))
  func again(seed: UInt64) throws {
    var (kept, compared, grown): ([Kept], Int, Int) = ([], 0, 0)
    try Self.collect(seed) { database, end, generator in
      for old in kept {
        let report = try #require(
          Self.report(old.kind, database, old.days, site: old.site), "what was shown is shown")
        let (rows, total) = Self.rows(report.tables[0])
        let place = "seed \(seed): \(old.kind) of \(old.site ?? "all") \(old.days), day \(end)"
        // Hits of crawlers are nobody's, and known in any case.
        func people(_ total: Int64, _ rows: [String: Int64]) -> Int64 {
          old.kind == .kinds ? total - (rows[HitKind.bot.name] ?? 0) : total
        }
        for name in Set(rows.keys).union(old.rows.keys)
        where old.kind != .kinds || name != HitKind.bot.name {
          let more = (rows[name] ?? 0) - (old.rows[name] ?? 0)
          compared += 1
          if more != 0 { grown += 1 }
          #expect(more == 0 || more.magnitude >= 5, "\(place): \(name) \(more)")
        }
        let more = people(total, rows) - people(old.total, old.rows)
        #expect(more == 0 || more >= 5, "\(place): all")
      }
      let begin = Int.random(in: 0..<end, using: &generator)
      let days = begin...Int.random(in: begin..<end, using: &generator)
      for kind in PlainPublication.kinds + [.days, .sites] where kind != .traffic {
        let site = (kind == .sites ? [nil] : Self.sites + [nil]).randomElement(using: &generator)!
        // Once a second site is known, pages are named with their sites.
        if site == nil, kind.isAboutPages { continue }
        for days in [0...end - 1, days] {
          guard let report = Self.report(kind, database, days, site: site) else { continue }
          let (rows, total) = Self.rows(report.tables[0])
          kept.append(Kept(kind: kind, site: site, days: days, rows: rows, total: total))
        }
      }
      kept = kept.shuffled(using: &generator).suffix(60)
    }
    #expect(compared > 300 && grown > 10)
  }

  @Test(
    "Of two periods, one in the other, no row differs by more than none and less than enough",
    arguments: SeededGenerator.seeds(1))
  func periods(seed: UInt64) throws {
    var compared = 0
    try Self.collect(seed) { database, end, generator in
      guard end == Self.days else { return }
      let ends = (0..<6).map { _ in Int.random(in: 0..<end, using: &generator) } + [0, end - 1]
      let spans = Set(ends.flatMap { a in ends.map { min(a, $0)...max(a, $0) } })
      for kind in PlainPublication.kinds + [.sites] where ![.traffic, .kinds].contains(kind) {
        for site in [nil, "example.org"] where site == nil || kind != .sites {
          let tables = Dictionary(
            uniqueKeysWithValues: spans.compactMap { span in
              Self.report(kind, database, span, site: site).map {
                (span, Self.rows($0.tables[0]).rows)
              }
            })
          for (outer, rows) in tables {
            for (inner, fewer) in tables
            where outer.contains(inner.lowerBound) && outer.contains(inner.upperBound) {
              for (name, count) in fewer where name.isEmpty == false {
                compared += 1
                let more = (rows[name] ?? 0) - count
                #expect(
                  more == 0 || more >= 5, "seed \(seed): \(kind) \(name) \(outer) \(inner)")
              }
            }
          }
        }
      }
    }
    #expect(compared > 100)
  }

  @Test(
    "The report of all sites has what those of its sites have together",
    arguments: SeededGenerator.seeds(1, 2))
  func sites(seed: UInt64) throws {
    var compared = 0
    try Self.collect(seed) { database, end, _ in
      for kind in PlainPublication.kinds + [.days] where !kind.isAboutPages {
        guard let all = Self.report(kind, database, 0...end - 1).map({ Self.rows($0.tables[0]) })
        else { continue }
        let sites = Self.sites.compactMap {
          Self.report(kind, database, 0...end - 1, site: $0).map { Self.rows($0.tables[0]) }
        }
        guard kind != .days else {
          // Quiet days of one site may be joined with those of another.
          #expect(all.total == sites.reduce(0) { $0 + $1.total }, "seed \(seed)")
          continue
        }
        let rows = sites.map(\.rows).reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        #expect(all.rows == rows, "seed \(seed): \(kind)")
        compared += rows.count
      }
    }
    #expect(compared > 100)
  }

  @Test(
    "Every report adds up to its total, and the series of the overview to its facts",
    arguments: SeededGenerator.seeds(1, 2))
  func totals(seed: UInt64) throws {
    try Self.collect(seed) { database, end, _ in
      for site in [nil, "example.org"] {
        for kind in ReportKind.allCases where kind.isPublished && kind != .overview {
          guard let table = Self.report(kind, database, 0...end - 1, site: site)?.tables[0] else {
            continue
          }
          for (index, column) in table.columns.enumerated()
          where ["page_views", "hits", "visits"].contains(column.name) {
            let sum = table.rows.reduce(0) { $0 + Self.number($1[index]) }
            // What began on a page that is hidden is not told apart.
            let total = Self.number(table.totals![index])
            let isWhole = kind != .pages || column.name != "visits"
            #expect(
              isWhole ? sum == total : sum <= total, "seed \(seed): \(kind) \(column.name)")
          }
        }
        guard let overview = Self.report(.overview, database, 0...end - 1, site: site),
          let days = Self.report(.days, database, 0...end - 1, site: site)
        else { continue }
        let series = try #require(overview.tables.first { $0.shape == .sparkline })
        #expect(series.rows == days.tables[0].rows)
        #expect(days.tables[0].totals![1] == overview.tables[0].rows[0][1])
      }
    }
  }

  @Test("The hours of a day that is not over change nothing")
  func today() throws {
    let early = (0..<4).flatMap { day in
      [("/", 30), ("/a", 9), ("/b", 3)].map {
        SampleTraffic.Hits(path: $0, hour: Self.day(day).midnight.later(by: 9), count: $1)
      }
    }
    let database = try SampleDatabase(early, publishedTo: "\(Self.day(3))")
    let before = try ReportKind.allCases.filter(\.isPublished).map { try database.report($0) }
    let today = SampleTraffic.Hits(path: "/new", hour: Self.day(4).midnight, count: 90)
    try database.add([today], publishedTo: "\(Self.day(3))")
    let after = try ReportKind.allCases.filter(\.isPublished).map { try database.report($0) }
    #expect(before.map(\.tables) == after.map(\.tables))
    try database.add([], publishedTo: "\(Self.day(4))")
    #expect(try database.report(.days).tables[0].rows.count == 5)
  }

  @Test(
    "Every form shows the same rows, and nothing that is not in the report",
    arguments: PlainPublication.kinds)
  func forms(kind: ReportKind) throws {
    for seed in 1...2 as ClosedRange<UInt64> {
      try Self.collect(seed) { database, end, _ in
        guard end == Self.days, var report = Self.report(kind, database, 0...end - 1) else {
          return
        }
        // Sentences name kinds without counting them.
        report.notes = []
        let table = report.tables[0]
        let everything = try database.report(kind, isPrivate: true).tables[0]
        let names = Set(table.rows.flatMap { $0 })
        let texts = [report.csv(), report.json(), report.text(TextStyle(width: 300))]
        for cell in Set(everything.rows.flatMap { $0 }).subtracting(names) {
          guard case .text(let name) = cell, name.count > 3 else { continue }
          for text in texts { #expect(!text.contains(name), "seed \(seed): \(name)") }
        }
        #expect(texts[0].split(separator: "\r\n").count == table.rows.count + 1)
        #expect(
          texts[1].components(separatedBy: "\n        {\"").count - 1
            == table.rows.count + table.columns.count)
      }
    }
  }
}

extension ReportKind {
  fileprivate var isAboutPages: Bool {
    [.pages, .entries, .landings, .notFound].contains(self)
  }
}
