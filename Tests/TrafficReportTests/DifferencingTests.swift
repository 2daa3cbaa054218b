import Foundation
import TestSupport
import Testing
import Traffic
import TrafficReport
import TrafficStore

/// Somebody who asks for reports, as many as they like, and subtracts them.
@Suite struct DifferencingTests {
  private static let first = Day("2026-09-27")!
  private static let days = 7

  /// A week of a small site and two smaller ones, over the end of a month: most days and rows are quiet.
  private static func traffic(
    _ generator: inout SeededGenerator, day: Int
  ) -> [SampleTraffic.Hits] {
    let browsers = [Browser.firefox, .chrome, .safari, .edge]
    var hits: [SampleTraffic.Hits] = []
    for (site, most) in [("example.org", 14), ("b.example", 4), ("c.example", 2)] {
      for _ in 0..<Int.random(in: 0...most, using: &generator) {
        let hour =
          first.midnight.later(by: day * 24 + Int.random(in: 0..<24, using: &generator))
        let browser = browsers.randomElement(using: &generator)!
        var hit = SampleTraffic.Hits(
          site: site, path: ["/", "/", "/a", "/b", "/c"].randomElement(using: &generator)!,
          hour: hour,
          device: [.desktop, .mobile, .tv].randomElement(using: &generator)!,
          browser: browser, system: [.linux, .windows, .iOS].randomElement(using: &generator)!,
          status: [200, 200, 304].randomElement(using: &generator)!,
          count: Int64([1, 1, 2, 3, 9].randomElement(using: &generator)!),
          major: UInt16.random(in: 1...2, using: &generator),
          country: ["NO", "SE", "DE"].randomElement(using: &generator)!,
          referrer: ["(direct)", "(internal)", "a.example", "google.com"].randomElement(
            using: &generator)!,
          campaign: Bool.random(using: &generator)
            ? nil : Campaign(source: "letter", medium: "", name: ""),
          time: 20, visits: Int64.random(in: 0...1, using: &generator))
        if Int.random(in: 0..<4, using: &generator) == 0 {
          (hit.kind, hit.status) = (.error, 404)
        }
        hits.append(hit)
      }
    }
    hits.append(
      .init(
        hour: Day(rawValue: first.rawValue + Int32(day)).midnight, device: .bot, browser: .other,
        system: .other, kind: .bot, count: Int64.random(in: 1...9, using: &generator),
        bot: .googlebot))
    return hits
  }

  private static func database(_ seed: UInt64) throws -> SampleDatabase {
    var generator = SeededGenerator(seed: seed)
    return try SampleDatabase(
      (0..<days).flatMap { traffic(&generator, day: $0) })
  }

  private static let kinds = ReportKind.allCases.filter {
    $0.isAboutHours && ![.overview, .hours, .days].contains($0)
  }

  /// The report of these days, or nothing where it is refused.
  private func report(
    _ kind: ReportKind, _ database: SampleDatabase, _ days: ClosedRange<Int>, site: String? = nil
  ) -> Report? {
    func day(_ number: Int) -> String {
      Day(rawValue: DifferencingTests.first.rawValue + Int32(number)).description
    }
    return try? database.report(
      kind, site: site, from: day(days.lowerBound), to: day(days.upperBound))
  }

  /// What a row counts.
  private struct Counts: Equatable {
    var views: Int64 = 0
    var hits: Int64 = 0

    static func - (left: Counts, right: Counts) -> Counts {
      Counts(views: left.views - right.views, hits: left.hits - right.hits)
    }

    /// Whether it is nothing, or enough: page views, or hits where nothing was viewed.
    var isAllowed: Bool {
      views >= 5 || (views == 0 && (hits == 0 || hits >= 5))
    }
  }

  /// The rows of a table by their names, and what of people and programs they count.
  private func rows(_ table: Report.Table) -> [[Report.Cell]: Counts] {
    let labels = table.columns.indices.filter { [.text, .time].contains(table.columns[$0].kind) }
    let views = table.columns.firstIndex { $0.name == "page_views" }
    let hits = table.columns.firstIndex { $0.name == "hits" }
    var rows: [[Report.Cell]: Counts] = [:]
    for row in table.rows where !labels.contains(where: { row[$0] == .text("(other)") }) {
      rows[labels.map { row[$0] }] = Counts(
        views: views.map { value(row[$0]) } ?? 0, hits: hits.map { value(row[$0]) } ?? 0)
    }
    return rows
  }

  private func value(_ cell: Report.Cell) -> Int64 {
    if case .number(let number) = cell { number } else { 0 }
  }

