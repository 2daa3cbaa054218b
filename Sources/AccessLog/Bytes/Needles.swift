/// Short strings to look for in a text or at its beginning, all at once.
struct Needles: Sendable {
  /// By first byte, so that each place of a text is compared with a few only.
  private let byFirst: [[[UInt8]]]
  /// Whether a needle begins with three bytes of this hash. At nearly all places of a text, none begins
  /// with the three bytes there.
  private let beginnings: [Bool]
  private let shortest: Int

  init(_ texts: [String]) {
    var byFirst = [[[UInt8]]](repeating: [], count: 256)
    var beginnings = [Bool](repeating: false, count: 1 << 12)
    for text in texts {
      let needle = Array(text.utf8)
      if let first = needle.first { byFirst[Int(first)].append(needle) }
      guard needle.count >= 3 else { continue }
      beginnings[Needles.place(of: needle[..<3].reduce(0) { $0 << 8 | UInt32($1) })] = true
    }
    shortest = texts.map(\.utf8.count).min() ?? Int.max
    self.byFirst = byFirst
    self.beginnings = beginnings
  }

  /// Whether one of them stands in a text. Each has at least three bytes.
  ///
  /// - Complexity: O(*n*), but for places at which one seems to begin.
  func stand(in text: ArraySlice<UInt8>) -> Bool {
    precondition(shortest >= 3, "a shorter one would not be found")
    var three: UInt32 = 0
    let bytes = text.span
    for index in bytes.indices {
      three = (three << 8 | UInt32(bytes[index])) & 0xff_ffff
      if beginnings[Needles.place(of: three)], index >= 2, begin(text.dropFirst(index - 2)) {
        return true
      }
    }
    return false
  }

  /// Whether a text begins with one of them.
  func begin(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    return byFirst[Int(first)].contains { needle in
      guard needle.count <= text.count else { return false }
      var index = text.startIndex
      for byte in needle {
        if text[index] != byte { return false }
        index += 1
      }
      return true
    }
  }

  /// The upper 12 bits of a product (Knuth, The Art of Computer Programming, section 6.4).
  @inline(__always)
  private static func place(of three: UInt32) -> Int { Int((three &* 0x9e37_79b1) >> 20) }
}
