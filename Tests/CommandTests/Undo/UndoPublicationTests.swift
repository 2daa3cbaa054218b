import Foundation
import TestSupport
import Testing

@Suite("What is published of logs that are taken back") struct UndoPublicationTests {
  private let logs: UndoneLogs
  private var folder: ScratchFolder { logs.folder }

  init() throws { logs = try UndoneLogs() }

  @Test(
    "What was published is taken back, and nothing that was hidden is shown by that",
    arguments: SeededGenerator.seeds(1, 15_474_812_034_675_335_895))
  func published(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    // One person, who views one page often, and pages that few view.
    let often = (0..<9).map { DifferentPeople.line("/often", person: 7, second: $0) }
    let few = (0..<60).map {
      DifferentPeople.line("/few/\($0 * $0 % 17)", person: $0 % 31, second: $0)
    }
    try folder.write(
      ((often + few).joined(separator: "\n") + "\n")
        + (1...12).map { UndoneLogs.lines(day: $0, count: 150, random: &random) }.joined(),
      to: "d.log")
    let listed = UndoneLogs.wrong + ["--page-rule", "/often", "--page-rule", "/few/*"]
    try logs.collect(["d.log"], listed, today: "2026-10-20")
    func numbers(_ columns: String) throws -> [String] {
      try TrafficRows(folder.file("t.sqlite")).rows("SELECT \(columns) FROM published_day")
    }
    #expect(try numbers("sum(page_views) > 500, max(portion)") == ["1|1"])
    let outcome = try logs.undo(["d.log"], listed)
    #expect(outcome.exitCode == 0 && outcome.output.contains("published   the next"), "\(outcome)")
    try logs.collect([], UndoneLogs.wrong + ["/dev/null"], today: "2026-10-20")
    let days = try numbers("*")
    let totals = try numbers(
      "sum(page_views), sum(hits), sum(bots), sum(tools), sum(visitors), sum(visits), sum(bytes)")
    #expect(totals == ["0|0|0|0|0|0|0"], "\(days)")
    // What is shown of each part adds up to nothing: else the two portions would tell what was hidden.
    let shown = try TrafficRows(folder.file("t.sqlite")).rows(
      """
      SELECT breakdown, last, grp, key, sum(value), group_concat(portion || ':' || value) FROM publication_cell
      WHERE state > 0
      GROUP BY 1, 2, 3, 4 HAVING sum(value) <> 0
      """)
    #expect(shown == [])
    for report in [
      "days", "pages", "entries", "landings", "browsers", "versions", "hours", "sites",
    ] {
      let outcome = try logs.run(["report", report, "--db", "t.sqlite", "--format", "csv"])
      #expect(outcome.exitCode == 0)
      for row in outcome.output.split(separator: "\n").dropFirst() {
        let values = row.split(separator: ",").compactMap { Int($0) }
        #expect(values.allSatisfy { $0 == 0 }, "\(report): \(row)")
      }
    }
    #expect(try logs.run(["publish", "web.sqlite", "--db", "t.sqlite"]).exitCode == 0)
    #expect(try logs.run(["publish", "web.sqlite", "--db", "t.sqlite", "--check"]).exitCode == 0)
    #expect(try logs.run(["audit", "--db", "t.sqlite", "-q"]).exitCode == 0)
  }

  @Test("A page that too few people viewed stays hidden, if its day is taken back from a week")
  func publishedWeek() throws {
    var random = SeededGenerator.fresh()
    for day in 5...11 {
      // One person, who views a page often on one day.
      let often = (0..<(day == 7 ? 9 : 0)).map {
        DifferentPeople.line("/often", person: 7, second: $0)
          .replacing("01/Oct", with: "07/Oct") + "\n"
      }
      try folder.write(
        often.joined() + UndoneLogs.lines(day: day, count: 150, random: &random), to: "\(day).log")
    }
    let options = UndoneLogs.wrong + ["--page-rule", "/often"]
    try logs.collect((5...11).map { "\($0).log" }, options, today: "2026-10-20")
    #expect(try logs.undo(["7.log"], options).exitCode == 0)
    try logs.collect([], options + ["/dev/null"], today: "2026-10-20")
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(
      try rows.rows(
        """
        SELECT portion, state, value FROM publication_cell
        WHERE breakdown = 1 AND key = (SELECT id FROM page WHERE path = '/often') ORDER BY 1
        """) == ["1|0|9", "2|0|-9"])
    #expect(try rows.rows("SELECT max(portion) FROM published_day") == ["2"])
    #expect(try logs.run(["audit", "--db", "t.sqlite", "-q"]).exitCode == 0)
  }

  /// What is shown of days and parts, as long as it is small.
  private func fewShown() throws -> [String] {
    try TrafficRows(folder.file("t.sqlite")).rows(
      """
      SELECT 'day', first, last, 0, 0, sum(page_views), sum(visits), sum(visitors)
      FROM published_day GROUP BY site, first, last
      HAVING sum(page_views) BETWEEN 1 AND 4 OR sum(visits) BETWEEN 1 AND 4
        OR sum(visitors) BETWEEN 1 AND 4 OR sum(bytes) < 0
      UNION ALL
      SELECT breakdown, first, last, grp, key, sum(value), sum(visitors), 0
      FROM publication_cell WHERE state > 0 AND key <> -1 AND breakdown IN (1, 2, 6, 7, 8, 9, 10, 11)
      GROUP BY breakdown, site, first, last, grp, key
      HAVING sum(value) BETWEEN 1 AND 4 OR sum(visitors) BETWEEN 1 AND 4
      """)
  }

