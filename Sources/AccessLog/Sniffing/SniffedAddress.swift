/// An address as a log of unknown format may hold one: strictly written, with or without a port.
///
/// Unlike ``AddressShape``, which looks for anything that may give an address away, this takes nothing
/// for an address that is not written as servers write them.
struct SniffedAddress: Equatable {
  /// Whether it is of a network that is not reached from outside (RFC 1918, 3927, 4193, 6598), or of
  /// the host itself.
  var isPrivate: Bool
  /// The port, or 0.
  var port: Int
  /// Whether the port stands behind an IPv6 address without brackets (HAProxy's `%ci:%cp`).
  private(set) var isBare = false

  /// Whether the port is one that servers listen on rather than one a client is given.
  var isService: Bool { (1...1023).contains(port) || Self.servicePorts.contains(port) }

  private static let servicePorts: Set<Int> = [
    3000, 4000, 5000, 8000, 8008, 8080, 8081, 8088, 8443, 8888, 9000, 9080, 9090, 9443,
  ]

  /// - Complexity: O(*n*), and only for texts as short as addresses are.
  init?(_ text: ArraySlice<UInt8>) {
    guard (2...64).contains(text.count) else { return nil }
    var host = text
    var digits: ArraySlice<UInt8> = []
    if host.first == UInt8(ascii: "[") {
      guard let close = host.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      let rest = host[(close + 1)...]
      guard rest.isEmpty || (rest.first == UInt8(ascii: ":") && rest.count > 1) else { return nil }
      digits = rest.dropFirst()
      host = host[(host.startIndex + 1)..<close]
    } else if host.count(where: { $0 == UInt8(ascii: ":") }) == 1 {
      guard let colon = host.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      digits = host[(colon + 1)...]
      host = host[..<colon]
      guard !digits.isEmpty else { return nil }
    }
    guard digits.count <= 5, let number = Self.number(digits), number <= 65535 else { return nil }
    port = number
    if digits.isEmpty, let (address, number) = Self.bare(host) {
      (host, port, isBare) = (address, number, true)
    }
    if let first = Self.version4(host) {
      isPrivate = Self.isPrivate4(first)
    } else if let answer = Self.isPrivate6(host) {
      isPrivate = answer
    } else {
      return nil
    }
  }

  /// An IPv6 address and the port behind it without brackets, where the two are told apart: no group has
  /// five digits, and no address nine groups.
  private static func bare(
    _ text: ArraySlice<UInt8>
  ) -> (ArraySlice<UInt8>, port: Int)? {
    guard let colon = text.lastIndex(of: UInt8(ascii: ":")), colon > text.startIndex else {
      return nil
    }
    let (host, digits) = (text[..<colon], text[(colon + 1)...])
    guard (1...5).contains(digits.count), let port = number(digits), port <= 65535,
      isPrivate6(host) != nil, digits.count == 5 || isPrivate6(text) == nil
    else { return nil }
    return (host, port)
  }

  /// The addresses of a list as in `X-Forwarded-For`, at least one; `nil` where anything else stands
  /// in it but `-` and `unknown`.
  static func list(_ text: ArraySlice<UInt8>) -> [SniffedAddress]? {
    guard text.count <= 2048, let first = text.trimmingBlanks().first, mayBegin(first),
      text.contains(where: { $0 == 0x2e || $0 == 0x3a })
    else { return nil }
    var addresses: [SniffedAddress] = []
    for item in text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let item = item.trimmingBlanks()
      if let address = SniffedAddress(item) {
        addresses.append(address)
      } else if !item.elementsEqual("-".utf8), !item.elementsEqual("unknown".utf8) {
        return nil
      }
    }
    return addresses.isEmpty ? nil : addresses
  }

  /// Whether an item of a list may begin so, which most other values do not.
  private static func mayBegin(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "u"): true
    default: HexDigit.value(byte) != nil
    }
  }

  /// An address without its port.
  static func withoutPort(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text.count(where: { $0 == UInt8(ascii: ":") }) == 1 ? text.prefix { $0 != 0x3a } : text
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for digit in digits.prefix(9) {
      guard ASCII.isDigit(digit) else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    return number
  }

  /// The first two bytes of an IPv4 address.
  private static func version4(_ host: ArraySlice<UInt8>) -> (Int, Int)? {
    let parts = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var numbers: [Int] = []
    for part in parts {
      guard (1...3).contains(part.count), let number = number(part), number <= 255 else {
        return nil
      }
      numbers.append(number)
    }
    return (numbers[0], numbers[1])
  }

  private static func isPrivate4(_ first: (Int, Int)) -> Bool {
    switch first {
    case (10, _), (127, _), (192, 168), (169, 254), (172, 16...31), (100, 64...127): true
    default: false
    }
  }

  /// Whether an IPv6 address is private; `nil` if it is none.
  private static func isPrivate6(_ host: ArraySlice<UInt8>) -> Bool? {
    let host = host.prefix { $0 != UInt8(ascii: "%") }
    var groups = host.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard groups.count >= 3, groups.count <= 9 else { return nil }
    var mapped: (Int, Int)?
    if let last = groups.last, last.contains(UInt8(ascii: ".")) {
      mapped = version4(last)
      guard mapped != nil else { return nil }
      groups.removeLast()
    }
    guard groups.allSatisfy({ $0.count <= 4 && $0.allSatisfy { HexDigit.value($0) != nil } }) else {
      return nil
    }
    let isShort = zip(host, host.dropFirst()).contains { $0 == 0x3a && $1 == 0x3a }
    let count = groups.count(where: { !$0.isEmpty }) + (mapped == nil ? 0 : 2)
    guard isShort ? count <= 7 : (count == 8) else { return nil }
    if let mapped, groups.dropLast().allSatisfy(\.isEmpty) { return isPrivate4(mapped) }
    let first = groups[0].reduce(0) { $0 << 4 | Int(HexDigit.value($1) ?? 0) }
    if first == 0 { return host.elementsEqual("::1".utf8) }
    return first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80
  }
}

extension ArraySlice<UInt8> {
  /// Without the blanks and tabs around it.
  func trimmingBlanks() -> ArraySlice<UInt8> {
    var text = self
    while let first = text.first, first == 0x20 || first == 0x09 { text.removeFirst() }
    while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
    return text
  }

  /// Whether the text of a literal stands in it.
  func holds(_ needle: StaticString) -> Bool {
    needle.withUTF8Buffer { needle in
      unsafe withUnsafeBufferPointer { text in
        guard let first = unsafe needle.first, text.count >= needle.count else { return false }
        return (0...(text.count - needle.count)).contains { start in
          // SAFETY: as many bytes as the needle has stand there.
          unsafe text[unchecked: start] == first
            && needle.indices.allSatisfy { unsafe text[unchecked: start + $0] == needle[$0] }
        }
      }
    }
  }
}
