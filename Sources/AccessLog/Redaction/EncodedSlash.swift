/// Slashes that were percent-encoded: they may divide segments, or stand within a value.
enum EncodedSlash {
  /// A text with each ``TextDecoding/slash`` as what it is: part of an address or a number, so that this
  /// is found as a whole, or else a slash.
  static func resolved(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(TextDecoding.slash) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for (index, segment) in TextParts(of: text[...], between: UInt8(ascii: "/")).enumerated() {
      if index > 0 { result.append(UInt8(ascii: "/")) }
      append(Array(TextParts(of: segment, between: TextDecoding.slash)), to: &result)
    }
    return result
  }

  private static func append(_ parts: [ArraySlice<UInt8>], to result: inout [UInt8]) {
    if parts.count > 1, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(ASCII.isDigit) }) {
      let number = Array(parts.joined(separator: [UInt8(ascii: "-")]))
      if NumberShape.number(at: number[...])?.0 == number.count {
        result.append(contentsOf: number)
        return
      }
    }
    for (index, part) in parts.enumerated() {
      if index > 0 {
        let before = parts[index - 1]
        if !before.isEmpty, let at = part.firstIndex(of: UInt8(ascii: "@")), at > part.startIndex {
          // `kari/nordmann@example.org` is one address (RFC 5321, section 4.1.2).
        } else if MailShape.isFullName(before), MailShape.isDomain(part) {
          result.append(UInt8(ascii: "@"))
        } else {
          result.append(UInt8(ascii: "/"))
        }
      }
      result.append(contentsOf: part)
    }
  }
}
