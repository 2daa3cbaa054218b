/// Lines that stand in access logs and are none of them: comments, and what servers and systems write to
/// the same place.
enum OtherLine {
  /// Whether a line that no format fits is no access line at all.
  ///
  /// Comments begin with `#`, and the first line of a CSV file has the names of its columns. Where a
  /// wrapper stands around each line, as syslog's header, several programs write to one log: error logs
  /// are told by their beginnings, as nginx's
  /// `2026/11/20 10:15:03 [error] `, Apache's `[Fri Nov 20 10:15:03.123456 2026] [core:error] ` and
  /// PHP-FPM's `[20-Nov-2026 10:15:03] `, and whatever has no time as access logs write it and no protocol
  /// is another program's. In a file of its own, such a line is an access line that cannot be read.
  ///
  /// - Complexity: O(*n*) in the line's first bytes.
  static func isOther(_ line: UnsafeBufferPointer<UInt8>, isWrapped: Bool) -> Bool {
    // SAFETY: the slice is within the line.
    let text = unsafe UnsafeBufferPointer(rebasing: line.prefix(2048))
    guard let first = unsafe text.first else { return false }
    if unsafe first == UInt8(ascii: "#") || isHead(text) { return true }
    guard isWrapped, first != UInt8(ascii: "{") else { return false }
    if unsafe isErrorLog(text) { return true }
    return !text.indices.contains {
      unsafe has(commonLog, at: $0, in: text) || has(version, at: $0, in: text)
    }
  }

  /// Whether a line names columns: five or more, and no digit anywhere, without which there is no time and
  /// no status.
  private static func isHead(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var separators = 0
    for index in text.indices {
      let byte = unsafe text[index]
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "|"), 0x09: separators += 1
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "\""), UInt8(ascii: " "), 0x0d, 0x0a:
        continue
      default: guard ASCII.isLetter(byte) else { return false }
      }
    }
    return separators >= 4
  }

  private static func isErrorLog(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe has(nginx, at: 0, in: text) || has(apache, at: 0, in: text) || has(php, at: 0, in: text)
  }

  // `9` stands for a digit, `A` for a letter.
  private static let nginx = Array("9999/99/99 99:99:99 [A".utf8)
  private static let apache = Array("[AAA AAA 99 99:99:99".utf8)
  private static let php = Array("[99-AAA-9999 99:99:99".utf8)
  private static let commonLog = Array("99/AAA/9999:99:99:99".utf8)

  private static let version = Array(" HTTP/".utf8)

  private static func has(
    _ shape: [UInt8], at start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard text.count - start >= shape.count else { return false }
    for index in shape.indices {
      // SAFETY: that many bytes stand there.
      let byte = unsafe text[unchecked: start + index]
      let fits =
        switch shape[index] {
        case UInt8(ascii: "9"): ASCII.isDigit(byte)
        case UInt8(ascii: "A") where shape.count > 6: ASCII.isLetter(byte)
        default: byte == shape[index]
        }
      guard fits else { return false }
    }
    return true
  }
}
