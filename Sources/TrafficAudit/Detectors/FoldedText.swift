/// Text as detectors read it: digits of all scripts, wide letters, and signs that look like ASCII become
/// ASCII; what nobody sees is left out.
enum FoldedText {
  /// - Complexity: O(*n*).
  static func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return Array(bytes) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        text.append(UInt8(scalar.value))
      } else if let byte = ascii(scalar) {
        text.append(byte)
      } else if !isInvisible(scalar) {
        text.append(contentsOf: UTF8.encode(scalar) ?? .init())
      }
    }
    return text
  }

  /// The byte of ASCII that a character stands for, or that ends a text where there is none.
  private static func ascii(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0xff01...0xff5e: return UInt8(scalar.value - 0xfee0)
    case 0x2010...0x2015, 0x2212: return UInt8(ascii: "-")
    case 0xb7, 0x2022, 0x2219, 0x22c5, 0x30fb, 0x3002, 0xff61: return UInt8(ascii: ".")
    case 0xa0, 0x2000...0x200a, 0x202f, 0x205f, 0x3000: return UInt8(ascii: " ")
    case 0xfe6b: return UInt8(ascii: "@")
    case 0xd7: return UInt8(ascii: "x")
    // What was no UTF-8.
    case 0xfffd: return 0
    default: break
    }
    guard scalar.properties.numericType == .decimal || scalar.properties.numericType == .digit,
      let value = scalar.properties.numericValue, (0...9).contains(value)
    else { return nil }
    return 0x30 + UInt8(value)
  }

  /// Whether a character has no width: joiners, marks of direction, selectors of variants, keycaps.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xad, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x2064, 0xfe00...0xfe0f, 0xfeff, 0x20e3:
      true
    default: false
    }
  }
}
