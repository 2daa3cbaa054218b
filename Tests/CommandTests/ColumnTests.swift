import Foundation
import TestSupport
import Testing

/// Logs in which lines of the server's own say what the columns are, and which change on the way.
@Suite("Columns that change within a W3C log")
struct ColumnTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// `#Fields` lines, each of which puts the server's address where another has the client's.
  private static let headings = [
    "date time s-ip cs-method cs-uri-stem cs-uri-query s-port c-ip cs(User-Agent) sc-status time-taken",
    "date time c-ip cs-method cs-uri-stem cs-uri-query s-port s-ip cs(User-Agent) sc-status time-taken sc-bytes",
    "date time c-ip cs-host cs-method cs-uri-stem sc-status",
  ]

  /// Lines from a server that changes its columns after every so many lines.
  ///
  /// - Returns: The lines, whose status tells the columns: 200, 201 or 202.
  static func lines(_ numbers: Range<Int>, changingAfter count: Int = 300) -> String {
    numbers.map { number in
      let kind = number / count % headings.count
      let head =
        number % count == 0
        ? "#Software: Microsoft Internet Information Services 10.0\n#Fields: \(headings[kind])\n"
        : ""
      let (client, server) = ("2001:db8:\(number % 250)::1", "198.51.100.7")
      let agent = "Mozilla/5.0+(X11;+Linux+x86_64;+rv:143.0)+Gecko/20100101+Firefox/143.0"
      let rest = [
        "\(server) GET /a - 443 \(client) \(agent) 200 35",
        "\(client) GET /b - 443 \(server) \(agent) 201 35 1000",
        "\(client) www.example.org GET /c 202",
      ][kind]
      return head + "2026-10-01 04:\(10 + number / 60 % 50):\(10 + number % 50) \(rest)\n"
    }.joined()
  }

  /// Compares the database with 1,200 such lines.
  private func expectAll(_ database: String = "t.sqlite") throws {
    let rows = try TrafficRows(folder.file(database))
    #expect(
      try rows.rows("SELECT status, sum(hits) FROM status_hours GROUP BY status")
        == ["200|600", "201|300", "202|300"])
    #expect(try rows.number("SELECT sum(bytes) FROM page_hours") == 300_000)
    #expect(try rows.number("SELECT sum(rejected) FROM sources") == 0)
    #expect(try rows.number("SELECT sum(hits) FROM page_hours WHERE site <> '(unnamed)'") == 300)
  }

  private func collect(_ arguments: String...) throws {
    let outcome = try SporlosProgram.run(
      ["collect", "--db", "t.sqlite"] + arguments, in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
  }

  @Test("Each line is read by the columns above it, and the server's address is nobody's visit")
  func whole() throws {
    try folder.write(Self.lines(0..<1200), to: "access.log")
    try collect("access.log")
    try expectAll()
    let visitors = try TrafficRows(folder.file("t.sqlite"))
      .number("SELECT sum(visitors) FROM site_days WHERE site = '(unnamed)'")
    #expect((245...255).contains(visitors))
  }

  @Test(
    "A log that is read on in the middle, as it is or compressed, keeps its columns",
    arguments: [150, 310, 599, 601, 1000],
    ["cp whole.log access.log", "gzip -c whole.log > access.log"]
  )
  func resumed(lines: Int, change: String) throws {
    try folder.write(Self.lines(0..<1200), to: "whole.log")
    try folder.write(Self.lines(0..<lines), to: "access.log")
    try collect("access.log")
    _ = try SporlosProgram.shell(change, in: folder.url)
    try collect("access.log")
    try expectAll()
  }

  @Test("A log longer than a block keeps its columns in all of them")
  func blocks() throws {
    try folder.write(Self.lines(0..<36_000, changingAfter: 9000), to: "access.log")
    try collect("access.log")
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(
      try rows.rows("SELECT status, sum(hits) FROM status_hours GROUP BY status")
        == ["200|18000", "201|9000", "202|9000"])
  }

  @Test("Through a pipe")
  func pipe() throws {
    try folder.write(Self.lines(0..<1200), to: "access.log")
    let outcome = try SporlosProgram.shell(
      "cat access.log | \(SporlosProgram.url.path) collect - --db t.sqlite", in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    try expectAll()
  }

  @Test("A follower keeps them from one look to the next")
  func followed() throws {
    try folder.write(Self.lines(0..<310), to: "access.log")
    let follower = Follower(folder)
    try follower.start("access.log")
    try follower.expect(hits: 310)
    for range in [310..<420, 420..<601, 601..<1200] {
      try folder.append(Self.lines(range), to: "access.log")
      try follower.expect(hits: range.upperBound)
    }
    try follower.stop(hits: 1200)
    #expect(follower.errors == "")
  }

  @Test("A scrubbed log names its columns, those that are known, and counts the same")
  func scrubbed() throws {
    let log = Self.lines(0..<1200).replacing(" s-port ", with: " x-kari-nordmann ")
    try folder.write(log, to: "access.log")
    let once = try SporlosProgram.run(["scrub", "access.log"], in: folder.url)
    #expect(once.exitCode == 0 && !once.output.contains("kari"))
    #expect(once.output.split(separator: "\n").count { $0.hasPrefix("#Fields: ") } == 4)
    try folder.write(once.output, to: "scrubbed.log")
    let twice = try SporlosProgram.run(["scrub", "scrubbed.log"], in: folder.url)
    #expect(twice.output == once.output)
    try collect("scrubbed.log")
    try expectAll()
  }

  @Test("Below a line that names no columns, lines are rejected, not guessed at")
  func unreadable() throws {
    let log = Self.lines(0..<30) + "#Fields:\n" + Self.lines(30..<40) + Self.lines(0..<30)
    try folder.write(log, to: "access.log")
    let outcome = try SporlosProgram.run(
      ["collect", "--db", "t.sqlite", "access.log"], in: folder.url)
    #expect(outcome.errors.contains("10 of 75 lines were rejected"))
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(try rows.number("SELECT sum(hits) FROM sources") == 60)
  }

  @Test("A proxy's addresses beside a column of public ones are said, as in any other log")
  func proxied() throws {
    let lines = (0..<20).map {
      "2026-10-01 04:10:\(10 + $0) 10.0.0.5 192.0.2.\(1 + $0) GET /a 200\n"
    }
    try folder.write(
      "#Fields: date time c-ip cs(X-Forwarded-For) cs-method cs-uri-stem sc-status\n"
        + lines.joined(),
      to: "access.log")
    let outcome = try SporlosProgram.run(
      ["collect", "--db", "t.sqlite", "access.log"], in: folder.url)
    #expect(
      outcome.errors.contains("are private") && outcome.errors.contains("--client-address"),
      "\(outcome.errors)")
  }

  /// Lines as IIS Advanced Logging writes them, in blanks or tabs, below names with blanks between them.
  static func quotedLines(_ numbers: Range<Int>, separator: String) -> String {
    numbers.map { number in
      [
        "2026-10-01", "04:10:03.\(100 + number % 900)", "198.51.100.7", "GET", "/a", "-", "443",
        "-",
        "\"198.\(number % 200).51.7\"",
        "\"Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0\"",
        "\"www.example.org\"", "200", "0", "0", "35",
      ].joined(separator: separator) + "\n"
    }.joined()
  }

  /// Hits of a host that is one: not with quotes around it.
  static let statusesOfSites =
    "SELECT status, sum(hits) FROM status_hours "
    + "WHERE site NOT IN ('(unnamed)', '(invalid host)', '(address)') GROUP BY status"

  static let quotedNames =
    "s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Host) "
    + "sc-status sc-substatus sc-win32-status"

  @Test(
    "Text in quotes, and tabs below names with blanks between them, are read as the lines show",
    arguments: ["date time \(quotedNames) TimeTakenMS", "date time \(quotedNames) time-taken"],
    [" ", "\t"])
  func quoted(names: String, separator: String) throws {
    let log = "#Software: IIS Advanced Logging Module\n#Fields:  \(names)\n"
    // More than a block, so that later blocks have no names in them.
    try folder.write(log + Self.quotedLines(0..<8000, separator: separator), to: "access.log")
    try collect("access.log")
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(
      try rows.rows(Self.statusesOfSites) == ["200|8000"])
    #expect(try rows.rows("SELECT DISTINCT browser FROM browser_days") == ["Firefox"])
    #expect(try rows.number("SELECT sum(rejected) FROM sources") == 0)
  }

  @Test("Names that were given in place of the log's own are read as the lines show, too")
  func given() throws {
    try folder.write(Self.quotedLines(0..<300, separator: "\t"), to: "access.log")
    try collect("access.log", "--format", "#Fields: date time \(Self.quotedNames) time-taken")
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(
      try rows.rows(Self.statusesOfSites) == ["200|300"])
  }

  @Test("A time in the server's own zone is read by the zone that was named")
  func local() throws {
    let names = "date-local time-local \(Self.quotedNames) TimeTakenMS"
    try folder.write(
      "#Fields: \(names)\n" + Self.quotedLines(0..<20, separator: " "), to: "access.log")
    try collect("access.log", "--log-time-zone", "+02:00")
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(try rows.rows("SELECT DISTINCT hour FROM status_hours") == ["2026-10-01T02:00Z"])
  }

  @Test("A scrubbed log with text in quotes counts the same")
  func scrubbedQuotes() throws {
    let log = "#Fields: date time \(Self.quotedNames) time-taken\n"
    try folder.write(log + Self.quotedLines(0..<300, separator: " "), to: "access.log")
    let once = try SporlosProgram.run(["scrub", "access.log"], in: folder.url)
    #expect(once.exitCode == 0, "\(once.errors)")
    #expect(
      once.output.contains("\"www.example.org\"") || once.output.contains(" www.example.org "))
    try folder.write(once.output, to: "scrubbed.log")
    try collect("scrubbed.log")
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(
      try rows.rows(Self.statusesOfSites) == ["200|300"])
  }
}
