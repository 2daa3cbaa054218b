/// Lines that stand in access logs and are none of them: comments, and what servers and systems write to
/// the same place.
enum OtherLine {
  /// Whether a line that no format fits is no access line at all.
  ///
  /// Comments begin with `#`. Error logs are told by their beginnings: nginx's
  /// `2026/11/20 10:15:03 [error] `, Apache's `[Fri Nov 20 10:15:03.123456 2026] [core:error] ` and
  /// PHP-FPM's `[20-Nov-2026 10:15:03] `. Where a wrapper stands around each line, as syslog's header,
  /// whatever has no time as access logs write it and no protocol is another program's.
  ///
  /// - Complexity: O(*n*) in the line's first bytes.
  static func isOther(_ line: UnsafeBufferPointer<UInt8>, isWrapped: Bool) -> Bool {
    let text = unsafe Array(line.prefix(2048))[...]
    guard let first = text.first else { return false }
    if first == UInt8(ascii: "#") || isErrorLog(text) { return true }
    guard isWrapped else { return false }
    return first != UInt8(ascii: "{") && !hasCommonLogTime(text) && !has(" HTTP/", in: text)
  }

  private static func isErrorLog(_ text: ArraySlice<UInt8>) -> Bool {
    has(nginx, at: text.startIndex, in: text) || has(apache, at: text.startIndex, in: text)
      || has(php, at: text.startIndex, in: text)
  }

  // `9` stands for a digit, `A` for a letter.
  private static let nginx = Array("9999/99/99 99:99:99 [A".utf8)
  private static let apache = Array("[AAA AAA 99 99:99:99".utf8)
  private static let php = Array("[99-AAA-9999 99:99:99".utf8)
  private static let commonLog = Array("99/AAA/9999:99:99:99".utf8)

  private static func has(_ shape: [UInt8], at start: Int, in text: ArraySlice<UInt8>) -> Bool {
    guard text.endIndex - start >= shape.count else { return false }
    return shape.indices.allSatisfy { index in
      let byte = text[start + index]
      return switch shape[index] {
      case UInt8(ascii: "9"): ASCII.isDigit(byte)
      case UInt8(ascii: "A"): ASCII.isLetter(byte)
      default: byte == shape[index]
      }
    }
  }

  private static func hasCommonLogTime(_ text: ArraySlice<UInt8>) -> Bool {
    text.indices.contains { ASCII.isDigit(text[$0]) && has(commonLog, at: $0, in: text) }
  }

  private static func has(_ word: String, in text: ArraySlice<UInt8>) -> Bool {
    let word = Array(word.utf8)
    return text.indices.contains { text[$0] == word[0] && text[$0...].starts(with: word) }
  }
}
