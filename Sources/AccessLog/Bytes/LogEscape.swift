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
      default:
        if let control = control(escape) {
          result.append(control)
        } else {
          result.append(contentsOf: [byte, escape])
        }
      }
    }
    return result
  }

  /// The control that a letter stands for behind a backslash, as in C and in JSON; `nil` for others.
  static func control(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0d
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0c
    default: nil
    }
  }
}
