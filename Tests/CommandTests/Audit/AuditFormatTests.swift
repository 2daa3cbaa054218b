import Foundation
import GRDB
import TestSupport
import Testing

@Suite("Values of a log are looked for, whatever its format puts around them")
struct AuditFormatTests {
  /// Formats whose values are written in a way of their own: quoted, with a port, in pairs, in lists.
  static let lines: [(name: String, format: String, line: String)] = [
    (
      "quoted columns", "csv:time,client_ip,method,path,status",
      "\"2026-10-01T10:00:00Z\",\"{}\",\"GET\",\"/about\",\"200\""
    ),
    (
      "a port", "haproxy",
      "{}:4711 [01/Oct/2026:10:00:00.000] web app/one 0/0/0/1/1 200 99 - - ---- 1/1/0/0/0 0/0 "
        + "\"GET /about HTTP/1.1\""
    ),
    (
      "pairs without quotes",
      "nginx:time=$time_iso8601 ip=$remote_addr uri=$request_uri st=$status",
      "time=2026-10-01T10:00:00+00:00 ip={} uri=/about st=200"
    ),
    (
      "logfmt", "heroku",
      "2026-10-01T10:00:00.000000+00:00 heroku[router]: at=info method=GET path=\"/about\" "
        + "host=example.org request_id=1 fwd=\"{}\" dyno=web.1 connect=0ms service=1ms status=200 bytes=9"
    ),
    (
      "a list", "nginx-main",
      "10.0.0.5 - - [01/Oct/2026:10:00:00 +0000] \"GET /about HTTP/1.1\" 200 9 \"-\" \"-\" "
        + "\"{}, 10.0.0.7\""
    ),
    (
      "a value that is not read",
      "nginx:$remote_addr $upstream_addr [$time_local] \"$request\" $status",
      "10.0.0.5 {}:80 [01/Oct/2026:10:00:00 +0000] \"GET /about HTTP/1.1\" 200"
    ),
    (
      "an object", "caddy",
      "{\"level\":\"info\",\"ts\":1790848800.5,\"logger\":\"http.log.access\",\"request\":{\"remote_ip\":"
        + "\"{}\",\"method\":\"GET\",\"host\":\"example.org\",\"uri\":\"/about\"},\"status\":200}"
    ),
  ]

  @Test(
    "An address is found in every notation, whatever is around it in the log",
    arguments: lines.map(\.name))
  func addresses(name: String) throws {
    let (_, format, line) = try #require(Self.lines.first { $0.name == name })
    for (address, other) in [
      ("192.0.2.77", "3221226061"), ("2001:db8:cafe::77", "20010db8cafe00000000000000000077"),
    ] {
      for text in [address, other] {
        let scene = try AuditScene()
        try scene.execute("CREATE TABLE one(n)")
        try scene.execute("INSERT INTO one VALUES (?)", ["seen \(text) here"])
        try scene.folder.write(line.replacing("{}", with: address) + "\n", to: "access.log")
        let outcome = try scene.audit("--log", "access.log", "--format", format, "--json")
        #expect(
          try AuditScene.kinds(outcome).contains("log: address"),
          "\(address) as \(text): \(outcome.output)")
      }
    }
  }
}
