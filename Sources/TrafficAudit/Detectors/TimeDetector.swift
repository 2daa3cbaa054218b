/// Times finer than an hour, as text.
enum TimeDetector {
  /// Whether hours, minutes and seconds with colons stand in a text.
  ///
  /// - Complexity: O(*n*).
  static func stands(in text: [UInt8]) -> Bool {
    guard text.count >= 8 else { return false }
    return (0...(text.count - 8)).contains { start in
      let shape = text[start..<(start + 8)]
      let isWhole =
        (start == 0 || !TextByte.isDigit(text[start - 1]))
        && (start + 8 == text.count || !TextByte.isWord(text[start + 8])
          || text[start + 8] == UInt8(ascii: "Z"))
      return isWhole && isTime(Array(shape))
    }
  }

  private static func isTime(_ text: [UInt8]) -> Bool {
    guard text[2] == UInt8(ascii: ":"), text[5] == UInt8(ascii: ":"),
      [0, 1, 3, 4, 6, 7].allSatisfy({ TextByte.isDigit(text[$0]) })
    else { return false }
    return text[0] <= UInt8(ascii: "2") && text[3] <= UInt8(ascii: "5")
      && text[6] <= UInt8(ascii: "6")
  }
}
