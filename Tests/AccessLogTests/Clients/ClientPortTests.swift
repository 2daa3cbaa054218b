import LogFormats
import Testing

@testable import AccessLog

/// Addresses with the port that stands behind their colon, which IPv6 addresses are full of.
@Suite struct ClientPortTests {
  private static let common = "[01/Oct/2026:13:55:36 +0200] \"GET /a HTTP/1.1\" 200"
  private static let formats = [
    ("nginx:$remote_addr:$remote_port [$time_local] \"$request\" $status", common),
    ("apache:%h:%{remote}p %t \"%r\" %>s", common),
    ("haproxy:%ci:%cp [%T] %{+Q}r %ST", common),
    ("haproxy:%[src]:%[src_port] [%T] %{+Q}r %ST", common),
    ("squid:%>a:%>p [%tl] \"%rm %ru HTTP/%rv\" %>Hs", common),
    (
      "envoy:%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%:%DOWNSTREAM_REMOTE_PORT% [%START_TIME%] "
        + "\"%REQ(:METHOD)% %REQ(:PATH)% %PROTOCOL%\" %RESPONSE_CODE%",
      "[2026-10-01T13:55:36.123Z] \"GET /a HTTP/1.1\" 200"
    ),
  ]

  @Test("An address is a client's, whatever port stands behind it", arguments: formats)
  func ports(format: String, rest: String) throws {
    let format = try LogFormat(FormatString.definition(of: format))
    var settings = LogSettings()
    settings.visitors = VisitorKeyring { _ in SecretBytes(randomCount: VisitorKey.length) }
    for client in [
      "192.0.2.1:49152", "2001:db8:1c::c8c:51931", "2001:db8::1:5", "2001:db8:1:2:3:4:5:6:65535",
      "::ffff:192.0.2.1:1234",
    ] {
      var lines = LogLines(settings)
      lines.begin(format, site: nil, isAlone: true)
      let log = LogBytes("\(client) \(rest)\n")
      let tally = unsafe log.with { block in unsafe lines.read(block) { _ in } }
      #expect(tally.people == 1 && tally.addressless == 0, "\(client)")
    }
  }
}
