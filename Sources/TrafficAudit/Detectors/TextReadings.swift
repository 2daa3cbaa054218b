/// The ways in which bytes may be meant as text.
enum TextReadings {
  /// Times that text is percent-decoded.
  private static let mostDecodings = 8

  /// The bytes as they are, percent-decoded, with entities of HTML read, and as UTF-16.
  ///
  /// - Complexity: O(*n*) for each reading.
  static func all(of bytes: ArraySlice<UInt8>, _ care: DetectorCare) -> [[UInt8]] {
    var readings = [FoldedText.folded(bytes)]
    var raw = Array(bytes)
    for _ in 0..<mostDecodings {
      guard let decoded = percentDecoded(raw) else { break }
      raw = decoded
      readings.append(FoldedText.folded(raw[...]))
    }
    if let decoded = entitiesDecoded(readings.last ?? []) { readings.append(decoded) }
    if !care.isKept, bytes.contains(0) {
      for first in 0...1 {
        if let narrow = narrowed(bytes, from: first) { readings.append(narrow) }
      }
    }
    return readings
  }

  /// The text with `%40` decoded; `nil` where nothing is encoded.
  private static func percentDecoded(_ text: [UInt8]) -> [UInt8]? {
    guard text.contains(UInt8(ascii: "%")) else { return nil }
    var decoded: [UInt8] = []
    var index = 0
    var isChanged = false
    while index < text.count {
      if text[index] == UInt8(ascii: "%"), index + 2 < text.count, TextByte.isHex(text[index + 1]),
        TextByte.isHex(text[index + 2])
      {
        decoded.append(
          TextByte.hexValue(text[index + 1]) << 4 | TextByte.hexValue(text[index + 2]))
        index += 3
        isChanged = true
      } else {
        decoded.append(text[index])
        index += 1
      }
    }
    return isChanged ? decoded : nil
  }

  /// The text with numeric entities of ASCII read, and the named ones that addresses are written with
  /// (WHATWG HTML, "Named character references"); `nil` where there are none.
  private static func entitiesDecoded(_ text: [UInt8]) -> [UInt8]? {
    guard text.contains(UInt8(ascii: "&")) else { return nil }
    var decoded: [UInt8] = []
    var index = 0
    var isChanged = false
    while index < text.count {
      if text[index] == UInt8(ascii: "&"), let (byte, length) = entity(at: text[index...]) {
        decoded.append(byte)
        index += length
        isChanged = true
      } else {
        decoded.append(text[index])
        index += 1
      }
    }
    return isChanged ? decoded : nil
  }

  private static let names: [(name: String, byte: UInt8)] = [
    ("commat", 0x40), ("period", 0x2e), ("lowbar", 0x5f), ("nbsp", 0x20), ("hyphen", 0x2d),
  ]

  private static func entity(at text: ArraySlice<UInt8>) -> (byte: UInt8, length: Int)? {
    let rest = text.dropFirst()
    if rest.first == UInt8(ascii: "#") {
      let isHex = rest.dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "x")
      let digits = rest.dropFirst(isHex ? 2 : 1).prefix(6).prefix {
        isHex ? TextByte.isHex($0) : TextByte.isDigit($0)
      }
      guard let value = Int(String(decoding: digits, as: UTF8.self), radix: isHex ? 16 : 10),
        (0x20...0x7e).contains(value)
      else { return nil }
      let hasEnd = rest[digits.endIndex...].first == UInt8(ascii: ";")
      return (UInt8(value), 1 + (isHex ? 2 : 1) + digits.count + (hasEnd ? 1 : 0))
    }
    guard let known = names.first(where: { rest.starts(with: $0.name.utf8) }) else { return nil }
    let hasEnd = rest.dropFirst(known.name.utf8.count).first == UInt8(ascii: ";")
    return (known.byte, 1 + known.name.utf8.count + (hasEnd ? 1 : 0))
  }

  /// Each run of letters whose every second byte is zero, as the bytes of its letters, with zeros
  /// between runs; `nil` where no run has the length of a short name.
  private static func narrowed(_ bytes: ArraySlice<UInt8>, from first: Int) -> [UInt8]? {
    var narrow: [UInt8] = []
    var run = 0
    var longest = 0
    var index = bytes.startIndex + first
    while index + 1 < bytes.endIndex {
      let (left, right) = (bytes[index], bytes[index + 1])
      let letter = left == 0 ? right : right == 0 ? left : 0
      if (0x20...0x7e).contains(letter) {
        narrow.append(letter)
        run += 1
        longest = max(longest, run)
      } else if run > 0 {
        narrow.append(0)
        run = 0
      }
      index += 2
    }
    return longest >= 6 ? narrow : nil
  }
}
