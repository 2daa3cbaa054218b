/// Network addresses where none belong: in paths and host names.
enum AddressShape {
  /// Whether a string is an address as a whole: IPv4, IPv6 (RFC 4291, section 2.2), in brackets or
  /// with a zone or a port.
  static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
    var text = text
    if text.first == UInt8(ascii: "["), let close = text.firstIndex(of: UInt8(ascii: "]")) {
      text = text[(text.startIndex + 1)..<close]
    }
    if isVersion6(text) { return true }
    guard let length = version4(at: text) else { return false }
    let rest = text.dropFirst(length)
    return rest.isEmpty
      || (rest.first == UInt8(ascii: ":") && rest.dropFirst().allSatisfy(ASCII.isDigit))
  }

  /// The length of an IPv4 or IPv6 address that begins here and ends at a word's end.
  static func address(at rest: ArraySlice<UInt8>) -> Int? {
    if let length = version4(at: rest) { return length }
    var run = rest.prefix(longestVersion6).prefix {
      HexDigit.value($0) != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
    }
    // The longest that is one: in `2001:db8::1.example`, `.e` is no part of it.
    while run.count >= 3 {
      let isAtEnd = run.endIndex == rest.endIndex || !ASCII.isAlphanumeric(rest[run.endIndex])
      if isAtEnd, isVersion6(run) { return run.count }
      run.removeLast()
    }
    return nil
  }

  private static let longestVersion6 = 45

  /// Four numbers to 255 with dots, or with the hyphens of a host name made from an address, and
  /// whatever numbers follow in the same way: which four are the address, nobody can tell.
  static func version4(at rest: ArraySlice<UInt8>) -> Int? {
    var index = rest.startIndex
    var separator: UInt8?
    for part in 0..<4 {
      if part > 0 {
        guard index < rest.endIndex else { return nil }
        let byte = rest[index]
        guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-"),
          separator == nil || separator == byte
        else { return nil }
        separator = byte
        index += 1
      }
      let digits = rest[index...].prefix(while: ASCII.isDigit)
      guard (1...3).contains(digits.count),
        digits.reduce(0, { $0 * 10 + Int($1 - 0x30) }) <= 255
      else { return nil }
      index += digits.count
    }
    while index < rest.endIndex, rest[index] == separator {
      let digits = rest[(index + 1)...].prefix(while: ASCII.isDigit)
      guard (1...3).contains(digits.count) else { break }
      index += 1 + digits.count
    }
    return index - rest.startIndex
  }

  private static func isVersion6(_ text: ArraySlice<UInt8>) -> Bool {
    let address = text.prefix { $0 != UInt8(ascii: "%") }
    guard address.count <= longestVersion6, address.contains(where: { HexDigit.value($0) != nil })
    else { return false }
    var colons = 0
    var run = 0
    for byte in address {
      if byte == UInt8(ascii: ":") {
        colons += 1
        run = 0
      } else if HexDigit.value(byte) != nil || byte == UInt8(ascii: ".") {
        run += 1
        if run > 15 { return false }
      } else {
        return false
      }
    }
    // `::` is short for zeros; without it there are seven colons. A time such as 13:55:36 has two.
    let isShort = zip(address, address.dropFirst()).contains { $0 == 0x3a && $1 == 0x3a }
    return isShort ? colons <= 8 : (colons == 7 || (colons == 6 && address.contains(0x2e)))
  }
}
