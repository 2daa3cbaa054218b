import CountCatalogue
import Foundation
import GRDB
import TestSupport
import Testing

@testable import TrafficStore

@Suite("Logs that were collected with the wrong options are taken back")
struct UndoTests {
  private let logs: UndoneLogs
  private var folder: ScratchFolder { logs.folder }

  init() throws {
    logs = try UndoneLogs()
    var random = SeededGenerator(seed: 1)
    try folder.write(
      (1...3).map { UndoneLogs.lines(day: $0, random: &random) }.joined(), to: "a.log")
    try folder.write(UndoneLogs.lines(day: 3, random: &random), to: "b.log")
    try folder.write(UndoneLogs.lines(day: 4, random: &random), to: "c.log")
  }

  private static let wrong = UndoneLogs.common + ["--site", "exampel.org"]
  private static let right = UndoneLogs.common + ["--site", "example.org"]

  @Test("Collected again with the right name, everything is as if the wrong one had never been")
  func typo() throws {
    for log in ["c.log", "a.log"] { try logs.collect([log], Self.right, into: "right.sqlite") }
    try logs.collect(["c.log"], Self.right)
    let before = try logs.views()
    try logs.collect(["a.log"], Self.wrong)
    let outcome = try logs.undo(["a.log"], Self.wrong)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
    #expect(
      outcome.output == """
        taken back  180 hits of 1 log
        site        exampel.org, 2026-10-01 to 2026-10-03
        removed     7 unused names
        database    t.sqlite
        next        collect this log again, with the right options

        """)
    #expect(try logs.views() == before)
    for (name, bytes) in try folder.everyByte() {
      #expect(bytes.range(of: Data("exampel".utf8)) == nil, "\(name)")
    }
    try logs.collect(["a.log"], Self.right)
    let (views, expected) = (try logs.views(), try logs.views("right.sqlite"))
    for (name, rows) in expected { #expect(views[name] == rows, "\(name)") }
    #expect(try logs.run(["audit", "--db", "t.sqlite", "-q"]).exitCode == 0)
    // The same is not there a second time.
    #expect(try logs.undo(["a.log"], Self.wrong).exitCode == 1)
  }

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
    let listed = Self.wrong + ["--page-rule", "/often", "--page-rule", "/few/*"]
    try logs.collect(["d.log"], listed, today: "2026-10-20")
    func numbers(_ columns: String) throws -> [String] {
      try TrafficRows(folder.file("t.sqlite")).rows("SELECT \(columns) FROM published_day")
    }
    #expect(try numbers("sum(page_views) > 500, max(portion)") == ["1|1"])
    let outcome = try logs.undo(["d.log"], listed)
    #expect(outcome.exitCode == 0 && outcome.output.contains("published   the next"), "\(outcome)")
    try logs.collect([], Self.wrong + ["/dev/null"], today: "2026-10-20")
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
    let options = Self.wrong + ["--page-rule", "/often"]
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
    let options = Self.wrong + ["--page-rule", "/x", "--page-rule", "/y", "--page-rule", "/z"]
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
    let options = Self.wrong + ["--page-rule", "/x", "--page-rule", "/y"]
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
    let options = Self.wrong + ["--page-rule", "/a", "--page-rule", "/b", "--page-rule", "/c"]
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

  /// A way to ask for it, and what is answered.
  struct Refusal: CustomStringConvertible {
    var description: String
    var named = ["a.log", "b.log"]
    var options = UndoTests.wrong
    /// What is done before.
    var change = ""
    var script = "true"
    var code: Int32 = 1
    var sentence: String
  }

