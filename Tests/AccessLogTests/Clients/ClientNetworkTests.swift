import TestSupport
import Testing

@testable import AccessLog

@Suite("An address is cut to a network")
struct ClientNetworkTests {
  @Test(
    "What servers log is read",
    arguments: [
      ("192.0.2.1", "192.0.2.0/24"),
      ("255.255.255.255", "255.255.255.0/24"),
      ("0.0.0.0", "0.0.0.0/24"),
      ("192.0.2.1:50123", "192.0.2.0/24"),
      ("[192.0.2.1]:80", "192.0.2.0/24"),
      ("[192.0.2.1]", "192.0.2.0/24"),
      ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
      ("2001:DB8:A::F", "2001:db8:a::/48"),
      ("::", "0:0:0::/48"),
      ("::1", "0:0:0::/48"),
      ("1::", "1:0:0::/48"),
      ("1:2:3:4:5:6:7::", "1:2:3::/48"),
      ("::2:3:4:5:6:7:8", "0:2:3::/48"),
      ("[2001:db8:1::2]:443", "2001:db8:1::/48"),
      ("[2001:db8:1::2]", "2001:db8:1::/48"),
      ("fe80::1%eth0", "fe80:0:0::/48"),
      ("fe80::%1", "fe80:0:0::/48"),
      ("[fe80::1%en0]:8080", "fe80:0:0::/48"),
    ])
  func forms(_ field: String, _ expected: String) {
    #expect(parse(field)?.text == expected)
  }

  @Test(
    "An IPv4 address inside an IPv6 one is taken out before the cut",
    arguments: [
      "::ffff:192.0.2.77", "::FFFF:C000:24D", "0:0:0:0:0:ffff:192.0.2.77",
      "0000:0000:0000:0000:0000:ffff:c000:024d", "[::ffff:192.0.2.77]:80", "::ffff:192.0.2.77%2",
      "64:ff9b::192.0.2.77", "64:ff9b::c000:24d", "0064:ff9b:0:0:0:0:192.0.2.77",
      "2002:c000:24d::1", "2002:c000:24d:1:2:3:4:5", "2002:c000:24d::",
      "2001:0:7f00:1:8000:6000:3fff:fdb2", "2001::3fff:fdb2",
    ])
  func inner(_ field: String) {
    #expect(parse(field)?.text == "192.0.2.0/24")
    #expect(parse(field) == parse("192.0.2.200"))
  }

  @Test(
    "What only looks like such an address is cut as IPv6",
    arguments: [
      ("::192.0.2.1", "0:0:0::/48"), ("::ffff:0:192.0.2.1", "0:0:0::/48"),
      ("64:ff9b:1::192.0.2.1", "64:ff9b:1::/48"), ("64:ff9b::1:0:0", "64:ff9b:0::/48"),
      ("2001:1::3fff:fdfe", "2001:1:0::/48"), ("2003:c000:201::", "2003:c000:201::/48"),
    ])
  func notInner(_ field: String, _ expected: String) {
    #expect(parse(field)?.text == expected)
  }

  @Test(
    "What is no address is none",
    arguments: [
      "", "-", "unix:", "localhost", "host.example.org", "1.example.org", "192.0.2", "192.0.2.",
      "192.0.2.1.", "192.0.2.1.5", ".192.0.2.1", "192..2.1", "256.0.2.1", "192.0.2.256",
      "192.0.2.1000", "192.0.02.1", "00.0.0.0", "192.0.2.1 ", " 192.0.2.1", "192.0.2.1:",
      "192.0.2.1:x", "192.0.2.1:123456", "192.0.2.1:80:80", "192.0.2.1%eth0",
      "192.0.2.1, 192.0.2.2",
      "192.0.2.1/24", "0x7f000001", "3221225985", "192.0.2.-1", "192.0.2.+1",
      ":", ":::", "::1::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:",
      ":1:2:3:4:5:6:7:8", "::1:2:3:4:5:6:7:8", "1::2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8::", "12345::",
      "00001::", "g::", "::g", "1:", "1:2", "2001:db8::/32", "::192.0.2", "::192.0.2.256",
      "::192.0.2.1:1", "192.0.2.1::", "1:2:3:4:5:6:7:192.0.2.1", "::%", "%eth0", "1:%eth0",
      "::1%eth0]", "[::1", "::1]", "[]", "[", "]", "[]:80", "[::1]80", "[::1]:", "[::1]:x",
      "[[::1]]",
      "13:55:36", "2026-10-01", "_", "::ffff:", "::ffff:1.2.3.4.5",
    ])
  func noAddress(_ field: String) {
    #expect(parse(field) == nil)
    #expect(parse(field, behind: UInt8(ascii: "0")) == nil)
    #expect(parse(field, behind: UInt8(ascii: ".")) == nil)
    #expect(parse(field, behind: UInt8(ascii: ":")) == nil)
  }

  @Test("A field without a single byte is no address")
  func nothing() {
    #expect(unsafe ClientNetwork(UnsafeBufferPointer(start: nil, count: 0)) == nil)
  }

  @Test("Networks that differ have numbers that differ, and leave room for a country")
  func packing() {
    var random = SeededGenerator.fresh()
    var seen: [UInt64: String] = [:]
    var writer = AddressWriter(random)
    for _ in 0..<20_000 {
      guard let network = parse(Bool.random(using: &random) ? writer.version4() : writer.version6())
      else { continue }
      let text = network.text
      let isFree = network.packed & 0xfffc == 0 && network.packed & 1 == 1
      let isSame = (seen.updateValue(text, forKey: network.packed) ?? text) == text
      if !isFree || !isSame { Issue.record("\(text)") }
    }
    #expect(MemoryLayout<ClientNetwork>.size == 8)
  }

  @Test("A network keeps nothing of the host's part of an address")
  func noHost() {
    let version4 = (0..<256).map { parse("198.51.100.\($0)")?.packed }
    #expect(Set(version4).count == 1)
    var random = SeededGenerator.fresh()
    let version6 = (0..<500).map { _ in
      let rest = (0..<5).map { _ in String(UInt16.random(in: 0...0xffff, using: &random), radix: 16)
      }
      return parse("2001:db8:77:" + rest.joined(separator: ":"))?.packed
    }
    #expect(Set(version6).count == 1)
  }
}
