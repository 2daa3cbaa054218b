/// The hash of a word in lower case, taken of eight bytes at a time while it is read.
///
/// Words of up to eight bytes have one of their own each. Two longer ones of one hash would be taken for
/// each other; a header that is made so gets a wrong class, nothing worse.
struct WordHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Adds the next eight bytes of a word, or what is left of it: the first is the lowest, behind the last
  /// there are zeros.
  @inline(__always)
  mutating func add(_ eight: UInt64) {
    let product = (value ^ eight) &* 0x9e37_79b9_7f4a_7c15
    value = product ^ (product &>> 32)
  }

  /// The hash of letters and digits.
  ///
  /// - Complexity: O(*n*).
  static func hash(of bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt64 {
    var hash = WordHash()
    var index = start
    while index < end {
      let eight = EightBytes(at: index, in: bytes)
      hash.add(eight.lowercase(first: min(8, end - index)))
      index += 8
    }
    return hash.value
  }

  /// The hash of a word that is written in the program.
  static func hash(of word: StaticString) -> UInt64 {
    let bytes = Array(word.description.utf8)
    return hash(of: bytes.span, from: 0, to: bytes.count)
  }

  /// The hash of a phrase: the words so far, and one more.
  @inline(__always)
  static func phrase(_ head: UInt64, _ word: UInt64) -> UInt64 {
    (head &* 0x9e37_79b9_7f4a_7c15) ^ (word &>> 7) ^ word
  }
}
