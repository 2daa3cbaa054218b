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
        #"192.0.0.0 - - [01/Oct/2026:13:00:00 +0000] "GET /go/http://kari.example/x HTTP/1.1" 200 5 "-" "-""#
    ),
    // Heroku's time is the first word of a line, and no pair.
    Line(
      format: "heroku",
      line:
        #"2026-10-01T13:55:36.1+00:00 at=info method=GET path="/a" host=www.example.org fwd="192.0.2.7" connect=0ms service=9ms status=200 bytes=5"#,
      scrubbed:
        #"2026-10-01T13:00:00+00:00 method="GET" path="/a" host="www.example.org" fwd="192.0.0.0""#
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
      scrubbed: #"{"t":"2026-10-01T13:00:00+00:00","c":"192.0.0.0","m":"-","p":"-","s":400,"b":5}"#
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
