import Testing

@testable import AccessLog

@Suite struct RecognitionOfFormatsTests {
  static let client = "192.0.2.1 - - [01/Oct/2026:13:55:36 +0200] \"GET /a HTTP/1.1\" 200 12"
  static let agents = " \"-\" \"Mozilla/5.0\""
  static let garbage = "AH00558: could not determine the server's name\n"

  static let logs: [(String, String?)] = [
    (client + "\n", "common"),
    (client + agents + "\n", "combined"),
    // A number at the end may be anything, and a word may be somebody's name: neither is taken for a
    // response time or a host.
    (client + agents + " 0.003\n", "combined"),
    (client + agents + " 0.003 . -\n", "combined"),
    // nginx's own `main` format: what stands behind is X-Forwarded-For, no host.
    (client + agents + " \"-\"\n", "combined"),
    (client + agents + " \"203.0.113.7\"\n", "combined"),
    (client + agents + " \"203.0.113.7, 198.51.100.1\"\n", "combined"),
    (client + agents + " \"-\"\n" + client + agents + " \"203.0.113.7\"\n", "combined"),
    (client + agents + " 12345\n", "combined"), (client + agents + " 01019912345\n", "combined"),
    (client + agents + " example.org\n", "combined"),
    (client + agents + " \"example.org\"\n", "combined"),
    (client + agents + " \"kari.nordmann\"\n", "combined"),
    // Host names that come again and again are hosts.
    (String(repeating: client + agents + " example.org\n", count: 9), "combined-vhost"),
    (
      String(repeating: client + agents + " \"www.example.org\"\n", count: 9),
      "combined-quoted-vhost"
    ),
    ("example.org:443 " + client + "\n", "vhost-common"),
    ("example.org:443 " + client + agents + "\n", "vhost-combined"),
    ("www.example.org " + client + agents + " 17\n", "vhost-combined"),
    // Two requests by address among many by name.
    (
      String(repeating: "example.org " + client + agents + "\n", count: 16)
        + "192.0.2.7 " + client + agents + "\n_ " + client + agents + "\n", "vhost-combined"
    ),
    // A user with a space makes a common log look like one with hosts, which are addresses then.
    ("192.0.2.1 - jane doe [01/Oct/2026:13:55:36 +0200] \"GET / HTTP/1.1\" 200 1\n", "common"),
    ("2001:db8::1 - jane doe [01/Oct/2026:13:55:36 +0200] \"GET / HTTP/1.1\" 200 1\n", "common"),
    ("host.example.org - - [01/Oct/2026:13:55:36 +0200] \"GET / HTTP/1.1\" 200 1\n", "common"),
    (garbage + client + agents + "\n", "combined"),
    (garbage + garbage + garbage + client + "\n", "common"),
    (client + "\n" + client + agents + "\n" + client + agents + "\n", "combined"),
    (client + "\n" + client + "\n" + client + agents + "\n", "common"),
    ("\u{feff}" + client + agents + "\r\n", "combined"),
    (String(repeating: "\n", count: 10) + client + "\n", "common"),
    (String(repeating: garbage, count: 64) + client + "\n", nil),
    (garbage, nil), ("", nil), ("\n", nil), (client, "common"),
    ("{\"status\": 200}\n", nil),
    // A message that is a line, but for objects that say as much themselves.
    (
      #"{"message":"\#(client.replacing("\"", with: "\\\""))","host":{"name":"web1"}}"# + "\n",
      "common"
    ),
    (
      #"{"@timestamp":"2026-10-01T11:55:36Z","message":"\#(client.replacing("\"", with: "\\\""))","#
        + #""method":"GET","uri":"/a","status_code":200,"remote_host":"192.0.2.1"}"#
        + "\n",
      "recognised"
    ),
  ]

  @Test("Lines of a proxied log that have no address in its header are of the log's own format")
  func proxiedWithoutAddress() throws {
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"
    let line =
      "10.0.0.5 - - [01/Oct/2026:13:55:36 +0200] \"GET /a HTTP/1.1\" 200 12 \"-\" \"\(agent)\""
    let log = LogBytes(
      (0..<60).map { "\(line) \"\($0 % 5 == 0 ? "-" : "192.0.2.\($0)")\"\n" }.joined())
    let format = try #require(unsafe log.with { unsafe LogFormat.recognised(in: $0) })
    var settings = LogSettings()
    settings.visitors = VisitorKeyring { _ in SecretBytes(randomCount: VisitorKey.length) }
    var lines = LogLines(settings)
    lines.begin(format, site: nil)
    let tally = unsafe log.with { block in unsafe lines.read(block) { _ in } }
    #expect(tally.hits == 60 && tally.otherFormat == 0 && tally.addressless == 12)
  }

  @Test("A log's format is told from its first lines", arguments: logs)
  func recognised(log: String, expected: String?) {
    let format = unsafe LogBytes(log).with { unsafe LogFormat.recognised(in: $0) }
    #expect(format?.name == expected)
  }

  @Test("Every format has one name and is found by it")
  func names() {
    #expect(Set(LogFormat.names).count == LogFormat.names.count)
    for name in LogFormat.names { #expect(LogFormat(named: name)?.name == name) }
    #expect(LogFormat(named: "Combined")?.name == "combined")
    #expect(LogFormat(named: "VCOMBINED")?.name == "vhost-combined", "as GoAccess calls it")
    #expect(LogFormat(named: "combinet") == nil)
  }
}
