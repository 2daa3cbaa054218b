import Foundation
import TestSupport
import Testing

/// `--format-file`: logs read as the server's own configuration says.
@Suite("Logs by the server's configuration")
struct FormatFileTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    for name in ["etc/sites", "log"] {
      try FileManager.default.createDirectory(
        at: folder.file(name), withIntermediateDirectories: true)
    }
  }

  // MARK: - A made-up server

  private static let agent =
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

  /// Lines of `timed`: the response time stands where nobody would guess it.
  private static func timed(_ numbers: Range<Int>, day: Int) -> String {
    numbers.map { number in
      "7.250|203.0.113.\(number % 200)|[\(day)/Oct/2026:10:00:\(10 + number % 50) +0000]|"
        + "GET /page\(number % 3) HTTP/1.1|200|\(500 + number)|-|\(agent)\n"
    }.joined()
  }

  /// Lines of `short`, which has neither referrer nor user agent.
  private static func short(_ numbers: Range<Int>, day: Int) -> String {
    numbers.map { number in
      "203.0.113.\(number % 200) [2026-10-\(day)T10:00:\(10 + number % 50)+00:00] "
        + "\"GET /short\(number % 3) HTTP/1.1\" 200\n"
    }.joined()
  }

  /// nginx with includes, two servers, three formats, and logs that are no files.
  private func writeNginx(more: String = "") throws {
    try folder.write(
      """
      events {}
      http {
        log_format timed '$request_time|$remote_addr|[$time_local]|$request|$status|'
                         '$body_bytes_sent|$http_referer|$http_user_agent';
        log_format short '$remote_addr [$time_iso8601] "$request" $status';
        log_format cache '$upstream_cache_status';
        include sites/*.conf;
        \(more)
      }
      """, to: "etc/nginx.conf")
    try folder.write(
      """
      server { server_name example.org www.example.org; access_log \(folder.path)/log/org.log timed; }
      """, to: "etc/sites/org.conf")
    try folder.write(
      """
      server {
        server_name example.net;
        access_log \(folder.path)/log/net.log short;
        access_log syslog:server=unix:/dev/log timed;
        access_log \(folder.path)/log/cache.log cache;
      }
      """, to: "etc/sites/z-net.conf")
    try folder.write(Self.timed(0..<40, day: 30), to: "log/org.log")
    try folder.write(Self.timed(0..<30, day: 29), to: "log/org.log.1")
    try folder.write(Self.timed(0..<20, day: 28), to: "log/org.log.2")
    try folder.write("a note of mine\n", to: "log/org.log.bak")
    try folder.write(Self.short(0..<25, day: 30), to: "log/net.log")
    try folder.write(Self.short(0..<5, day: 29), to: "log/net-20261029.log")
    try folder.write("HIT\n", to: "log/cache.log")
  }

  private func run(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(arguments, in: folder.url)
  }

  private func collect(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(
      ["collect", "--db", "t.sqlite", "--geo", "none", "--format-file"] + arguments, in: folder.url)
  }

  private func rows(_ sql: String) throws -> [String] {
    try TrafficRows(folder.file("t.sqlite")).rows(sql)
  }

  private static let sites = "SELECT site, sum(hits) FROM kind_hours GROUP BY site"

  // MARK: - Collecting all

  @Test("nginx: all logs that are files count once, by their formats, for their sites")
  func nginx() throws {
    try writeNginx()
    #expect(try SporlosProgram.shell("gzip log/org.log.2", in: folder.url).exitCode == 0)
    let first = try collect("etc/nginx.conf")
    #expect(first.exitCode == 0, "\(first.errors)")
    #expect(try rows(Self.sites) == ["example.net|30", "example.org|90"])
    // 7.25 s, by the classes that times are counted in, of the one format that has them.
    #expect(
      try rows(
        "SELECT site, sum(hits), min(up_to_ms) > 6000, max(up_to_ms) < 9000 FROM response_time_days "
          + "GROUP BY site") == ["example.org|90|1|1"])
    #expect(
      try rows("SELECT DISTINCT page FROM page_hours WHERE site = 'example.net' ORDER BY page")
        .count
        > 0)
    let errors = first.errors.split(separator: "\n").map(String.init)
    #expect(errors.contains { $0.contains("z-net.conf:4: ") && $0.contains("goes to syslog") })
    #expect(
      errors.contains { $0.contains("cache.log\" is not collected: its format has no time") })
    let lacks = errors.filter { $0.contains("the format \"short\" has no user agent") }
    #expect(lacks.count == 1 && lacks[0].contains("no referrer"))
    #expect(!first.errors.contains("org.log.bak") && !first.errors.contains("\"timed\" has"))

    let second = try collect("etc/nginx.conf", "--quiet", "--json")
    #expect(second.exitCode == 0 && second.errors == "")
    #expect(
      second.output.contains("\"lines\":0") && second.output.contains("\"outcome\":\"known\""))
    #expect(try rows(Self.sites) == ["example.net|30", "example.org|90"])
    // Lines that come later count once, too.
    try folder.append(Self.timed(40..<43, day: 30), to: "log/org.log")
    #expect(try collect("etc/nginx.conf", "-q").exitCode == 0)
    #expect(try rows(Self.sites) == ["example.net|30", "example.org|93"])
  }

  @Test("A site named on the command line is the site of all logs")
  func site() throws {
    try writeNginx()
    #expect(try collect("etc", "--site", "mine.example", "-q").exitCode == 0)
    #expect(try rows(Self.sites) == ["mine.example|120"])
  }

  @Test("Apache: each virtual host has its log, a log of several keeps the hosts of its lines")
  func apache() throws {
    try folder.write(
      """
      ServerRoot "\(folder.path)"
      LogFormat "%v:%p %h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" vhost
      LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\" %D" timed
      <VirtualHost *:80>
        ServerName a.example
        CustomLog log/a.log timed
        CustomLog log/all.log vhost
      </VirtualHost>
      <VirtualHost *:80>
        ServerName b.example
        CustomLog "|/usr/bin/rotatelogs -l \(folder.path)/log/b.%Y-%m-%d.log 86400" timed
        CustomLog "|/usr/bin/logger -t apache" timed
        CustomLog log/all.log vhost
      </VirtualHost>
      """, to: "httpd.conf")
    func lines(_ numbers: Range<Int>, behind: String = "", before: String = "", server: Int)
      -> String
    {
      numbers.map { before + LogLineWriter.line($0, server: server) + behind + "\n" }.joined()
    }
    try folder.write(lines(0..<10, behind: " 2000000", server: 1), to: "log/a.log")
    try folder.write(lines(0..<20, behind: " 2000000", server: 2), to: "log/b.2026-10-01.log")
    try folder.write(lines(20..<25, behind: " 2000000", server: 2), to: "log/b.2026-10-02.log")
    try folder.write(
      (0..<60).map {
        ($0 % 2 == 0 ? "c.example:80 " : "d.example:80 ")
          + DifferentPeople.line("/a", person: $0 / 2, second: $0) + "\n"
      }.joined(), to: "log/all.log")
    let outcome = try collect("httpd.conf")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(
      try rows(Self.sites) == ["a.example|10", "b.example|25", "c.example|30", "d.example|30"])
    #expect(outcome.errors.contains("it goes to the command \"/usr/bin/logger -t apache\""))
    #expect(
      try rows("SELECT site, sum(hits) FROM response_time_days GROUP BY site")
        .allSatisfy { $0.hasPrefix("a.example|") || $0.hasPrefix("b.example|") })
  }

  @Test("An include that cannot be read is said, the logs count, and the exit code is 1")
  func unreadableInclude() throws {
    try writeNginx(more: "include missing/tls.conf;")
    let outcome = try collect("etc/nginx.conf", "-q")
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors == "sporlos: \(folder.path)/etc/nginx.conf:8: "
        + "\"\(folder.path)/etc/missing/tls.conf\" cannot be read, so logs may be missing here\n")
    #expect(try rows(Self.sites) == ["example.net|30", "example.org|90"])
  }

  @Test("A log that is not there is said; where none is, that is a failure")
  func missing() throws {
    try writeNginx()
    try FileManager.default.removeItem(at: folder.file("log/net.log"))
    try FileManager.default.removeItem(at: folder.file("log/net-20261029.log"))
    let some = try collect("etc/nginx.conf")
    #expect(some.exitCode == 0)
    #expect(some.errors.contains("the log \"\(folder.path)/log/net.log\" is not there"))
    #expect(try rows(Self.sites) == ["example.org|90"])
    try FileManager.default.removeItem(at: folder.file("log"))
    let none = try collect("etc/nginx.conf", "-q")
    #expect(none.exitCode == 1)
    #expect(none.errors.hasPrefix("sporlos: \"etc/nginx.conf\" names no log that is here"))
  }

  @Test("Of a path with a variable, files count whose lines fit; an error log is none of them")
  func variable() throws {
    try folder.write(
      """
      http {
        log_format timed '$request_time|$remote_addr|[$time_local]|$request|$status|'
                         '$body_bytes_sent|$http_referer|$http_user_agent';
        log_format short '$remote_addr [$time_iso8601] "$request" $status';
        server { server_name ~.; access_log \(folder.path)/log/$host.log timed; }
        server { server_name own.example; access_log \(folder.path)/log/own.log short; }
      }
      """, to: "etc/nginx.conf")
    try folder.write(Self.timed(0..<20, day: 30), to: "log/a.example.log")
    try folder.write(Self.timed(0..<10, day: 29), to: "log/a.example.log.1")
    try folder.write(Self.short(0..<5, day: 29), to: "log/own.log")
    try folder.write("2026/10/30 10:00:00 [error] 1#1: broken\n", to: "log/error.log")
    // Another program's, which fits the pattern.
    try folder.write(LogLineWriter.lines(0..<15), to: "log/other.log")
    let outcome = try collect("etc/nginx.conf", "-q")
    #expect(outcome.exitCode == 0 && outcome.errors == "")
    #expect(try rows(Self.sites) == ["(unnamed)|45", "own.example|5"])
    #expect(
      try rows("SELECT sum(hits) FROM response_time_days WHERE up_to_ms BETWEEN 6000 AND 9000")
        == ["30"])
  }

  @Test("Names that rolling makes are found: Caddy's, logrotate's, with dates and compressed")
  func rolled() throws {
    try folder.write(
      """
      a.example {
        log {
          output file \(folder.path)/log/access.log
          format json {
            duration_format ms
          }
        }
      }
      """, to: "Caddyfile")
    func lines(_ numbers: Range<Int>) -> String {
      numbers.map {
        #"{"ts":\#(1_793_000_000 + $0).5,"request":{"client_ip":"203.0.113.\#($0)","method":"GET","#
          + #""host":"x.example","uri":"/","headers":{"User-Agent":["\#(Self.agent)"]}},"#
          + "\"duration\":7000.0,\"size\":9,\"status\":200}\n"
      }.joined()
    }
    let names = [
      "access.log", "access.log.1", "access.log-20261020", "access-2026-10-20T10-00-00.000.log",
      "access-2026-10-19T10-00-00.000.log.gz", "access.1.log", "access.log.3.gz", "access.log.old",
    ]
    let strangers = ["access-admin.log", "access.log.note", "access.log.1~", "access2.log"]
    for (number, name) in (names + strangers).enumerated() {
      try folder.write(lines(number * 10..<(number * 10 + 5)), to: "log/" + name)
    }
    #expect(
      try SporlosProgram.shell(
        "for name in log/*.gz; do gzip -c $name > x && mv x $name; done", in: folder.url
      )
      .exitCode == 0)
    let outcome = try collect("Caddyfile", "-q")
    #expect(outcome.exitCode == 0 && outcome.errors == "")
    #expect(try rows(Self.sites) == ["a.example|\(names.count * 5)"])
    #expect(
      try rows("SELECT min(up_to_ms) > 6000, max(up_to_ms) < 9000 FROM response_time_days")
        == ["1|1"])
  }

  @Test("A log that is written in several formats is recognised by its lines, and that is said")
  func mixed() throws {
    try writeNginx(
      more: "server { server_name m.example; access_log \(folder.path)/log/net.log combined; }")
    try folder.write(
      Self.short(0..<10, day: 30) + LogLineWriter.lines(0..<10), to: "log/net.log")
    let outcome = try collect("etc/nginx.conf", "log/net.log", "--json")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("log/net.log\" is written in several formats, so it is"))
    #expect(outcome.output.contains("\"hits\":20,"), "\(outcome.output)")
  }

  // MARK: - Logs named by hand

  @Test(
    "Logs that are named have their format by path, link or rotated name; others are recognised")
  func named() throws {
    try writeNginx()
    try FileManager.default.createSymbolicLink(
      at: folder.file("link.log"), withDestinationURL: folder.file("log/net.log"))
    try folder.write(LogLineWriter.lines(0..<15), to: "log/other.log")
    let outcome = try collect("etc/nginx.conf", "log/../log/org.log.1", "link.log", "log/other.log")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try rows(Self.sites) == ["(unnamed)|15", "example.net|25", "example.org|30"])
    #expect(
      outcome.errors.contains(
        "sporlos: \"log/other.log\" is not a log in \"etc/nginx.conf\": it is read by the format of "
          + "\(folder.path)/etc/sites/z-net.conf:4 if its lines fit that, or else recognised\n"
      ))
    #expect(!outcome.errors.contains("syslog"))
    let quiet = try collect("etc/nginx.conf", "log/other.log", "-q")
    #expect(quiet.exitCode == 0 && quiet.errors == "")
  }

  @Test("What was rotated before the format was changed is recognised")
  func changed() throws {
    try writeNginx()
    try folder.write(LogLineWriter.lines(0..<50), to: "log/org.log.1")
    let outcome = try collect("etc/nginx.conf", "log/org.log.1", "log/org.log", "--json", "-q")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\"rejected\":[],\"relabelled_names\""))
    #expect(try rows(Self.sites) == ["example.org|90"])
  }

  @Test("A log in an archive has the format of the log that it was")
  func archived() throws {
    try writeNginx()
    #expect(
      try SporlosProgram.shell("tar czf old.tar.gz log/org.log.1 log/net.log", in: folder.url)
        .exitCode == 0)
    let outcome = try collect("etc/nginx.conf", "old.tar.gz", "-q")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try rows(Self.sites) == ["example.net|25", "example.org|30"])
    #expect(
      try rows("SELECT sum(hits) FROM response_time_days WHERE up_to_ms BETWEEN 6000 AND 9000")
        == ["30"])
  }

  @Test(
    "A log that only syslog knows the place of has the format that goes to syslog, if that fits")
  func syslog() throws {
    try folder.write(
      """
      defaults
        mode http
        log 127.0.0.1:514 local0
      frontend web
        capture request header User-Agent len 200
        log-format "%ci:%cp [%trg] %ST %B %{+Q}r %hr"
      """, to: "haproxy.cfg")
    let lines = (0..<20).map {
      "Oct  1 10:00:\(10 + $0) web1 haproxy[8]: 203.0.113.\($0):5000 [01/Oct/2026:10:00:\(10 + $0) +0000] "
        + "200 500 \"GET /page HTTP/1.1\" {\(Self.agent)}\n"
    }
    try folder.write(lines.joined(), to: "haproxy.log")
    try folder.write(LogLineWriter.lines(0..<15), to: "other.log")
    let outcome = try collect("haproxy.cfg", "haproxy.log", "other.log")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try rows(Self.sites) == ["(unnamed)|35"])
    #expect(
      try rows(
        "SELECT browser, sum(hits) FROM client_hours WHERE hour LIKE '%T10%' GROUP BY browser")
        == ["Firefox|20"])
    #expect(
      outcome.errors.contains(
        "\"haproxy.log\" is not a log in \"haproxy.cfg\": it is read by the "
          + "format of \(folder.path)/haproxy.cfg:"))
    // Where all logs have a name, nothing else is likely.
    try folder.write(
      "http { access_log log/a.log; server { server_name a.example; } }", to: "nginx.conf")
    let stranger = try collect("nginx.conf", "other.log")
    #expect(
      stranger.errors
        == "sporlos: \"other.log\" is not a log in \"nginx.conf\": its format is recognised\n")
    let none = try collect("haproxy.cfg")
    #expect(none.exitCode == 1 && none.errors.contains("it goes to syslog (127.0.0.1:514 local0)"))
  }

  @Test("scrub and check take the formats, too")
  func scrubAndCheck() throws {
    try writeNginx()
    let scrubbed = try run("scrub", "log/org.log", "--format-file", "etc/nginx.conf", "-o", "s.log")
    #expect(scrubbed.exitCode == 0 && scrubbed.errors == "")
    let text = try String(contentsOf: folder.file("s.log"), encoding: .utf8)
    #expect(text.split(separator: "\n").count == 40)
    #expect(text.contains("|[30/Oct/2026:10:00:00 +0000]|GET /page0 HTTP/1.1|200|"))
    #expect(!text.contains("203.0.113"))
    try folder.write("https://example.net/short0\n", to: "pages.txt")
    let checked = try run(
      "check", "--pages", "log/net.log", "--format-file", "etc/nginx.conf", "--json", "--sitemap",
      "pages.txt")
    #expect(checked.exitCode == 0, "\(checked.errors)")
    #expect(checked.output.contains("\"site\": \"example.net\""), "\(checked.output)")
    #expect(checked.errors.contains("the format \"short\" has no user agent"))
  }

  // MARK: - Following

  @Test("Following: the logs of the configuration count as they come, each for its site")
  func following() throws {
    try writeNginx()
    try FileManager.default.removeItem(at: folder.file("log/net.log"))
    for name in ["org.log.1", "org.log.2", "net-20261029.log"] {
      try FileManager.default.removeItem(at: folder.file("log/" + name))
    }
    let follower = Follower(folder)
    try follower.start("--format-file", "etc/nginx.conf")
    try follower.expect(hits: 40)
    try folder.write(Self.short(0..<7, day: 31), to: "log/net.log")
    try FileManager.default.moveItem(
      at: folder.file("log/org.log"), to: folder.file("log/org.log.9"))
    try folder.write(Self.timed(50..<53, day: 31), to: "log/org.log")
    try follower.expect(hits: 50)
    #expect(follower.stop() == 0)
    let rows = try TrafficRows(folder.file(Follower.database))
    #expect(try rows.rows(Self.sites) == ["example.net|7", "example.org|43"])
    #expect(follower.errors.contains("the format \"short\" has no user agent"))
  }

  @Test("A unit of systemd names the configuration, and follows what that names when it starts")
  func unit() throws {
    try writeNginx()
    let outcome = try run(
      "unit", "--format-file", "etc/nginx.conf", "--db", "/var/lib/sporlos/t.sqlite")
    #expect(outcome.exitCode == 0 && outcome.errors == "")
    #expect(
      outcome.output.contains(
        " follow --format-file \(folder.path)/etc/nginx.conf --db /var/lib/sporlos/t.sqlite\n"
      ))
  }

  // MARK: - What a configuration says

  @Test("formats --format-file lists logs, what cannot be collected, and what is wrong")
  func listing() throws {
    try writeNginx(
      more: "include missing.conf;\n  server { access_log off; server_name off.example; }")
    let outcome = try run("formats", "--format-file", "etc/nginx.conf")
    #expect(outcome.exitCode == 1 && outcome.errors == "")
    let path = folder.path
    #expect(
      outcome.output == """
        \(path)/log/org.log
          format  timed: $request_time|$remote_addr|[$time_local]|$request|$status|$body_bytes_sent|\
        $http_referer|$http_user_agent
          site    example.org (also www.example.org)
          from    \(path)/etc/sites/org.conf:1

        \(path)/log/net.log
          format  short: $remote_addr [$time_iso8601] "$request" $status
          site    example.net
          from    \(path)/etc/sites/z-net.conf:3
          note    the format has no user agent, so bots, people and browsers cannot be distinguished; no referrer, so visits are not counted

        not collected:
          \(path)/etc/sites/z-net.conf:4: a log of the format "timed": it goes to syslog \
        (server=unix:/dev/log): collect the file that syslog writes, or follow syslog:unix:PATH
          \(path)/etc/sites/z-net.conf:5: "\(path)/log/cache.log": its format has no time: log one, such \
        as $time_local or %t

        switched off:
          \(path)/etc/nginx.conf:9: off.example

        problems:
          \(path)/etc/nginx.conf:8: "\(path)/etc/missing.conf" cannot be read, so logs may be missing here

        """)
    let json = try run("formats", "--format-file", "etc/nginx.conf", "--json")
    #expect(json.exitCode == 1)
    struct Listing: Decodable {
      struct Log: Decodable {
        var site: String?
        var line: Int
        var notCollected: String?
      }
      var server: String
      var logs: [Log]
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let listing = try decoder.decode(Listing.self, from: Data(json.output.utf8))
    #expect(listing.server == "nginx")
    #expect(listing.logs.map(\.line) == [1, 3, 4, 5])
    #expect(listing.logs.map { $0.notCollected == nil } == [true, true, false, false])
  }

  @Test("Control characters of a configuration do not reach the terminal")
  func harmless() throws {
    try folder.write(
      "http { log_format x '$remote_addr [$time_local] \"$request\" \u{1B}[31m';\n"
        + "server { server_name a.example; access_log \(folder.path)/log/\u{1B}[2Ja.log x; }\n"
        + "include \(folder.path)/\u{1B}]0;x.conf; }", to: "nginx.conf")
    for arguments in [["formats"], ["collect", "--db", "t.sqlite"], ["formats", "--json"]] {
      let outcome = try SporlosProgram.run(
        arguments + ["--format-file", "nginx.conf"], in: folder.url)
      #expect(!(outcome.output + outcome.errors).utf8.contains(0x1B))
      #expect((outcome.output + outcome.errors).lowercased().contains("1b"))
    }
  }

  @Test("Tomcat's %D counts only where its release is known")
  func tomcat() throws {
    for (base, isKnown) in [("tomcat", false), ("apache-tomcat-9.0.83", true)] {
      for name in ["conf", "logs"] {
        try FileManager.default.createDirectory(
          at: folder.file("\(base)/\(name)"), withIntermediateDirectories: true)
      }
      try folder.write(
        """
        <Server><Service><Engine><Host name="t.example">
        <Valve className="org.apache.catalina.valves.AccessLogValve" prefix="a" suffix=".txt"
               pattern="%h %l %u %t &quot;%r&quot; %s %b &quot;%{Referer}i&quot; &quot;%{User-Agent}i&quot; %D"/>
        </Host></Engine></Service></Server>
        """, to: "\(base)/conf/server.xml")
      let text = (0..<20).map { LogLineWriter.line($0) + " 7000\n" }.joined()
      try folder.write(text, to: "\(base)/logs/a.2026-10-01.txt")
      let outcome = try run(
        "collect", "--format-file", "\(base)/conf/server.xml", "--db", "\(base).sqlite")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("so response times are left out") == !isKnown)
      let rows = try TrafficRows(folder.file("\(base).sqlite"))
      // 7000 milliseconds.
      #expect(
        try rows.rows(
          "SELECT sum(hits), min(up_to_ms) > 6000, max(up_to_ms) < 9000 FROM response_time_days")
          == [isKnown ? "20|1|1" : "||"])
      #expect(try rows.hits() == 20)
    }
  }

  // MARK: - Refusals

  @Test("What makes no sense is refused with a sentence")
  func refusals() throws {
    try writeNginx()
    try folder.write("nothing of a server\n", to: "notes.txt")
    let cases: [([String], Int32, String)] = [
      (
        ["etc/nginx.conf", "--format", "combined"], 2,
        "--format and --format-file both set the format: leave one out"
      ),
      (["gone.conf"], 1, "cannot read the configuration \"gone.conf\" (No such file or directory)"),
      (
        ["log"], 1,
        "\"log\" is a folder without a server's main file: name the file, such as nginx.conf"
      ),
      (
        ["notes.txt"], 1,
        "the server that \"notes.txt\" configures was not recognised: --format-file"
      ),
      (
        ["etc/nginx.conf", "--client-address", "X-Nobody"], 2,
        "no format of \"etc/nginx.conf\" has a value \"X-Nobody\""
      ),
    ]
    for (arguments, code, sentence) in cases {
      let outcome = try SporlosProgram.run(
        ["collect", "--db", "t.sqlite", "--format-file"] + arguments, in: folder.url)
      #expect(outcome.exitCode == code, "\(arguments): \(outcome.errors)")
      #expect(outcome.errors.hasPrefix("sporlos: " + sentence), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder.path("t.sqlite")))
    }
    let both = try run("formats", "tomcat", "--format-file", "etc/nginx.conf")
    #expect(both.exitCode == 2)
  }

  @Test("A pipe or a device is no configuration, and nobody waits for it")
  func pipes() throws {
    #expect(try SporlosProgram.shell("mkfifo nginx.conf", in: folder.url).exitCode == 0)
    for name in ["nginx.conf", "/dev/zero"] {
      let outcome = try collect(name)
      #expect(outcome.exitCode == 1)
      #expect(
        outcome.errors.hasPrefix("sporlos: cannot read the configuration"), "\(outcome.errors)")
    }
  }
}
