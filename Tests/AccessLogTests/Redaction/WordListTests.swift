import Foundation
import TestSupport
import Testing

@testable import AccessLog

private let lists = [
  "american-english", "bokmaal", "nynorsk", "danish", "swedish", "dutch", "ngerman", "french",
  "spanish", "italian", "portuguese", "catalan", "polish",
].map { "/usr/share/dict/" + $0 }.filter { FileManager.default.fileExists(atPath: $0) }

/// How many words are taken for a person's data: those of Debian's word lists (`wamerican`,
/// `wnorwegian` and others) that the letter score was not counted from, which are those with an odd
/// CRC-32; see `Sources/Tables/letter-pairs.tsv`.
@Suite(.enabled(if: !lists.isEmpty, "no word lists in /usr/share/dict"))
struct WordListTests {
  private static let mostWords = 20_000

  /// Words as slugs have them, some of each list.
  private static let words: [String] = {
    var words: Set<String> = []
    for list in lists {
      guard let data = FileManager.default.contents(atPath: list) else { continue }
      let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
      let step = max(1, lines.count / mostWords)
      for index in stride(from: 0, to: lines.count, by: step) {
        let word = lines[index].lowercased()
        if word.utf8.allSatisfy({ (0x61...0x7a).contains($0) }), checksum(of: word) % 2 == 1 {
          words.insert(word)
        }
      }
    }
    return words.sorted()
  }()

  @Test("Of ten thousand words that were not used for tuning, at most ten change")
  func words() {
    let changed = Self.words.filter { PathRedactionTests.page("/" + $0) != "/" + $0 }
    print("\(changed.count) of \(Self.words.count) words change, such as \(changed.prefix(5))")
    #expect(Self.words.count > 1000)
    #expect(changed.count * 1000 <= Self.words.count)
  }

  @Test("Of a thousand slugs of them, at most two change")
  func slugs() {
    var random = SeededGenerator.fresh()
    let slugs = (0..<20_000).map { _ in
      (0..<Int.random(in: 2...6, using: &random))
        .map { _ in Self.words.randomElement(using: &random)! }.joined(separator: "-")
    }
    let changed = slugs.filter { PathRedactionTests.page("/" + $0) != "/" + $0 }
    print("\(changed.count) of \(slugs.count) slugs change, such as \(changed.prefix(3))")
    #expect(changed.count * 500 <= slugs.count, "seed \(random.seed)")
  }

  /// CRC-32 (ISO/IEC/IEEE 8802-3, section 3.2.9), by which the words are split.
  private static func checksum(of text: String) -> UInt32 {
    var sum = UInt32.max
    for byte in text.utf8 {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xedb8_8320 : 0) }
    }
    return ~sum
  }
}
