/// The hash of a word in lower case (FNV-1a, 64 bits), taken byte by byte while it is read.
///
/// Two words of one hash would be taken for each other; a header that is made so gets a wrong class,
/// nothing worse.
struct WordHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// The hash of a phrase: the words so far, and one more.
  @inline(__always)
  static func phrase(_ head: UInt64, _ word: UInt64) -> UInt64 {
    (head &* 0x9e37_79b9_7f4a_7c15) ^ (word &>> 7) ^ word
  }
}

/// The letter or digit that a byte is, in lower case, or 0: what words are made of.
@inline(__always)
func wordByte(_ byte: UInt8) -> UInt8 {
  let letter = byte | 0x20
  if letter &- 0x61 < 26 { return letter }
  return byte &- 0x30 < 10 ? byte : 0
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
