/// What a scrubbed log keeps of what is personal in it: never more than these say.
public struct ScrubSettings: Sendable {
  /// Page rules, own hosts and campaign parameters, as `collect` takes them.
  public var log: LogSettings
  public var addresses: Addresses
  /// Whether minutes and seconds stay; an hour is all that is kept otherwise.
  public var keepsTime: Bool

  /// What becomes of addresses.
  public enum Addresses: Hashable, Sendable {
    /// The upper bits stay, of IPv4 (up to ``maxVersion4Bits``) and of IPv6 (up to
    /// ``maxVersion6Bits``); all others become zeros.
    case truncated(version4Bits: Int, version6Bits: Int)
    /// Each becomes `-`, and none is read.
    case dropped
  }

  /// The most bits of an IPv4 address that can be kept: no more than `collect` looks at.
  public static let maxVersion4Bits = 24
  /// The most bits of an IPv6 address that can be kept.
  public static let maxVersion6Bits = 48

  public init(
    log: LogSettings = LogSettings(),
    addresses: Addresses = .truncated(version4Bits: 16, version6Bits: 32), keepsTime: Bool = false
  ) {
    self.log = log
    self.addresses = addresses
    self.keepsTime = keepsTime
  }
}