  @Test(
    "Refused, and nothing is changed",
    arguments: [
      .init(
        description: "another log of the same day", named: ["a.log"],
        sentence:
          "exampel.org on 2026-10-03 has 120 hits, but these logs account for 60: give all logs of that "
          + "day, with the options they were collected with"),
      .init(
        description: "without campaigns", options: ["--geo", "none", "--site", "exampel.org"],
        sentence:
          "in campaign_days, but these logs account for 0 (2 more days differ): give all logs of these days"
      ),
      .init(
        description: "with countries",
        options: ["--campaigns", "all", "--site", "exampel.org"]
          + ["--own-host", "own.example", "--geo", "country-24.mmdb"],
        sentence: "exampel.org on 2026-10-01 has 0 hits in country_days, but these logs account for"
      ),
      .init(
        description: "another site", options: UndoTests.right,
        sentence:
          "\"t.sqlite\" has no site \"example.org\": give the options that the logs were collected with"
      ),
      .init(
        description: "no site", options: UndoneLogs.common,
        sentence: "\"t.sqlite\" has no site \"(unnamed)\""),
      .init(
        description: "lines left out", options: UndoTests.wrong + ["--exclude-path", "/about"],
        sentence:
          "of the log \"a.log\", 180 hits of 180 lines were collected, and with these options it has "
      ),
      .init(
        description: "another source", options: UndoTests.wrong + ["--source", "web1"],
        sentence: "the log \"a.log\" was not collected into this database, or with another --source"
      ),
      .init(
        description: "an unknown log", named: ["a.log", "c.log"],
        sentence: "the log \"c.log\" was not collected into this database"),
      .init(
        description: "a part of a log", named: ["b.log", "a.log"],
        script: "head -20 a.log > a.new; mv a.new a.log",
        sentence: "more of the log \"a.log\" was collected than this file has: name the whole log"),
      .init(
        description: "no file", named: ["none.log"], sentence: "cannot open \"none.log\""),
      .init(
        description: "the database", named: ["t.sqlite"],
        sentence: "\"t.sqlite\" is a file of the database itself, not a log"),
      .init(
        description: "a pipe", named: ["pipe"], script: "mkfifo pipe",
        sentence: "\"pipe\" is not a file, so it cannot be read again"),
      .init(
        description: "standard input", named: ["-"], code: 2,
        sentence: "standard input cannot be read again"),
      .init(
        description: "hours that were rolled up",
        change: "UPDATE retention_setting SET daily_before = \(UndoTests.day(2))",
        sentence:
          "the hours of days before 2026-10-02 were rolled up, so logs with lines of 2026-10-01 cannot"
      ),
      .init(
        description: "days that were deleted",
        change: "UPDATE publication SET kept_from = \(UndoTests.day(3))",
        sentence:
          "the logs have lines of 2026-10-01, and counts before 2026-10-03 are deleted or too old"),
      .init(
        description: "days that are too old", options: UndoTests.wrong + ["--today", "2029-01-01"],
        sentence:
          "the logs have lines of 2026-10-01, and counts before 2026-12-01 are deleted or too old"),
      .init(
        description: "a fleet's database",
        change: "INSERT INTO member(identifier) VALUES (randomblob(16))",
        sentence: "the database \"t.sqlite\" is that of a fleet"),
      .init(
        description: "a log of an earlier release",
        change: """
          UPDATE source SET head = NULL, line_marks = NULL, fingerprint = NULL, bytes = 1, end_mark = 0
          """,
        sentence: "the log \"a.log\" was not collected into this database"),
      .init(
        description: "other numbers of a log", change: "UPDATE source SET hits = hits - 1",
        sentence: "of the log \"a.log\", 179 hits of 180 lines were collected"),
      .init(
        description: "an open day",
        sentence: "visitors of 2026-10-02 are still being counted: run `sporlos collect` once"),
      .init(
        description: "a day that is not over for long enough",
        options: UndoTests.wrong + ["--seal-after", "744"],
        change: "",
        sentence: "visitors of 2026-10-"),
    ] as [Refusal])
  func refused(_ refusal: Refusal) throws {
    try logs.collect(["a.log", "b.log"], Self.wrong)
    if refusal.description == "an open day" {
      let folder = try #require(try openDays())
      try Data(repeating: 1, count: 32).write(to: folder.appendingPathComponent("2026-10-02.key"))
    }
    if refusal.description == "with countries" {
      let script = Checkout.url.appendingPathComponent("Tests/GeographyTests/make-mmdb.pl")
      let made = try SporlosProgram.shell("perl '\(script.path)' .", in: folder.url)
      try #require(made.exitCode == 0, "\(made.errors)")
    }
    if refusal.description == "a day that is not over for long enough",
      Date.now > Date(timeIntervalSince1970: Double(Self.day(33)) * 86_400)
    {
      return
    }
    if !refusal.change.isEmpty { try logs.change(refusal.change) }
    try #require(try SporlosProgram.shell(refusal.script, in: folder.url).exitCode == 0)
    let before = try logs.dump()
    for trial in [[], ["--dry-run"]] {
      let outcome = try logs.undo(refusal.named, refusal.options + trial)
      #expect(outcome.exitCode == refusal.code && outcome.output == "", "\(outcome)")
      #expect(outcome.errors.contains(refusal.sentence), "\(outcome.errors)")
      #expect(try logs.dump() == before)
    }
  }

