import Foundation
import TestSupport
import Testing

/// What requests count as, through the real program.
@Suite("What requests count as")
struct RequestCountTests {
  let folder: ScratchFolder
  private static let browser = DifferentPeople.userAgent(1)

  init() throws { folder = try ScratchFolder() }

  private static func line(
    _ request: String, status: Int = 200, agent: String = browser, address: String = "192.0.2.1",
    hour: Int = 12, day: Int = -1
  ) -> String {
    "\(address) - - [\(VisitorTests.day(day)):\(hour):00:00 +0000] \"\(request)\" \(status) 100 \"-\" "
      + "\"\(agent)\"\n"
  }

  private func collect(_ lines: [String], to database: String, _ options: String...) throws {
    try folder.write(lines.joined(), to: "log")
    let outcome = try SporlosProgram.run(
      ["collect", "log", "--db", database, "--format", "combined"] + options, in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  private func kinds(_ database: String) throws -> [String] {
    try TrafficRows(folder.file(database)).rows(
      "SELECT kind, sum(hits) FROM kind_hours GROUP BY kind ORDER BY kind")
  }

  @Test(
    "A request is of one kind, by what it is",
    arguments: [
      ("GET /about?_rsc=1a2b3 HTTP/2.0", 200, "background"),
      ("GET /about HTTP/1.1", 200, "page view"),
      ("GET /about HTTP/1.1", 204, "background"), ("POST /collect HTTP/1.1", 200, "background"),
      ("GET /collect HTTP/1.1", 200, "page view"), ("GET /healthz HTTP/1.1", 503, "health check"),
      ("GET /_next/image?url=%2Fa.jpg&w=640 HTTP/2.0", 200, "asset"),
      ("GET /socket.io/?EIO=4&transport=polling HTTP/1.1", 200, "background"),
      ("GET /?rest_route=/wp/v2/posts HTTP/1.1", 200, "API call"),
      ("GET /?feed=rss2 HTTP/1.1", 200, "feed"),
      ("GET /photo.heic HTTP/1.1", 200, "asset"), ("-", 408, "no request"),
      ("-", 400, "no request"),
      ("GET /a?modal=1 HTTP/1.1", 200, "background"), ("GET /ws?_rsc=1 HTTP/1.1", 200, "page view"),
      ("GET http://proxy.example.com/check HTTP/1.1", 200, "bot"),
      ("GET http://www.example.org/about HTTP/1.1", 200, "page view"),
      ("GET http://example.org:80/about HTTP/1.1", 200, "page view"),
      ("OPTIONS * HTTP/1.0", 200, "other"),
    ])
  func kind(request: String, status: Int, kind: String) throws {
    try collect(
      [Self.line(request, status: status)], to: "t.sqlite", "--site", "example.org", "--kind",
      "?modal=background", "--kind", "/ws=page")
    #expect(try kinds("t.sqlite") == ["\(kind)|1"])
  }

  @Test(
    "Where a log's format names hosts, --site counts all of them, and none is foreign",
    arguments: [
      ("varnishncsa", ["--format", "varnish"]), ("squid", []), ("apache-vhost-combined", []),
    ])
  func namedHosts(name: String, format: [String]) throws {
    let log = try SampleLog(named: name).logs[0].path
    for (database, options) in [("own", []), ("named", ["--site", "www.example.net"])] {
      let outcome = try SporlosProgram.run(
        ["collect", log, "--db", "\(database).sqlite", "--geo", "none"] + format + options,
        in: folder.url)
      try #require(outcome.exitCode == 0, "\(outcome.errors)")
    }
    let views = "SELECT sum(hits) FROM kind_hours WHERE kind = 'page view'"
    let own = try TrafficRows(folder.file("own.sqlite")).number(views)
    #expect(own > 50)
    #expect(try TrafficRows(folder.file("named.sqlite")).number(views) >= own)
  }

  @Test(
    "A log of nothing but whole URLs, of a format that nobody named, is of the hosts that --site says",
    arguments: [
      (["http://proxy.example.com/check", "http://proxy.example.com/"], [], "bot"),
      (["http://one.example.com/", "http://two.example.net/", "http://three.example/"], [], "bot"),
      (["http://www.example.org/about", "http://example.org/"], [], "page view"),
      (["http://proxy.example.com/"], ["--own-host", "proxy.example.com"], "page view"),
      (["http://proxy.example.com/"], ["--format", "varnish"], "page view"),
    ])
  func nothingButURLs(targets: [String], options: [String], kind: String) throws {
    try folder.write(targets.map { Self.line("GET \($0) HTTP/1.1") }.joined(), to: "log")
    let outcome = try SporlosProgram.run(
      ["collect", "log", "--db", "t.sqlite", "--site", "example.org"] + options, in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try kinds("t.sqlite") == ["\(kind)|\(targets.count)"])
  }

  @Test("Pages that were fetched ahead have no visitor and no view, and give no page its name")
  func ahead() throws {
    let lines = (1...40).map {
      Self.line(
        "GET /about?_rsc=\($0) HTTP/1.1", agent: DifferentPeople.userAgent($0),
        address: "198.51.\($0).1")
    }
    try collect(lines, to: "t.sqlite")
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(try rows.number("SELECT sum(page_views) FROM page_hours") == 0)
    #expect(try rows.number("SELECT count(*) FROM page WHERE path = '/about'") == 0)
  }

  @Test("Without a user agent nobody is a person, where the log's format has one")
  func unnamed() throws {
    let line = Self.line("GET / HTTP/1.1", agent: "-")
    try collect([line], to: "t.sqlite")
    #expect(try kinds("t.sqlite") == ["bot|1"])
    #expect(
      try TrafficRows(folder.file("t.sqlite")).rows("SELECT traffic FROM traffic_hours") == [
        "no user agent"
      ])
    try folder.write(line.components(separatedBy: " \"-\"")[0] + "\n", to: "common.log")
    let outcome = try SporlosProgram.run(
      ["collect", "common.log", "--db", "common.sqlite", "--format", "common"], in: folder.url)
    #expect(outcome.exitCode == 0)
    #expect(try kinds("common.sqlite") == ["page view|1"])
  }

  @Test("What is left out is counted as a number of its log, and as nothing else")
  func exclusions() throws {
    let lines = [
      Self.line("GET / HTTP/1.1", address: "203.0.113.9"),
      Self.line("GET / HTTP/1.1", address: "203.0.113.10"),
      Self.line("GET / HTTP/1.1", address: "2001:db8::5"),
      Self.line("GET /intern/a/ HTTP/1.1"), Self.line("GET /internal HTTP/1.1"),
      Self.line("GET / HTTP/1.1", agent: "Mozilla/5.0 OurMonitor/1.0"),
    ]
    try collect(
      lines, to: "t.sqlite", "--exclude-network", "203.0.113.9", "--exclude-network",
      "2001:db8::/48",
      "--exclude-path", "/intern/a/", "--exclude-agent", "ourmonitor")
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(try rows.number("SELECT sum(hits) FROM page_hours") == 2)
    #expect(try rows.number("SELECT sum(hits) FROM kind_hours") == 2)
    #expect(try rows.number("SELECT sum(hits) FROM status_hours") == 2)
    #expect(
      try rows.rows(
        "SELECT name, lines FROM source_reject JOIN reject_reason ON reject_reason.id = reason")
        == ["excluded|4"])
    try collect(lines, to: "t.sqlite", "--exclude-agent", "ourmonitor")
    #expect(try rows.number("SELECT sum(hits) FROM page_hours") == 2)
  }