  @Test(
    "Of two periods, one in the other, no row differs by more than none and less than enough",
    arguments: [UInt64](1...4) + [SeededGenerator.fresh().seed])
  func periods(seed: UInt64) throws {
    let database = try DifferencingTests.database(seed)
    let last = DifferencingTests.days - 1
    let spans = (0...last).flatMap { first in (first...last).map { first...$0 } }
    var compared = 0
    for kind in DifferencingTests.kinds {
      for site in [nil, "example.org", "b.example"] {
        let tables = Dictionary(
          uniqueKeysWithValues: spans.compactMap { span in
            report(kind, database, span, site: site).map { (span, rows($0.tables[0])) }
          })
        for (outer, rows) in tables {
          for (inner, fewer) in tables
          where outer.contains(inner.lowerBound) && outer.contains(inner.upperBound) {
            compared += 1
            for (name, count) in fewer {
              let difference = (rows[name] ?? Counts()) - count
              let isNonPersonal = kind == .traffic || kind == .kinds || kind == .sites
              #expect(
                difference.isAllowed || (isNonPersonal && difference.hits > 0),
                "seed \(seed): \(kind) \(name) \(outer) \(inner)")
            }
          }
        }
      }
    }
    #expect(compared > 100)
  }

  @Test(
    "Every report adds up to its total, and totals of periods to those of days",
    arguments: [UInt64](1...4) + [SeededGenerator.fresh().seed])
  func totals(seed: UInt64) throws {
    let database = try DifferencingTests.database(seed)
    for kind in DifferencingTests.kinds + [.days] {
      for site in [nil, "example.org"] {
        guard let table = report(kind, database, 0...6, site: site)?.tables[0] else { continue }
        for (index, column) in table.columns.enumerated()
        where ["page_views", "hits", "bytes"].contains(column.name) {
          let sum = table.rows.reduce(0) { $0 + value($1[index]) }
          #expect(sum == value(table.totals![index]), "seed \(seed): \(kind) \(column.name)")
        }
      }
    }
  }

  @Test(
    "Of a site and all sites no row differs by more than none and less than enough",
    arguments: [UInt64](1...10) + [SeededGenerator.fresh().seed])
  func sites(seed: UInt64) throws {
    let database = try DifferencingTests.database(seed)
    let kinds: [ReportKind] = [
      .devices, .browsers, .systems, .versions, .countries, .referrers, .campaigns,
    ]
    for kind in kinds {
      guard let all = report(kind, database, 0...6).map({ rows($0.tables[0]) }) else { continue }
      let names = ["example.org", "b.example", "c.example"]
      let tables = names.compactMap { report(kind, database, 0...6, site: $0) }.map {
        rows($0.tables[0])
      }
      for (name, count) in all {
        // All sites without one, without another, and without both.
        for first in tables {
          let difference = count - (first[name] ?? Counts())
          #expect(difference.isAllowed, "seed \(seed): \(kind) \(name)")
        }
        let rest = tables.reduce(count) { $0 - ($1[name] ?? Counts()) }
        #expect(rest == Counts(), "seed \(seed): \(kind) \(name)")
      }
    }
    // What is shown of a site is the same in the report on sites and in its own.
    let shown = report(.sites, database, 0...6)!.tables[0]
    for row in shown.rows where row[0] != .text("(other)") {
      guard case .text(let name) = row[0] else { continue }
      let own = try #require(report(.overview, database, 0...6, site: name))
      #expect(own.tables[0].rows[0][0] == row[3] && own.tables[0].rows[0][1] == row[1])
    }
  }

  @Test(
    "Of today's report and yesterday's no row differs by more than none and less than enough",
    arguments: [UInt64](1...3) + [SeededGenerator.fresh().seed])
  func growth(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let days = (0..<DifferencingTests.days).map {
      DifferencingTests.traffic(&generator, day: $0)
    }
    let database = try SampleDatabase(days[0])
    var before: [ReportKind: [[Report.Cell]: Counts]] = [:]
    for day in 0..<days.count {
      let today = Day(rawValue: DifferencingTests.first.rawValue + Int32(day) + 1)
      for kind in DifferencingTests.kinds where ![.traffic, .kinds, .sites].contains(kind) {
        guard let report = try? database.report(kind, now: "\(today)T06:00Z") else { continue }
        let rows = rows(report.tables[0])
        // Once a second site is known, pages are named with their sites.
        for (name, count) in before[kind] ?? [:] where name.count == rows.keys.first?.count {
          let difference = (rows[name] ?? Counts()) - count
          #expect(difference.isAllowed, "seed \(seed): \(kind) \(name) \(today)")
        }
        before[kind] = rows
        // The hours of today that have been counted change nothing.
        guard day + 1 < days.count else { continue }
      }
      guard day + 1 < days.count else { break }
      let early = days[day + 1].filter { $0.hour.ofDay < 6 }
      let yesterday = try? database.report(.pages, now: "\(today)T06:00Z")
      if !early.isEmpty { try database.add(early) }
      let again = try? database.report(.pages, now: "\(today)T06:00Z")
      #expect(yesterday?.tables == again?.tables)
      let late = days[day + 1].filter { $0.hour.ofDay >= 6 }
      if !late.isEmpty { try database.add(late) }
    }
  }

  @Test(
    "Hours are days, and days months, where any of them counts too little; sums stay the same",
    arguments: [UInt64](1...10) + [SeededGenerator.fresh().seed])
  func coarseness(seed: UInt64) throws {
    let database = try DifferencingTests.database(seed)
    for site in [nil, "example.org"] {
      for span in [0...6, 0...2, 4...6, 3...3] {
        guard let hours = report(.hours, database, span, site: site),
          let days = report(.days, database, span, site: site),
          let overview = report(.overview, database, span, site: site)
        else { continue }
        let series = overview.tables.first { $0.shape == .sparkline }!
        #expect(series.rows == days.tables[0].rows)
        for table in [hours.tables[0], days.tables[0]] {
          #expect(table.totals?[1] == overview.tables[0].rows[0][1])
          let sum = table.rows.reduce(0) { $0 + value($1[1]) }
          #expect(.number(sum) == overview.tables[0].rows[0][1])
          for row in table.rows {
            let (views, hits) = (value(row[1]), value(row[2]))
            #expect(views == 0 || views >= 5, "seed \(seed)")
            if row[4] != .none { #expect(value(row[4]) == 0 || value(row[4]) >= 5) }
            #expect(hits >= views)
          }
        }
      }
    }
  }

  @Test("A quiet site's hours are days, and its days months, and the report says so")
  func quiet() throws {
    func database(_ counts: [Int64]) throws -> SampleDatabase {
      try SampleDatabase(
        counts.enumerated().map { index, count in
          .init(hour: DifferencingTests.first.midnight.later(by: index * 24), count: count)
        } + [.init(hour: DifferencingTests.first.midnight.later(by: 5), count: 2)])
    }
    let days = try database([8, 7, 9, 6, 20]).report(.hours)
    #expect(days.tables[0].rows.map { $0[1] } == [10, 7, 9, 6, 20].map { .number($0) })
    #expect(
      days.notes.contains(
        "There is an hour of fewer than 5 page views or other hits of people, so days are shown."))
    let months = try database([8, 7, 4, 6, 20]).report(.days)
    #expect(months.tables[0].columns[0].name == "month")
    #expect(months.tables[0].rows.map { $0[0] } == [.text("2026-09"), .text("2026-10")])
    #expect(months.tables[0].rows.map { $0[1] } == [27, 20].map { .number($0) })
    #expect(
      months.notes.contains(
        "There is a day of fewer than 5 page views or other hits of people, so months are shown."))
    // The last of September is known together with the first of October only.
    let joined = try database([8, 7, 9, 4, 20]).report(.days)
    #expect(joined.tables[0].rows.map { $0[0] } == [.text("2026-09 to 2026-10")])
    let hours = try SampleDatabase([
      .init(hour: DifferencingTests.first.midnight, count: 8),
      .init(hour: DifferencingTests.first.midnight.later(by: 2), count: 5),
    ]).report(.hours)
    #expect(hours.tables[0].rows.count == 24)
    #expect(hours.tables[0].rows[2][1] == .number(5))
  }

  @Test(
    "Every form shows the same rows, and nothing that is not in the report",
    arguments: DifferencingTests.kinds)
  func forms(kind: ReportKind) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let database = try DifferencingTests.database(seed)
      guard var report = report(kind, database, 0...6) else { continue }
      // Sentences name kinds without counting them.
      report.notes = []
      let table = report.tables[0]
      let everything = try database.report(kind, threshold: .none).tables[0]
      let names = Set(table.rows.flatMap { $0 }),
        texts = [
          report.csv(), report.json(), report.text(TextStyle(width: 300)),
        ]
      for cell in Set(everything.rows.flatMap { $0 }).subtracting(names) {
        guard case .text(let name) = cell, name.count > 3 else { continue }
        for text in texts { #expect(!text.contains(name), "seed \(seed): \(name)") }
      }
      #expect(texts[0].split(separator: "\r\n").count == table.rows.count + 1)
      #expect(
        texts[1].components(separatedBy: "\n        {\"").count - 1 == table.rows.count
          + table.columns.count)
    }
  }
}
