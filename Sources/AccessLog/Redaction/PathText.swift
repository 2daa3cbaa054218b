/// Text of a path made fit to be looked at and shown.
enum PathText {
  /// Valid UTF-8 without characters that a terminal or a reader could be fooled by, and with the
  /// digits and the `@` of any script, and all of ASCII at full width, as those of ASCII, so that one
  /// set of shapes finds them all. Behind a digit, so are spaces, hyphens, full stops and apostrophes,
  /// and what cannot be seen or is drawn around the digit is gone.
  ///
  /// - Complexity: O(*n*).
  static func plain(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    if bytes.allSatisfy({ (0x20...0x7e).contains($0) }) { return Array(bytes) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    let scalars = String(decoding: withoutOverlong(bytes), as: UTF8.self).unicodeScalars
    for index in scalars.indices {
      let scalar = scalars[index]
      if let byte = ascii(of: scalar) {
        text.append(byte)
        continue
      }
      let isBehindDigit = text.last.map(ASCII.isDigit) ?? false
      if isBehindDigit, let sign = sign(of: scalar) {
        text.append(sign)
        continue
      }
      if isBehindDigit, isBetween(scalar), isDigit(scalars[scalars.index(after: index)...].first) {
        text.append(UInt8(ascii: "-"))
        continue
      }
      switch scalar.properties.generalCategory {
      case .format, .nonspacingMark, .enclosingMark:
        if !isBehindDigit {
          text.append(contentsOf: String(isHidden(scalar) ? "\u{fffd}" : scalar).utf8)
        }
      case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
        text.append(contentsOf: "\u{fffd}".utf8)
      default:
        text.append(contentsOf: String(isHidden(scalar) ? "\u{fffd}" : scalar).utf8)
      }
    }
    return text
  }

  /// The byte of ASCII that a character is, wherever it stands.
  private static func ascii(of scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0x20...0x7e, UInt32(TextDecoding.slash): UInt8(scalar.value)
    // ASCII at full width (Unicode Standard, chapter 18.5).
    case 0xff01...0xff5e: UInt8(scalar.value - 0xfee0)
    case 0xfe6b: UInt8(ascii: "@")
    // Letters in circles, of which the `a` stands for the sign, and those of mathematics, thirteen alphabets of both cases (Unicode Standard,
    // chapters 22.2 and 22.8).
    case 0x24b6...0x24cf: UInt8(scalar.value - 0x24b6) + 0x41
    case 0x24d0: UInt8(ascii: "@")
    case 0x24d1...0x24e9: UInt8(scalar.value - 0x24d0) + 0x61
    case 0x1d400...0x1d6a3:
      UInt8((scalar.value - 0x1d400) % 52 < 26 ? 0x41 : 0x47)
        + UInt8((scalar.value - 0x1d400) % 52)
    default: digit(of: scalar).map { 0x30 + $0 }
    }
  }

  /// Whether a character that stands between two digits stands between groups of a number: signs and
  /// pictures of all kinds, but for degrees and what is not shown.
  private static func isBetween(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 || scalar.value == 0xb0 || scalar.value == 0xfffd { return false }
    return switch scalar.properties.generalCategory {
    case .otherPunctuation, .connectorPunctuation, .initialPunctuation, .finalPunctuation,
      .openPunctuation, .closePunctuation, .mathSymbol, .currencySymbol, .otherSymbol,
      .modifierSymbol:
      true
    default: false
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return scalar.value < 0x80
      ? (0x30...0x39).contains(scalar.value) : ascii(of: scalar).map(ASCII.isDigit) ?? false
  }

  /// The sign between groups of digits that a character stands for.
  private static func sign(of scalar: Unicode.Scalar) -> UInt8? {
    if let sign = signs[scalar] { return sign }
    switch scalar.properties.generalCategory {
    case .spaceSeparator: return UInt8(ascii: " ")
    case .dashPunctuation: return UInt8(ascii: "-")
    default: return nil
    }
  }

  /// Dots that domain names have (UTS 46), dots at half height, hyphens that are no dashes, and what
  /// stands for apostrophes and quotation marks.
  private static let signs: [Unicode.Scalar: UInt8] = [
    "\u{3002}": 0x2e, "\u{ff61}": 0x2e, "\u{b7}": 0x2e, "\u{2022}": 0x2e, "\u{2027}": 0x2e,
    "\u{2219}": 0x2e, "\u{22c5}": 0x2e, "\u{30fb}": 0x2e, "\u{387}": 0x2e, "\u{2024}": 0x2e,
    "\u{2212}": 0x2d, "\u{2043}": 0x2d, "\u{2018}": 0x27, "\u{2019}": 0x27, "\u{2bc}": 0x27,
    "\u{2032}": 0x27, "\u{d7}": 0x78, "\u{66b}": 0x2e, "\u{66c}": 0x2c,
    "\u{60c}": 0x2c, "\u{3001}": 0x2c, "\u{201c}": 0x22, "\u{201d}": 0x22, "\u{2033}": 0x22,
  ]

  /// Whether nobody sees a character: those that are left out when they are not known (Unicode
  /// Standard, chapter 5.21), and the blank of Braille. Selectors of emoji show what they select.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x2800 || scalar.properties.generalCategory == .format
      || scalar.properties.isDefaultIgnorableCodePoint && !(0xfe00...0xfe0f).contains(scalar.value)
  }

  /// The digit that a character stands for, in any script; raised, lowered and circled ones too.
  static func digit(of scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x80 { return nil }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .decimalNumber: return UInt8(properties.numericValue ?? 0)
    case .otherNumber:
      return properties.numericValue.flatMap { (0...9).contains($0) ? UInt8(exactly: $0) : nil }
    default: return nil
    }
  }

  /// The bytes with ASCII where it was written in two to four bytes, which lenient decoders accept and
  /// UTF-8 forbids (RFC 3629, section 10).
  private static func withoutOverlong(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.contains(where: { $0 == 0xc0 || $0 == 0xc1 || $0 == 0xe0 || $0 == 0xf0 }) else {
      return bytes
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.first {
      let length =
        switch byte {
        case 0xc0, 0xc1: 2
        case 0xe0: 3
        case 0xf0: 4
        default: 1
        }
      let tail = rest.dropFirst().prefix(length - 1)
      var value = UInt32(byte == 0xc1 ? 1 : 0)
      for byte in tail { value = value << 6 | UInt32(byte & 0x3f) }
      if length > 1, tail.count == length - 1, value < 0x80,
        tail.allSatisfy({ $0 & 0xc0 == 0x80 })
      {
        result.append(UInt8(value))
        rest = rest.dropFirst(length)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result[...]
  }
}
