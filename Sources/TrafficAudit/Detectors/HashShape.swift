/// What keyed hashes look like: like anything, but hardly ever like text, a small number or an address
/// between zeros.
enum HashShape {
  /// Whether 16 bytes or more may be hashes. Of real ones, fewer than one in a million may not.
  static func mayBeHash(_ bytes: ArraySlice<UInt8>) -> Bool {
    // Nothing can be told of fewer.
    guard bytes.count >= 16 else { return true }
    return bytes.contains { !isPrintable($0) }
      && bytes.count(where: { $0 == 0 }) * 3 < bytes.count + bytes.count / 8
  }

  /// Whether a number may be a hash of 64 bits. Of real ones, fewer than one in a hundred million may not.
  static func mayBeHash(_ number: Int64) -> Bool {
    // No hash is taken of nothing.
    if number == 0 { return true }
    if number.magnitude < 1 << 35 { return false }
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    let even = stride(from: 0, to: 8, by: 2).allSatisfy { bytes[$0] == 0 }
    let odd = stride(from: 1, to: 8, by: 2).allSatisfy { bytes[$0] == 0 }
    return !even && !odd && !isWord(bytes) && !isWord(bytes.reversed())
  }

  private static func isPrintable(_ byte: UInt8) -> Bool { (0x20...0x7e).contains(byte) }

  /// Letters that may be a word, with a few digits behind them or none.
  private static func isWord(_ bytes: [UInt8]) -> Bool {
    let letters = bytes.prefix(while: TextByte.isLatin)
    let digits = bytes.dropFirst(letters.count)
    return letters.count >= 3 && digits.count != 1 && digits.allSatisfy(TextByte.isDigit)
      && LetterPairs.strangeness(of: letters) <= 30
  }
}
