/// Percent-encoding (RFC 3986, section 2.1), undone.
enum PercentDecoding {
  /// Whether there is a `%hh` to decode.
  static func isEncoded(_ bytes: [UInt8]) -> Bool {
    bytes.indices.dropLast(2).contains { index in
      bytes[index] == UInt8(ascii: "%") && HexDigit.value(bytes[index + 1]) != nil
        && HexDigit.value(bytes[index + 2]) != nil
    }
  }

  /// The bytes with every `%hh` decoded once; a `%` that begins no such triplet stays.
  static func decoded(
    _ bytes: ArraySlice<UInt8>, sign: UInt8 = UInt8(ascii: "%")
  ) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == sign, index + 2 < bytes.endIndex,
        let high = HexDigit.value(bytes[index + 1]), let low = HexDigit.value(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
