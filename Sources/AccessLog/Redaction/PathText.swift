/// Text of a path made fit to be looked at and shown.
enum PathText {
  /// Valid UTF-8 without characters that a terminal or a reader could be fooled by, and with the
  /// digits and the `@` of any script as those of ASCII, so that one set of shapes finds them all.
  /// Behind a digit, so are spaces, hyphens and full stops, and what cannot be seen is gone.
  ///
  /// - Complexity: O(*n*).
  static func plain(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    if bytes.allSatisfy({ (0x20...0x7e).contains($0) }) { return Array(bytes) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if (0x20...0x7e).contains(scalar.value) {
        text.append(UInt8(scalar.value))
        continue
      }
      if let digit = digit(of: scalar) {
        text.append(0x30 + digit)
        continue
      }
      let isBehindDigit = text.last.map(ASCII.isDigit) ?? false
      switch scalar.properties.generalCategory {
      case .format where isBehindDigit: break
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
        .unassigned:
        text.append(contentsOf: "\u{fffd}".utf8)
      case .otherPunctuation where scalar == "\u{ff20}" || scalar == "\u{fe6b}":
        text.append(UInt8(ascii: "@"))
      case .spaceSeparator where isBehindDigit: text.append(UInt8(ascii: " "))
      case .dashPunctuation where isBehindDigit,
        .mathSymbol where isBehindDigit && scalar == "\u{2212}":
        text.append(UInt8(ascii: "-"))
      case .otherPunctuation where isBehindDigit && fullStops.contains(scalar):
        text.append(UInt8(ascii: "."))
      default: text.append(contentsOf: String(scalar).utf8)
      }
    }
    return text
  }

  /// The digit that a character stands for, in any script; raised, lowered and circled ones too.
  static func digit(of scalar: Unicode.Scalar) -> UInt8? {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .decimalNumber: return UInt8(properties.numericValue ?? 0)
    case .otherNumber:
      return properties.numericValue.flatMap { (0...9).contains($0) ? UInt8(exactly: $0) : nil }
    default: return nil
    }
  }

  /// Full width, ideographic, and that at half width: domain names take them for dots (UTS 46).
  private static let fullStops: Set<Unicode.Scalar> = ["\u{ff0e}", "\u{3002}", "\u{ff61}"]
}
