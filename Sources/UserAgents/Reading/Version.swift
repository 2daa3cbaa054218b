/// The first number of a version.
enum Version {
  /// The number that stands right after a name, or after one or two marks (`Chrome/120`, `MSIE 7`,
  /// `rv:11`, `Bot/v1`); 0 where there is none, or where it has four digits: no version has.
  static func major(after end: Int, in bytes: Span<UInt8>) -> UInt16 {
    var index = end
    let last = min(bytes.count, end + 12)
    if index < last, !isDigit(bytes[index]) {
      index &+= 1
      if index < last, isFiller(bytes[index]) { index &+= 1 }
    }
    var number: UInt16 = 0
    while index < last, isDigit(bytes[index]) {
      guard number < 100 else { return 0 }
      number = number &* 10 &+ UInt16(bytes[index] &- UInt8(ascii: "0"))
      index &+= 1
    }
    return number
  }

  /// What may stand between a mark and a number: `/v1`, ` (2`.
  private static func isFiller(_ byte: UInt8) -> Bool {
    byte | 0x20 == UInt8(ascii: "v") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "(")
  }
}
