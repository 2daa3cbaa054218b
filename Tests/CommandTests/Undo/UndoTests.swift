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

  @Test("Collected again with the right name, everything is as if the wrong one had never been")
  func typo() throws {
    for log in ["c.log", "a.log"] {
      try logs.collect([log], UndoneLogs.right, into: "right.sqlite")
    }
    try logs.collect(["c.log"], UndoneLogs.right)
    let before = try logs.views()
    try logs.collect(["a.log"], UndoneLogs.wrong)
    let outcome = try logs.undo(["a.log"], UndoneLogs.wrong)
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
    try logs.collect(["a.log"], UndoneLogs.right)
    let (views, expected) = (try logs.views(), try logs.views("right.sqlite"))
    for (name, rows) in expected { #expect(views[name] == rows, "\(name)") }
    #expect(try logs.run(["audit", "--db", "t.sqlite", "-q"]).exitCode == 0)
    // The same is not there a second time.
    #expect(try logs.undo(["a.log"], UndoneLogs.wrong).exitCode == 1)
  }

  /// A way to ask for it, and what is answered.
  struct Refusal: CustomStringConvertible {
    var description: String
    var named = ["a.log", "b.log"]
    var options = UndoneLogs.wrong
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
        description: "another site", options: UndoneLogs.right,
        sentence:
          "\"t.sqlite\" has no site \"example.org\": give the options that the logs were collected with"
      ),
      .init(
        description: "no site", options: UndoneLogs.common,
        sentence: "\"t.sqlite\" has no site \"(unnamed)\""),
      .init(
        description: "lines left out", options: UndoneLogs.wrong + ["--exclude-path", "/about"],
        sentence:
          "of the log \"a.log\", 180 hits of 180 lines were collected, and with these options it has "
      ),
      .init(
        description: "another source", options: UndoneLogs.wrong + ["--source", "web1"],
        sentence:
          "no counts of the log \"a.log\" are in this database: if it was collected with another --source"
      ),
      .init(
        description: "an unknown log", named: ["a.log", "c.log"],
        sentence: "no counts of the log \"c.log\" are in this database"),
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
        description: "days that are too old",
        options: UndoneLogs.wrong + ["--today", "2029-01-01"],
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
        sentence: "no counts of the log \"a.log\" are in this database"),
      .init(
        description: "other numbers of a log", change: "UPDATE source SET hits = hits - 1",
        sentence: "of the log \"a.log\", 179 hits of 180 lines were collected"),
      .init(
        description: "an open day",
        sentence: "visitors of 2026-10-02 are still being counted: run `sporlos collect` once"),
      .init(
        description: "a day that is not over for long enough",
        options: UndoneLogs.wrong + ["--seal-after", "744"],
        change: "",
        sentence: "visitors of 2026-10-"),
    ] as [Refusal])
  func refused(_ refusal: Refusal) throws {
    try logs.collect(["a.log", "b.log"], UndoneLogs.wrong)
    if refusal.description == "an open day" {
      let folder = try #require(try openDays())
      try Data(repeating: 1, count: 32).write(to: folder.appendingPathComponent("2026-10-02.key"))
    }
    if refusal.description == "with countries" {
      let script = Checkout.url.appendingPathComponent(
        "Tests/AccessLogTests/Geography/make-mmdb.pl")
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
    let script = Checkout.url.appendingPathComponent("Tests/AccessLogTests/Geography/make-mmdb.pl")
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
    try logs.collect(["c.log"], UndoneLogs.right)
    let before = try logs.views()
    try logs.collect(["a.log", "b.log"], UndoneLogs.wrong)
    let more = DifferentPeople.line("/later", person: 3) + "\n"
    try folder.append(more, to: "a.log")
    try #require(
      try SporlosProgram.shell(
        "mv a.log access.log.1 && gzip -k access.log.1 && gzip b.log && : > access.log",
        in: folder.url
      ).exitCode == 0)
    let dry = try logs.undo(
      ["access.log", "access.log.1", "access.log.1.gz", "b.log.gz"],
      UndoneLogs.wrong + ["--dry-run", "--json"])
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
      ["access.log", "access.log.1", "access.log.1.gz", "b.log.gz"], UndoneLogs.wrong)
    #expect(outcome.output.contains("240 hits of 2 logs"), "\(outcome)")
    #expect(outcome.output.contains("copies      1 file is a copy of these logs"), "\(outcome)")
    #expect(
      outcome.output.contains("ignored     lines that were not counted yet, at the end of 1 log"),
      "\(outcome)")
    #expect(try logs.views() == before)
    try logs.collect(["access.log.1", "b.log.gz"], UndoneLogs.right)
    #expect(try TrafficRows(folder.file("t.sqlite")).hits() == 60 + 240 + 1)
  }

  @Test("Logs in an archive")
  func archive() throws {
    try #require(
      try SporlosProgram.shell("tar czf logs.tar.gz a.log b.log", in: folder.url).exitCode == 0)
    try logs.collect(["logs.tar.gz"], UndoneLogs.wrong)
    let outcome = try logs.undo(["logs.tar.gz"], UndoneLogs.wrong)
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
    try logs.collect(["d.log"], UndoneLogs.wrong, today: "2026-10-20")
    #expect(try logs.undo(["d.log"], UndoneLogs.wrong).exitCode == 0)
    try logs.collect([], UndoneLogs.wrong + ["/dev/null"], today: "2026-10-20")
    #expect(
      try logs.run(["prune", "--today", "2026-12-15", "--db", "t.sqlite"]).exitCode == 0)
    #expect(
      try TrafficRows(folder.file("t.sqlite")).rows(
        "SELECT count(*) FROM page WHERE since IS NOT NULL") == ["0"])
    try folder.write(
      (0..<40).map { DifferentPeople.line("/about", person: $0) + "\n" }.joined(), to: "late.log")
    try logs.collect(["late.log"], UndoneLogs.wrong, today: "2026-12-20")
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
    try logs.collect(["a.log", "b.log"], UndoneLogs.wrong, into: Follower.database)
    try follower.start("live.log")
    try follower.wait {
      try SporlosProgram.run(["status", "--db", Follower.database], in: folder.url).exitCode == 0
    }
    let outcome = try logs.undo(["a.log", "b.log"], UndoneLogs.wrong, from: Follower.database)
    #expect(
      outcome.errors
        == "sporlos: `sporlos follow` counts into \"traffic.sqlite\", and would count these logs "
        + "again at once: stop it first\n")
    #expect(outcome.exitCode == 1)
  }
}