  @Test(
    "Options that make no sense are refused in a sentence",
    arguments: [
      ["--exclude-network", "example.org"], ["--exclude-path", "intern"], ["--exclude-agent", ""],
      ["--query", "a=b"], ["--query", ""], ["--kind", "?x"],
    ])
  func refused(options: [String]) throws {
    let outcome = try SporlosProgram.run(
      ["collect", "/dev/null", "--db", "t.sqlite"] + options, in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains(options[0]))
  }

  @Test("Pages that differ in a parameter are told apart where it is named")
  func queries() throws {
    let lines = (0..<40).map {
      Self.line(
        "GET /index.php?id=\($0 / 20)&s=a\($0) HTTP/1.1", agent: DifferentPeople.userAgent($0),
        address: "198.51.\($0).1")
    }
    let sql = "SELECT page, sum(page_views) FROM page_hours GROUP BY page ORDER BY page"
    try collect(lines, to: "one.sqlite")
    #expect(try TrafficRows(folder.file("one.sqlite")).rows(sql) == ["/|40"])
    try collect(lines, to: "two.sqlite", "--query", "id")
    #expect(try TrafficRows(folder.file("two.sqlite")).rows(sql) == ["/?id=0|20", "/?id=1|20"])
    let audit = try SporlosProgram.run(["audit", "--db", "two.sqlite"], in: folder.url)
    #expect(audit.exitCode == 0, "\(audit.output)")
  }

  @Test(
    "A file fetched in parts is one download of its visitor in an hour, in any order and batches")
  func parts() throws {
    var lines: [String] = []
    var expected = 0
    for person in 1...5 {
      for hour in [10, 11] {
        // As many whole ones as there are, or one if there are parts only.
        let wholes = (person * 7 + hour) % 3
        expected += max(1, wholes)
        for number in 0..<(wholes + 4) {
          lines.append(
            Self.line(
              "GET /files/report.pdf HTTP/1.1", status: number < wholes ? 200 : 206,
              agent: DifferentPeople.userAgent(person), address: "198.51.\(person).1", hour: hour,
              day: 0))
        }
      }
    }
    var random = SeededGenerator.fresh()
    for round in 0..<6 {
      let database = "\(round).sqlite"
      var rest = lines.shuffled(using: &random)[...]
      while !rest.isEmpty {
        let count = round == 0 ? rest.count : Int.random(in: 1...rest.count, using: &random)
        try collect(Array(rest.prefix(count)), to: database, "--source", "part\(rest.count)")
        rest = rest.dropFirst(count)
      }
      #expect(
        try kinds(database)
          == ["download|\(expected)", "part of a file|\(lines.count - expected)"],
        "seed \(random.seed)")
      let rows = try TrafficRows(folder.file(database))
      #expect(try rows.number("SELECT sum(bytes) FROM kind_hours") == lines.count * 100)
      #expect(try rows.number("SELECT sum(hits) FROM page_hours") == lines.count)
    }
  }

  @Test("Without visitors each part is a download, as it always was")
  func partsWithoutVisitors() throws {
    let lines = (0..<3).map { _ in Self.line("GET /a.zip HTTP/1.1", status: 206) }
    try collect(lines, to: "t.sqlite", "--drop-addresses")
    #expect(try kinds("t.sqlite") == ["download|3"])
  }
}
