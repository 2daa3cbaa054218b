import Foundation
import TestSupport
import Testing

/// `sporlos check` without --pages: what it says of logs, word by word.
@Suite struct CheckFormatTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  static let agent =
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"

  /// Six networks ask for one page, and one of them for another.
  private static let combined =
    (0..<6).map { number in
      "\(100 + number).0.\(number).7 - - [01/Oct/2026:10:0\(number):00 +0200] "
        + "\"GET /about?q=kanari HTTP/1.1\" 200 12\(number)0 \"https://www.bing.com/search\" "
        + "\"\(agent)\"\n"
    }.joined()
    + "100.0.0.7 - kanari [01/Oct/2026:10:10:00 +0200] \"GET /team/kanari HTTP/1.1\" 404 99 \"-\" "
    + "\"\(agent)\"\n"

  private func check(
    _ log: String, _ options: [String] = [], exitCode: Int32 = 0
  ) throws -> String {
    try folder.write(log, to: "access.log")
    let outcome = try SporlosProgram.run(["check", "access.log"] + options, in: folder.url)
    #expect(outcome.exitCode == exitCode, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty)
    #expect(!outcome.output.contains("\u{1b}") && !outcome.output.contains("kanari"))
    for line in outcome.output.split(separator: "\n") where !line.contains("://") {
      #expect(line.count <= 80, "\(line)")
    }
    return outcome.output
  }

  private static let suggestion = #"""

      To log all that is counted, with host and response time and without user
      names, set in nginx or Apache:
        # nginx
        log_format sporlos '$server_name $remote_addr - - [$time_local] '
                           '"$request" $status $body_bytes_sent "$http_referer" '
                           '"$http_user_agent" request_time=$request_time';
        access_log /var/log/nginx/access.log sporlos;
        # Apache
        LogFormat "%v %h - - %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\" \
        duration_us=%D" sporlos
        CustomLog ${APACHE_LOG_DIR}/access.log sporlos

    """#

  @Test("A log of a known format is explained value by value, with what is missing and what to set")
  func combined() throws {
    #expect(
      try check(Self.combined) == """
        access.log
          Format    combined: Apache, nginx and many others; more may follow
                    recognised: the lines have these values in this order
                    https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#formats
          Lines     7 of 7 read (100 %)

          Value           Taken for       Examples, anonymised
          %h              client address  100.0.0.0/16; 101.0.0.0/16; 102.0.0.0/16
          %l              not read        -
          %u              not read        -; aaaa
          %t              time            2026-10-01 08:00 UTC
          %r              request         GET /about; GET /aaaa/aaaa
          %>s             status          200; 404
          %b              bytes sent      1.2 kB; 1.3 kB; 99 bytes
          %{Referer}i     referrer        bing.com; (direct)
          %{User-agent}i  user agent      Firefox 128 on Linux, desktop

          Values that are not read, and names seen from fewer than 5 networks, are shown
          by their shape only: a for letters, 9 for digits, xx for both.

          Not in these lines
            host            all lines count for one site, (unnamed); name it with --site
            response time   no response times are counted

        """ + Self.suggestion)
  }

  @Test("A format string of the server's is explained by the names it has there")
  func named() throws {
    let log = (0..<6).map {
      "\(100 + $0).0.0.7 kanari 2026-10-01T10:0\($0):00+02:00 example.org GET /about 200 1200 "
        + "\"https://www.bing.com/\" \"\(Self.agent)\" 0.25\($0)\n"
    }.joined()
    let format =
      "nginx: $remote_addr $remote_user $time_iso8601 $host $request_method $request_uri $status "
      + "$body_bytes_sent \"$http_referer\" \"$http_user_agent\" $request_time"
    #expect(
      try check(log, ["--format", format]) == """
        access.log
          Format    your format string (nginx)
                    as --format says
          Lines     6 of 6 read (100 %)

          Value             Taken for       Examples, anonymised
          $remote_addr      client address  100.0.0.0/16; 101.0.0.0/16; 102.0.0.0/16
          $remote_user      not read        aaaa
          $time_iso8601     time            2026-10-01 08:00 UTC
          $host             host (site)     example.org
          $request_method   method          GET
          $request_uri      path            /about
          $status           status          200
          $body_bytes_sent  bytes sent      1.2 kB
          $http_referer     referrer        bing.com
          $http_user_agent  user agent      Firefox 128 on Linux, desktop
          $request_time     response time   up to 270 ms

          Values that are not read, and names seen from fewer than 5 networks, are shown
          by their shape only: a for letters, 9 for digits, xx for both.

        """)
  }

  @Test("Objects are explained by their keys, and doubts are said")
  func objects() throws {
    let log = (0..<6).map {
      #"{"ts":"2026-10-01 10:0\#($0):00","ip":"10.0.0.\#($0)","request":"GET / HTTP/1.1","#
        + #""status":200,"user":"kanari"}"# + "\n"
    }.joined()
    #expect(
      try check(log, ["--site", "example.org"]) == """
        access.log
          Format    none with a name
                    recognised by the keys and values of its lines
          Lines     6 of 6 read (100 %)

          Key      Taken for       Examples, anonymised
          ts       time            2026-10-01 10:00 UTC
          ip       client address  10.0.0.0/16
          request  request         GET /
          status   status          200

          Not in these lines
            host            all lines count for "example.org"
            time zone       times count as UTC; name their zone with --log-time-zone
            bytes sent      traffic counts as 0 bytes
            referrer        no referrers and no visits are counted
            user agent      browsers and devices are unknown, and robots count as people
            response time   no response times are counted

          All client addresses are of private networks, as a proxy's are. If another
          value has the visitor's address, as X-Forwarded-For may, name it with
          --client-address; if it has no name above, give the server's format string
          with --format as well.

        """ + Self.suggestion)
  }

  /// A line that fails, with its shape, the column of the caret and what is said of it.
  static let failures: [(line: String, shape: String, column: Int, sentence: String)] = [
    (
      "kanari was here", "aaaa aaa aaaa", 13,
      "The line ends here, but the text \" [\" was expected after %u (not read) and before %t (time)."
    ),
    (
      "192.0.2.7 - - [01/Oct/2026:10:00:00 +0200] \"GET /kanari\" 2OO 99 \"-\" \"-\"",
      "999.9.9.9 - - [99/aaa/9999:99:99:99 +9999] \"aaa /aaaa\" xx 99 \"-\" \"-\"", 55,
      "Here %>s (status) was expected: a status of three digits such as 200."
    ),
    (
      "192.0.2.7 - - [31/Feb/2026:10:00:00 +0200] \"GET /kanari\" 200 99 \"-\" \"-\"",
      "999.9.9.9 - - [99/aaa/9999:99:99:99 +9999] \"aaa /aaaa\" 999 99 \"-\" \"-\"", 15,
      "Here %t (time) was expected: a time such as 01/Oct/2026:13:55:36 +0200."
    ),
    (
      "192.0.2.7 - - [01/Oct/2026:10:00:00 +0200] \"GET /kanari\" 200 many \"-\" \"-\"",
      "999.9.9.9 - - [99/aaa/9999:99:99:99 +9999] \"aaa /aaaa\" 999 aaaa \"-\" \"-\"", 59,
      "Here %b (bytes sent) was expected: a whole number of bytes, or -."
    ),
    (
      "192.0.2.7 - - [01/Oct/2026:10:00:00 +0200] \"GET /kanari\" 200",
      "999.9.9.9 - - [99/aaa/9999:99:99:99 +9999] \"aaa /aaaa\" 999", 58,
      "The line ends here, but a space was expected after %>s (status) and before %b (bytes sent)."
    ),
    (
      "192.0.2.7 - - [01/Oct/2026:10:00:00 +0200] \"GET /kanari\" 200 99 \"-\" \"kanari",
      "999.9.9.9 - - [99/aaa/9999:99:99:99 +9999] \"aaa /aaaa\" 999 99 \"-\" \"aaaa", 71,
      "The line ends here, but a quote (\") was expected after %{User-agent}i (user agent)."
    ),
  ]

  @Test(
    "The first line that fails has a caret where reading stopped, and what was expected there",
    arguments: failures)
  func failing(line: String, shape: String, column: Int, sentence: String) throws {
    let log = String(repeating: Self.combined, count: 8)
    let text = try check(log + line + "\n" + line + "\n")
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(sentence), "\(text)")
    #expect(text.contains("\n  Line 57, with letters as a, digits as 9 and long runs shortened:\n"))
    let lines = text.split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex { $0.hasPrefix("  Line 57") })
    #expect(lines[place + 1] == "    " + shape)
    #expect(lines[place + 2] == "    " + String(repeating: " ", count: column) + "^")
    #expect(words.contains("56 of 58 read (96.6 %)") && words.contains("2 lines are not read: n"))
  }

  @Test("Lines of objects fail at their value, or where they are no objects")
  func failingObjects() throws {
    let good = (10..<40).map {
      #"{"time":"2026-10-01T10:\#($0):00Z","ip":"100.\#($0).0.7","request":"GET / HTTP/1.1","#
        + #""status":200}"# + "\n"
    }.joined()
    for (line, shape, sentence) in [
      (
        #"{"time":"2026-10-01T10:00:00Z","status":"kanari"}"#,
        #""aaaa":"9999-99-xx:99:xx","aaaa":"aaaa"}"#,
        "Here status (status) was expected: a status of three digits such as 200."
      ),
      (
        "kanari", "aaaa",
        "Here a JSON object was expected, which begins with { and ends with }."
      ),
      (
        #"{"time":"2026-10-01T10:00:00Z","status":200"#, #""aaaa":999"#,
        "The line ends here, but the text \",\" was expected, as JSON has it."
      ),
      (#"{"status":200}"#, #"{"aaaa":999}"#, "The line has no time (time)."),
    ] {
      let text = try check(good + line + "\n")
      #expect(
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(sentence),
        "\(text)")
      #expect(text.contains(shape), "\(text)")
    }
  }

  @Test("A log that cannot be read is said to be what it looks like")
  func unreadable() throws {
    let logs: [(log: String, look: String, exitCode: Int32)] = [
      ("", "It has no lines to read.", 0),
      ("<!DOCTYPE html>\n<p>kanari\n", "It is a web page or XML, not a log", 1),
      (
        "{\"user\":\"kanari\"}\n{\"a\":1}\n", "Its lines are JSON, but no keys were recognised", 1
      ),
      (
        "[\n  {\n    \"user\": \"kanari\"\n  }\n]\n",
        "It is one JSON array. One object per line is needed: convert it, as in jq -c '.[]' FILE", 1
      ),
      ("[{\"user\": \"kanari\"}, {\"a\": 1}]", "It is one JSON array.", 1),
      (
        "{\n  \"user\": \"kanari\"\n}\n{\n  \"a\": 1\n}\n",
        "It is JSON in objects of several lines. One object per line is needed: convert it, as in "
          + "jq -c . FILE", 1
      ),
      (
        "2026/10/01 03:59:58 [error] 1#1: *3 open() \"/kanari\" failed\n",
        "It looks like nginx's error log, which has no requests to count.", 1
      ),
      (
        "[Thu Oct 01 06:00:00.123456 2026] [core:error] [pid 1] [client 192.0.2.7:1] kanari\n",
        "It looks like Apache's error log, which has no requests to count.", 1
      ),
      ("[01-Oct-2026 06:00:00 UTC] PHP Warning:  kanari\n", "It looks like PHP's error log", 1),
      ("Oct  1 06:00:00 web1 sshd[9]: kanari\n", "It looks like a system log", 1),
      (
        String(repeating: "GET /kanari 200 1234 - 3.214 ms\n", count: 4),
        "Its lines have a request and a status, but no date and time that were recognised, so they "
          + "cannot be counted. Add them to what the server or the logger writes: :date[iso] in morgan, "
          + "time in custom_options of lograge, $time_iso8601 in nginx, %t in Apache.", 1
      ),
      (
        "method=GET path=/kanari format=html controller=a action=b status=200 duration=12.34\n",
        "Its lines have a request and a status, but no date and time", 1
      ),
      (
        #"{"method":"GET","uri":"/kanari","status":200,"ip":"192.0.2.7"}"# + "\n",
        "Its lines have a request and a status, but no date and time", 1
      ),
      (
        "Started GET \"/kanari\" for 192.0.2.7 at 2026-11-20 10:15:03 +0100\n"
          + "Processing by TeamController#index as HTML\nCompleted 200 OK in 12ms (Views: 3.1ms)\n",
        "It looks like the log of Rails, where a request and its status are on different lines. Name "
          + "the web server's access log, or let the gem lograge write one line for each request, with "
          + "the time: config.lograge.custom_options = ->(_) { { time: Time.now.utc.iso8601 } }", 1
      ),
      ("kanari,b,c,d\n1,2,3,4\n", "Its lines are columns with commas between them", 1),
      (
        "kanari\tb\tc\td\n1\t2\t3\t4\n",
        "--format, as in --format \"$(printf 'tsv:time\\tclient_ip\\tmethod\\tpath\\tstatus')\"", 1
      ),
      (
        "kanari;b;c;d\n1;2;3;4\n",
        "columns with semicolons between them, but none were recognised as a time, a request and a "
          + "status. Name all columns in their order with --format, as in --format "
          + "'$time_iso8601;$remote_addr;$request_method;$request_uri;$status'", 1
      ),
      (
        "192.0.2.7 03/04/2026 10:00:00 \"GET /kanari HTTP/1.1\" 200 9\n",
        "A date such as 03/04/2026 may be in March or in April.", 1
      ),
      (
        String(repeating: "kanari ", count: 12_000) + "\n", "Its first line is longer than 64 KiB",
        1
      ),
      ("192.0.2.7 kanari\r192.0.2.8 kanari\r", "Its lines end in a carriage return (CR) alone.", 1),
      ("server {\n  listen 80;\n}\n", "It looks like a configuration, not a log.", 1),
      ("\u{1}\u{2}\u{3}\u{0}\u{0}kanari\n", "It is binary, not text.", 1),
      ("SQLite format 3\u{0}\n", "It is an SQLite database, not a log.", 1),
      ("192.0.2.7 kanari", "Its only line has no line end yet", 1),
      ("kanari was here\n", "Most of its lines have no time, request and status that were", 1),
      (
        "2026/11/27 18:25:32.888\tINFO\thttp.log.access\thandled kanari\t{\"a\": {\"b\": 1}}\n",
        "It looks like the log of Caddy itself", 1
      ),
    ]
    for (log, look, exitCode) in logs {
      let text = try check(log, exitCode: exitCode)
      #expect(
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(look), "\(text)")
    }
  }

  @Test(
    "UTF-16 is named with what converts it",
    arguments: [
      (String.Encoding.utf16LittleEndian, [UInt8]([0xff, 0xfe]), "UTF-16LE"),
      (.utf16LittleEndian, [], "UTF-16LE"), (.utf16BigEndian, [0xfe, 0xff], "UTF-16BE"),
    ])
  func wideText(encoding: String.Encoding, mark: [UInt8], name: String) throws {
    let log = try #require(Self.combined.data(using: encoding))
    try (Data(mark) + log).write(to: folder.file("access.log"))
    let outcome = try SporlosProgram.run(["check", "access.log"], in: folder.url)
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.output == """
        access.log
          Format    not recognised
                    It is text in \(name), as some Windows programs write it. Convert
                    it to UTF-8 first, as in
              iconv -f \(name) -t UTF-8 FILE | sporlos check -

        """)
    let converted = try SporlosProgram.shell(
      "iconv -f \(name) -t UTF-8 access.log > converted.log", in: folder.url)
    #expect(converted.exitCode == 0)
    #expect(
      try SporlosProgram.run(["check", "converted.log"], in: folder.url).output
        .contains("7 of 7 read (100 %)"))
  }

  @Test("Every example of a format that is given is one that can be read")
  func examples() throws {
    let logs: [(log: String, unread: String)] = [
      ("when,a,b,c,d\n1,2,3,4,5\n", "2026-10-01T10:00:00Z,192.0.2.7,GET,/about,200\n"),
      ("when\ta\tb\tc\td\n1\t2\t3\t4\t5\n", "2026-10-01T10:00:00Z\t192.0.2.7\tGET\t/about\t200\n"),
      ("when;a;b;c;d\n1;2;3;4;5\n", "2026-10-01T10:00:00Z;192.0.2.7;GET;/about;200\n"),
      (
        "192.0.2.7 03/04/2026 10:00:00 \"GET /about HTTP/1.1\" 200 9\n",
        "192.0.2.7 03/04/2026 10:00:00 \"GET /about HTTP/1.1\" 200 9\n"
      ),
      (
        "{\"user\":\"kanari\"}\n",
        #"{"ts":1790848800,"request":{"ip":"192.0.2.7"},"path":"/about","code":200}"# + "\n"
      ),
      ("kanari was here\n", "192.0.2.7 [01/Oct/2026:10:00:00 +0200] \"GET / HTTP/1.1\" 200\n"),
    ]
    for (log, line) in logs {
      let text = try check(log, exitCode: 1)
      let example = try #require(
        text.split(separator: "\n").first { $0.hasPrefix("      --format") })
      var format = try #require(example.split(separator: "'", maxSplits: 1).last.map(String.init))
      format = String(format[..<(try #require(format.lastIndex(of: "'")))]).replacing(
        "\\t", with: "\t")
      #expect(try check(line, ["--format", format]).contains("1 of 1 read"), "\(format)")
    }
  }

  @Test("A named format that does not fit is said first, with the one that does")
  func misnamed() throws {
    let text = try check(
      Self.combined, ["--format", "$remote_addr [$time_local] \"$request\" $status"], exitCode: 1)
    #expect(
      text.hasPrefix(
        """
        access.log
          Format    your format string (nginx)
                    as --format says
          Lines     0 of 7 read (0 %)

          7 lines are not read: not of the log's format (first: line 1).
          Line 1, with letters as a, digits as 9 and long runs shortened:
            999.9.9.9 - - [99/aaa/9999:99:99:99 +9999] "aaa /aaaa?a=aaaa aaaa/9.9" ...
                      ^
            Here the text "[" was expected after $remote_addr (client address) and
            before $time_local (time).

          Without --format, these lines are recognised as combined.

        """), "\(text)")
    #expect(!text.contains("Not in these lines") && !text.contains("log_format"), "\(text)")
  }

  @Test(
    "Formats of a log come in the order of their first lines, with as many lines as are counted")
  func changing() throws {
    let hosts = Self.combined.split(separator: "\n").map { "www.example.org:443 \($0)\n" }
    let object =
      #"{"time":"2026-10-01T10:00:00Z","ip":"100.0.0.7","request":"GET / HTTP/1.1","status":200}"#
    for (second, count, title) in [
      (String(repeating: hosts.joined(), count: 8), 56, "And       vhost-combined:"),
      (String(repeating: object + "\n", count: 60), 60, "And       none with a name"),
    ] {
      let text = try check(String(repeating: Self.combined, count: 8) + second)
      #expect(
        text.contains("56 lines are of this format, the first is line 1\n"), "\(text)")
      let other = try #require(text.components(separatedBy: "  \(title)").last)
      #expect(
        other.contains("\(count) lines are of this format, the first is line 57\n"), "\(text)")
    }
  }

  @Test("What is suggested is read without --format, and lacks nothing")
  func suggestions() throws {
    let hosts = ["example.org", "shop.example.org"]
    for (duration, unit) in [
      ("request_time=0.2", "240 ms"), ("duration_us=2500", "270 ms"), ("duration_ms=2", "240 ms"),
    ] {
      let log = (0..<32).map { number in
        "\(hosts[number % 2]) \(100 + number).0.0.7 - - [01/Oct/2026:10:\(10 + number):00 +0200] "
          + "\"GET /about HTTP/1.1\" 200 12\(number) \"-\" \"\(Self.agent)\" \(duration)\(10 + number)\n"
      }.joined()
      let text = try check(log)
      #expect(text.contains("host (site)     example.org; shop.example.org"), "\(text)")
      #expect(text.contains("response time   up to \(unit)"), "\(text)")
      #expect(!text.contains("Not in these lines") && !text.contains("log_format"), "\(text)")
    }
  }

  @Test("--json says the same, for several logs at once")
  func json() throws {
    try folder.write(Self.combined + "kanari was here\n", to: "access.log")
    try folder.write("kanari was here\n", to: "other.log")
    let outcome = try SporlosProgram.run(
      ["check", "access.log", "other.log", "absent.log", "--json"], in: folder.url)
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors == "sporlos: cannot open \"absent.log\" (No such file or directory)\n")
    #expect(!outcome.output.contains("kanari"))
    let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
    #expect(answer.report == "check-formats")
    #expect(answer.logs.map(\.outcome) == ["read", "not recognised", "failed"])
    let log = answer.logs[0]
    #expect(log.lines == 8 && log.hits == 7)
    #expect(log.formats?.map(\.name) == ["combined"])
    #expect(
      log.formats?[0].values.map {
        "\($0.name) \($0.meaning): \($0.examples.joined(separator: "; "))"
      }
        == [
          "%h client: 100.0.0.0/16; 101.0.0.0/16; 102.0.0.0/16", "%l ignored: -",
          "%u ignored: -; aaaa", "%t time: 2026-10-01 08:00 UTC",
          "%r request: GET /about; GET /aaaa/aaaa", "%>s status: 200; 404",
          "%b bytes: 1.2 kB; 1.3 kB; 99 bytes", "%{Referer}i referrer: bing.com; (direct)",
          "%{User-agent}i user_agent: Firefox 128 on Linux, desktop",
        ])
    #expect(log.formats?[0].missing.map(\.value) == ["host", "response time"])
    #expect(log.firstProblem?.line == 8 && log.firstProblem?.shape == "aaaa aaa aaaa")
    #expect(log.firstProblem?.column == 13)
    #expect(log.suggestions?.map(\.server) == ["nginx", "Apache"])
    #expect(answer.logs[1].looksLike == "text")
    #expect(answer.logs[2].error?.hasPrefix("cannot open") == true)
  }

  private struct Answer: Decodable {
    var report: String
    var logs: [Log]

    struct Log: Decodable {
      var outcome: String
      var error: String?
      var looksLike: String?
      var lines: Int?
      var hits: Int?
      var formats: [Format]?
      var firstProblem: Problem?
      var suggestions: [Suggestion]?

      enum CodingKeys: String, CodingKey {
        case outcome, error, lines, hits, formats, suggestions
        case looksLike = "looks_like"
        case firstProblem = "first_problem"
      }
    }

    struct Format: Decodable {
      var name: String
      var values: [Value]
      var missing: [Missing]
    }

    struct Value: Decodable {
      var name: String
      var meaning: String
      var examples: [String]
    }

    struct Missing: Decodable { var value: String }
    struct Problem: Decodable {
      var line: Int
      var shape: String
      var column: Int
    }
    struct Suggestion: Decodable { var server: String }
  }

  @Test("Exit codes: rejected lines above --max-rejected, and options that are about pages")
  func exitCodes() throws {
    let log = Self.combined + String(repeating: "kanari\n", count: 3)
    #expect(try check(log).contains("7 of 10 read (70 %)"))
    #expect(try check(log, ["--max-rejected", "2"], exitCode: 1).contains("7 of 10 read (70 %)"))
    #expect(try check(log, ["--format", "squid"], exitCode: 1).contains("0 of 10 read (0 %)"))
    for option in [["--limit", "3"], ["--db", "t.sqlite"]] {
      let outcome = try SporlosProgram.run(["check", "access.log"] + option, in: folder.url)
      #expect(outcome.exitCode == 2 && outcome.errors.contains("is for --pages: add --pages"))
    }
    #expect(try folder.everyByte().keys.sorted() == ["access.log"], "nothing is stored")
  }

  @Test(
    "A log that changes its format has both explained, and lines without an address are counted")
  func changes() throws {
    let later = (0..<40).map {
      "2026-10-01T10:00:\(10 + $0)+02:00 \($0 > 36 ? "-" : "100.\($0).0.7") \"GET /about HTTP/1.1\" 200 12\n"
    }.joined()
    let first = String(repeating: Self.combined, count: 8)
    let text = try check(first + later)
    #expect(
      text.contains("  Format    combined: ") && text.contains("  And       none with a name"))
    #expect(text.contains("96 of 96 read (100 %)"), "\(text)")
    #expect(
      text.contains("56 lines are of this format") && text.contains("40 lines are of this format"))
    #expect(text.contains("3 of 40 lines have no client address"), "\(text)")
  }
}
