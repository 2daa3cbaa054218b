/// Whether a date with a time of day stands in a line, in one of the forms that servers write.
///
/// It has to begin where a value begins, so that one in an address that was asked for is none.
enum OwnTime {
  /// - Complexity: O(*n*) in the line's bytes.
  static func stands(in line: ArraySlice<UInt8>) -> Bool {
    var index = line.startIndex
    while index < line.endIndex {
      let isStart = index == line.startIndex || isBefore(line[index - 1], index - 1, in: line)
      if isStart, isTime(line[index...]) { return true }
      index += 1
    }
    return false
  }

  /// Patterns: `0` for a digit, `a` for a letter, ` ` for a space or a digit, and themselves.
  private static let patterns = [
    "00/aaa/0000:00:00:00", "0000-00-00T00:00:00", "0000-00-00 00:00:00", "0000/00/00 00:00:00",
    "0000-00-00\t00:00:00", "aaa aaa  0 00:00:00", "00 aaa 0000 00:00:00", "00/00/0000:00:00:00",
    "00-aaa-0000 00:00:00", "00/00/0000 00:00:00", "0000/00/00:00:00:00",
  ].map { Array($0.utf8) }

  private static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    patterns.contains { pattern in
      text.count >= pattern.count && zip(pattern, text).allSatisfy { matches($0, $1) }
    } || isEpoch(text)
  }

  private static func matches(_ pattern: UInt8, _ byte: UInt8) -> Bool {
    switch pattern {
    case UInt8(ascii: "0"): (0x30...0x39).contains(byte)
    case UInt8(ascii: "a"), UInt8(ascii: "T"): (0x61...0x7a).contains(byte | 0x20)
    case 0x20: byte == 0x20 || (0x30...0x39).contains(byte)
    default: byte == pattern
    }
  }

  /// Seconds since 1970, of this century's second to fifth decade, also in thousandths and so on.
  private static func isEpoch(_ text: ArraySlice<UInt8>) -> Bool {
    let digits = text.prefix { (0x30...0x39).contains($0) }
    guard [10, 13, 16, 19].contains(digits.count),
      text.first.map({ $0 == 0x31 || $0 == 0x32 }) == true
    else { return false }
    guard let next = text.dropFirst(digits.count).first else { return true }
    return next == UInt8(ascii: ".") ? digits.count == 10 : " \t\"',;|]})".utf8.contains(next)
  }

  /// Whether a value may begin behind a byte: a blank, a quote, a bracket, a separator, or the `=` of a
  /// name that a blank stands before.
  private static func isBefore(
    _ byte: UInt8, _ index: Int, in line: ArraySlice<UInt8>
  ) -> Bool {
    if " \t\"'[({|,;:".utf8.contains(byte) { return true }
    guard byte == UInt8(ascii: "=") else { return false }
    let name = line[..<index].reversed().prefix {
      (0x61...0x7a).contains($0 | 0x20) || $0 == UInt8(ascii: "_")
    }
    let before = index - name.count
    return !name.isEmpty && (before == line.startIndex || line[before - 1] == 0x20)
  }
}
