import Foundation
import TestSupport
import Testing

@Suite("Lines of days that are closed cost visitors, and collect says how many")
struct ClosedDayTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Who asked for what on a day of October 2026: few enough to be counted exactly.
  struct Request: Hashable {
    var day: Int
    var visitor: Int
    var page: Int

    var line: String {
      "198.51.\(visitor).9 - - [\(day < 10 ? "0" : "")\(day)/Oct/2026:10:11:12 +0000] "
        + "\"GET /page-\(page) HTTP/1.1\" 200 5 \"-\" \"\(DifferentPeople.userAgent(visitor))\"\n"
    }
  }

  /// Collects in the evening of a day, and gives the summary and what was said.
  @discardableResult
  private func collect(
    _ logs: [[Request]], db: String = "t.sqlite", clock: String = "2026-11-20", _ options: String...
  ) throws -> (summary: [String: Any], errors: String) {
    let names = logs.map { _ in "log-\(UUID().uuidString)" }
    for (name, log) in zip(names, logs) { try folder.write(log.map(\.line).joined(), to: name) }
    let outcome = try SporlosProgram.run(
      ["collect", "--late", "--db", db, "--geo", "none", "--format", "combined"]
        + ["--site", "example.org"] + options + ["--json"] + names,
      clock: clock + " 20:00:00", in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    let summary = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return (try #require(summary as? [String: Any]), outcome.errors)
  }

  private func rows(_ sql: String, of db: String = "t.sqlite") throws -> [String] {
    try TrafficRows(folder.file(db)).rows(sql)
  }

  private func requests(_ days: ClosedRange<Int>, _ visitors: ClosedRange<Int>) -> [Request] {
    days.flatMap { day in visitors.map { Request(day: day, visitor: $0, page: 1) } }
  }

  @Test("Two runs over the same old days: what is missing, and what to do")
  func twoRuns() throws {
    #expect(try collect([requests(1...3, 1...20)]).errors == "")
    let (summary, errors) = try collect([requests(2...4, 11...25)])
    // Of the second and third day: 20 are stored, 15 came now; 5 of them were new.
    #expect(
      errors
        == "sporlos: 2 days (2026-10-02 to 2026-10-03) had been closed before more of their lines came"
        + ": at most 30 visitors cannot be added. Read all old logs at once: sporlos collect "
        + "--backfill LOG... --db NEW-DATABASE\n")
    let closed = try #require(summary["closed_days"] as? [String: Any])
    #expect(closed["days"] as? Int == 2 && closed["most_lost_visitors"] as? Int == 30)
    #expect(closed["first"] as? String == "2026-10-02" && closed["last"] as? String == "2026-10-03")
    #expect(closed["most_lost_names"] as? Int == 0)
    #expect(try rows("SELECT visitors FROM site_days ORDER BY day") == ["20", "20", "20", "15"])
  }

  @Test("A page that would have its name says so; one day and one page are said as one")
  func names() throws {
    let ofPage = { (visitors: ClosedRange<Int>) in
      visitors.map { Request(day: 7, visitor: $0, page: 2) }
    }
    #expect(try collect([ofPage(1...3)]).errors == "")
    let (_, errors) = try collect([ofPage(4...4)])
    #expect(
      errors
        == "sporlos: 1 day (2026-10-07) had been closed before more of its lines came: at most "
        + "1 visitor and the names of 1 page cannot be added. Read all old logs at once: sporlos collect "
        + "--backfill LOG... --db NEW-DATABASE\n")
    #expect(
      try collect([ofPage(5...8)]).errors.contains("at most 3 visitors and the names of 1 page "))
    #expect(try rows("SELECT DISTINCT page FROM page_days") == ["(rare pages)"])
    try collect([ofPage(1...3), ofPage(4...4), ofPage(5...8)], db: "one.sqlite")
    #expect(try rows("SELECT DISTINCT page FROM page_days", of: "one.sqlite") == ["/page-2"])
  }

  @Test("Nothing is said where nothing was lost")
  func silence() throws {
    // One run, runs of different days, days that are open, and people who were not counted before.
    #expect(try collect([requests(1...5, 1...9), requests(1...5, 5...20)], db: "1").errors == "")
    #expect(try collect([requests(1...5, 1...9)], db: "2").errors == "")
    let (summary, errors) = try collect([requests(6...9, 1...9)], db: "2")
    #expect(errors == "" && summary["closed_days"] == nil)
    for visitors in [1...9, 5...20] {
      #expect(
        try collect([requests(9...11, visitors)], db: "3", clock: "2026-10-11").errors == "")
    }
    #expect(try collect([requests(1...5, 1...9)], db: "4", "--ip", "drop").errors == "")
    #expect(try collect([requests(1...5, 5...20)], db: "4").errors == "")
    #expect(try collect([requests(1...5, 1...20)], db: "5").errors == "")
    #expect(try collect([requests(1...5, 2...21)], db: "5", "--quiet").errors == "")
    #expect(try collect([requests(1...5, 1...9)], db: "5", "--ip", "drop").errors == "")
  }

  @Test(
    "What is said of each run is what a plain count says, and all runs miss no more than that",
    arguments: [1, SeededGenerator.fresh().seed])
  func random(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let logs = (0..<5).map { _ in
      (0..<150).map { _ in
        Request(
          day: Int.random(in: 1...9, using: &generator),
          visitor: Int.random(in: 1...40, using: &generator),
          page: Int.random(in: 0...12, using: &generator))
      }
    }
    var stored: [Int: Int] = [:]
    var (lostVisitors, lostNames) = (0, 0)
    for log in logs {
      var expected = 0
      let batch = ["--batch", Bool.random(using: &generator) ? "20" : "100000"]
      let (summary, _) = try collect([log], db: "many", batch[0], batch[1])
      for (day, requests) in Dictionary(grouping: log, by: \.day) {
        let visitors = Set(requests.map(\.visitor)).count
        expected += min(visitors, stored[day] ?? 0)
        stored[day] = max(visitors, stored[day] ?? 0)
      }
      let closed = summary["closed_days"] as? [String: Any]
      #expect(closed?["most_lost_visitors"] as? Int ?? 0 == expected, "seed \(seed)")
      lostVisitors += expected
      lostNames += closed?["most_lost_names"] as? Int ?? 0
    }
    try collect(logs, db: "one")
    let visitors = "SELECT sum(visitors) FROM site_days"
    let missing = try Int(rows(visitors, of: "one")[0])! - Int(rows(visitors, of: "many")[0])!
    #expect(missing > 0 && missing <= lostVisitors, "seed \(seed)")
    let names = "SELECT count(*) FROM page WHERE path IS NOT NULL"
    let unnamed = try Int(rows(names, of: "one")[0])! - Int(rows(names, of: "many")[0])!
    #expect(unnamed >= 0 && unnamed <= lostNames, "seed \(seed)")
  }

  private static let advice =
    "so these lines are not counted. Read all old logs at once: sporlos collect --backfill LOG... --db "
    + "NEW-DATABASE. Or give --late, to count them without\n"

  @Test("A run that has to close old days itself is refused, and read as old logs it loses nothing")
  func tooManyDays() throws {
    let days = (0..<45).map { offset in
      "198.51.1.9 - - [\(VisitorTests.day(-60 - offset)):10:11:12 +0000] \"GET / HTTP/1.1\" 200 5 "
        + "\"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0\"\n"
    }
    try folder.write(days.joined(), to: "a.log")
    try folder.write(days.joined().replacing("51.1.9", with: "51.2.9"), to: "b.log")
    let refused = try SporlosProgram.shell(
      "'\(SporlosProgram.url.path)' collect a.log b.log --db t.sqlite --geo none --batch 1",
      in: folder.url)
    #expect(refused.exitCode == 1 && refused.errors.hasSuffix(Self.advice), "\(refused.errors)")
    let outcome = try SporlosProgram.run(
      [
        "collect", "--backfill", "--db", "b.sqlite", "a.log", "b.log", "--geo", "none", "--batch",
        "1",
      ],
      in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
    #expect(
      try rows("SELECT sum(hits) FROM page_hours", of: "b.sqlite") == ["90"])
    #expect(try rows("SELECT sum(visitors) FROM site_days", of: "b.sqlite") == ["90"])
  }

  @Test("Lines of old days that are closed are refused, and lines that come some days late are not")
  func refused() throws {
    try folder.write(requests(1...3, 1...9).map(\.line).joined(), to: "a.log")
    try folder.write(requests(3...4, 5...12).map(\.line).joined(), to: "b.log")
    let collect = ["collect", "--db", "t.sqlite", "--geo", "none", "--site", "example.org"]
    func run(_ more: String..., day: String) throws -> SporlosProgram.Outcome {
      try SporlosProgram.run(collect + more, clock: "2026-10-\(day) 20:00:00", in: folder.url)
    }
    #expect(try run("a.log", day: "08").exitCode == 0)
    let refused = try run("b.log", day: "11")
    #expect(refused.exitCode == 1)
    #expect(
      refused.errors
        == "sporlos: an old day (2026-10-03) had been closed before more of its lines came, and would lose "
        + "at most 8 visitors, " + Self.advice)
    // Nothing of it is counted, so nothing is missing later.
    #expect(try rows("SELECT sum(hits) FROM page_hours") == ["27"])
    #expect(try run("b.log", "--late", day: "11").exitCode == 0)
    #expect(try rows("SELECT sum(hits) FROM page_hours") == ["43"])
    #expect(
      try run("a.log", "b.log", day: "12").exitCode == 0, "all is counted, so nothing is lost")
    try folder.write(requests(4...4, 13...20).map(\.line).joined(), to: "c.log")
    let late = try run("c.log", day: "11")
    #expect(late.exitCode == 0 && late.errors.contains("had been closed before"), "\(late.errors)")
  }
}
