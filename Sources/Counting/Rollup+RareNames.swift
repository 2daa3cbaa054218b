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
    // A host that links to what is not there is named by that, too.
    let asked = zip(
      views(referrers.count, referrerDays, \.referrer, \.pageViews),
      views(referrers.count, notFoundDays, \.referrer, \.hits))
    for (host, views) in zip(referrers, asked.map { $0 + $1 })
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
  /// Must be done before a batch is committed, so that no such name gets as far as the store. Of pairs of a
  /// page and a referrer, a day has ``mostPairs`` with most requests; of the others, the referrer is not told.
  ///
  /// - Complexity: O(*n* log *n*) in the rows.
  public mutating func fold(_ rare: RareNames) {
    // The last one is for pairs that are too many.
    let hosts = referrers.map { rare.referrers[$0] == nil ? $0 : .rare } + [.surplus]
    let surplus = Int32(hosts.count - 1)
    limit(&landingDays, \.referrer, to: surplus) { ($0.day, $0.pageViews) }
    limit(&notFoundDays, \.referrer, to: surplus) { ($0.day, $0.hits) }
    var names = UsedNames(hosts)
    names.note(referrerDays, \.referrer)
    names.note(landingDays, \.referrer)
    names.note(notFoundDays, \.referrer)
    names.rename(&referrerDays, \.referrer, \.pageViews) { ($0.day.rawValue, $0.site, $0.referrer) }
    names.rename(&landingDays, \.referrer, \.pageViews) { ($0.day.rawValue, $0.page, $0.referrer) }
    names.rename(&notFoundDays, \.referrer, \.hits) { ($0.day.rawValue, $0.page, $0.referrer) }
    referrers = names.sorted
    var labels = UsedNames(campaigns.map { rare.campaigns[$0] == nil ? $0 : .rare })
    labels.note(campaignDays, \.campaign)
    labels.rename(&campaignDays, \.campaign, \.pageViews) {
      ($0.day.rawValue, $0.site, $0.campaign)
    }
    campaigns = labels.sorted
  }

  /// The most pairs of a page and a referrer of one day in a batch, for each table of them.
  public static let mostPairs = 10_000

  /// Gives the rows of a day that are too many another number: those with the fewest requests.
  private func limit<Row>(
    _ rows: inout [Row], _ number: WritableKeyPath<Row, Int32>, to surplus: Int32,
    _ facts: (Row) -> (day: Day, count: Int64)
  ) {
    guard rows.count > Rollup.mostPairs else { return }
    for places in Dictionary(grouping: rows.indices, by: { facts(rows[$0]).day }).values
    where places.count > Rollup.mostPairs {
      // Of equal ones, those that come first in the order of pages, whose tags are as good as random.
      let order = places.sorted {
        (facts(rows[$1]).count, $0) < (facts(rows[$0]).count, $1)
      }
      for place in order[Rollup.mostPairs...] { rows[place][keyPath: number] = surplus }
    }
  }

  /// The page views of each of so many names.
  private func views<Row>(
    _ count: Int, _ rows: [Row], _ number: (Row) -> Int32, _ pageViews: (Row) -> Int64
  ) -> [Int64] {
    var views = [Int64](repeating: 0, count: count)
    for row in rows { views[Int(number(row))] += pageViews(row) }
    return views
  }
}

/// Names of which some are equal now or in no row any more, and the numbers that those left get.
private struct UsedNames<Name: Hashable & Comparable> {
  private let names: [Name]
  private var used: Set<Name> = []
  private var index: [Name: Int32] = [:]

  init(_ names: [Name]) { self.names = names }

  var sorted: [Name] { used.sorted() }

  /// Notes the names that rows have.
  mutating func note<Row>(_ rows: [Row], _ number: KeyPath<Row, Int32>) {
    for row in rows { used.insert(names[Int(row[keyPath: number])]) }
    index.removeAll()
  }

  /// Gives rows their new numbers, sorts them, and joins those that are equal.
  mutating func rename<Row>(
    _ rows: inout [Row], _ number: WritableKeyPath<Row, Int32>,
    _ count: WritableKeyPath<Row, Int64>, by order: (Row) -> (Int32, Int32, Int32)
  ) {
    if index.isEmpty {
      for (place, name) in sorted.enumerated() { index[name] = Int32(place) }
    }
    for place in rows.indices {
      rows[place][keyPath: number] = index[names[Int(rows[place][keyPath: number])]] ?? 0
    }
    rows.sort { order($0) < order($1) }
    var joined: [Row] = []
    for row in rows {
      if let last = joined.last, order(last) == order(row) {
        joined[joined.count - 1][keyPath: count] += row[keyPath: count]
      } else {
        joined.append(row)
      }
    }
    rows = joined
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
