public import Traffic

/// Names of referrers and campaigns that too few page views of a batch have, and how many those are.
public struct RareNames {
  public internal(set) var referrers: [ReferrerHost: Int64] = [:]
  public internal(set) var campaigns: [Campaign: Int64] = [:]

  public init() {}

  public var isEmpty: Bool { referrers.isEmpty && campaigns.isEmpty }

  /// The same without names that may be kept for another reason.
  public func without(_ referrers: Set<ReferrerHost>, _ campaigns: Set<Campaign>) -> RareNames {
    var left = self
    left.referrers = left.referrers.filter { !referrers.contains($0.key) }
    left.campaigns = left.campaigns.filter { !campaigns.contains($0.key) }
    return left
  }
}
