/// The escapes that servers write into quoted fields, undone.
///
/// Apache: `\"`, `\\`, `\n`, `\t` and the like, `\xhh` (mod_log_config, "Format Notes").
/// nginx: `\xHH` for `"`, `\` and bytes outside 32...126 (ngx_http_log_module, `escape=default`).
enum LogEscape {
  /// The bytes a client sent, as far as the log tells. What is no escape stays as it is.
  ///
  /// - Complexity: O(*n*).
  static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    undoing(in: bytes) { escape, rest, result in
      switch escape {
      case UInt8(ascii: "v"): result.append(0x0b)
      case UInt8(ascii: "x"):
        guard rest.count >= 2, let high = HexDigit.value(rest[rest.startIndex]),
          let low = HexDigit.value(rest[rest.startIndex + 1])
        else { return false }
        result.append(high << 4 | low)
        rest = rest.dropFirst(2)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result.append(escape)
      default:
        guard let control = control(escape) else { return false }
        result.append(control)
      }
      return true
    }
  }

  /// A text without its escapes, each a backslash and a letter, and perhaps digits.
  ///
  /// - Parameter undo: Appends what a letter stands for, and drops the digits that belong to it from the
  ///   rest; `false` where it is no escape, which then stays as it is.
  /// - Complexity: O(*n*).
  static func undoing(
    in bytes: ArraySlice<UInt8>,
    _ undo: (_ escape: UInt8, _ rest: inout ArraySlice<UInt8>, _ result: inout [UInt8]) -> Bool
  ) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
        result.append(byte)
        continue
      }
      if !undo(escape, &rest, &result) { result.append(contentsOf: [byte, escape]) }
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
