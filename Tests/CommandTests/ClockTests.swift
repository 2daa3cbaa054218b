import Foundation
import TestSupport
import Testing

@Suite("A wrong clock deletes no counts")
struct ClockTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A log of ten days from 2026-10-01, 2,000 lines, and one of five lines more.
  private func writeLogs() throws {
    try folder.write(
      (0..<2000).map { LogLineWriter.line($0 * 432) + "\n" }.joined(), to: "a.log")
    try folder.write((0..<5).map { LogLineWriter.line($0 * 7 + 3) + "\n" }.joined(), to: "b.log")
    try folder.write("", to: "empty.log")
  }

  private func run(_ clock: String, _ arguments: String...) throws -> SporlosProgram.Outcome {
    let outcome = try SporlosProgram.run(
      arguments + ["--db", "traffic.sqlite"], clock: clock + " 12:00:00", in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    return outcome
  }

  private func hits() throws -> Int { try TrafficRows(folder.file("traffic.sqlite")).hits() }

  /// The days on which an empty log is collected, one run each, and what is left of 2,000 hits.
  static let schedules: [(String, [String], hits: Int)] = [
    ("one run years ahead", ["2030-01-01"], 2000),
    (
      "runs on one day, years ahead", ["2030-01-01", "2030-01-01", "2030-01-01", "2030-01-01"],
      2000
    ),
    ("1970", ["1970-01-01", "1970-01-01", "1970-01-02", "1970-01-03"], 2000),
    (
      "ahead and back, time and again",
      [
        "2030-01-01", "2026-10-12", "2030-01-02", "2026-10-12", "2030-01-03", "2026-10-13",
        "2030-01-04", "2026-10-13",
      ], 2000
    ),
    ("two days ahead", ["2030-01-01", "2030-01-02", "2026-10-12", "2030-01-02"], 2000),
    (
      "no traffic for two years and a month, then as much as three days",
      ["2028-11-20", "2028-11-21", "2028-11-22"], 0
    ),
    ("retention half reached", ["2028-11-05", "2028-11-06", "2028-11-07"], 1200),
  ]

  @Test("What is left after runs with a clock that says these days", arguments: schedules)
  func runs(name: String, days: [String], left: Int) throws {
    try writeLogs()
    _ = try run("2026-10-11", "collect", "a.log", "--quiet")
    #expect(try hits() == 2000)
    var said = ""
    for day in days { said += try run(day, "collect", "empty.log").errors }
    #expect(try hits() == left, "\(name)")
    #expect(said.contains("deleted counts of ") == (left < 2000), "\(said)")
    // The same lines do not count twice. A log whose counts are all deleted is forgotten with them, so
    // that it brings them back where the clock was wrong for days on end.
    _ = try run("2026-10-11", "collect", "a.log", "--quiet")
    #expect(try hits() == (left == 0 ? 2000 : left))
  }

  @Test("Lines of a log are not too old by one wrong reading, and none goes with them")
  func counted() throws {
    try writeLogs()
    _ = try run("2026-10-11", "collect", "a.log", "--quiet")
    // By that clock, they come years late.
    let outcome = try run("2030-01-01", "collect", "b.log", "--json", "--late")
    #expect(try hits() == 2005)
    #expect(outcome.output.contains("\"hits_too_old\":0,"))
    #expect(outcome.output.contains("\"deleted_days\":0,\"deleted_rows\":0,"))
    #expect(!outcome.errors.contains("deleted"))
  }

  @Test("Lines that are dated ahead age nothing")
  func datedAhead() throws {
    try writeLogs()
    _ = try run("2026-10-11", "collect", "a.log", "--quiet")
    for year in 2029...2033 {
      try folder.write(
        LogLineWriter.line(year).replacing("Oct/2026", with: "Oct/\(year)") + "\n", to: "c.log")
      _ = try run("2026-10-11", "collect", "c.log", "--quiet")
    }
    _ = try run("2026-10-12", "collect", "empty.log", "--quiet")
    _ = try run("2026-10-13", "collect", "empty.log", "--quiet")
    #expect(try hits() == 2005)
  }

  @Test("What is deleted is said, on standard error and as JSON")
  func said() throws {
    try writeLogs()
    _ = try run("2026-10-11", "collect", "a.log", "--quiet")
    for day in ["2028-11-05", "2028-11-06"] {
      #expect(try run(day, "collect", "empty.log").errors == "")
    }
    let rows = { try TrafficRows(folder.file("traffic.sqlite")) }
    let tables = [
      "page_hour", "client_hour", "status_hour", "kind_hour", "traffic_hour", "version_day",
      "country_day", "referrer_day", "campaign_day", "response_time_day", "page_day", "site_day",
    ]
    func count() throws -> Int {
      try tables.reduce(0) { try $0 + rows().number("SELECT count(*) FROM \($1)") }
    }
    // Hours are days by then, which is not told apart from here; so the oldest are looked at alone.
    let before = try count()
    let outcome = try run("2028-11-07", "collect", "empty.log", "--json")
    let after = try count()
    let deleted = try #require(
      outcome.errors.wholeMatch(
        of:
          #/sporlos: deleted counts of 4 days before 2026-10-05: ([\d,]+) rows \(kept for 25mo; see `sporlos prune --keep`\)\n/#
      ), "\(outcome.errors)")
    let number = try #require(Int(deleted.1.replacing(",", with: "")))
    let summary = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(summary["deleted_rows"] as? Int == number)
    #expect(summary["deleted_days"] as? Int == 4)
    #expect(summary["first_kept_day"] as? String == "2026-10-05")
    let gathered = try #require(summary["gathered_rows"] as? Int)
    #expect(gathered > 0 && number > 0 && after < before - number)
    _ = try run("2028-11-08", "collect", "empty.log", "--quiet")
    #expect(try hits() == 1000)
    #expect(try run("2028-11-09", "collect", "empty.log", "--quiet").errors == "")
  }

  @Test("Prune doubts a clock that is long after all evidence, and --today settles it")
  func prune() throws {
    try writeLogs()
    _ = try run("2026-10-11", "collect", "a.log", "--quiet")
    let doubted = try run("2030-01-01", "prune")
    #expect(
      doubted.errors
        == "sporlos: the clock says 2030-01-01, but the database has seen no day after "
        + "2026-10-10: ages are counted from 2026-10-10. If the clock is right, add --today "
        + "2030-01-01\n")
    #expect(try hits() == 2000)
    #expect(try run("2030-01-01", "prune", "--quiet").errors == "")
    #expect(try run("2026-11-10", "prune").errors == "", "31 days after the last count")
    #expect(try hits() == 2000)
    let settled = try run("2030-01-01", "prune", "--today", "2030-01-01", "--json")
    #expect(settled.errors == "" && settled.output.contains("\"today\":\"2030-01-01\""))
    #expect(try hits() == 0)
  }

  @Test("Prune alone reaches the retention of a site without traffic")
  func pruneAlone() throws {
    try writeLogs()
    _ = try run("2026-10-11", "collect", "a.log", "--quiet")
    for day in ["2029-01-01", "2029-01-02", "2029-01-03"] { _ = try run(day, "prune", "-q") }
    #expect(try hits() == 0)
  }

  @Test("An audit finds what is overdue by an agreed day, and nothing while clocks cannot agree")
  func audit() throws {
    try writeLogs()
    func kinds(_ day: String) throws -> String {
      let outcome = try SporlosProgram.run(
        ["audit", "--db", "traffic.sqlite", "-q", "--seal-after", "744"], clock: day + " 12:00:00",
        in: folder.url)
      return outcome.output
    }
    // A log of more than 25 months ago is counted until a third day has come.
    _ = try run("2029-03-01", "collect", "a.log", "--quiet")
    #expect(try !kinds("2029-03-01").contains("older than"))
    _ = try run("2029-03-02", "collect", "empty.log", "--quiet")
    #expect(try !kinds("2029-03-03").contains("older than"))
    // Nobody has come for long: it should have been deleted.
    #expect(try kinds("2029-07-01").contains("older than"))
    _ = try run("2029-03-03", "collect", "empty.log", "--quiet")
    #expect(try kinds("2029-07-01") == "")
    #expect(try hits() == 0)
  }

  @Test("A follower's clock ages counts once it has agreed on three days, with no line to count")
  func follower() throws {
    try writeLogs()
    _ = try run("2026-10-11", "collect", "a.log", "--quiet")
    let clock = folder.file("clock")
    func set(_ time: String) throws {
      try folder.replace("clock", with: "@\(time) 12:00:00\n")
    }
    let follower = Follower(folder)
    /// The days that the clock said; none while the follower is just opening the database.
    func readings() -> [String]? {
      try? TrafficRows(folder.file("traffic.sqlite")).rows(
        "SELECT date(day * 86400, 'unixepoch') FROM clock_reading ORDER BY place")
    }
    try set("2030-01-01")
    try follower.start("empty.log", clock: clock)
    try follower.wait { readings() == ["2026-10-11", "2030-01-01"] }
    try folder.append(LogLineWriter.line(5) + "\n", to: "empty.log")
    try follower.expect(hits: 2001)
    try set("1970-01-01")
    try folder.append(LogLineWriter.line(6) + "\n", to: "empty.log")
    try follower.expect(hits: 2002)
    for (day, expected) in [
      ("2028-11-05", ["2026-10-11", "2030-01-01", "2028-11-05"]),
      ("2028-11-06", ["2030-01-01", "2028-11-05", "2028-11-06"]),
    ] {
      try set(day)
      try follower.wait { readings() == expected }
      #expect(readings() == expected)
    }
    #expect(try hits() == 2002 && !follower.errors.contains("deleted"))
    try set("2028-11-07")
    try follower.wait { try hits() != 2002 }
    #expect(try hits() == 1200)
    try follower.wait { follower.errors.contains("deleted") }
    #expect(
      follower.errors.contains("sporlos: deleted counts of 4 days before 2026-10-05: "),
      "\(follower.errors)")
    #expect(follower.stop() == 0)
  }
}
