import Testing
import Traffic

@testable import AccessLog

@Suite struct HostNameTests {
  /// A name of 253 bytes.
  static let long = String(repeating: String(repeating: "a", count: 30) + ".", count: 8) + "aaaaa"

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
    (long, long), ("a" + long, "(invalid host)"),
    (String(repeating: "a", count: 254), "(invalid host)"),
  ]

  @Test("A host becomes a site's name, or none of its bytes are kept", arguments: hosts)
  func site(host: String, expected: String) {
    let site = HostName.site(of: Array(host.utf8)).text
    // An address that has more behind it may be taken for either; no byte of it is kept.
    #expect(
      site == expected || (expected.hasPrefix("(") && host.contains(",") && site == "(address)"))
  }

  static let personalHosts: [(String, String)] = [
    ("01019012345.example.org", ":id.example.org"), ("user12345.example.org", ":id.example.org"),
    ("4111111111111111.example.org", ":id.example.org"),
    ("card-4111111111111111.example.org", ":card.example.org"),
    ("tel-4791234567.example.org", ":id.example.org"),
    ("912-34-567.example.org:443", ":phone.example.org"),
    (
      "123e4567-e89b-12d3-a456-426614174000.preview.example.org", ":uuid.preview.example.org"
    ),
    ("a1b2c3d4e5f60718293a4b5c6d7e8f90.example.org", ":token.example.org"),
    ("xkqjzvwpmtbrhdnlfgcsyaoeui.example.org", ":token.example.org"),
    ("AB3DE7GHIJKL9MN0.example.org", ":token.example.org"),
    // With a capital it looks like two words, and is kept without.
    ("exXample.example.org", ":token.example.org"), ("exxample.example.org", ":token.example.org"),
    ("2001-db8--9.ip.example.org", "(address)"), ("192_0_2_7.example.org", "(address)"),
    ("kari-at-example-dot-org.example.net", ":email.example.net"),
    ("www.user12345.example.org", "www.:id.example.org"),
    ("2026.conference.example", "2026.conference.example"),
    ("www.example.org", "www.example.org"), ("xn--12345-abc.example.org", ":id.example.org"),
  ]

  @Test("Labels of a host that may be a person's become placeholders", arguments: personalHosts)
  func redacted(host: String, expected: String) {
    let site = HostName.site(of: Array(host.utf8))
    #expect(site.text == expected)
    #expect(RedactionCheck.isSite(Array(site.text.utf8)), "what is kept passes the audit")
    let sample = HostRedaction.sample(of: site.text)
    if !site.isPlaceholder {
      #expect(HostName.site(of: Array(sample.utf8)) == site, "scrubbed, it is the same site")
    }
  }

  @Test("A host that was given keeps its name", arguments: personalHosts.map(\.0))
  func given(host: String) throws {
    let name = String(host.prefix { $0 != ":" })
    let given: Set = [try #require(SiteName(name))]
    #expect(HostName.site(of: Array(host.utf8), given: given).text == name.lowercased())
  }
}