  /// The folder of open days.
  private func openDays() throws -> URL? {
    let run = folder.file("run")
    return try FileManager.default.contentsOfDirectory(at: run, includingPropertiesForKeys: nil)
      .first
  }

  /// The number of a day of October 2026.
  private static func day(_ day: Int) -> Int { 20_726 + day }

  /// A combined log, with how long each response took.
  private static let timedFormat =
    #"$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "#
    + #""$http_referer" "$http_user_agent" $request_time"#

  @Test("Each count of each table has to be what the logs have")
  func everyCount() throws {
    let script = Checkout.url.appendingPathComponent("Tests/GeographyTests/make-mmdb.pl")
    try #require(
      try SporlosProgram.shell(
        "perl '\(script.path)' . && sed -i 's/$/ 0.010/' a.log b.log", in: folder.url
      ).exitCode == 0)
    let options =
      ["--site", "exampel.org", "--campaigns", "all", "--geo", "country-24.mmdb"]
      + ["--own-host", "own.example"] + ["--format", Self.timedFormat]
    try logs.collect(["a.log", "b.log"], options)
    let rows = try TrafficRows(folder.file("t.sqlite"))
    for table in CountTable.all {
      #expect(try rows.number("SELECT count(*) FROM \(table.name)") > 0, "\(table.name)")
      for measure in table.measures where measure != .visitors {
        let row =
          "\(table.storage == .packedKey ? "key" : table.keys.map { "\($0)" }.joined(separator: ", "))"
        let sql = "UPDATE \(table.name) SET \(measure.column) = \(measure.column)"
        let one =
          " WHERE (\(table.time.column), \(row)) IN "
          + "(SELECT \(table.time.column), \(row) FROM \(table.name) LIMIT 1)"
        try logs.change(sql + " + 1" + one)
        let outcome = try logs.undo(["a.log", "b.log"], options)
        #expect(outcome.exitCode == 1, "\(table.name).\(measure)")
        #expect(
          outcome.errors.contains("exampel.org on 2026-10-0")
            && outcome.errors.contains(measure.column.replacing("_", with: " ")),
          "\(table.name).\(measure): \(outcome.errors)")
        try logs.change(sql + " - 1" + one)
      }
    }
    // Other rows with the same sums.
    try logs.change(
      """
      UPDATE status_hour SET status = 418 WHERE status = 404
        AND hour = (SELECT hour FROM status_hour WHERE status = 404 LIMIT 1)
      """)
    let other = try logs.undo(["a.log", "b.log"], options)
    #expect(other.errors.contains("has other status_hours than these logs account for"), "\(other)")
    try logs.change("UPDATE status_hour SET status = 404 WHERE status = 418")
    let outcome = try logs.undo(["a.log", "b.log"], options)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    for table in CountTable.all {
      #expect(try rows.number("SELECT count(*) FROM \(table.name)") == 0, "\(table.name)")
    }
  }

  @Test(
    "A log is known by its content, whatever it is called, and lines that came since are ignored")
  func names() throws {
    try logs.collect(["c.log"], Self.right)
    let before = try logs.views()
    try logs.collect(["a.log", "b.log"], Self.wrong)
    let more = DifferentPeople.line("/later", person: 3) + "\n"
    try folder.append(more, to: "a.log")
    try #require(
      try SporlosProgram.shell(
        "mv a.log access.log.1 && gzip -k access.log.1 && gzip b.log && : > access.log",
        in: folder.url
      ).exitCode == 0)
    let dry = try logs.undo(
      ["access.log", "access.log.1", "access.log.1.gz", "b.log.gz"],
      Self.wrong + ["--dry-run", "--json"])
    #expect(dry.exitCode == 0, "\(dry.errors)")
    let summary = try #require(
      try JSONSerialization.jsonObject(with: Data(dry.output.utf8)) as? [String: Any])
    #expect(summary["hits"] as? Int == 240 && summary["dry_run"] as? Bool == true)
    let listed = try #require(summary["logs"] as? [[String: Any]])
    #expect(listed.map { $0["is_copy"] as? Bool } == [false, true, false])
    #expect(listed.map { $0["has_more_lines"] as? Bool } == [true, true, false])
    let sites = try #require(summary["sites"] as? [[String: Any]])
    #expect(sites.map { $0["site"] as? String } == ["exampel.org"])
    #expect(sites[0]["days"] as? [String] == ["2026-10-01", "2026-10-02", "2026-10-03"])
    let outcome = try logs.undo(
      ["access.log", "access.log.1", "access.log.1.gz", "b.log.gz"], Self.wrong)
    #expect(outcome.output.contains("240 hits of 2 logs"), "\(outcome)")
    #expect(outcome.output.contains("copies      1 file is a copy of these logs"), "\(outcome)")
    #expect(
      outcome.output.contains("ignored     lines that were not counted yet, at the end of 1 log"),
      "\(outcome)")
    #expect(try logs.views() == before)
    try logs.collect(["access.log.1", "b.log.gz"], Self.right)
    #expect(try TrafficRows(folder.file("t.sqlite")).hits() == 60 + 240 + 1)
  }

  @Test("Logs in an archive")
  func archive() throws {
    try #require(
      try SporlosProgram.shell("tar czf logs.tar.gz a.log b.log", in: folder.url).exitCode == 0)
    try logs.collect(["logs.tar.gz"], Self.wrong)
    let outcome = try logs.undo(["logs.tar.gz"], Self.wrong)
    #expect(outcome.output.contains("240 hits of 2 logs"), "\(outcome)")
    #expect(try TrafficRows(folder.file("t.sqlite")).hits() == 0)
  }

  @Test("People who come again when the log is counted again bring no name nearer")
  func people() throws {
    try folder.write(
      (0..<4).map {
        DifferentPeople.line("/four", person: $0).replacing(
          "\"-\"", with: "\"https://three.example/\"")
          + "\n"
      }.joined(), to: "four.log")
    let options = ["--geo", "none", "--site", "example.org"]
    try logs.collect(["four.log"], options)
    func named() throws -> [String] {
      let rows = try TrafficRows(folder.file("t.sqlite"))
      return try rows.rows("SELECT path FROM page WHERE path IS NOT NULL")
        + rows.rows("SELECT host FROM referrer WHERE host LIKE '%.example'")
        + rows.rows("SELECT DISTINCT people_days FROM page WHERE since IS NOT NULL")
    }
    #expect(try named() == ["4"])
    for _ in 0..<3 {
      #expect(try logs.undo(["four.log"], options).exitCode == 0)
      #expect(
        try TrafficRows(folder.file("t.sqlite")).rows(
          "SELECT (SELECT count(*) FROM page), (SELECT count(*) FROM waiting_name)") == ["0|0"])
      try logs.collect(["four.log"], options)
      #expect(try named() == ["4"])
    }
    // Another day's people stay.
    try folder.write(
      (4..<8).map {
        DifferentPeople.line("/four", person: $0).replacing("01/Oct", with: "02/Oct") + "\n"
      }.joined(), to: "next.log")
    try logs.collect(["next.log"], options)
    #expect(try named() == ["/four"])
  }

  @Test("A page that waits has the people of the days that are left")
  func peopleOfOtherDays() throws {
    func log(_ people: Range<Int>, _ day: String) -> String {
      people.map {
        DifferentPeople.line("/page", person: $0).replacing("01/Oct", with: day) + "\n"
      }.joined()
    }
    let options = ["--geo", "none", "--site", "example.org"]
    try folder.write(log(0..<3, "01/Oct"), to: "one.log")
    try folder.write(log(0..<2, "02/Oct"), to: "two.log")
    try logs.collect(["one.log"], options)
    try logs.collect(["two.log"], options)
    #expect(try logs.undo(["one.log"], options).exitCode == 0)
    #expect(
      try TrafficRows(folder.file("t.sqlite")).rows(
        "SELECT since - 20726, people_days, most_people FROM page") == ["2|2|2"])
  }

  @Test("Pages without a name whose published counts were taken back can go, and lines come late")
  func unnamedPages() throws {
    var random = SeededGenerator.fresh()
    let few = (0..<120).map { DifferentPeople.line("/few/\($0 % 7)", person: 1, second: $0) }
    try folder.write(
      few.joined(separator: "\n") + "\n"
        + UndoneLogs.lines(day: 1, count: 150, random: &random), to: "d.log")
    try logs.collect(["d.log"], Self.wrong, today: "2026-10-20")
    #expect(try logs.undo(["d.log"], Self.wrong).exitCode == 0)
    try logs.collect([], Self.wrong + ["/dev/null"], today: "2026-10-20")
    #expect(
      try logs.run(["prune", "--today", "2026-12-15", "--db", "t.sqlite"]).exitCode == 0)
    #expect(
      try TrafficRows(folder.file("t.sqlite")).rows(
        "SELECT count(*) FROM page WHERE since IS NOT NULL") == ["0"])
    try folder.write(
      (0..<40).map { DifferentPeople.line("/about", person: $0) + "\n" }.joined(), to: "late.log")
    try logs.collect(["late.log"], Self.wrong, today: "2026-12-20")
    #expect(
      try TrafficRows(folder.file("t.sqlite")).rows("SELECT sum(page_views) FROM published_day")
        == ["40"])
    #expect(try logs.run(["audit", "--db", "t.sqlite", "-q"]).exitCode == 0)
  }

  @Test(
    "What a follower has counted is taken back once it has ended, and the next one counts it anew")
  func followedBefore() throws {
    let follower = Follower(folder)
    func count(for site: String) throws {
      try follower.start("a.log", "--site", site)
      try follower.expect(hits: 180)
      follower.crash()
    }
    try count(for: "exampel.org")
    // Which closes the days.
    try logs.collect(["/dev/null"], into: Follower.database)
    let options = ["--geo", "none", "--site", "exampel.org"]
    let outcome = try logs.undo(["a.log"], options, from: Follower.database)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    try count(for: "example.org")
    #expect(
      try TrafficRows(folder.file(Follower.database)).rows(
        "SELECT site, sum(hits) FROM kind_hours GROUP BY 1") == ["example.org|180"])
  }

  @Test("While a follower runs, nothing is taken back")
  func followed() throws {
    let follower = Follower(folder)
    try folder.write("", to: "live.log")
    try logs.collect(["a.log", "b.log"], Self.wrong, into: Follower.database)
    try follower.start("live.log")
    try follower.wait {
      try SporlosProgram.run(["status", "--db", Follower.database], in: folder.url).exitCode == 0
    }
    let outcome = try logs.undo(["a.log", "b.log"], Self.wrong, from: Follower.database)
    #expect(
      outcome.errors
        == "sporlos: `sporlos follow` counts into \"traffic.sqlite\", and would count these logs "
        + "again at once: stop it first\n")
    #expect(outcome.exitCode == 1)
  }
}
