public import Traffic

extension Rollup {
  /// Page views of a batch that a referrer or a campaign needs for its name to be kept.
  public static let leastPageViews: Int64 = 5

  /// Takes back the names of referrers and campaigns that too few page views of this batch have.
  ///
  /// A host or a campaign that only one visitor comes from can name that visitor, so it never gets
  /// as far as the store. Hosts that the tables of search engines, networks and the like name
  /// themselves are kept from the first page view on. Totals stay as they are.
  ///
  /// - Complexity: O(*n* log *n*) in the rows.
  mutating func foldRareNames() {
    var referrerViews = [Int64](repeating: 0, count: referrers.count)
    for row in referrerDays { referrerViews[Int(row.referrer)] += row.pageViews }
    let keptReferrers = zip(referrers, referrerViews).map { host, views in
      views >= Rollup.leastPageViews || !host.canNameSomebody ? host : .rare
    }
    (referrers, referrerDays) = Rollup.renamed(
      keptReferrers, referrerDays, by: { ($0.day.rawValue, $0.site, $0.referrer) },
      number: \.referrer, pageViews: \.pageViews)

    var campaignViews = [Int64](repeating: 0, count: campaigns.count)
    for row in campaignDays { campaignViews[Int(row.campaign)] += row.pageViews }
    let keptCampaigns = zip(campaigns, campaignViews).map { campaign, views in
      views >= Rollup.leastPageViews ? campaign : .rare
    }
    (campaigns, campaignDays) = Rollup.renamed(
      keptCampaigns, campaignDays, by: { ($0.day.rawValue, $0.site, $0.campaign) },
      number: \.campaign, pageViews: \.pageViews)
  }

  /// The names that are left, sorted, and the rows under their new numbers, joined where equal.
  private static func renamed<Name: Hashable & Comparable, Row>(
    _ names: [Name], _ rows: [Row], by order: (Row) -> (Int32, Int32, Int32),
    number: WritableKeyPath<Row, Int32>, pageViews: WritableKeyPath<Row, Int64>
  ) -> ([Name], [Row]) {
    let used = Set(rows.map { names[Int($0[keyPath: number])] }).sorted()
    var index: [Name: Int32] = [:]
    for (place, name) in used.enumerated() { index[name] = Int32(place) }
    var renamed = rows
    for place in renamed.indices {
      renamed[place][keyPath: number] = index[names[Int(renamed[place][keyPath: number])]] ?? 0
    }
    renamed.sort { order($0) < order($1) }
    var joined: [Row] = []
    for row in renamed {
      if let last = joined.last, order(last) == order(row) {
        joined[joined.count - 1][keyPath: pageViews] += row[keyPath: pageViews]
      } else {
        joined.append(row)
      }
    }
    return (used, joined)
  }
}

extension ReferrerHost {
  /// Whether this is a host that anybody may have made up or own.
  fileprivate var canNameSomebody: Bool {
    switch self {
    case .direct, .internal, .address, .local, .app, .invalid, .rare, .surplus: false
    default: !isPublic
    }
  }
}
