import Testing
import Traffic

@testable import AccessLog

@Suite("A fleet's keys follow from each other, and only forwards")
struct DayRatchetTests {
  private static let first = Day(year: 2026, month: 11, day: 1)!

  private func day(_ offset: Int32) -> Day { Day(rawValue: Self.first.rawValue + offset) }

  private func bytes(_ secret: SecretBytes?) -> [UInt8]? {
    secret.map { unsafe $0.withBytes { unsafe Array($0) } }
  }

  @Test("Two servers with one ratchet have the same secrets, wherever they are in it")
  func same() throws {
    let one = DayRatchet(from: Self.first)
    let secret = FleetSecret(key: SourceKey(), ratchet: one, timeZone: "UTC")
    let two = try #require(FleetSecret(text: secret.text)).ratchet
    let later = try #require(two.advanced(to: day(3)))
    var seen: Set<[UInt8]> = []
    for offset in 3...40 as ClosedRange<Int32> {
      let expected = try #require(bytes(one.secret(of: day(offset))))
      #expect(bytes(later.secret(of: day(offset))) == expected)
      #expect(seen.insert(expected).inserted, "no two days have the same")
    }
  }

  @Test("A day that is over has no secret any more, and the state none of its bytes")
  func forwardsOnly() throws {
    let one = DayRatchet(from: Self.first)
    let before = try #require(bytes(one.secret(of: Self.first)))
    let later = try #require(one.advanced(to: day(1)))
    #expect(later.day == day(1))
    #expect(later.secret(of: Self.first) == nil)
    #expect(later.advanced(to: Self.first)?.day == day(1), "there is no way back")
    let state = unsafe later.withBytes { unsafe Array($0) }
    let former = unsafe one.withBytes { unsafe Array($0) }
    #expect(state != former)
    #expect(state != before && state != bytes(later.secret(of: day(1))))
  }

  @Test("A log that claims a far time costs no more than so many steps")
  func reach() {
    let one = DayRatchet(from: Self.first)
    #expect(one.secret(of: day(DayRatchet.reach)) != nil)
    #expect(one.secret(of: day(DayRatchet.reach + 1)) == nil)
    #expect(one.secret(of: Day(rawValue: .max)) == nil)
    // The days between are too many for their own type.
    let ancient = DayRatchet(from: Day(rawValue: .min))
    #expect(ancient.advanced(to: Self.first) == nil)
    #expect(ancient.secret(of: Self.first) == nil)
  }

  @Test("An invitation holds the key, the day and the state, and nothing else is one")
  func text() throws {
    let secret = FleetSecret(
      key: SourceKey(), ratchet: DayRatchet(from: Self.first), timeZone: "Europe/Oslo")
    let text = try #require(bytes(secret.text))
    #expect(text.count == FleetSecret.textLength)
    #expect(String(decoding: text, as: UTF8.self).hasPrefix("sporlos-fleet-2:"))
    #expect(text.last == UInt8(ascii: "\n") && !text.dropLast().contains(UInt8(ascii: "\n")))
    let read = try #require(FleetSecret(text: secret.text))
    #expect(
      read.key.digest([1, 2], for: .page) == secret.key.digest([1, 2], for: .page),
      "the same key")
    #expect(read.ratchet.day == Self.first && read.timeZone == "Europe/Oslo")
    for (index, wrong) in [(0, "S"), (20, "x"), (text.count - 67, "-"), (text.count - 2, "\u{7f}")]
    {
      var changed = text
      changed[index] = wrong.utf8.first!
      #expect(FleetSecret(text: secretBytes(changed)) == nil, "byte \(index)")
    }
    #expect(FleetSecret(text: secretBytes(Array(text.dropLast()))) == nil)
  }

  private func secretBytes(_ bytes: [UInt8]) -> SecretBytes {
    unsafe SecretBytes(count: bytes.count) { room in
      unsafe room.copyBytes(from: bytes)
      return true
    }!
  }
}
