/// The network a client's address lies in, cut so far that it stands for many: /24 of IPv4, /48 of
/// IPv6.
///
/// It is what remains of an address field. The whole address exists in local variables of the
/// parser only, and an IPv4 address inside an IPv6 one is taken out before anything is cut off.
struct ClientNetwork: BitwiseCopyable, Hashable {
  /// The network's bits from the uppermost down, 24 or 48 of them, above ``family``; never 0.
  ///
  /// The lower 16 bits other than the family's are free, for tables to put something there.
  let packed: UInt64

  /// The kind of address, as the lowest two bits of ``packed``.
  enum Family: UInt64 {
    case version4 = 1
    case version6 = 3
  }

  /// Cuts an IPv4 address to /24.
  @inline(__always)
  init(version4 address: UInt32) {
    self.init(packed: UInt64(address >> 8) << 40 | Family.version4.rawValue)
  }

  /// Cuts an IPv6 address to /48, or the IPv4 address inside it to /24.
  @inline(__always)
  init(version6 address: (upper: UInt64, lower: UInt64)) {
    if let inner = ClientNetwork.inner(of: address) {
      self.init(version4: inner)
    } else {
      self.init(packed: address.upper & ~0xffff | Family.version6.rawValue)
    }
  }

  private init(packed: UInt64) { self.packed = packed }

  var family: Family { packed & 2 == 0 ? .version4 : .version6 }

  /// The first address of an IPv4 network.
  var version4: UInt32 { UInt32(truncatingIfNeeded: packed >> 40) << 8 }

  /// The upper half of the first address of an IPv6 network; the lower half is 0.
  var upper: UInt64 { packed & ~0xffff }

  /// The IPv4 address that an IPv6 address was made from: mapped (RFC 4291, section 2.5.5.2),
  /// translated with the well-known prefix (NAT64: RFC 6052, section 2.1), 6to4 (RFC 3056,
  /// section 2) and Teredo's client (RFC 4380, section 4).
  @inline(__always)
  private static func inner(of address: (upper: UInt64, lower: UInt64)) -> UInt32? {
    let (upper, lower) = address
    if upper == 0 {
      return lower >> 32 == 0xffff ? UInt32(truncatingIfNeeded: lower) : nil
    }
    if upper == 0x0064_ff9b_0000_0000 {
      return lower >> 32 == 0 ? UInt32(truncatingIfNeeded: lower) : nil
    }
    if upper >> 48 == 0x2002 { return UInt32(truncatingIfNeeded: upper >> 16) }
    // Teredo writes the address with every bit turned over.
    if upper >> 32 == 0x2001_0000 { return ~UInt32(truncatingIfNeeded: lower) }
    return nil
  }
}
