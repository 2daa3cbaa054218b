internal import LogFormats

/// What a client sent, of a value as its server wrote it.
enum FieldText {
  /// The value without the server's escapes.
  ///
  /// - Parameter isEscaped: Whether there is a backslash or a doubled quote in it.
  /// - Complexity: O(*n*), with allocations.
  static func unescaped(
    _ bytes: ArraySlice<UInt8>, isEscaped: Bool, _ encoding: FieldEncoding
  ) -> [UInt8] {
    switch encoding {
    case .none: Array(bytes)
    case .backslash: isEscaped ? LogEscape.unescaped(bytes) : Array(bytes)
    case .json: isEscaped ? JSONEscape.unescaped(bytes) : Array(bytes)
    case .percent: PercentDecoding.decoded(bytes)
    case .percentTwice: PercentDecoding.decoded(PercentDecoding.decoded(bytes)[...])
    case .plusForSpace: bytes.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
    case .numberSign: PercentDecoding.decoded(bytes, sign: UInt8(ascii: "#"))
    case .doubledQuote: isEscaped ? withSingleQuotes(bytes) : Array(bytes)
    }
  }

  /// Whether a value may have escapes that no flag tells.
  static func isAlwaysEscaped(_ encoding: FieldEncoding) -> Bool {
    switch encoding {
    case .percent, .percentTwice, .plusForSpace, .numberSign: true
    default: false
    }
  }

  private static func withSingleQuotes(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var isDoubled = false
    for byte in bytes {
      if byte == UInt8(ascii: "\""), isDoubled {
        isDoubled = false
        continue
      }
      isDoubled = byte == UInt8(ascii: "\"")
      result.append(byte)
    }
    return result
  }
}

/// The escapes of JSON strings (RFC 8259, section 7), undone.
enum JSONEscape {
  /// The text as UTF-8. What is no escape stays as it is; half of a surrogate pair becomes U+FFFD.
  ///
  /// - Complexity: O(*n*).
  static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    LogEscape.undoing(in: bytes) { escape, rest, result in
      switch escape {
      case UInt8(ascii: "u"):
        guard let unit = unit(rest) else { return false }
        rest = rest.dropFirst(4)
        var scalar = Unicode.Scalar(unit)
        if (0xd800..<0xdc00).contains(unit), rest.starts(with: [UInt8(ascii: "\\"), escape]),
          let low = self.unit(rest.dropFirst(2)), (0xdc00..<0xe000).contains(low)
        {
          rest = rest.dropFirst(6)
          scalar = Unicode.Scalar(
            0x10000 + (UInt32(unit) - 0xd800) << 10 + UInt32(low) - 0xdc00)
        }
        result.append(contentsOf: String(Character(scalar ?? "\u{fffd}")).utf8)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(escape)
      default:
        guard let control = LogEscape.control(escape) else { return false }
        result.append(control)
      }
      return true
    }
  }

  private static func unit(_ bytes: ArraySlice<UInt8>) -> UInt16? {
    guard bytes.count >= 4 else { return nil }
    var unit: UInt16 = 0
    for byte in bytes.prefix(4) {
      guard let digit = HexDigit.value(byte) else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
