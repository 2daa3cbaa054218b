internal import CScan

/// Finds the ends of JSON values, and writes out texts without their escapes.
enum WrappedText {
  @inline(__always)
  static func endOfSpace(in line: LineBytes, from start: Int) -> Int {
    var at = start
    while line[at] == 0x20 || line[at] == 0x09 || line[at] == 0x0d { at += 1 }
    return at
  }

  /// The end of a string, before its quote, and where a newline begins that is the last of it; `nil`
  /// where there is no quote.
  @inline(__always)
  static func string(in line: LineBytes, from start: Int) -> (end: Int, newline: Int?)? {
    var at = start
    var escape = -1
    while let found = line.index(of: UInt8(ascii: "\""), or: UInt8(ascii: "\\"), from: at) {
      if line[found] == UInt8(ascii: "\"") {
        guard escape >= 0 else { return (found, nil) }
        let isShort = found - escape == 2 && line[escape + 1] == UInt8(ascii: "n")
        let isLong =
          found - escape == 6 && line.has("u000", at: escape + 1)
          && line[escape + 5] | 0x20 == UInt8(ascii: "a")
        return (found, isShort || isLong ? escape : nil)
      }
      escape = found
      at = found + 2
    }
    return nil
  }

  /// Where numbers end that stand in an array, at its bracket; `nil` where there is anything else.
  static func endOfNumbers(in line: LineBytes, from start: Int) -> Int? {
    var at = start
    while line.hasDigit(at: at) || line[at] == UInt8(ascii: ",") || line[at] == 0x20 { at += 1 }
    return line[at] == UInt8(ascii: "]") ? at : nil
  }

  /// Behind a value of any kind; `nil` where it has no end.
  @inline(__always)
  static func endOfValue(in line: LineBytes, from start: Int) -> Int? {
    switch line[start] {
    case UInt8(ascii: "\""):
      guard let text = string(in: line, from: start + 1) else { return nil }
      return text.end + 1
    case UInt8(ascii: "{"), UInt8(ascii: "["): return endOfNested(in: line, from: start)
    default:
      var at = start
      while at < line.count {
        switch line[at] {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20:
          return at > start ? at : nil
        case UInt8(ascii: "\""), UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "["): return nil
        default: at += 1
        }
      }
      return nil
    }
  }

  private static func endOfNested(in line: LineBytes, from start: Int) -> Int? {
    var at = start
    var depth = 0
    while at < line.count {
      switch line[at] {
      case UInt8(ascii: "\""):
        guard let text = string(in: line, from: at + 1) else { return nil }
        at = text.end
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return at + 1 }
      default: break
      }
      at += 1
    }
    return nil
  }
}
