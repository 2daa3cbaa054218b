public import Traffic

extension Rollup {
  /// Page views that a referrer or a campaign needs for its name to be kept.
  public static let leastPageViews: Int64 = 5

  /// The names of referrers and campaigns that this batch alone has too few page views for.
  ///
  /// A host or a campaign that only one visitor comes from can name that visitor. Hosts that the
  /// tables of search engines, networks and the like name themselves are not among these.
  ///
  /// - Complexity: O(*n*) in the rows.
  public var rareNames: RareNames {
    var rare = RareNames()
    for (host, views) in zip(
      referrers, views(referrers.count, referrerDays, \.referrer, \.pageViews))
    where views > 0 && views < Rollup.leastPageViews && host.canNameSomebody {
      rare.referrers[host] = views
    }
    for (campaign, views) in zip(
      campaigns, views(campaigns.count, campaignDays, \.campaign, \.pageViews))
    where views > 0 && views < Rollup.leastPageViews {
      rare.campaigns[campaign] = views
    }
    return rare
  }

  /// Takes back names of referrers and campaigns; totals stay as they are.
  ///
  /// Must be done before a batch is committed, so that no such name gets as far as the store.
  ///
  /// - Complexity: O(*n* log *n*) in the rows.
  public mutating func fold(_ rare: RareNames) {
    (referrers, referrerDays) = Rollup.renamed(
      referrers.map { rare.referrers[$0] == nil ? $0 : .rare }, referrerDays,
      by: { ($0.day.rawValue, $0.site, $0.referrer) }, number: \.referrer, pageViews: \.pageViews)
    (campaigns, campaignDays) = Rollup.renamed(
      campaigns.map { rare.campaigns[$0] == nil ? $0 : .rare }, campaignDays,
      by: { ($0.day.rawValue, $0.site, $0.campaign) }, number: \.campaign, pageViews: \.pageViews)
  }

  /// The page views of each of so many names.
  private func views<Row>(
    _ count: Int, _ rows: [Row], _ number: (Row) -> Int32, _ pageViews: (Row) -> Int64
  ) -> [Int64] {
    var views = [Int64](repeating: 0, count: count)
    for row in rows { views[Int(number(row))] += pageViews(row) }
    return views
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
