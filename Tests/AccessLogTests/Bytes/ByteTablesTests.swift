import TestSupport
import Testing
import Traffic

@testable import AccessLog

/// What decides which shapes are looked for: each answer is compared with that of a plain search.
@Suite struct ByteTablesTests {
  private static let texts = (0..<2000).map { (seed: UInt64) -> [UInt8] in
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("abcxyzABCXYZ0159-_./%+ :@é\u{7f}\n".utf8)
    return (0..<Int.random(in: 0...40, using: &random)).map { _ in
      alphabet.randomElement(using: &random) ?? 0
    }
  }

  @Test("A set of bytes has those of its text, and no others") func set() {
    for text in Self.texts {
      let bytes = ByteSet(text[...])
      for byte in UInt8(0)..<0x80 { #expect(bytes.contains(byte) == text.contains(byte)) }
      #expect(bytes.hasOthers == text.contains { $0 >= 0x80 })
      #expect(bytes.hasDigits == text.contains(where: ASCII.isDigit))
      #expect(bytes.hasUpper == text.contains { (0x41...0x5a).contains($0) })
      #expect(bytes.hasLower == text.contains { (0x61...0x7a).contains($0) })
      #expect(bytes.hasControls == text.contains { $0 < 0x20 || $0 == 0x7f })
    }
  }

  @Test("Anything may stand in a text that nobody has looked at") func any() {
    #expect((UInt8(0)..<0x80).allSatisfy { ByteSet.any.contains($0) })
    #expect(ByteSet.any.hasOthers && ByteSet.any.isMixed && ByteSet.any.hasDigits)
  }

  @Test("The parts of a text are those that it is split into") func parts() {
    for text in Self.texts {
      let parts = TextParts(of: text[...], between: UInt8(ascii: "/"))
      #expect(
        Array(parts)
          == text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false))
    }
  }

  @Test("Needles are found wherever they stand, at the ends too") func needles() {
    let names = ["abc", "b/x", "../..", "xyz", "...", "%%%", "ab-"]
    let needles = Needles(names)
    for text in Self.texts + names.map({ Array($0.utf8) }) {
      let isThere = names.contains { name in
        text.indices.contains { text[$0...].starts(with: name.utf8) }
      }
      #expect(needles.stand(in: text[...]) == isThere)
      #expect(needles.stand(in: (Array("zz".utf8) + text)[2...]) == isThere)
      #expect(needles.begin(text[...]) == names.contains { text.starts(with: $0.utf8) })
    }
  }

  @Test("A table has the names it was made of, and no others") func names() {
    let names = ["a", "feed", "feed.xml", "deef", "/robots.txt", ""]
    let table = NameTable(names)
    for name in names where !name.isEmpty { #expect(table.contains(Array(name.utf8)[...])) }
    for text in Self.texts + ["fee", "feeds", "fxed", "b", ""].map({ Array($0.utf8) }) {
      let isName = !text.isEmpty && names.contains { $0.utf8.elementsEqual(text) }
      #expect(table.contains(text[...]) == isName)
    }
  }

  @Test("A run's classes are those of its bytes and their neighbours") func classes() {
    for text in Self.texts {
      let run = RunClasses(text[...])
      let pairs = zip(text, text.dropFirst()).filter {
        ASCII.isAlphanumeric($0) && ASCII.isAlphanumeric($1)
      }
      #expect(run.digits == text.count(where: ASCII.isDigit))
      #expect(run.others == text.count { !ASCII.isAlphanumeric($0) })
      #expect(run.changes == pairs.count { ASCII.isDigit($0) != ASCII.isDigit($1) })
      #expect(run.breaks == pairs.count { kind($0) != kind($1) && (kind($0), kind($1)) != (2, 3) })
      #expect(
        run.isHex == text.filter(ASCII.isAlphanumeric).allSatisfy { HexDigit.value($0) != nil })
      #expect(
        run.longestNumber == text.split { !ASCII.isDigit($0) }.map(\.count).max() ?? 0)
    }
  }

  private func kind(_ byte: UInt8) -> Int {
    ASCII.isDigit(byte) ? 1 : byte & 0x20 == 0 ? 2 : 3
  }
}
