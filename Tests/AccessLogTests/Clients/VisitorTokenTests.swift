import Hits
import TestSupport
import Testing
import Traffic

@testable import AccessLog

@Suite("A visitor is a number that means nothing elsewhere")
struct VisitorTokenTests {
  private static func key(_ seed: UInt8) -> VisitorKey {
    VisitorKey(
      unsafe SecretBytes(count: VisitorKey.length) { room in
        for index in room.indices { unsafe room[index] = UInt8(truncatingIfNeeded: index) &* seed }
        return true
      }!)
  }

  private func network(_ text: String) -> ClientNetwork {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: LogLines.padding)
    return unsafe bytes.withUnsafeBufferPointer {
      unsafe ClientNetwork(UnsafeBufferPointer(rebasing: $0[..<text.utf8.count]))!
    }
  }

  @Test(
    "SipHash-1-3 gives what its reference gives",
    arguments: [
      // Computed with a plain implementation from the paper, of the bytes 0, 1, ... under the key
      // 00 01 ... 0f; the first argument is the two words read from them.
      (UInt64(0x0706_0504_0302_0100), UInt64(0x0f0e_0d0c_0b0a_0908), UInt64(0xcc4f_dd1a_7d90_8b66)),
      (UInt64(0), UInt64(0), UInt64(0x403e_4b0d_4f19_f787)),
    ])
  func sipHash(first: UInt64, second: UInt64, expected: UInt64) {
    let key = (UInt64(0x0706_0504_0302_0100), UInt64(0x0f0e_0d0c_0b0a_0908))
    #expect(SipHash.hash(first, second, key: key) == expected)
  }

  @Test("Everybody in a network with the same user agent is one visitor, and others are others")
  func visitors() {
    let key = Self.key(3)
    let maker = VisitorToken.Maker(key)
    func token(_ address: String, agent: UInt64) -> VisitorToken {
      maker.token(network: network(address), agent: agent, client: 1, site: 11, page: 12)
    }
    let one = token("192.0.2.1", agent: 5)
    for same in ["192.0.2.200", "::ffff:192.0.2.77", "64:ff9b::192.0.2.9"] {
      #expect(token(same, agent: 5).ofSite == one.ofSite)
      #expect(token(same, agent: 5).ofPage == one.ofPage)
    }
    #expect(token("2001:db8:1:2::3", agent: 5).ofSite == token("2001:db8:1:ff::1", agent: 5).ofSite)
    for (address, agent) in [("192.0.2.1", 6), ("198.51.100.1", 5), ("2001:db8::1", 5)] {
      #expect(token(address, agent: UInt64(agent)).ofSite != one.ofSite)
    }
    withExtendedLifetime(key) {}
  }

  @Test("The numbers for two pages, two sites, two days or two purposes cannot be joined")
  func unlinkable() {
    let keys = [Self.key(3), Self.key(5)]
    var random = SeededGenerator(seed: 9)
    var seen: Set<UInt32> = []
    var bits = [Int](repeating: 0, count: 32)
    let people = 200
    for person in 0..<people {
      var tokens: [UInt32] = []
      for key in keys {
        let maker = VisitorToken.Maker(key)
        for tag in [UInt64(1), 2, 3] {
          let token = maker.token(
            network: network("203.0.\(person % 100).1"), agent: UInt64(person), client: 1,
            site: tag, page: tag)
          tokens += [token.ofSite, token.ofPage]
        }
      }
      seen.formUnion(tokens)
      let pair = (tokens.randomElement(using: &random)!, tokens.randomElement(using: &random)!)
      if pair.0 != pair.1 {
        for bit in 0..<32 where (pair.0 ^ pair.1) >> UInt32(bit) & 1 == 1 { bits[bit] += 1 }
      }
    }
    // No number comes twice, and any two differ in about half of their bits.
    #expect(seen.count == people * 12 && !seen.contains(0))
    #expect(bits.allSatisfy { (people / 4...people * 3 / 4).contains($0) })
    withExtendedLifetime(keys) {}
  }

  @Test("What tells people apart is another number for each page, and of the same family")
  func marks() {
    let key = Self.key(3)
    let maker = VisitorToken.Maker(key)
    var seen: Set<UInt16> = []
    for (address, isVersion6) in [("192.0.2.1", false), ("2001:db8::1", true)] {
      let visitor = maker.token(network: network(address), agent: 7, client: 9, site: 1, page: 2)
      let same = maker.token(network: network(address), agent: 8, client: 9, site: 3, page: 4)
      #expect(visitor.traits == same.traits && visitor.traits.client == 9)
      #expect(visitor.traits.network & 1 == (isVersion6 ? 1 : 0))
      for page in 1...100 {
        let mark = key.mark(visitor.traits.network, of: PageTag(rawValue: UInt64(page)))
        #expect(mark & 1 == visitor.traits.network & 1 && mark > 1)
        seen.insert(mark)
      }
    }
    #expect(seen.count > 195, "of 200 in 32,768 for each family")
    withExtendedLifetime(key) {}
  }

  @Test("Each day has one key for all who ask; a forgotten one is asked for again")
  func keyring() {
    let ring = VisitorKeyring { day in
      day.rawValue == 3 ? nil : SecretBytes(randomCount: VisitorKey.length)
    }
    let first = ring.key(of: Day(rawValue: 1))
    #expect(first != nil && first === ring.key(of: Day(rawValue: 1)))
    #expect(ring.key(of: Day(rawValue: 2))?.identifier != first?.identifier)
    #expect(ring.key(of: Day(rawValue: 3)) == nil)
    ring.forget(Day(rawValue: 1))
    #expect(ring.key(of: Day(rawValue: 1))?.identifier != first?.identifier)
  }

  @Test("Tags of pages depend on key, site and path")
  func tags() {
    let (key, other) = (SourceKey(), SourceKey())
    let (site, second) = (SiteName("a.example")!, SiteName("b.example")!)
    let path = PagePath(redacted: "/about")
    #expect(key.tag(site: site, path: path) == key.tag(site: site, path: path))
    let tags = [
      key.tag(site: site, path: path), other.tag(site: site, path: path),
      key.tag(site: second, path: path), key.tag(site: site),
      key.tag(site: site, path: PagePath(redacted: "/about/")),
    ]
    #expect(Set(tags).count == tags.count)
  }
}
