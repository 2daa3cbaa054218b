/// The bytes of a format string, each with its place in what the user wrote.
///
/// Quotes and escapes of a configuration file are taken off here, and only here, so that a problem
/// further in can still be shown where it stands.
struct FormatText {
  private(set) var bytes: [UInt8] = []
  /// Where each byte stood; one more for the end.
  private var offsets: [Int] = []
  private let written: [UInt8]

  /// The longest format string: 16 KiB.
  static let maxLength = 16_384

  /// The string as it is.
  init(_ text: String) throws(FormatProblem) {
    written = Array(text.utf8)
    guard written.count <= FormatText.maxLength else { throw FormatProblem(.tooLarge) }
    bytes = written
    offsets = Array(0...written.count)
  }

  /// A part of another one.
  init(_ range: Range<Int>, of text: FormatText) {
    written = text.written
    bytes = Array(text.bytes[range])
    offsets = Array(text.offsets[range.lowerBound...range.upperBound])
  }

  /// Bytes made of those of another one, each with the index of where it stood there.
  init(_ bytes: [UInt8], at indices: [Int], of text: FormatText) {
    written = text.written
    self.bytes = bytes
    offsets = indices.map { text.offsets[$0] } + [text.offsets[text.bytes.count]]
  }

  /// Where a byte stands in what the user wrote.
  func offset(of index: Int) -> Int { offsets[min(index, bytes.count)] }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func problem(_ code: FormatProblem.Code, _ range: Range<Int>) -> FormatProblem {
    FormatProblem(code, offset: offset(of: range.lowerBound), excerpt: string(range))
  }

  /// The index of a byte at or behind an index.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return bytes[start...].firstIndex(of: byte)
  }

  func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  func hasPrefix(_ text: String, at index: Int) -> Bool {
    index <= bytes.count && bytes[index...].starts(with: text.utf8)
  }

  /// Without blanks around it, and without a line's end, real or written as `\n`.
  func trimmed() -> FormatText {
    var start = 0
    var end = bytes.count
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start {
      if isBlank(bytes[end - 1]) {
        end -= 1
      } else if end - start >= 2, bytes[end - 1] == UInt8(ascii: "n"),
        bytes[end - 2] == UInt8(ascii: "\\")
      {
        end -= 2
      } else {
        break
      }
    }
    return FormatText(start..<end, of: self)
  }

  /// Without the escapes of a configuration file, and without its quotes where they enclose all.
  ///
  /// `'…'` is taken as it is; elsewhere `\ `, `\"`, `\#`, `\\` and a line's end behind a backslash
  /// are what they stand for.
  func withoutConfigurationQuotes() -> FormatText {
    var text = trimmed()
    guard let first = text.bytes.first else { return text }
    let isQuoted =
      (first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")) && text.bytes.count >= 2
      && text.closesAtEnd(first)
    if isQuoted {
      text = FormatText(1..<(text.bytes.count - 1), of: text)
      if first == UInt8(ascii: "'") { return text }
    }
    return text.unescaped()
  }

  /// Whether a quote that opens at the beginning closes at the end, and not before.
  func closesAtEnd(_ quote: UInt8) -> Bool {
    var index = 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 1
      } else if bytes[index] == quote {
        return index == bytes.count - 1
      }
      index += 1
    }
    return false
  }

  private func unescaped() -> FormatText {
    guard bytes.contains(UInt8(ascii: "\\")) else { return self }
    var result = self
    result.bytes = []
    result.offsets = []
    var index = 0
    while index < bytes.count {
      let start = index
      var byte = bytes[index]
      if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
        index += 1
        switch bytes[index] {
        case UInt8(ascii: "t"): byte = 0x09
        case 0x0a: byte = 0x20
        default: byte = bytes[index]
        }
      }
      result.bytes.append(byte)
      result.offsets.append(offsets[start])
      index += 1
    }
    result.offsets.append(offsets[bytes.count])
    return result
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }

extension StringProtocol {
  func trimmingBlanks() -> String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}
