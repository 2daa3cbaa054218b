import LogFormats
import Testing
import Traffic

@testable import AccessLog

/// Lines of formats that are no relatives of combined, scrubbed.
@Suite struct ScrubbedFormatTests {
  /// A line, and what becomes of it.
  struct Line: Sendable {
    var format: String
    var line: String
    var scrubbed: String
  }

  static let lines = [
    // The host of a target that is a whole URL is the site, where a cache or proxy is in front of it.
    Line(
      format: "varnish",
      line:
        #"192.0.2.7 - - [01/Oct/2026:13:55:36 +0000] "GET http://Shop.example.org:80/a?b HTTP/1.1" 200 5 "-" "-""#,
      scrubbed:
        #"192.0.0.0 - - [01/Oct/2026:13:00:00 +0000] "GET http://shop.example.org/a HTTP/1.1" 200 5 "-" "-""#
    ),
    Line(
      format: "varnish",
      line:
        #"192.0.2.7 - - [01/Oct/2026:13:55:36 +0000] "GET http://192.0.2.9/%ff%2525252525252541 HTTP/1.1" 400 5 "-" "-""#,
      scrubbed:
        #"192.0.0.0 - - [01/Oct/2026:13:00:00 +0000] "GET http://0.0.0.0/%25252525252541 HTTP/1.1" 400 5 "-" "-""#
    ),
    Line(
      format: "varnish",
      line:
        #"192.0.2.7 - - [01/Oct/2026:13:55:36 +0000] "FOO-BAR http://www.example.org/a HTTP/1.1" 501 5 "-" "-""#,
      scrubbed:
        #"192.0.0.0 - - [01/Oct/2026:13:00:00 +0000] "UNKNOWN http://www.example.org/%25"#
    ),
    // What a path has in it is no host.
    Line(
      format: "varnish",
      line:
        #"192.0.2.7 - - [01/Oct/2026:13:55:36 +0000] "GET /go/http://kari.example/x HTTP/1.1" 200 5 "-" "-""#,
      scrubbed:
        #"192.0.0.0 - - [01/Oct/2026:13:00:00 +0000] "GET /go/http:/kari.example/x HTTP/1.1" 200 5 "-" "-""#
    ),
    // A time that is not read takes as many places as one that is: it is told by its length.
    Line(
      format: #"$time_local $remote_addr ($time_local:x) "$request" $status $body_bytes_sent"#,
      line:
        #"01/Oct/2026:13:55:36 +0000 192.0.2.7 (01/Oct/2026:13:55:36 +0000:x) "GET /a HTTP/1.1" 200 5"#,
      scrubbed:
        #"01/Oct/2026:13:00:00 +0000 192.0.0.0 (--------------------------:x) "GET /a HTTP/1.1" 200 5"#
    ),
    // Heroku's time is the first word of a line, and no pair.
    Line(
      format: "heroku",
      line:
        #"2026-10-01T13:55:36.1+00:00 at=info method=GET path="/a" host=www.example.org fwd="192.0.2.7" connect=0ms service=9ms status=200 bytes=5"#,
      scrubbed:
        #"2026-10-01T13:00:00+00:00 method="GET" path="/a" host="www.example.org" fwd="192.0.0.0""#
    ),
    // A line without its end has no response time, and gets none.
    Line(
      format: "cloudflare",
      line:
        #"{"EdgeStartTimestamp":"2026-10-01T13:55:36Z","ClientIP":"192.0.2.7","ClientRequestHost":"www.example.org","ClientRequestMethod":"GET","ClientRequestURI":"/a","EdgeResponseStatus":200,"EdgeResponseBytes":5}"#,
      scrubbed: #"{"#
    ),
    // What is no method is not read as the lack of one.
    Line(
      format: "json:time=t client=c method=m path=p status=s bytes=b",
      line: #"{"t":"2026-10-01T13:55:36Z","c":"192.0.2.7","m":"kari","p":"/a","s":200,"b":5}"#,
      scrubbed:
        #"{"t":"2026-10-01T13:00:00+00:00","c":"192.0.0.0","m":"invalid","p":"invalid","s":200,"b":5}"#
    ),
    Line(
      format: "json:time=t client=c method=m path=p status=s bytes=b",
      line:
        #"{"t":"2026-10-01T13:55:36Z","c":"192.0.2.7","m":"\u0016\u0003","p":"","s":400,"b":5}"#,
      scrubbed:
        #"{"t":"2026-10-01T13:00:00+00:00","c":"192.0.0.0","m":"UNKNOWN","p":"-","s":400,"b":5}"#
    ),
    // A method without a target is kept apart from a GET, which would be a page view.
    Line(
      format: "json:time=t client=c method=m path=p status=s bytes=b",
      line: #"{"t":"2026-10-01T13:55:36Z","c":"192.0.2.7","m":"POST","p":"-","s":200,"b":5}"#,
      scrubbed:
        #"{"t":"2026-10-01T13:00:00+00:00","c":"192.0.0.0","m":"UNKNOWN","p":"-","s":200,"b":5}"#
    ),
    Line(
      format: "json:time=t client=c method=m path=p status=s bytes=b",
      line: #"{"t":"2026-10-01T13:55:36Z","c":"192.0.2.7","m":"GET","p":"-","s":200,"b":5}"#,
      scrubbed: #"{"t":"2026-10-01T13:00:00+00:00","c":"192.0.0.0","m":"-","p":"-","s":200,"b":5}"#
    ),
    // A target that ends the host before it begins with its slash, whatever was asked for.
    Line(
      format: "apache:%h %t %m %v%U %s %b",
      line: "192.0.2.7 [01/Oct/2026:13:55:36 +0200] (GET www.example.\u{ff}org/a/b?c=d 200 512",
      scrubbed:
        "192.0.0.0 [01/Oct/2026:13:00:00 +0200] invalid -/%25252525252541 200 512"
    ),
    Line(
      format: "apache:%h %t %m %v%U %s %b",
      line: "192.0.2.7 [01/Oct/2026:13:55:36 +0200] CONNECT www.example.org/a/b 200 512",
      scrubbed: "192.0.0.0 [01/Oct/2026:13:00:00 +0200] CONNECT www.example.org/ 200 512"
    ),
    Line(
      format: "apache:%h %t \"%r\" %V%U %s %b",
      line: "192.0.2.7 [01/Oct/2026:13:55:36 +0200] \"GET /a HTTP/1.1\" www.example.org/a 200 512",
      scrubbed:
        "192.0.0.0 [01/Oct/2026:13:00:00 +0200] \"GET /a HTTP/1.1\" www.example.org/- 200 512"
    ),
    Line(
      format: "apache:%h %t %{x}i-%{y}i \"%r\" %s %b",
      line: "192.0.2.7 [01/Oct/2026:13:55:36 +0200] kari-nordmann \"GET /a HTTP/1.1\" 200 512",
      scrubbed: "192.0.0.0 [01/Oct/2026:13:00:00 +0200] --- \"GET /a HTTP/1.1\" 200 512"
    ),
    // A name beyond ASCII is written without it where no escape is.
    Line(
      format: "json:time=t client=c method=m path=p status=s agent=u",
      line:
        #"{"t":"2026-10-01T13:55:36Z","c":"192.0.2.7","m":"GET","p":"/a","s":200,"u":"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 coc_coc_browser/120.0 Chrome/114.0 Safari/537.36"}"#,
      scrubbed:
        #"{"t":"2026-10-01T13:00:00+00:00","c":"192.0.0.0","m":"GET","p":"/a","s":200,"u":"Sporlos/1_desktop_CcCc_"#
    ),
    // A time has the digits of one of today.
    Line(
      format: "squid:%ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un %Sh/%<a %mt",
      line: "1.123 2 192.0.2.7 -/200 512 GET http://www.example.org/a - -/- -",
      scrubbed: "0000000000 2.074 192.0.0.0 -/200 512 GET"
    ),
    // A user agent that a sign of ours would end is one word.
    Line(
      format:
        "nginx:$http_user_agent $http_referer $remote_addr [$time_iso8601] \"$request\" $status",
      line:
        "curl/8.5.0 https://example.net/a 192.0.2.7 [2026-10-01T13:55:36Z] \"GET /a HTTP/1.1\" 200",
      scrubbed:
        "Sporlos/1_bot_other_0_other_tool_curl https://example.net/ 192.0.0.0 [2026-10-01T13:00:00+00:00]"
    ),
    Line(
      format: "nginx:$remote_addr [$time_iso8601] \"$request\" $status $http_user_agent ($http_x)",
      line:
        "192.0.2.7 [2026-10-01T13:55:36Z] \"GET /a HTTP/1.1\" 200 curl/8.5.0 (kari)",
      scrubbed:
        "192.0.0.0 [2026-10-01T13:00:00+00:00] \"GET /a HTTP/1.1\" 200 Sporlos/1_bot_other_0_other_tool_curl (-)"
    ),
  ]

