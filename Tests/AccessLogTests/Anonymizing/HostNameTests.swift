import Testing
import Traffic

@testable import AccessLog

@Suite struct HostNameTests {
  static let hosts: [(String, String)] = [
    ("example.org", "example.org"), ("EXAMPLE.Org", "example.org"),
    ("example.org:443", "example.org"), ("example.org.", "example.org"),
    ("example.org.:80", "example.org"), ("localhost", "localhost"), ("a_b.example", "a_b.example"),
    ("xn--bcher-kva.example", "xn--bcher-kva.example"), ("1-2.example.org", "1-2.example.org"),
    ("192.0.2.7", "(address)"), ("192.0.2.7:8080", "(address)"), ("192.0.2.7.", "(address)"),
    ("[2001:db8::7]", "(address)"), ("[2001:db8::7]:443", "(address)"),
    ("2001:db8::7", "(address)"), ("::ffff:192.0.2.7", "(address)"),
    ("[fe80::1%eth0]", "(address)"), ("192-0-2-7.dsl.example.net", "(address)"),
    ("ip192-0-2-7.example.net", "(address)"), ("7.2.0.192.in-addr.arpa", "(address)"),
    // Addresses as one number, in decimal and hexadecimal, and other things that are no names.
    ("3221225991", "(invalid host)"), ("0xC0000207", "(invalid host)"), ("0.003", "(invalid host)"),
    ("192.0.519", "(invalid host)"), ("", "(invalid host)"), ("-", "(invalid host)"),
    ("_", "(invalid host)"), (":443", "(invalid host)"), (".", "(invalid host)"),
    ("a b.example.org", "(invalid host)"), ("b\u{fc}cher.example", "(invalid host)"),
    ("jane@example.org", "(invalid host)"), ("example.org/path", "(invalid host)"),
    ("203.0.113.7, 198.51.100.1", "(invalid host)"), ("\\x22", "(invalid host)"),
    (String(repeating: "a", count: 253), String(repeating: "a", count: 253)),
    (String(repeating: "a", count: 254), "(invalid host)"),
  ]

  @Test("A host becomes a site's name, or none of its bytes are kept", arguments: hosts)
  func site(host: String, expected: String) {
    let site = HostName.site(of: Array(host.utf8)).text
    // An address that has more behind it may be taken for either; no byte of it is kept.
    #expect(
      site == expected || (expected.hasPrefix("(") && host.contains(",") && site == "(address)"))
  }
}
