import Testing
import Traffic

@testable import UserAgents

@Suite("Words are found eight bytes at a time as one by one")
struct WordTests {
  /// Letters, digits, their neighbours in ASCII and bytes that differ from them in the highest bit.
  private static let bytes =
    Array("azAZmM09 5@[`{/:._-".utf8) + [0, 0x10, 0x7f, 0x80, 0xb0, 0xe1, 0xff]

  private func random(_ generator: inout SplitMix) -> [UInt8] {
    // Words as long as one, two and three numbers hold are wanted, too.
    let letters = Bool.random(using: &generator) ? Self.bytes.count : 9
    return (0..<Int.random(in: 1...30, using: &generator)).map { _ in
      Self.bytes[Int.random(in: 0..<letters, using: &generator)]
    }
  }

  @Test("A word ends at the first mark, and its hash is its letters'", arguments: 0..<10)
  func words(round: UInt64) {
    var generator = SplitMix(state: 0x3027_0000 + round)
    for _ in 0..<40 {
      let bytes = random(&generator)
      for start in bytes.indices {
        let word = Word(from: start, in: bytes.span)
        let letters = bytes[start...].prefix { wordByte($0) != 0 }
        #expect(word.end == letters.endIndex, "\(bytes), \(start)")
        guard !letters.isEmpty else { continue }
        let lowercase = letters.map { wordByte($0) }
        #expect(word.hash == Word(from: 0, in: lowercase.span).hash, "\(bytes), \(start)")
        #expect(word.hash == WordHash.hash(of: bytes.span, from: start, to: word.end))
        #expect(
          EightBytes.last(of: bytes.span, from: start, to: word.end)
            == lowercase.suffix(8).reduce(0) { $0 << 8 | UInt64($1) })
      }
    }
  }

  @Test("Each word and each beginning of it has a hash of its own")
  func hashes() {
    let rows =
      Lexicon.botRows.map(\.words) + Lexicon.browserRows.map(\.words)
      + Lexicon.systemRows.map(\.words) + Lexicon.clueRows.map(\.words)
    var words: Set<String> = []
    for word in rows.joined(separator: " ").split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    {
      for count in 1...word.count { words.insert(String(word.prefix(count))) }
    }
    let hashes = words.map { word in
      let bytes = Array(word.utf8)
      return Word(from: 0, in: bytes.span).hash
    }
    #expect(Set(hashes).count == words.count)
  }

  @Test("Letters are found where a search for each finds them", arguments: 0..<10)
  func letters(round: UInt64) {
    let rows: [(letters: String, traffic: TrafficClass)] = [
      ("bot", .otherBot), ("crawl", .scanner), ("feedfetc", .feedReader), ("ab", .tool),
      ("robot", .monitor),
    ]
    let table = LetterTable(rows)
    var generator = SplitMix(state: 0x1e77_0000 + round)
    for _ in 0..<40 {
      var word = ""
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        word +=
          ["bo", "t", "crawl", "feedfetc", "a", "b", "ro", "1"].randomElement(using: &generator)
          ?? ""
      }
      let tail = word.utf8.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let expected = rows.first { word.utf8.suffix(8).ends(with: $0.letters.utf8) }?.traffic
      #expect(table.traffic(endingIn: tail) == expected, "\(word)")
    }
  }
}

extension BidirectionalCollection where Element: Equatable {
  fileprivate func ends(with other: some BidirectionalCollection<Element>) -> Bool {
    reversed().starts(with: other.reversed())
  }
}
