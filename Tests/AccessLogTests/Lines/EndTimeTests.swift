import LogFormats
import Testing
import Traffic

@testable import AccessLog

/// Lines that say when a request began and when it ended.
@Suite struct EndTimeTests {
  static let ends: [(end: String, microseconds: UInt64?)] = [
    ("2026-10-01T13:55:36Z", 0), ("2026-10-01T13:55:36.25Z", 250_000),
    ("2026-10-01T13:55:38.5Z", 2_500_000), ("2026-10-01T15:55:37+02:00", 1_000_000),
    ("1790862937", 1_000_000), ("1790862936250000000", 250_000),
    ("2027-10-01T13:55:36Z", 365 * 86_400_000_000),
    // More than a year is damage, and so is an end before the beginning.
    ("2027-10-02T13:55:36Z", nil), ("2026-10-01T13:55:35.9Z", nil), ("2026-09-30T13:55:36Z", nil),
    // Whose nanoseconds no number can count.
    ("0001-01-01T00:00:00Z", nil), ("1700-01-01T00:00:00Z", nil), ("9999-12-31T23:59:59Z", nil),
    ("-", nil), ("", nil), ("kari", nil),
  ]

  @Test(
    "A response took from its beginning to its end, or it is not known how long", arguments: ends)
  func end(end: String, microseconds: UInt64?) throws {
    for start in ["2026-10-01T13:55:36Z", "2026-10-01T15:55:36+02:00", "1790862936000"] {
      check(start, end, microseconds)
    }
  }

  private func check(_ start: String, _ end: String, _ microseconds: UInt64?) {
    let line =
      #"{"EdgeStartTimestamp":"\#(start)","EdgeEndTimestamp":"\#(end)","ClientIP":"192.0.2.7","#
      + #""ClientRequestHost":"www.example.org","ClientRequestMethod":"GET","ClientRequestURI":"/a","#
      + #""EdgeResponseStatus":200,"EdgeResponseBytes":5}"#
    let log = Array((line + "\n").utf8)
    let expected = microseconds.map { ResponseTime(microseconds: $0) } ?? ResponseTime.none
    let hits = CountedHit.all(in: log, format: "cloudflare", settings: LogSettings())
    #expect(hits.map(\.time) == [expected.rawValue], "\(start)")
    for keepsTime in [false, true] {
      var settings = ScrubSettings()
      settings.keepsTime = keepsTime
      let scrubbed = ScrubbedLog(log, format: "cloudflare", settings: settings)
      #expect(scrubbed.tally.hits == 1)
      let again = CountedHit.all(in: scrubbed.bytes, format: "cloudflare", settings: LogSettings())
      #expect(again.map(\.time) == [expected.rawValue], "\(start): \(scrubbed.text)")
    }
  }

  @Test("Ends of a log that was recognised by its lines are written as they are read")
  func recognised() throws {
    let lines = (0..<4).map { number in
      #"{"time":"2026-10-01T13:55:36Z","endTime":"2026-10-01T13:55:3\#(6 + number).5Z","#
        + #""host":"www.example.org","method":"GET","path":"/a","status":200,"bytes":512}"#
    }
    let log = Array((lines.joined(separator: "\n") + "\n").utf8)
    let bytes = LogBytes(log)
    let format = try #require(unsafe bytes.with { unsafe LogFormat.recognised(in: $0) })
    #expect(format.plan.field(.end)?.notation == .iso8601)
    var scrubber = LogScrubber(ScrubSettings())
    scrubber.begin(format)
    let once = ScrubbedLog(log, by: &scrubber)
    #expect(once.text.contains(#""endTime":"2026-10-01T13:00:00."#), "\(once.text)")
    #expect(ScrubbedLog(once.bytes, by: &scrubber).bytes == once.bytes)
  }

  @Test(
    "The end of a response is written so that it took as long, in whatever unit ends are",
    arguments: ["end=e", "end=e:s", "end=e:ms", "end=e:us", "end=e:ns"])
  func unit(key: String) throws {
    let format = try LogFormat(
      FormatString.definition(of: "json:time=t \(key) client=c method=m path=p status=s"))
    let start: Int64 = 1_790_862_936_000_000
    for microseconds: Int64 in [0, 7, 480, 1_250, 250_000, 61_000_000, 86_400_000_000] {
      let end = start + microseconds
      let text =
        switch key.suffix(3) {
        case "e:s": "\(end / 1_000_000)." + "\(1_000_000 + end % 1_000_000)".dropFirst()
        case ":ms": "\(end / 1000)." + "\(1000 + end % 1000)".dropFirst()
        case ":ns": "\(end)000"
        default: "\(end)"
        }
      let line = #"{"t":"\#(start)","e":"\#(text)","c":"192.0.2.7","m":"GET","p":"/a","s":200}"#
      let expected = [ResponseTime(microseconds: UInt64(microseconds)).rawValue]
      #expect(times(of: Array((line + "\n").utf8), format) == expected, "\(microseconds)")
      var scrubber = LogScrubber(ScrubSettings())
      scrubber.begin(format)
      let scrubbed = ScrubbedLog(Array((line + "\n").utf8), by: &scrubber)
      #expect(times(of: scrubbed.bytes, format) == expected, "\(microseconds): \(scrubbed.text)")
    }
  }

  private func times(of log: [UInt8], _ format: LogFormat) -> [UInt8] {
    var lines = LogLines()
    lines.begin(format, site: nil)
    return CountedHit.all(in: log, by: &lines).map(\.time)
  }
}