  @Test("A line keeps what counts, and nothing else", arguments: lines)
  func line(_ line: Line) throws {
    let format = try LogFormat(FormatString.definition(of: line.format))
    let log = Array((line.line + "\n").utf8)
    let once = scrub(log, format)
    #expect(once.text.hasPrefix(line.scrubbed), "\(once.text)")
    #expect(scrub(once.bytes, format).bytes == once.bytes, "scrubbed twice")
    let expected = count(log, format)
    #expect(count(once.bytes, format) == expected && expected.count == 1)
  }

  /// User agents of a format that leaves it open where they end, and whether the line is written.
  static let open: [(agent: String, isKept: Bool)] = [
    ("-/kari", true),
    // A word, as `Sporlos` is.
    ("zyx/kari", true),
    // What is written for a program begins with `Sporlos/`, and so would be read as a word.
    ("curl/kari", false),
  ]

  @Test("A line that would be read as another one is dropped and counted", arguments: open)
  func dropped(agent: String, isKept: Bool) throws {
    let format = try LogFormat(
      FormatString.definition(
        of: #"nginx:$remote_addr [$time_iso8601] ${http_user_agent}/$http_x "$request" $status"#))
    let line = #"192.0.2.7 [2026-10-01T13:55:36Z] \#(agent) "GET /a HTTP/1.1" 200"#
    let log = Array((line + "\n").utf8)
    let expected = count(log, format)
    #expect(expected.count == 1)
    let once = scrub(log, format)
    #expect(once.text.isEmpty != isKept, "\(once.text)")
    #expect(once.tally.lines == 1 && once.tally.hits == (isKept ? 1 : 0))
    #expect(once.tally.rejected.map(\.reason) == (isKept ? [] : [.shape]))
    #expect(scrub(once.bytes, format).bytes == once.bytes)
    #expect(count(once.bytes, format) == (isKept ? expected : []))
  }

  @Test(
    "A time in front of an object is written there, wherever the format has it", arguments: [0, 3])
  func front(place: Int) throws {
    var keys = [
      FormatKey(["uri"], FormatField(.target, encoding: .json, name: "uri")),
      FormatKey(["ip"], FormatField(.client, name: "ip", mayBeClient: true)),
      FormatKey(["status"], FormatField(.status, name: "status")),
    ]
    keys.insert(FormatKey([""], FormatField(.time, .anyTime, name: "time")), at: place)
    let format = LogFormat(plan: try FormatPlan(FormatDefinition(name: "one", shape: .json(keys))))
    let log = Array(
      "2026/10/01 13:55:36.021\tINFO\tlog\t{\"uri\":\"/a\",\"ip\":\"192.0.2.7\",\"status\":200}\n"
        .utf8)
    let once = scrub(log, format)
    #expect(once.text.hasPrefix("2026/10/01 13:00:00.000\t") && !once.text.contains("192.0.2.7"))
    #expect(scrub(once.bytes, format).bytes == once.bytes)
    let expected = count(log, format)
    #expect(count(once.bytes, format) == expected && expected.count == 1)
  }

  @Test(
    "A key with bytes that no server's own has is not taken", arguments: ["\u{fffd}", "ø"])
  func strangeKey(sign: String) throws {
    let line =
      #"{"timestamp":"2026-10-01T13:55:36Z","client_ip":"192.0.2.7","request_meth\#(sign)od":"GET","url":"/a","#
      + #""response_status":200}"# + "\n"
    let log = Array(String(repeating: line, count: 4).utf8)
    let format = try #require(unsafe LogBytes(log).with { unsafe LogFormat.recognised(in: $0) })
    let once = scrub(log, format)
    #expect(
      once.tally.hits == 4 && once.bytes.allSatisfy { $0 == 0x0a || (0x20...0x7e).contains($0) })
    #expect(scrub(once.bytes, format).bytes == once.bytes)
    #expect(count(once.bytes, format) == count(log, format))
  }

  @Test("A log whose user agents were taken for several values is scrubbed as it was recognised")
  func recognised() throws {
    let line =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 https://example.net/a "
      + "203.0.113.7 [2026-10-01T13:55:36Z] \"GET /a/b?c=d HTTP/1.1\" 200\n"
    let log = Array(String(repeating: line, count: 4).utf8)
    let format = try #require(unsafe LogBytes(log).with { unsafe LogFormat.recognised(in: $0) })
    let once = scrub(log, format)
    #expect(once.tally.hits == 4 && scrub(once.bytes, format).bytes == once.bytes)
    #expect(count(once.bytes, format) == count(log, format))
  }

  @Test(
    "The site of a target that is a whole URL is its host only",
    arguments: [
      ("GET http://www.example.org/a HTTP/1.1", "www.example.org"),
      ("GET /go/http://kari.example/ HTTP/1.1", "(unnamed)"),
      ("GET /http://kari.example/ HTTP/1.1", "(unnamed)"),
      ("GET kari http://kari.example/ HTTP/1.1", "(unnamed)"),
      ("- http://localhost HTTP/1.0", "(unnamed)"),
      ("M-SEARCH http://www.example.org/a HTTP/1.1", "www.example.org"),
      ("get http://kari.example/ HTTP/1.1", "(unnamed)"),
    ])
  func site(request: String, site: String) throws {
    let line = "192.0.2.7 - - [01/Oct/2026:13:55:36 +0000] \"\(request)\" 200 5 \"-\" \"-\"\n"
    let hits = count(Array(line.utf8), try #require(LogFormat(named: "varnish")))
    #expect(hits.map(\.hit.site) == [site])
  }

  private func scrub(_ log: [UInt8], _ format: LogFormat) -> ScrubbedLog {
    var scrubber = LogScrubber(ScrubSettings())
    scrubber.begin(format)
    return ScrubbedLog(log, by: &scrubber)
  }

  private func count(_ log: [UInt8], _ format: LogFormat) -> [CountedHit] {
    var lines = LogLines()
    lines.begin(format, site: nil, isAlone: true)
    return CountedHit.all(in: log, by: &lines)
  }
}
