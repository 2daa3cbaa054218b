/// The escapes that servers write into quoted fields, undone.
///
/// Apache: `\"`, `\\`, `\n`, `\t` and the like, `\xhh` (mod_log_config, "Format Notes").
/// nginx: `\xHH` for `"`, `\` and bytes outside 32...126 (ngx_http_log_module, `escape=default`).
enum LogEscape {
  /// The bytes a client sent, as far as the log tells. What is no escape stays as it is.
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
      case UInt8(ascii: "n"): result.append(0x0a)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0d)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0c)
      case UInt8(ascii: "v"): result.append(0x0b)
      case UInt8(ascii: "x"):
        if index + 1 < bytes.endIndex, let high = HexDigit.value(bytes[index]),
          let low = HexDigit.value(bytes[index + 1])
        {
          result.append(high << 4 | low)
          index += 2
        } else {
          result.append(contentsOf: [byte, escape])
        }
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result.append(escape)
      default: result.append(contentsOf: [byte, escape])
      }
    }
    return result
  }
}

/// Hexadecimal digits (RFC 3986, section 2.1, uses both cases).
enum HexDigit {
  @inline(__always)
  static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
