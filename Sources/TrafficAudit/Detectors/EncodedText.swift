/// Text within text: runs of base64 (RFC 4648) or hexadecimal that have text in them when decoded.
enum EncodedText {
  /// Bytes of a run that are looked at.
  private static let longest = 8192

  /// What stands in runs of a text, decoded: printable ASCII only, so that words are no find.
  ///
  /// - Complexity: O(*n*).
  static func decoded(in text: [UInt8]) -> [[UInt8]] {
    var found: [[UInt8]] = []
    for run in text.split(whereSeparator: { !isBase64($0) }) where run.count >= 10 {
      let run = run.prefix(longest)
      if let bytes = hex(run), isPrintable(bytes) { found.append(bytes) }
      if let bytes = base64(run), isPrintable(bytes) { found.append(bytes) }
    }
    return found
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    TextByte.isLatin(byte) || TextByte.isDigit(byte) || "+-_".utf8.contains(byte)
  }

  private static func isPrintable(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 7 && bytes.allSatisfy(isPrintable)
  }

  private static func isPrintable(_ byte: UInt8) -> Bool { (0x20...0x7e).contains(byte) }

  private static func hex(_ run: ArraySlice<UInt8>) -> [UInt8]? {
    guard run.count.isMultiple(of: 2), run.allSatisfy(TextByte.isHex) else { return nil }
    return stride(from: run.startIndex, to: run.endIndex, by: 2).map {
      TextByte.hexValue(run[$0]) << 4 | TextByte.hexValue(run[$0 + 1])
    }
  }

  private static func base64(_ run: ArraySlice<UInt8>) -> [UInt8]? {
    guard run.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    var bits = 0
    var buffer: UInt32 = 0
    for byte in run {
      let value: UInt32 =
        switch byte {
        case 0x41...0x5a: UInt32(byte) - 0x41
        case 0x61...0x7a: UInt32(byte) - 0x61 + 26
        case 0x30...0x39: UInt32(byte) - 0x30 + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        default: 63
        }
      buffer = buffer << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        let byte = UInt8(truncatingIfNeeded: buffer >> UInt32(bits))
        // Words end here, at their first bytes.
        guard isPrintable(byte) else { return nil }
        bytes.append(byte)
      }
    }
    return bytes
  }
}
