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
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < bytes.endIndex else {
        result.append(byte)
        continue
      }
      let escape = bytes[index]
      index += 1
      switch escape {
      case UInt8(ascii: "u"):
        guard let unit = unit(bytes[index...]) else {
          result.append(contentsOf: [byte, escape])
          continue
        }
        index += 4
        var scalar = Unicode.Scalar(unit)
        if (0xd800..<0xdc00).contains(unit), bytes[index...].starts(with: [byte, escape]),
          let low = self.unit(bytes[(index + 2)...]), (0xdc00..<0xe000).contains(low)
        {
          index += 6
          scalar = Unicode.Scalar(
            0x10000 + (UInt32(unit) - 0xd800) << 10 + UInt32(low) - 0xdc00)
        }
        result.append(contentsOf: String(Character(scalar ?? "\u{fffd}")).utf8)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(escape)
      default:
        if let control = LogEscape.control(escape) {
          result.append(control)
        } else {
          result.append(contentsOf: [byte, escape])
        }
      }
    }
    return result
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
