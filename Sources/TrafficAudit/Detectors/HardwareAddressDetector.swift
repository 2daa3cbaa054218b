/// Addresses of network cards (IEEE 802, EUI-48): six pairs or three fours of hexadecimal digits.
enum HardwareAddressDetector {
  /// - Complexity: O(*n*).
  static func stands(in text: [UInt8]) -> Bool {
    let signs = Array(":-._".utf8)
    return text.split(whereSeparator: { !TextByte.isWord($0) && !signs.contains($0) }).contains {
      word in
      word.count >= 14
        && signs.contains { sign in
          let groups = word.split(separator: sign)
          return isAddress(groups, of: 6, digits: 2) || isAddress(groups, of: 3, digits: 4)
        }
    }
  }

  private static func isAddress(
    _ groups: [ArraySlice<UInt8>], of count: Int, digits: Int
  ) -> Bool {
    guard groups.count == count,
      groups.allSatisfy({ $0.count == digits && $0.allSatisfy(TextByte.isHex) })
    else { return false }
    // Times and short words have one or the other.
    let all = groups.joined()
    return all.contains(where: TextByte.isLatin) && all.count(where: TextByte.isDigit) >= 2
      && groups.contains {
        $0.contains(where: TextByte.isDigit) && $0.contains(where: TextByte.isLatin)
      }
  }
}
