import Foundation
import TestSupport
import Testing

@testable import TimeZones

@Suite struct TimeZoneRuleTests {
  private static func rule(_ text: String) -> TimeZoneRule? {
    TimeZoneRule(Array(text.utf8)[...])
  }

  /// A rule, a year, and the moments of its changes with the offset from then on.
  static let rules: [(String, Int, [(String, Int32)])] = [
    ("UTC0", 2026, []),
    ("<+03>-3", 2026, []),
    ("<-0330>+3:30:15", 2026, []),
    (
      "CET-1CEST,M3.5.0,M10.5.0/3", 2026,
      [("2026-03-29T01:00:00Z", 7200), ("2026-10-25T01:00:00Z", 3600)]
    ),
    (
      "CET-1CEST,M3.5.0,M10.5.0/3", 2100,
      [("2100-03-28T01:00:00Z", 7200), ("2100-10-31T01:00:00Z", 3600)]
    ),
    // Without dates, those of the United States.
    (
      "EST5EDT", 2026, [("2026-03-08T07:00:00Z", -14_400), ("2026-11-01T06:00:00Z", -18_000)]
    ),
    // The south: summer ends before it starts.
    (
      "AEST-10AEDT,M10.1.0,M4.1.0/3", 2026,
      [("2026-04-04T16:00:00Z", 36_000), ("2026-10-03T16:00:00Z", 39_600)]
    ),
    // Half an hour more; hours with minutes and signs.
    (
      "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 2026,
      [("2026-04-04T15:00:00Z", 37_800), ("2026-10-03T15:30:00Z", 39_600)]
    ),
    // Before midnight, and days later: Greenland, and Israel as its rule was.
    (
      "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026,
      [("2026-03-29T01:00:00Z", -3600), ("2026-10-25T01:00:00Z", -7200)]
    ),
    (
      "IST-2IDT,M3.4.4/26,M10.5.0", 2026,
      [("2026-03-27T00:00:00Z", 10_800), ("2026-10-24T23:00:00Z", 7200)]
    ),
    // Winter is what differs: Ireland.
    (
      "IST-1GMT0,M10.5.0,M3.5.0/1", 2026,
      [("2026-03-29T01:00:00Z", 3600), ("2026-10-25T01:00:00Z", 0)]
    ),
    // Days of the year, with and without the leap day.
    (
      "AAA0BBB,J60/0,J365/0", 2024,
      [("2024-03-01T00:00:00Z", 3600), ("2024-12-30T23:00:00Z", 0)]
    ),
    (
      "AAA0BBB,J60/0,J59/0", 2025,
      [("2025-02-27T23:00:00Z", 0), ("2025-03-01T00:00:00Z", 3600)]
    ),
    (
      "AAA0BBB,59/0,0/1:02:03", 2024,
      [("2024-01-01T00:02:03Z", 0), ("2024-02-29T00:00:00Z", 3600)]
    ),
    (
      "AAA0BBB,59/0,365/0", 2025,
      [("2025-03-01T00:00:00Z", 3600), ("2025-12-31T23:00:00Z", 0)]
    ),
    // The second and the last of weekdays that are the first of their months.
    (
      "AAA0BBB,M3.2.0/0,M11.5.0/0", 2026,
      [("2026-03-08T00:00:00Z", 3600), ("2026-11-28T23:00:00Z", 0)]
    ),
  ]

  @Test("A rule changes clocks when it says", arguments: rules)
  func changes(text: String, year: Int, expected: [(String, Int32)]) throws {
    let rule = try #require(TimeZoneRuleTests.rule(text))
    let changes = rule.changes(in: year)
    let times = changes.map {
      Date(timeIntervalSince1970: TimeInterval($0.time)).formatted(.iso8601)
    }
    #expect(times == expected.map(\.0))
    #expect(changes.map(\.after) == expected.map(\.1))
    #expect(rule.changesClocks == !expected.isEmpty)
  }

  @Test("Hours of a rule are counted west, those of a zone east")
  func signs() {
    let cases: [(String, Int32)] = [
      ("UTC0", 0), ("<+03>-3", 10_800), ("<-0330>+3:30:15", -12_615), ("EST5", -18_000),
      ("XXX-24:59:59", 89_999),
    ]
    for (text, expected) in cases { #expect(TimeZoneRuleTests.rule(text)?.standard == expected) }
  }

  @Test("Summer all year is an offset that never changes")
  func summerAllYear() throws {
    let zone = try ZoneClock(local: "XXX3EDT4,0/0,J365/23")
    var random = SeededGenerator.fresh()
    for _ in 0..<1000 {
      let local = Int64.random(in: 0...253_402_300_799, using: &random)
      #expect(zone.offset(atLocal: local) == -14_400, "seed \(random.seed)")
    }
  }

  @Test(
    "What is no rule is none",
    arguments: [
      "", "CE-1", "CET", "CET-", "-1", "1", "<+03-3", "<+>3", "<>3", "CET-1CE,M3.5.0,M10.5.0",
      "CET-25", "CET-1:60", "CET-1:00:60", "CET-1:", "CET-1CEST,", "CET-1CEST,M3.5.0",
      "CET-1CEST,M3.5.0,", "CET-1CEST,M3.5.0,M10.5.0,", "CET-1CEST,M3.5.0,M10.5.0/",
      "CET-1CEST,M3.5.0,M10.5.0/168", "CET-1CEST,M3.5.0,M10.5.0/-168", "CET-1CEST,M0.5.0,M10.5.0",
      "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.0.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
      "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5,M10.5.0", "CET-1CEST,J0,J5", "CET-1CEST,J366,J5",
      "CET-1CEST,366,5", "CET-1CEST,0001,5", "CET-1CEST;M3.5.0,M10.5.0", "CET-1 ", " CET-1",
      "CET-1CEST,M3.5.0,M10.5.0/3 ", "CET-99999999999999999999", "CET--1", "CÆT-1",
    ])
  func none(text: String) {
    #expect(TimeZoneRuleTests.rule(text) == nil)
  }
}
