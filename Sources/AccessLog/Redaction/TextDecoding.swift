/// Undoes what programs do to text on its way into a request: percent-encoding, character references
/// of HTML and escapes of JavaScript, until nothing is left to undo.
///
/// Paths and campaigns are decoded here and nowhere else, so that a value hidden from one is hidden
/// from neither.
enum TextDecoding {
  /// The most often that a text may be encoded. Mailers and redirects do it twice.
  static let maxEncodings = 6

  /// What stands for a slash that was encoded, while it is not known whether it divides segments:
  /// ASCII's file separator, which no text has.
  static let slash: UInt8 = 0x1c

  /// Plain text, decoded; `nil` where there are more encodings than anyone needs.
  ///
  /// - Parameter kept: The part of a text that counts, asked after each pass, since an encoding may
  ///   hide the end of it.
  /// - Complexity: O(*n*).
  static func decoded(
    _ text: ArraySlice<UInt8>, kept: (ArraySlice<UInt8>) -> ArraySlice<UInt8>
  ) -> [UInt8]? {
    var bytes = Array(kept(PathText.plain(withoutReferences(Array(text))[...])[...]))
    for _ in 0..<maxEncodings {
      guard PercentDecoding.isEncoded(bytes) else { return EncodedSlash.resolved(bytes) }
      let decoded = PercentDecoding.decoded(withSlashes(bytes)[...])
      bytes = Array(kept(PathText.plain(withoutReferences(decoded)[...])[...]))
    }
    return PercentDecoding.isEncoded(bytes) ? nil : EncodedSlash.resolved(bytes)
  }

  /// A text with each `%2F` as ``slash``.
  private static func withSlashes(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "%"), rest.starts(with: "%2F".utf8) || rest.starts(with: "%2f".utf8) {
        result.append(slash)
        rest = rest.dropFirst(3)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// A text with the characters that references and escapes stand for. A reference may be written
  /// with one itself: `&amp;#64;`.
  private static func withoutReferences(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<3 {
      guard
        bytes.contains(UInt8(ascii: "&")) || bytes.contains(UInt8(ascii: "\\"))
          || bytes.contains(UInt8(ascii: "%")), let next = withoutReferencesOnce(bytes)
      else { return bytes }
      bytes = next
    }
    return bytes
  }

  private static func withoutReferencesOnce(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var kept = 0
    var index = 0
    while index < bytes.count {
      guard let (scalar, length) = character(at: bytes[index...]) else {
        index += 1
        continue
      }
      result.append(contentsOf: bytes[kept..<index])
      result.append(contentsOf: String(scalar).utf8)
      index += length
      kept = index
    }
    return kept == 0 ? nil : result + bytes[kept...]
  }

  /// The character that a reference (HTML, section 13.5) or an escape (ECMA-262, section 12.9.4;
  /// annex B.2.1.2) stands for, and its length.
  private static func character(at rest: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
    switch rest.first {
    case UInt8(ascii: "&"):
      return rest.dropFirst().first == UInt8(ascii: "#") ? numeric(at: rest) : named(at: rest)
    case UInt8(ascii: "%"), UInt8(ascii: "\\"):
      let sign = rest.dropFirst().first
      if sign == UInt8(ascii: "u"), rest.dropFirst(2).first == UInt8(ascii: "{") {
        let digits = rest.dropFirst(3).prefix(6).prefix { HexDigit.value($0) != nil }
        guard rest[digits.endIndex...].first == UInt8(ascii: "}"),
          let scalar = scalar(of: digits, radix: 16)
        else { return nil }
        return (scalar, digits.count + 4)
      }
      let width = sign == UInt8(ascii: "u") ? 4 : sign == UInt8(ascii: "x") ? 2 : 0
      guard width > 0, width == 4 || rest.first == UInt8(ascii: "\\") else { return nil }
      let digits = rest.dropFirst(2).prefix(width)
      guard digits.count == width, let scalar = scalar(of: digits, radix: 16) else { return nil }
      return (scalar, 2 + width)
    default: return nil
    }
  }

  private static func numeric(at rest: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
    let isHex = rest.dropFirst(2).first.map { $0 | 0x20 } == UInt8(ascii: "x")
    let head = isHex ? 3 : 2
    let digits = rest.dropFirst(head).prefix(8).prefix {
      isHex ? HexDigit.value($0) != nil : ASCII.isDigit($0)
    }
    guard let scalar = scalar(of: digits, radix: isHex ? 16 : 10), scalar != "\0" else {
      return nil
    }
    let isClosed = rest[digits.endIndex...].first == UInt8(ascii: ";")
    return (scalar, head + digits.count + (isClosed ? 1 : 0))
  }

  private static func scalar(of digits: ArraySlice<UInt8>, radix: Int) -> Unicode.Scalar? {
    UInt32(String(decoding: digits, as: UTF8.self), radix: radix).flatMap(Unicode.Scalar.init)
  }

  private static func named(at rest: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
    let name = rest.dropFirst().prefix(8).prefix(while: ASCII.isLetter)
    guard let scalar = names[String(decoding: name, as: UTF8.self)] else { return nil }
    let isClosed = rest[name.endIndex...].first == UInt8(ascii: ";")
    // `&amp=1` is a parameter; nothing is named `commat`.
    guard isClosed || scalar == "@" else { return nil }
    return (scalar, 1 + name.count + (isClosed ? 1 : 0))
  }

  /// The references that may stand in an address or a number (HTML, section 13.5).
  private static let names: [String: Unicode.Scalar] = [
    "amp": "&", "commat": "@", "period": ".", "sol": "/", "colon": ":", "plus": "+", "lowbar": "_",
    "hyphen": "-", "dash": "-", "num": "#", "percnt": "%", "equals": "=", "excl": "!", "comma": ",",
    "quot": "\"", "apos": "'", "lt": "<", "gt": ">", "nbsp": " ", "lpar": "(", "rpar": ")",
    "lsqb": "[", "rsqb": "]",
  ]
}
