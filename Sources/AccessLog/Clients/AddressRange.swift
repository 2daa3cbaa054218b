#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A network in CIDR notation (RFC 4632, RFC 4291, section 2.3), or one address.
struct AddressRange: Hashable, Sendable {
  private let bits: [UInt8]
  private let length: Int

  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let bits = AddressRange.bits(of: String(parts[0])) else { return nil }
    let most = bits.count * 8
    guard parts.count == 2 else {
      self.bits = bits
      length = most
      return
    }
    guard let length = Int(parts[1]), (0...most).contains(length) else { return nil }
    self.bits = bits
    self.length = length
  }

  /// An address as 4 or 16 bytes, an IPv4 address inside an IPv6 one as itself.
  static func bits(of text: String) -> [UInt8]? {
    var four = in_addr()
    var six = in6_addr()
    // SAFETY: the string ends in a zero, and each address has the room its family takes.
    if unsafe inet_pton(AF_INET, text, &four) == 1 {
      return unsafe withUnsafeBytes(of: four) { unsafe Array($0) }
    }
    guard unsafe inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    let bytes = unsafe withUnsafeBytes(of: six) { unsafe Array($0) }
    let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
    return isMapped ? Array(bytes[12...]) : bytes
  }

  func contains(_ address: [UInt8]) -> Bool {
    guard address.count == bits.count else { return false }
    let whole = length / 8
    guard address[..<whole].elementsEqual(bits[..<whole]) else { return false }
    let rest = length % 8
    return rest == 0 || (address[whole] ^ bits[whole]) >> UInt8(8 - rest) == 0
  }
}
