/// Addresses of network interfaces: IPv4 with any signs between its numbers, also in hexadecimal, and IPv6
/// (RFC 4291, section 2.2).
enum AddressDetector {
  /// - Complexity: O(*n*).
  static func stands(in text: [UInt8], _ sequences: [DigitSequence], _ care: DetectorCare) -> Bool {
    sequences.contains { isVersion4($0, in: text, care) } || holdsHexadecimal(text, care)
      || holdsVersion6(text, care)
  }

  private static func isVersion4(
    _ sequence: DigitSequence, in text: [UInt8], _ care: DetectorCare
  ) -> Bool {
    guard sequence.groups.count == 4, (4...12).contains(sequence.digits.count),
      sequence.signs.allSatisfy({ $0 == sequence.signs[0] && $0.count == 1 }),
      sequence.groups.allSatisfy({ $0 <= 3 }),
      (0..<4).allSatisfy({ sequence.value(of: $0) <= 255 }), sequence.value(of: 0) > 0
    else { return false }
    // Letters before or behind are parts of a version.
    let end = sequence.range.upperBound
    if end < text.count, TextByte.isDigit(text[end]) { return false }
    let sign = TextByte.lower(sequence.signs[0][0])
    switch care {
    case .text: return true
    case .bytes: return sign == UInt8(ascii: ".") || sign == UInt8(ascii: "-")
    case .name, .host:
      // Versions, scores and sizes have four small numbers, too.
      return sign != UInt8(ascii: ".") && sign != UInt8(ascii: "-") && sign != UInt8(ascii: ":")
        ? sequence.groups[0] == 3 || sign == UInt8(ascii: "x")
        : sequence.groups[0] == 3 && sequence.digits.count >= 8
    }
  }

  /// `c0-00-02-4d`, `0xc0a80001`, or eight digits behind a provider's word for a customer's line.
  private static func holdsHexadecimal(_ text: [UInt8], _ care: DetectorCare) -> Bool {
    for word in text.split(whereSeparator: { !TextByte.isWord($0) && !"-.".utf8.contains($0) }) {
      if isGroups(word) { return true }
      let parts = word.split(whereSeparator: { !TextByte.isWord($0) })
      for (index, part) in parts.enumerated() {
        if (9...10).contains(part.count), part.starts(with: "0x".utf8),
          part.dropFirst(2).allSatisfy(TextByte.isHex)
        {
          return true
        }
        if index > 0, part.count == 8, part.allSatisfy(TextByte.isHex),
          part.count(where: TextByte.isDigit) >= 3,
          lines.contains(String(decoding: parts[index - 1].map(TextByte.lower), as: UTF8.self))
        {
          return true
        }
      }
    }
    return false
  }

  /// Words that providers put before the address of a customer's line.
  private static let lines: Set<String> = [
    "host", "ip", "ipv4", "addr", "dsl", "adsl", "vdsl", "dyn", "dynamic", "pool", "ppp", "cust",
    "customer", "client", "cable", "node", "user", "static", "fiber", "broadband", "hex",
  ]

  /// Whether a word is four pairs of hexadecimal digits, most of them no letters alone.
  private static func isGroups(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count == 11 else { return false }
    let sign = word[word.startIndex + 2]
    guard sign == UInt8(ascii: "-") || sign == UInt8(ascii: ".") else { return false }
    let pairs = word.split(separator: sign)
    return pairs.count == 4
      && pairs.allSatisfy { pair in
        pair.count == 2 && pair.allSatisfy(TextByte.isHex) && pair.contains(where: TextByte.isDigit)
      } && word.contains(where: TextByte.isLatin)
  }

  private static func holdsVersion6(_ text: [UInt8], _ care: DetectorCare) -> Bool {
    guard text.contains(UInt8(ascii: ":")) else { return false }
    return text.split(whereSeparator: { !TextByte.isHex($0) && $0 != UInt8(ascii: ":") }).contains {
      isVersion6($0, care)
    }
  }

  private static func isVersion6(_ word: ArraySlice<UInt8>, _ care: DetectorCare) -> Bool {
    let groups = word.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard (3...9).contains(groups.count), groups.allSatisfy({ $0.count <= 4 }) else { return false }
    let empty = groups.dropFirst().dropLast().count(where: \.isEmpty)
    let full = groups.count { !$0.isEmpty }
    if empty == 0 {
      return full == 8 && groups.count == 8
        && (groups.contains { $0.count > 2 } || word.contains(where: TextByte.isLatin))
    }
    // Names of C++ and of placeholders have double colons.
    return empty == 1 && full <= 7 && full >= (care == .text ? 1 : 2)
      && word.contains(where: TextByte.isDigit) && word.count >= (care == .text ? 3 : 6)
  }
}
