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
    guard let first = rest.first,
      HexDigit.value(first) != nil || first == UInt8(ascii: ":") || first == UInt8(ascii: ".")
    else { return nil }
    if let length = version4(at: rest) { return length }
    if let length = hyphenated6(at: rest) { return length }
    var run = rest.prefix(longestVersion6).prefix {
      HexDigit.value($0) != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
    }
    guard run.contains(UInt8(ascii: ":")) else { return nil }
    // The longest that is one: in `2001:db8::1.example`, `.e` is no part of it.
    while run.count >= 3 {
      let isAtEnd = run.endIndex == rest.endIndex || !ASCII.isAlphanumeric(rest[run.endIndex])
      if isAtEnd, isVersion6(run) { return run.count }
      run.removeLast()
    }
    return nil
  }

  private static let longestVersion6 = 45

  /// Four numbers to 255 with dots, or with what stands for them in host names and texts that were
  /// made from an address, and whatever numbers follow in the same way: which four are the address,
  /// nobody can tell.
  static func version4(at rest: ArraySlice<UInt8>) -> Int? {
    guard let first = rest.first, ASCII.isDigit(first) else { return nil }
    var index = rest.startIndex
    var separator: UInt8?
    var widest = 0
    for part in 0..<4 {
      if part > 0 {
        guard let (byte, length) = self.separator(at: rest[index...]),
          separator == nil || separator == byte
        else { return nil }
        separator = byte
        index += length
      }
      let digits = rest[index...].prefix(while: ASCII.isDigit)
      guard (1...3).contains(digits.count),
        digits.reduce(0, { $0 * 10 + Int($1 - 0x30) }) <= 255
      else { return nil }
      widest = max(widest, digits.count)
      index += digits.count
    }
    // `1,2,3,4` is a list.
    if let separator, "_,: +~|".utf8.contains(separator), widest < 3 { return nil }
    while let (byte, length) = self.separator(at: rest[index...]), byte == separator {
      let digits = rest[(index + length)...].prefix(while: ASCII.isDigit)
      guard (1...3).contains(digits.count) else { break }
      index += length + digits.count
    }
    return index - rest.startIndex
  }

  /// What stands between the numbers of an IPv4 address, by its first byte, and its length: `.`, `-`,
  /// `_`, `,`, `:`, a space, `+`, `~`, `|`; and as a full stop, `..`, `[.]`, `(.)`, the same with `dot`,
  /// and `-dot-`.
  private static func separator(at rest: ArraySlice<UInt8>) -> (UInt8, Int)? {
    switch rest.first {
    case UInt8(ascii: "-") where rest.starts(with: "-dot-".utf8): (UInt8(ascii: "."), 5)
    case UInt8(ascii: ".") where rest.starts(with: "..".utf8): (UInt8(ascii: "."), 2)
    case let byte? where isPoint(byte): (byte, 1)
    case UInt8(ascii: "[") where rest.starts(with: "[dot]".utf8): (UInt8(ascii: "."), 5)
    case UInt8(ascii: "(") where rest.starts(with: "(dot)".utf8): (UInt8(ascii: "."), 5)
    case UInt8(ascii: "[") where rest.starts(with: "[.]".utf8): (UInt8(ascii: "."), 3)
    case UInt8(ascii: "(") where rest.starts(with: "(.)".utf8): (UInt8(ascii: "."), 3)
    case UInt8(ascii: " ") where rest.starts(with: " . ".utf8): (UInt8(ascii: "."), 3)
    case UInt8(ascii: " "), UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "|"):
      rest.first.map { ($0, 1) }
    default: nil
    }
  }

  private static func isPoint(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ","),
      UInt8(ascii: ":"):
      true
    default: false
    }
  }

  /// The length of an IPv6 address with hyphens, underscores, spaces or full stops for its colons, as host names and
  /// names of files have it: eight groups, or fewer around a double sign behind a first group that
  /// addresses begin with (RFC 4291, section 2.4; RFC 4193).
  private static func hyphenated6(at rest: ArraySlice<UInt8>) -> Int? {
    var index = rest.startIndex
    var (groups, numbers, shortened) = (0, 0, 0)
    var hasLetter = false
    var separator: UInt8?
    var end = index
    while groups < 8 {
      let group = rest[index...].prefix(5).prefix { HexDigit.value($0) != nil }
      guard (1...4).contains(group.count) else { break }
      index += group.count
      if index < rest.endIndex, ASCII.isAlphanumeric(rest[index]) { break }
      if group.contains(where: ASCII.isDigit) { numbers += 1 }
      if group.contains(where: ASCII.isLetter) { hasLetter = true }
      groups += 1
      end = index
      guard index < rest.endIndex, separator == nil || rest[index] == separator,
        "-_ .".utf8.contains(rest[index])
      else { break }
      separator = rest[index]
      index += 1
      if index < rest.endIndex, rest[index] == separator {
        shortened += 1
        index += 1
        end = index
      }
    }
    guard hasLetter, numbers >= 2 else { return nil }
    if groups == 8, shortened == 0 { return end - rest.startIndex }
    return shortened == 1 && groups >= 2 && beginsVersion6(rest) ? end - rest.startIndex : nil
  }

  /// Whether four hexadecimal digits begin here that addresses begin with.
  private static func beginsVersion6(_ rest: ArraySlice<UInt8>) -> Bool {
    let group = rest.prefix { HexDigit.value($0) != nil }
    guard group.count == 4, let first = group.first else { return false }
    return first == UInt8(ascii: "2") || first == UInt8(ascii: "3")
      || (first | 0x20) == UInt8(ascii: "f")
  }

  /// The length of a hardware address (IEEE 802, section 8): six groups of two hexadecimal digits or
  /// more of them, or three of four with dots or colons.
  static func hardware(at rest: ArraySlice<UInt8>) -> Int? {
    guard rest.count >= 14 else { return nil }
    let width = rest.prefix(5).prefix { HexDigit.value($0) != nil }.count
    guard width == 2 || width == 4 else { return nil }
    let separator = rest[rest.startIndex + width]
    guard (width == 4 ? ".:" : ":-_. ").utf8.contains(separator) else {
      return nil
    }
    var index = rest.startIndex
    var groups = 0
    var (digits, letters) = (0, 0)
    while true {
      let group = rest[index...].prefix(width + 1).prefix { HexDigit.value($0) != nil }
      guard group.count == width else { return nil }
      let count = group.count(where: ASCII.isDigit)
      digits += count
      letters += width - count
      groups += 1
      index += width
      guard index < rest.endIndex, rest[index] == separator, index + 1 < rest.endIndex,
        HexDigit.value(rest[index + 1]) != nil
      else { break }
      index += 1
    }
    guard index == rest.endIndex || !ASCII.isAlphanumeric(rest[index]), letters > 0,
      digits > 0 || separator == UInt8(ascii: ":")
    else { return nil }
    return (width == 2 ? groups >= 6 : groups == 3) ? index - rest.startIndex : nil
  }

  /// The length of a hardware address with zeros left out, as `ether_ntoa` writes it, or with both
  /// signs: `0:1b:63:3:d0:e6`.
  static func looseHardware(at rest: ArraySlice<UInt8>) -> Int? {
    var index = rest.startIndex
    var (letters, colons) = (0, 0)
    for group in 0..<6 {
      if group > 0 {
        guard index < rest.endIndex, ":-".utf8.contains(rest[index]) else { return nil }
        if rest[index] == UInt8(ascii: ":") { colons += 1 }
        index += 1
      }
      let digits = rest[index...].prefix(3).prefix { HexDigit.value($0) != nil }
      guard (1...2).contains(digits.count) else { return nil }
      letters += digits.count(where: ASCII.isLetter)
      index += digits.count
    }
    guard colons >= 2, letters > 0, index == rest.endIndex || !ASCII.isAlphanumeric(rest[index])
    else { return nil }
    return index - rest.startIndex
  }

  private static func isVersion6(_ text: ArraySlice<UInt8>) -> Bool {
    let address = text.prefix { $0 != UInt8(ascii: "%") }
    guard address.contains(UInt8(ascii: ":")), address.count <= longestVersion6,
      address.contains(where: { HexDigit.value($0) != nil })
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
