import Foundation
import TestSupport
import Testing

@Suite("A database counts the days of one time zone")
struct TimeZoneTests {
  private let folder: ScratchFolder

  /// A line every seven minutes for three days around each change of European clocks.
  init() throws {
    folder = try ScratchFolder()
    let log = [("27/Mar/2026", 0), ("23/Oct/2026", 5000)].flatMap { date, first in
      (0..<617).map { number in
        let minutes = number * 7
        let parts = date.split(separator: "/")
        let day = "\(Int(parts[0])! + minutes / 1440)/\(parts[1])/\(parts[2])"
        let time = String(format: "%02d:%02d:11 +0000", minutes / 60 % 24, minutes % 60)
        return
          "192.0.2.\((first + number) % 250 + 1) - - [\(day):\(time)] \"GET /a HTTP/1.1\" 200 100 \"-\" "
          + "\"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\"\n"
      }
    }
    try folder.write(log.joined(), to: "access.log")
  }

  private func collect(_ database: String, _ options: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(
      ["collect", "access.log", "--db", database, "--geo", "none"] + options, in: folder.url)
  }

  private func report(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(["report"] + arguments, in: folder.url)
  }

  private func reference(_ zone: String) throws -> [String] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Reference/hours.py")
    let outcome = try SporlosProgram.shell(
      "python3 '\(script.path)' \(zone) access.log", in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test(
    "Hours and days are what an independent count of the same log has",
    arguments: [
      "UTC", "Europe/Oslo", "Asia/Kolkata", "Asia/Kathmandu", "America/St_Johns",
      "Australia/Lord_Howe",
      "Pacific/Chatham", "Antarctica/Troll", "America/New_York",
    ])
  func independent(zone: String) throws {
    let outcome = try collect("t.sqlite", "--time-zone", zone)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let expected = try reference(zone)
    func counts(_ report: SporlosProgram.Outcome) -> [String] {
      report.output.split(separator: "\r\n").dropFirst().map { row in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        return "\(cells[0]),\(cells[2])"
      }.filter { !$0.hasSuffix(",0") }
    }
    let hours = counts(
      try report("hours", "--db", "t.sqlite", "--private", "--format", "csv"))
    #expect(hours.sorted() == expected.sorted())
    #expect(hours.count > 140)
    // Days, and the views for plain SQL.
    var days: [String: Int] = [:]
    for row in expected {
      let cells = row.split(separator: ",")
      days[String(cells[0].prefix(10)), default: 0] += Int(cells[1])!
    }
    #expect(
      counts(try report("days", "--db", "t.sqlite", "--private", "--format", "csv"))
        == days.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)" })
    let rows = try TrafficRows(folder.file("t.sqlite"))
      .rows("SELECT hour || ',' || sum(hits) FROM page_hours GROUP BY hour ORDER BY hour")
    #expect(rows == expected.sorted())
    #expect(
      try TrafficRows(folder.file("t.sqlite")).rows("SELECT time_zone FROM meta") == [zone])
    let audit = try SporlosProgram.run(["audit", "--db", "t.sqlite", "-q"], in: folder.url)
    #expect(audit.exitCode == 0, "\(audit.output)\(audit.errors)")
  }

  @Test("A new database has the machine's time zone, unless one is named, and keeps it")
  func machine() throws {
    let made = try SporlosProgram.shell(
      "TZ=Europe/Oslo sporlos collect access.log --db t.sqlite --geo none", in: folder.url)
    #expect(
      made.exitCode == 0 && made.errors.contains("this machine's time zone, Europe/Oslo,"),
      "\(made)")
    let again = try SporlosProgram.shell(
      "TZ=Asia/Tokyo sporlos collect access.log --db t.sqlite --geo none", in: folder.url)
    #expect(again.exitCode == 0 && again.errors == "", "\(again)")
    let other = try collect("t.sqlite", "--time-zone", "Asia/Tokyo")
    #expect(other.exitCode == 1)
    #expect(
      other.errors
        == "sporlos: the database \"t.sqlite\" counts the days of Europe/Oslo, not of Asia/Tokyo, and cannot "
        + "change its time zone: leave out --time-zone, or count into a new database\n")
    #expect(try collect("t.sqlite", "--time-zone", "Europe/Oslo").exitCode == 0)
    let text = try report(
      "days", "--db", "t.sqlite", "--private", "--from", "2026-10-25", "--to", "2026-10-25")
    #expect(text.output.contains("2026-10-25 Europe/Oslo"), "\(text)")
    let json = try report("overview", "--db", "t.sqlite", "--private", "--format", "json")
    #expect(json.output.contains("\"time_zone\": \"Europe/Oslo\""), "\(json)")
  }

  @Test(
    "A time zone that nobody knows is refused, and no database is made",
    arguments: [
      ("europe/oslo", "there is no time zone \"europe/oslo\": did you mean Europe/Oslo?"),
      (
        "nowhere",
        "there is no time zone \"nowhere\": --time-zone takes a name of the tz database such as Europe/Oslo, "
          + "an offset such as +01:00, or local"
      ),
    ])
  func unknown(zone: String, sentence: String) throws {
    let outcome = try collect("t.sqlite", "--time-zone", zone)
    #expect(outcome.exitCode == 2 && outcome.errors.contains(sentence), "\(outcome)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("t.sqlite").path))
  }

  @Test(
    "UTC has one name, and offsets are of quarters of an hour",
    arguments: [
      ("Etc/UTC", "UTC"), ("Zulu", "UTC"), ("+00:00", "UTC"), ("UTC0", "UTC"), ("right/UTC", "UTC"),
      ("+5:45", "+05:45"), ("CET-1CEST,M3.5.0,M10.5.0/3", "CET-1CEST,M3.5.0,M10.5.0/3"),
      ("+05:50", nil), ("<Kari Nordmann 01017012345>-1", nil), ("<kari@example.org>-1", nil),
      (String(repeating: "A", count: 65), nil),
    ] as [(String, String?)])
  func names(zone: String, expected: String?) throws {
    let outcome = try collect("t.sqlite", "--time-zone", zone)
    #expect(outcome.exitCode == (expected == nil ? 2 : 0), "\(outcome)")
    guard let expected else { return }
    #expect(
      try TrafficRows(folder.file("t.sqlite")).rows("SELECT time_zone FROM meta") == [expected])
  }

  @Test("Years that cannot be counted are refused, and stop nothing")
  func years() throws {
    _ = try collect("t.sqlite")
    for time in ["9999-01-01", "9999", "4000-01", "0001", "9999-w01", "3883-12"] {
      let outcome = try report("hours", "--db", "t.sqlite", "--private", "--from", time)
      #expect(outcome.exitCode == 2, "\(time): \(outcome)")
    }
    for today in ["9999-12-31", "0001-01-01", "3890-01-01"] {
      for command in [["audit", "-q"], ["prune", "--dry-run"]] {
        let outcome = try SporlosProgram.run(
          command + ["--db", "t.sqlite", "--today", today], in: folder.url)
        #expect(outcome.exitCode >= 0, "\(command), \(today): \(outcome)")
      }
    }
  }

  @Test("An audit finds minutes in an hour's number, and text in the time zone's name")
  func audit() throws {
    for (change, kind) in [
      ("UPDATE status_hour SET hour = hour + 3", "time"),
      ("UPDATE page_hour SET key = key + (5 << 32)", "time"),
      ("UPDATE kind_hour SET hour = hour & ~127 WHERE hour % 3072 > 1280", "time"),
      ("UPDATE meta SET time_zone = 'Kari Nordmann, Storgata 1'", "value"),
    ] {
      _ = try collect("t.sqlite", "--time-zone", "Europe/Oslo")
      let outcome = try SporlosProgram.shell(
        "sqlite3 t.sqlite \"\(change)\"; sporlos audit --db t.sqlite --json; rm -r t.sqlite*",
        in: folder.url)
      #expect(try AuditScene.kinds(outcome).contains(kind), "\(change): \(outcome)")
    }
  }

  @Test("Counts whose offset the zone does not have today are in the report, in order of time")
  func otherRules() throws {
    _ = try collect("t.sqlite", "--time-zone", "Europe/Oslo")
    // An hour west, on one day.
    let change = ["kind_hour", "status_hour"].map {
      "sqlite3 t.sqlite 'UPDATE \($0) SET hour = hour + 4 WHERE hour / 3072 = 20750'"
    }.joined(separator: "; ")
    _ = try SporlosProgram.shell(change, in: folder.url)
    let rows = try report(
      "hours", "--db", "t.sqlite", "--private", "--from", "2026-10-24", "--to", "2026-10-24",
      "--format", "csv"
    ).output.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",") }
    #expect(rows.reduce(0) { $0 + (Int($1[2]) ?? 0) } > 190, "\(rows)")
    #expect(rows.contains { $0[0] == "2026-10-24T13:00+01:00" && Int($0[2])! > 0 }, "\(rows)")
  }

  @Test("The hour that comes twice can be asked for as both, or as one of them")
  func twice() throws {
    _ = try collect("t.sqlite", "--time-zone", "Europe/Oslo")
    for (time, count) in [
      ("2026-10-25T02", 2), ("2026-10-25T02:00+01:00", 1), ("2026-10-25T00:00Z", 1),
    ] {
      let rows = try report(
        "hours", "--db", "t.sqlite", "--private", "--from", time, "--to", time, "--format", "csv")
      #expect(rows.output.split(separator: "\r\n").count == 1 + count, "\(time): \(rows)")
    }
  }

  @Test("Servers of a fleet have one time zone")
  func fleet() throws {
    let outcome = try SporlosProgram.shell(
      """
      set -e
      for server in one:Europe/Oslo two:Europe/Oslo three:Asia/Tokyo; do
        name=${server%%:*}
        if [ $name = one ]; then sporlos fleet invite invitation --db one.sqlite --time-zone ${server#*:}
        elif [ $name = two ]; then sporlos fleet join invitation --db two.sqlite
        else
          sporlos collect /dev/null --db three.sqlite --time-zone Asia/Tokyo -q 2>/dev/null
          ! sporlos fleet join invitation --db three.sqlite
          sporlos fleet invite other --db three.sqlite
        fi
        sporlos collect access.log --db $name.sqlite --geo none --time-zone ${server#*:} -q 2>/dev/null
        sporlos fleet share $name.share --db $name.sqlite
      done
      sporlos fleet merge one.share two.share --db fleet.sqlite
      sporlos report days --db fleet.sqlite --private --format json | grep time_zone
      ! sporlos fleet merge one.share two.share three.share --db fleet.sqlite
      """, in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome)")
    #expect(outcome.output.contains("\"time_zone\": \"Europe/Oslo\""), "\(outcome)")
    #expect(
      outcome.errors.contains(
        "the database \"three.sqlite\" counts the days of Asia/Tokyo, not of Europe/Oslo, and all servers"
      ),
      "\(outcome)")
    #expect(
      outcome.errors.contains(
        "\"three.share\" counts the days of Asia/Tokyo, not of Europe/Oslo, so its visitors cannot be "
          + "merged: all servers of a fleet have one time zone"), "\(outcome)")
  }
}
