/// Notations of IPv4 addresses that only old system calls read: hexadecimal, octal, and fewer than
/// four parts (WHATWG URL, section 3.5; POSIX `inet_addr`).
///
/// One decimal number is not told from any other here: it has more digits than any number may have.
enum AddressNotation {
  /// The length of such an address at a word's start.
  static func address(at rest: ArraySlice<UInt8>) -> Int? {
    guard let first = rest.first, ASCII.isDigit(first) else { return nil }
    var index = rest.startIndex
    var parts = 0
    var isTelling = false
    var widest = 0
    while parts < 4 {
      if parts > 0 {
        guard index < rest.endIndex, rest[index] == UInt8(ascii: ".") else { break }
        index += 1
      }
      guard let (length, isOther) = part(at: rest[index...]) else { return nil }
      widest = max(widest, length)
      isTelling = isTelling || isOther
      index += length
      parts += 1
    }
    guard isTelling, index == rest.endIndex || !ASCII.isAlphanumeric(rest[index]) else {
      return nil
    }
    // `0xC0000207` alone is one, `0x1f` is not.
    return parts == 4 || (parts == 1 && widest == 10) ? index - rest.startIndex : nil
  }

  /// The length of a number, and whether it is hexadecimal or octal.
  private static func part(at rest: ArraySlice<UInt8>) -> (Int, isOther: Bool)? {
    let start = rest.startIndex
    if rest.count > 2, rest[start] == UInt8(ascii: "0"),
      rest[start + 1] | 0x20 == UInt8(ascii: "x")
    {
      let digits = rest.dropFirst(2).prefix { HexDigit.value($0) != nil }.count
      return (1...8).contains(digits) ? (digits + 2, true) : nil
    }
    let digits = rest.prefix(while: ASCII.isDigit)
    guard (1...11).contains(digits.count) else { return nil }
    let isOctal =
      digits.first == UInt8(ascii: "0") && digits.count > 1
      && digits.allSatisfy { $0 < UInt8(ascii: "8") }
    return (digits.count, isOctal)
  }
}
