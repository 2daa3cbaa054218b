public import Traffic

/// Names of referrers and campaigns that could be somebody's, and how many page views have them.
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

  /// Those that too few page views have, with those that waited.
  ///
  /// - Parameters:
  ///   - waited: How many page views earlier batches had of a referrer.
  ///   - campaigns: The same of a campaign.
  public func rare(
    _ waited: (ReferrerHost) -> Int64 = { _ in 0 }, campaigns: (Campaign) -> Int64 = { _ in 0 }
  ) -> RareNames {
    var rare = self
    rare.referrers = referrers.filter { $0.value + waited($0.key) < Rollup.minPageViews }
    rare.campaigns = self.campaigns.filter {
      $0.value + campaigns($0.key) < Rollup.minPageViews
    }
    return rare
  }

  /// These names and others, which are not to be kept however often they came.
  public func and(_ referrers: [ReferrerHost], _ campaigns: [Campaign]) -> RareNames {
    var all = self
    for host in referrers { all.referrers[host] = all.referrers[host] ?? 0 }
    for campaign in campaigns { all.campaigns[campaign] = all.campaigns[campaign] ?? 0 }
    return all
  }
}
