import TestSupport
import Testing
import Traffic
import TrafficReport

/// Somebody who subtracts the programs that are nobody's from all bots: what is left are tools, feed
/// readers, previews and fetches for somebody, which may be one person's.
@Suite struct ToolTests {
  private static let first = Day("2026-10-01")!
  /// The page views of a day: so many that each day is broken down by itself.
  private static let people: Int64 = 2000
  private static let days = 5

  private static func hits(
    _ day: Int, _ count: Int64, site: String = "example.org", bot: BotFamily? = nil
  ) -> SampleTraffic.Hits? {
    guard count > 0 else { return nil }
    let hour = first.midnight.later(by: day * 24 + 9)
    guard let bot else { return .init(site: site, hour: hour, count: count) }
    return .init(
      site: site, hour: hour, device: .bot, browser: .other, system: .other, kind: .bot,
      count: count, bot: bot)
  }

  /// What a report shows of bots: all of them, and of each class.
  private struct Shown {
    var bots: Int64 = 0
    var classes: [String: Int64] = [:]

    /// What is of no class that is shown.
    var left: Int64 { bots - classes.values.reduce(0, +) }
    var tools: Int64 {
      classes.reduce(0) { $0 + (ToolTests.nobodys.contains($1.key) ? 0 : $1.value) }
    }
  }

  private static let bots = Set(TrafficClass.allCases.filter(\.isBot).map(\.name))
  private static let nobodys = Set(TrafficClass.allCases.filter(\.isNonPersonal).map(\.name))

  private func shown(
    _ database: SampleDatabase, _ span: ClosedRange<Int>, site: String?,
    isPrivate: Bool = false
  ) throws -> Shown {
    func day(_ number: Int) -> String {
      Day(rawValue: ToolTests.first.rawValue + Int32(number)).description
    }
    func report(_ kind: ReportKind) throws -> Report {
      try database.report(
        kind, site: site, from: day(span.lowerBound), to: day(span.upperBound),
        isPrivate: isPrivate)
    }
    var shown = Shown()
    for row in try report(.kinds).tables[0].rows where row[0] == .text("bot") {
      if case .number(let bots) = row[1] { shown.bots = bots }
    }
    for row in try report(.traffic).tables[0].groups {
      if case .text(let name) = row[0], ToolTests.bots.contains(name),
        case .number(let hits) = row[2]
      {
        shown.classes[name] = hits
      }
    }
    return shown
  }

  @Test("A few hits of curl beside Googlebot do not follow from those of bots")
  func few() throws {
    let database = try SampleDatabase(
      [
        ToolTests.hits(0, ToolTests.people), ToolTests.hits(0, 1, bot: .curl),
        ToolTests.hits(0, 6, bot: .googlebot), ToolTests.hits(1, ToolTests.people),
        ToolTests.hits(1, 6, bot: .curl), ToolTests.hits(1, 2, bot: .googlebot),
      ].compactMap(\.self))
    let quiet = try shown(database, 0...0, site: nil)
    #expect(quiet.bots == 7 && quiet.classes.isEmpty)
    let busy = try shown(database, 1...1, site: nil)
    // 8 of two classes: what tools had, crawlers could have had as well.
    #expect(busy.bots == 8 && busy.classes.isEmpty)
  }

  @Test(
    "Where there are not enough programs to hide few tools among, a day is not known by itself",
    arguments: [0, 1, 3] as [Int64])
  func alone(others: Int64) throws {
    let database = try SampleDatabase(
      [
        ToolTests.hits(0, ToolTests.people), ToolTests.hits(0, 1, bot: .curl),
        ToolTests.hits(0, others, bot: .googlebot), ToolTests.hits(1, ToolTests.people),
        ToolTests.hits(1, 4, bot: .curl), ToolTests.hits(2, ToolTests.people),
      ].compactMap(\.self))
    #expect(database.refusal(.kinds, from: "2026-10-01", to: "2026-10-01") != nil)
    let both = try shown(database, 0...1, site: nil)
    #expect(both.bots == 5 + others)
    #expect(both.classes == (others > 0 ? [:] : ["tool": 5]))
    #expect(try shown(database, 2...2, site: nil).bots == 0)
  }

  @Test(
    "In no period are what is left of all bots few tools and nothing else",
    arguments: [UInt64](1...8) + [SeededGenerator.fresh().seed])
  func left(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var all: [SampleTraffic.Hits?] = []
    for day in 0..<ToolTests.days {
      for site in ["example.org", "b.example"] {
        all.append(ToolTests.hits(day, ToolTests.people, site: site))
        let families: [(BotFamily, ClosedRange<Int64>)] = [
          (.googlebot, 1...4), (.bingbot, 0...9), (.curl, 0...4), (.feedly, 0...2),
        ]
        for (bot, range) in families {
          var count = Int64.random(in: range, using: &generator)
          if Int.random(in: 0..<5, using: &generator) == 0 { count *= 4 }
          all.append(ToolTests.hits(day, count, site: site, bot: bot))
        }
      }
    }
    let database = try SampleDatabase(all.compactMap(\.self))
    var seen = 0
    for site in [nil, "example.org", "b.example"] {
      for first in 0..<ToolTests.days {
        for last in first..<ToolTests.days {
          guard let report = try? shown(database, first...last, site: site) else { continue }
          // Days that are joined with later ones are in no report of this period.
          let truth = try shown(database, first...last, site: site, isPrivate: true)
          guard report.bots == truth.bots else { continue }
          seen += 1
          let hidden = truth.tools - report.tools
          #expect(hidden >= 0 && report.left >= hidden)
          // One who knows that there are some, and fewer than five, knows no more.
          #expect(
            !(1...4).contains(hidden) || (report.left > hidden && report.left >= 5),
            "seed \(seed): \(hidden) of \(site ?? "all"), \(first)...\(last)")
          for (name, count) in report.classes where !ToolTests.nobodys.contains(name) {
            #expect(count >= 5, "seed \(seed): \(name)")
          }
        }
      }
    }
    #expect(seen > 10)
  }
}
