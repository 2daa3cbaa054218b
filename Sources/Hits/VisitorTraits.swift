/// What a person has one of at a time, as far as a log tells: the network, and the kind of client.
///
/// Somebody with two networks, or with two browsers, is two visitors; a person has to differ from
/// others in both. Two numbers of few bits that mean nothing without the day's key; that two of them
/// are the same by chance makes people fewer, never more.
public struct VisitorTraits: BitwiseCopyable, Hashable, Sendable {
  /// The network, its lowest bit set for one of IPv6; 0 where it is not known.
  public var network: UInt16 = 0
  /// Device, browser and system, but not the browser's version; 0 where they are not known.
  public var client: UInt16 = 0

  @inlinable public init() {}

  /// - Parameters:
  ///   - network: A keyed hash of the network.
  ///   - isVersion6: Whether it is one of IPv6.
  ///   - client: A number of the kind of client, not 0.
  @inlinable
  public init(network: UInt64, isVersion6: Bool, client: UInt16) {
    let bits = max(2, UInt16(truncatingIfNeeded: network >> 48) & ~1)
    self.network = bits | (isVersion6 ? 1 : 0)
    self.client = client
  }
}
