internal import CSodium

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A network in CIDR notation (RFC 4632, RFC 4291, section 2.3), or one address.
struct AddressRange: Hashable, Sendable {
  /// A whole address, an IPv4 address inside an IPv6 one as itself.
  struct Address: Hashable, Sendable {
    fileprivate let bits: UInt128
    /// How many bits it has.
    fileprivate let width: Int
  }

  private let address: Address
  private let length: Int

  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    var name = String(parts.first ?? "")
    // SAFETY: the bytes are those of a string that lives for the call.
    guard parts.count <= 2, let address = name.withUTF8({ unsafe AddressRange.address($0) })
    else { return nil }
    self.address = address
    guard parts.count == 2 else {
      length = address.width
      return
    }
    guard let length = Int(parts[1]), (0...address.width).contains(length) else { return nil }
    self.length = length
  }

  /// The address that a text is. The copy that is made of the text is wiped.
  static func address(_ text: UnsafeBufferPointer<UInt8>) -> Address? {
    let longest = 45
    // SAFETY: the copy has room for the text and the zero that ends it, and each address the room that its family
    // takes; the copy is wiped before it goes.
    guard text.count <= longest, unsafe !text.contains(0) else { return nil }
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: longest + 1) { copy in
      guard let start = copy.baseAddress else { return nil }
      unsafe copy.initialize(repeating: 0)
      defer { unsafe sodium_memzero(start, copy.count) }
      for index in text.indices { unsafe copy[index] = CChar(bitPattern: text[index]) }
      var four: UInt32 = 0
      // SAFETY: as above.
      if unsafe inet_pton(AF_INET, start, &four) == 1 {
        return Address(bits: UInt128(UInt32(bigEndian: four)), width: 32)
      }
      var six: UInt128 = 0
      guard unsafe inet_pton(AF_INET6, start, &six) == 1 else { return nil }
      six = UInt128(bigEndian: six)
      // RFC 4291, section 2.5.5.2.
      if six >> 32 == 0xffff { return Address(bits: six & 0xffff_ffff, width: 32) }
      return Address(bits: six, width: 128)
    }
  }

  func contains(_ other: Address) -> Bool {
    address.width == other.width
      && (address.bits ^ other.bits) >> UInt128(address.width - length) == 0
  }
}
