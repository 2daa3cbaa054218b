/// Looks for a path with its query in bytes of unknown use: redaction leaves no query.
enum QuerySearch {
  /// Letters that stand between a slash and a question mark, at least, for a path to be told from
  /// numbers by chance.
  private static let fewest = 6

  /// Whether one stands there.
  ///
  /// - Complexity: O(*n*).
  static func stands(in bytes: ArraySlice<UInt8>) -> Bool {
    var letters = 0
    var hasSlash = false
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: "/") {
        hasSlash = true
      } else if byte == UInt8(ascii: "?"), hasSlash, letters >= fewest, isName(bytes, index + 1) {
        return true
      } else if !isLetter(byte), !"-._~%+".utf8.contains(byte) {
        (letters, hasSlash) = (0, false)
        continue
      }
      if hasSlash { letters += 1 }
    }
    return false
  }

  /// Whether a name begins here. A row that follows a path may begin with the byte of a question mark,
  /// as its length; the letter behind it is then its number, and the byte behind that no text.
  private static func isName(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard index < bytes.endIndex, isLetter(bytes[index]) else { return false }
    return index + 1 == bytes.endIndex || !(0x01..<0x20).contains(bytes[index + 1])
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
  }
}
