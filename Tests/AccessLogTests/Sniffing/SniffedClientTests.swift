import LogFormats
import TestSupport
import Testing

@testable import AccessLog

@Suite struct SniffedClientTests {
  static let tail = #" - - [{clf}] "{request}" {status} {bytes} "{referrer}" "{ua}""#

  private func lines(_ pattern: String, _ count: Int) -> [VariedLog.Line] {
    var log = VariedLog(pattern, seed: 5)
    return log.lines(count)
  }

  /// What is before the combined format's rest, what behind, the field read as the client, and what is
  /// said of it.
  static let clients: [(String, String, String, [GuessNote])] = [
    ("{client}", "", "client", []), ("{clients}", "", "clients", []),
    ("{client}", #" "-""#, "client", []), ("{client}", #" "198.51.100.1""#, "client", []),
    ("172.18.0.1", #" "{client}""#, "client", [.privateAddressesWithPublicColumn("field10")]),
    ("172.18.0.1", #" "{clients}""#, "clients", [.privateAddressesWithPublicColumn("field10")]),
    ("{proxy} ({client})", "", "client", [.privateAddressesWithPublicColumn("field2")]),
    ("{proxy} - [{client}]", "", "client", [.privateAddressesWithPublicColumn("field3")]),
    ("{proxy}", "", "proxy", []), ("{proxy}", " 10.0.0.9:8080", "proxy", []),
    ("{client}", " 192.0.2.80:8080", "client", []), ("192.0.2.80 {client}", "", "client", []),
    ("192.0.2.80:443 {client}", "", "client", []),
    ("{proxy}", " HIER_DIRECT/{version4}", "proxy", []),
  ]

  @Test("The client's address is told from those of servers and proxies", arguments: clients)
  func client(before: String, behind: String, name: String, notes: [GuessNote]) throws {
    for count in [8, 100] {
      let lines = lines(before + Self.tail + behind, count)
      let guess = try #require(FormatSniffer.guess(lines.map(\.bytes)))
      #expect(guess.notes == notes)
      #expect(guess.definition.fields.count { $0.meaning == .client } == 1)
      for line in lines {
        let values = try #require(FormatFit(guess).values(of: line.bytes))
        let client = zip(guess.definition.fields, values).first { $0.0.meaning == .client }
        #expect(client?.1.map { String(decoding: $0, as: UTF8.self) } == line.values[name])
      }
    }
  }

  @Test("Each column of addresses can be named as the client's")
  func choices() throws {
    let lines = lines("{proxy}" + Self.tail + #" "{clients}""#, 20)
    let guess = try #require(FormatSniffer.guess(lines.map(\.bytes)))
    #expect(guess.definition.fields.filter(\.mayBeClient).map(\.name) == ["field1", "field10"])
  }

  @Test("Names of Apache's HostnameLookups are told apart from addresses and hosts")
  func names() throws {
    let lines = (0..<20).map { index in
      let name = index % 3 == 0 ? "203.0.113.\(index)" : "client\(index).example.net"
      return Array(
        """
        \(name) - - [20/Nov/2026:10:15:03 +0100] "GET / HTTP/1.1" 200 100 "-" "Mozilla/5.0 (X11)"
        """.utf8)[...]
    }
    let guess = try #require(FormatSniffer.guess(lines))
    #expect(guess.notes == [.hostNamesInsteadOfAddresses])
    #expect(guess.fit == 1)
    #expect(guess.definition.fields.first?.meaning == .client)
    #expect(!guess.definition.fields.contains { $0.meaning == .host })
  }

  @Test("A log without addresses says so")
  func none() throws {
    let lines = lines(#"- - - [{clf}] "{request}" {status} {bytes}"#, 20)
    let guess = try #require(FormatSniffer.guess(lines.map(\.bytes)))
    #expect(guess.notes == [.noAddress])
    #expect(!guess.definition.fields.contains { $0.meaning == .client })
  }

  static let addresses: [(String, Bool?)] = [
    ("203.0.113.7", false), ("203.0.113.7:51000", false), ("10.1.2.3", true), ("127.0.0.1", true),
    ("172.15.0.1", false), ("172.16.0.1", true), ("172.32.0.1", false), ("192.168.0.1:80", true),
    ("100.64.0.1", true), ("169.254.1.1", true), ("2001:db8::1", false), ("[2001:db8::1]", false),
    ("[2001:db8::1]:443", false), ("::1", true), ("fd00::1", true), ("fe80::1%eth0", true),
    ("::ffff:10.0.0.1", true), ("::ffff:203.0.113.7", false), ("2001:db8:1:2:3:4:5:6", false),
    ("1.2.3", nil), ("1.2.3.4.5", nil), ("1.2.3.256", nil), ("1-2-3-4", nil), ("10:15:03", nil),
    ("1:2:3:4:5:6:7", nil), ("2001:db8::12345", nil), ("203.0.113.7:", nil),
    ("203.0.113.7:99999", nil),
    ("example.org", nil), ("", nil), ("-", nil), ("dead:beef", nil), ("::", false), (":", nil),
  ]

  @Test("Only what is written as servers write addresses is one", arguments: addresses)
  func address(_ text: String, isPrivate: Bool?) {
    #expect(SniffedAddress(Array(text.utf8)[...])?.isPrivate == isPrivate)
  }
}
