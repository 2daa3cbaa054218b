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

  /// The parts as one number or date with hyphens, perhaps behind a name: `ref=912%2F34%2F567`.
  private static func number(of parts: [ArraySlice<UInt8>]) -> [UInt8]? {
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return nil }
    let head = first[..<(first.lastIndex(of: UInt8(ascii: "=")).map { $0 + 1 } ?? first.startIndex)]
    let inner = [first[head.endIndex...]] + parts[1..<(parts.count - 1)]
    guard last.first.map(ASCII.isDigit) == true,
      inner.allSatisfy({ part in
        !part.isEmpty && part.allSatisfy { ASCII.isDigit($0) || "-. ".utf8.contains($0) }
      })
    else { return nil }
    let number = Array((inner + [last]).joined(separator: [UInt8(ascii: "-")]))
    let tail = last.drop { ASCII.isDigit($0) || "- ".utf8.contains($0) }.count
    let length =
      AddressShape.version4(at: number[...]) ?? NumberShape.number(at: number[...])?.0
      ?? PlaceShape.place(at: number[...], behind: [])
      ?? BirthShape.birth(at: number[...], behind: head)
    return length.map { $0 >= number.count - tail } == true ? head + number : nil
  }

  private static func append(_ parts: [ArraySlice<UInt8>], to result: inout [UInt8]) {
    if let number = number(of: parts) {
      result.append(contentsOf: number)
      return
    }
    // base64 (RFC 4648, section 4) has slashes.
    if parts.count > 1 {
      let text = Array(parts.joined(separator: [UInt8(ascii: "+")]))
      if TokenShape.isBase64(text[...]) {
        result.append(contentsOf: text)
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
