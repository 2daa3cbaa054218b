internal import Traffic

/// Letters that are looked for anywhere in words, and what they say.
struct LetterTable: Sendable {
  /// Letters in a row, as a number: the last eight of a word fit one register.
  private struct Letters {
    var pattern: UInt64 = 0
    var mask: UInt64 = 0
    var traffic: TrafficClass
  }

  private let rows: [Letters]
  /// A bit for each pair that some row ends with: at nearly all places of a header, none does.
  private let lastPairs: InlineArray<32, UInt32>

  /// Each row has two letters or more, and eight at most.
  init(_ rows: [(letters: String, traffic: TrafficClass)]) {
    var lastPairs = InlineArray<32, UInt32>(repeating: 0)
    self.rows = rows.map { row in
      var letters = Letters(traffic: row.traffic)
      for byte in row.letters.utf8 {
        letters.pattern = letters.pattern << 8 | UInt64(byte)
        letters.mask = letters.mask << 8 | 0xff
      }
      let (last, bit) = Self.lastPair(of: letters.pattern)
      lastPairs[last] |= bit
      return letters
    }
    self.lastPairs = lastPairs
  }

  /// What the first row says that a word's letters so far end with; the last letter is the lowest byte.
  @inline(__always)
  func traffic(endingIn tail: UInt64) -> TrafficClass? {
    let (last, bit) = Self.lastPair(of: tail)
    return lastPairs[last] & bit == 0 ? nil : find(tail)
  }

  private func find(_ tail: UInt64) -> TrafficClass? {
    rows.first { tail & $0.mask == $0.pattern }?.traffic
  }

  /// Digits and marks share their places with letters, and are told from them by the rows.
  @inline(__always)
  private static func lastPair(of tail: UInt64) -> (last: Int, bit: UInt32) {
    (Int(truncatingIfNeeded: tail & 31), 1 &<< UInt32(truncatingIfNeeded: tail &>> 8 & 31))
  }
}
