/// Whether somebody gave a line of the log in place of its format.
enum LogLineLook {
  /// Whether a text is an object with a time in it, as no format string has one.
  static func isObject(_ text: String) -> Bool {
    guard text.hasPrefix("{"), text.hasSuffix("}") else { return false }
    return text.split(whereSeparator: { "\"{}[], ".contains($0) || $0 == "\t" })
      .contains { isTime($0.drop { $0 == ":" }) }
  }

  /// Whether a text that is no object has a time in it and no variable.
  static func isLine(_ text: String) -> Bool {
    !text.hasPrefix("{") && DialectLook.dialect(of: text) == nil
      && text.split(whereSeparator: { " []\"|;,\t".contains($0) }).contains { isTime($0) }
  }

  /// `20/Nov/2026:…`, `2026-11-20T…`, or a number of seconds or less since 1970.
  private static func isTime(_ word: Substring) -> Bool {
    let bytes = Array(word.utf8)
    func matches(_ pattern: String) -> Bool {
      bytes.count >= pattern.utf8.count
        && zip(bytes, pattern.utf8).allSatisfy { byte, sign in
          switch sign {
          case UInt8(ascii: "0"): isDigit(byte)
          case UInt8(ascii: "m"): isLetter(byte)
          default: byte == sign
          }
        }
    }
    if matches("00/mmm/0000:00:00:00") || matches("0000-00-00") { return true }
    let digits = bytes.prefix(while: isDigit)
    return [10, 13, 16, 19].contains(digits.count) && digits.first == UInt8(ascii: "1")
      && bytes.dropFirst(digits.count).allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
  }
}