  /// Page views of a day of October, of so many people each.
  private static func views(_ day: Int, _ pages: [(path: String, count: Int)]) -> String {
    let lines = pages.flatMap { page in
      (0..<page.count).map { DifferentPeople.line(page.path, person: $0, second: $0) }
    }
    return lines.map {
      $0.replacing("01/Oct", with: day < 10 ? "0\(day)/Oct" : "\(day)/Oct") + "\n"
    }
    .joined()
  }

  @Test("What is left of joined days and of their pages is not shown, if it is too little")
  func leftOver() throws {
    let options =
      UndoneLogs.wrong + ["--page-rule", "/x", "--page-rule", "/y", "--page-rule", "/z"]
    try folder.write(Self.views(1, [("/x", 3)]), to: "1.log")
    try folder.write(Self.views(2, [("/x", 12), ("/y", 20)]), to: "2.log")
    try folder.write(Self.views(3, [("/y", 30), ("/z", 25)]), to: "3.log")
    try logs.collect(["1.log", "2.log", "3.log"], options, today: "2026-11-20")
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(try rows.rows("SELECT page_views FROM published_day ORDER BY last") == ["35", "55"])
    #expect(try logs.undo(["2.log"], options).exitCode == 0)
    try logs.collect([], options + ["/dev/null"], today: "2026-11-20")
    #expect(try fewShown() == [])
    // The first day has 3 page views by now.
    #expect(try rows.rows("SELECT page_views FROM published_day ORDER BY last") == ["35", "55"])
    #expect(try logs.run(["audit", "--db", "t.sqlite", "-q"]).exitCode == 0)
  }

  @Test("A window whose published days are taken back is taken back, whatever else waits in it")
  func waiting() throws {
    let options = UndoneLogs.wrong + ["--page-rule", "/x", "--page-rule", "/y"]
    try folder.write(Self.views(5, [("/x", 40), ("/y", 20)]), to: "5.log")
    try folder.write(Self.views(9, [("/x", 30), ("/y", 35)]), to: "9.log")
    try folder.write(Self.views(7, [("/x", 3)]), to: "7.log")
    try logs.collect(["5.log", "9.log"], options, today: "2026-11-20")
    try logs.collect(["7.log"], options, today: "2026-11-20")
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(try rows.number("SELECT sum(page_views) FROM published_day") == 125)
    #expect(try logs.undo(["5.log", "9.log"], options).exitCode == 0)
    try logs.collect([], options + ["/dev/null"], today: "2026-11-20")
    #expect(try rows.number("SELECT sum(page_views) FROM published_day") == 0)
    let shown = try rows.rows(
      """
      SELECT breakdown, grp, key, sum(value), sum(visitors) FROM publication_cell WHERE state > 0
      GROUP BY breakdown, last, first, grp, key HAVING sum(value) <> 0 OR sum(visitors) <> 0
      """)
    #expect(shown == [])
    #expect(try logs.run(["audit", "--db", "t.sqlite", "-q"]).exitCode == 0)
  }

  @Test(
    "However much of random days is taken back, nothing that is shown gets small",
    arguments: SeededGenerator.seeds(2))
  func anyPart(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let options =
      UndoneLogs.wrong + ["--page-rule", "/a", "--page-rule", "/b", "--page-rule", "/c"]
    let days = Array(1...14)
    for day in days {
      let pages = ["/a", "/b", "/c"].map { path in
        (path: path, count: Int.random(in: 0...14, using: &random))
      }
      try folder.write(Self.views(day, pages + [("/", 1)]), to: "\(day).log")
    }
    try logs.collect(days.map { "\($0).log" }, options, today: "2026-11-20")
    for day in days.shuffled(using: &random).prefix(6) {
      #expect(try logs.undo(["\(day).log"], options).exitCode == 0, "seed \(seed)")
      guard Bool.random(using: &random) else { continue }
      try logs.collect([], options + ["/dev/null"], today: "2026-11-20")
      #expect(try fewShown() == [], "seed \(seed), \(day) October")
    }
    try logs.collect([], options + ["/dev/null"], today: "2026-11-20")
    #expect(try fewShown() == [], "seed \(seed)")
    #expect(try logs.run(["audit", "--db", "t.sqlite", "-q"]).exitCode == 0)
  }

  @Test(
    "If too little is left of a page, its site's categories stay as published, and no other's do")
  func otherSite() throws {
    let rules = ["--page-rule", "/x", "--page-rule", "/y"]
    let (wrong, other) = (
      UndoneLogs.wrong + rules, UndoneLogs.common + ["--site", "b.example"] + rules
    )
    try folder.write(Self.views(5, [("/x", 12), ("/y", 30)]), to: "5.log")
    try folder.write(Self.views(6, [("/x", 3), ("/y", 25)]), to: "6.log")
    try folder.write(Self.views(5, [("/y", 40), ("/x", 40)]), to: "b5.log")
    try folder.write(Self.views(5, [("/x", 20)]), to: "late.log")
    try logs.collect(["5.log", "6.log"], wrong, today: "2026-11-20")
    try logs.collect(["b5.log"], other, today: "2026-11-20")
    func shown(_ site: String) throws -> [String] {
      try TrafficRows(folder.file("t.sqlite")).rows(
        """
        SELECT path, sum(value) FROM publication_cell AS c JOIN page ON page.id = c.key
        JOIN site ON site.id = c.site
        WHERE breakdown = 1 AND state > 0 AND site.name = '\(site)' GROUP BY path ORDER BY path
        """)
    }
    #expect(try shown("exampel.org") == ["/x|15", "/y|55"])
    #expect(try logs.undo(["5.log"], wrong).exitCode == 0)
    try logs.collect(["late.log"], other, today: "2026-11-20")
    #expect(try fewShown() == [])
    #expect(try shown("exampel.org") == ["/x|15", "/y|55"])
    #expect(try shown("b.example") == ["/x|60", "/y|40"])
  }
}
