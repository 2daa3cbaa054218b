#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The whole address of a line, in every notation it may have been written down in.
struct LoggedAddress {
  /// The notations, in lower case; those that are as likely to be a word, apart.
  private(set) var notations: [[UInt8]] = []
  private(set) var words: [[UInt8]] = []

  /// Takes an address with or without brackets, port and zone; `nil` where it is none.
  init?(_ field: ArraySlice<UInt8>) {
    var text = field
    if text.first == UInt8(ascii: "["), let close = text.firstIndex(of: UInt8(ascii: "]")) {
      text = text[(text.startIndex + 1)..<close]
    } else if text.count(where: { $0 == UInt8(ascii: ":") }) == 1 {
      text = text.prefix { $0 != UInt8(ascii: ":") }
    }
    text = text.prefix { $0 != UInt8(ascii: "%") }
    guard (3...45).contains(text.count) else { return nil }
    let string = String(decoding: text, as: UTF8.self)
    var four: UInt32 = 0
    var six: UInt128 = 0
    // SAFETY: the string ends in a zero, and each address has the room its family takes.
    if unsafe inet_pton(AF_INET, string, &four) == 1 {
      add(version4: unsafe withUnsafeBytes(of: four) { unsafe Array($0) })
    } else if unsafe inet_pton(AF_INET6, string, &six) == 1 {
      notations.append(RestIndex.lowercased(Array(text)))
      add(version6: unsafe withUnsafeBytes(of: six) { unsafe Array($0) })
    } else {
      return nil
    }
  }

  /// The addresses in a value: one, or a list of them, each with or without a port.
  ///
  /// What `2001:db8::1:4711` means nobody can tell, so it is taken for both: an address of its own, and one
  /// with a port.
  ///
  /// - Complexity: O(*n*) in the bytes.
  static func all(in value: ArraySlice<UInt8>) -> [LoggedAddress] {
    value.split { ", \t\"';".utf8.contains($0) }.flatMap { part -> [LoggedAddress] in
      var texts = [part]
      if let colon = part.lastIndex(of: UInt8(ascii: ":")) {
        let port = part[colon...].dropFirst()
        if part[..<colon].contains(UInt8(ascii: ":")), (1...5).contains(port.count),
          port.allSatisfy(ASCII.isDigit)
        {
          texts.append(part[..<colon])
        }
      }
      return texts.compactMap { LoggedAddress($0) }
    }
  }

  private mutating func add(version4 bytes: [UInt8]) {
    let parts = bytes.map { String($0) }
    let number = bytes.reduce(0) { $0 << 8 | UInt32($1) }
    let padded = parts.map { String(repeating: "0", count: 3 - $0.utf8.count) + $0 }
    for text in [
      parts.joined(separator: "."), parts.joined(separator: "-"), String(number),
      padded.joined(separator: "."), parts.reversed().joined(separator: ".") + ".in-addr.arpa",
      bytes.map { "0x" + hex($0, 2) }.joined(separator: "."),
      bytes.map { "0" + String($0, radix: 8) }.joined(separator: "."),
    ] { notations.append(Array(text.utf8)) }
    words.append(Array(bytes.map { hex($0, 2) }.joined().utf8))
  }

  private mutating func add(version6 bytes: [UInt8]) {
    let groups = (0..<8).map { UInt16(bytes[2 * $0]) << 8 | UInt16(bytes[2 * $0 + 1]) }
    for text in [
      shortest(bytes), groups.map { hex($0, 4) }.joined(separator: ":"),
      groups.map { hex($0, 1) }.joined(separator: ":"), bytes.map { hex($0, 2) }.joined(),
      bytes.reversed().flatMap { [hex($0 & 15, 1), hex($0 >> 4, 1)] }.joined(separator: ".")
        + ".ip6.arpa",
    ] { notations.append(Array(text.utf8)) }
    notations.append(RestIndex.lowercased(bytes))
    if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xff, bytes[11] == 0xff {
      add(version4: Array(bytes[12...]))
    }
  }

  /// The form of RFC 5952.
  private func shortest(_ bytes: [UInt8]) -> String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    // SAFETY: 16 bytes come in, and the text has the room the system asks for.
    _ = unsafe inet_ntop(AF_INET6, bytes, &text, socklen_t(text.count))
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func hex(_ number: some BinaryInteger, _ width: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
