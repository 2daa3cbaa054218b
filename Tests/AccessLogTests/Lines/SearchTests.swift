import LogFormats
import Testing

@testable import AccessLog

/// Formats in which a value may hold what ends it, so that lines are searched.
@Suite struct SearchTests {
  private func read(_ line: String, as format: String) throws -> ReadLog {
    var lines = LogLines()
    lines.begin(try LogFormat(FormatString.definition(of: format)), site: nil, isAlone: true)
    return ReadLog(of: LogBytes(line + "\n"), by: &lines)
  }

  private static let captures = "haproxy:%ci:%cp [%tr] %ft %b/%s %ST %B %Ta %hr %{+Q}r"
  private static let unquoted =
    "nginx:$remote_addr [$time_local] \"$request\" $status $http_user_agent $request_time"

  @Test(
    "A captured header may hold what ends it, and is never taken for missing then",
    arguments: [
      ("{a} ", true), ("", true), ("{a} b} ", true), ("{a} b} c} ", true), ("{} x} ", true),
      ("{a ", false), ("a} ", false),
    ])
  func captured(header: String, isRead: Bool) throws {
    let line =
      "192.0.2.1:1 [01/Oct/2026:13:55:36.123] f b/s 200 512 3 \(header)\"GET /a HTTP/1.1\""
    let read = try read(line, as: Self.captures)
    #expect(read.hits.map(\.page) == (isRead ? ["/a"] : []), "\(read)")
  }

  @Test(
    "Durations with units and exponents are read",
    arguments: [
      ("traefik-1", "22ms"), ("traefik-1", "1m2.5s"), ("traefik-1", "250µs"), ("traefik-1", "-"),
    ])
  func units(format: String, duration: String) throws {
    let line =
      "192.0.2.1 - - [01/Oct/2026:13:55:36 +0200] \"GET /a HTTP/1.1\" 200 512 \"-\" \"x y\" 5 "
      + "\"r\" \"s\" \(duration)"
    #expect(try read(line, as: format).hits.map(\.page) == ["/a"])
  }

  @Test("A number may have an exponent", arguments: ["0.012", "1.2e-05", "1E2", "-"])
  func exponents(duration: String) throws {
    let line = "192.0.2.1 [01/Oct/2026:13:55:36 +0200] \"GET /a HTTP/1.1\" 200 x y 1 z \(duration)"
    #expect(try read(line, as: Self.unquoted).hits.map(\.page) == ["/a"])
  }

  @Test(
    "A column may be empty",
    arguments: [
      "2026-10-01T13:55:36Z,,GET,/a,200,512,x,5", "2026-10-01T13:55:36Z,192.0.2.1,GET,/a,200,512,,",
      "2026-10-01T13:55:36Z,\"\",\"GET\",\"/a\",200,512,\"\",\"\"",
    ])
  func columns(line: String) throws {
    let format = "csv:time,client_ip,method,path,status,bytes,user_agent,duration_ms"
    #expect(try read(line, as: format).hits.map(\.page) == ["/a"])
  }

  @Test(
    "A value with very many places to end at is given up, whatever comes behind it",
    arguments: [(10, true), (1000, true), (30_000, false)])
  func bounded(count: Int, isRead: Bool) throws {
    let agent = String(repeating: "x ", count: count)
    let line = "192.0.2.1 [01/Oct/2026:13:55:36 +0200] \"GET /a HTTP/1.1\" 200 \(agent)0.012"
    #expect(try read(line, as: Self.unquoted).hits.map(\.page) == (isRead ? ["/a"] : []))
  }
}
