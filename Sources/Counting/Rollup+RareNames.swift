public import Traffic

extension Rollup {
  /// Page views that a referrer or a campaign needs for its name to be kept.
  public static let minPageViews: Int64 = 5

  /// The names of referrers and campaigns that could be somebody's, with their page views in this batch.
  ///
  /// A host or a campaign that only one visitor comes from can name that visitor. Hosts that the
  /// tables of search engines, networks and the like name themselves are not among these.
  ///
  /// - Complexity: O(*n*) in the rows.
  public var personalNames: RareNames {
    var names = RareNames()
    // A host that links to what is not there is named by that, too.
    let asked = zip(
      views(referrers.count, referrerDays, \.referrer, \.pageViews),
      views(referrers.count, notFoundDays, \.referrer, \.hits))
    for (host, views) in zip(referrers, asked.map { $0 + $1 })
    where views > 0 && host.canNameSomebody {
      names.referrers[host] = views
    }
    for (campaign, views) in zip(
      campaigns, views(campaigns.count, campaignDays, \.campaign, \.pageViews))
    where views > 0 && campaign != .rare && campaign != .overflow {
      names.campaigns[campaign] = views
    }
    return names
  }

  /// Takes back names of referrers and campaigns; totals stay as they are.
  ///
  /// Must be done before a batch is committed, so that no such name gets as far as the store. Of pairs of a
  /// page and a referrer, a day has ``maxPairs`` with most requests; of the others, the referrer is not told.
  ///
  /// - Parameters:
  ///   - rare: The names. The group of a referrer stays: that is a member of a closed set.
  ///   - referrerTag: The tag under which a name's counts wait; `nil` where they are not to.
  ///   - campaignTag: The same of a campaign.
  /// - Complexity: O(*n* log *n*) in the rows.
  public mutating func fold(
    _ rare: RareNames, referrerTag: (ReferrerHost) -> PageTag? = { _ in nil },
    campaignTag: (Campaign) -> PageTag? = { _ in nil }
  ) {
    // The last one is for pairs that are too many.
    let hosts = referrers.map { rare.referrers[$0] == nil ? $0 : .rare($0.group) } + [.overflow]
    let overflow = Int32(hosts.count - 1)
    Rollup.limit(&landingDays, count: { ($0.day, $0.pageViews) }) { $0.referrer = overflow }
    Rollup.limit(&notFoundDays, count: { ($0.day, $0.hits) }) { $0.referrer = overflow }
    noteWaiting(
      referrers.map { rare.referrers[$0] == nil ? nil : referrerTag($0) } + [nil],
      campaigns.map { rare.campaigns[$0] == nil ? nil : campaignTag($0) })
    var isUsed = [Bool](repeating: false, count: hosts.count)
    for row in referrerDays { isUsed[Int(row.referrer)] = true }
    for row in landingDays { isUsed[Int(row.referrer)] = true }
    for row in notFoundDays { isUsed[Int(row.referrer)] = true }
    let (names, numbers) = Rollup.usedNames(hosts, isUsed)
    Rollup.rename(
      &referrerDays, by: { ($0.day.rawValue, $0.site, $0.referrer) },
      to: { $0.referrer = numbers[Int($0.referrer)] }, adding: { $0.pageViews += $1.pageViews })
    Rollup.rename(
      &landingDays, by: { ($0.day.rawValue, $0.page, $0.referrer) },
      to: { $0.referrer = numbers[Int($0.referrer)] }, adding: { $0.pageViews += $1.pageViews })
    Rollup.rename(
      &notFoundDays, by: { ($0.day.rawValue, $0.page, $0.referrer) },
      to: { $0.referrer = numbers[Int($0.referrer)] }, adding: { $0.hits += $1.hits })
    referrers = names
    foldCampaigns(rare)
  }

  /// Notes the counts of names that wait.
  ///
  /// - Parameters:
  ///   - referrers: The tags of those among the referrers, `nil` for the others.
  ///   - campaigns: The same of campaigns.
  private mutating func noteWaiting(_ referrers: [PageTag?], _ campaigns: [PageTag?]) {
    func note<Row>(
      _ rows: [Row], as kind: WaitingCount.Rows, _ tag: (Row) -> PageTag?,
      _ facts: (Row) -> (day: Day, place: Int32, count: Int64)
    ) -> [WaitingCount] {
      rows.compactMap { row in
        guard let tag = tag(row) else { return nil }
        let (day, place, count) = facts(row)
        return WaitingCount(tag: tag, rows: kind, day: day, place: place, count: count)
      }
    }
    waiting =
      note(referrerDays, as: .referrerDays, { referrers[Int($0.referrer)] }) {
        ($0.day, $0.site, $0.pageViews)
      }
      + note(campaignDays, as: .campaignDays, { campaigns[Int($0.campaign)] }) {
        ($0.day, $0.site, $0.pageViews)
      }
      + note(landingDays, as: .landingDays, { referrers[Int($0.referrer)] }) {
        ($0.day, $0.page, $0.pageViews)
      }
      + note(notFoundDays, as: .notFoundDays, { referrers[Int($0.referrer)] }) {
        ($0.day, $0.page, $0.hits)
      }
  }

  private mutating func foldCampaigns(_ rare: RareNames) {
    let labels = campaigns.map { rare.campaigns[$0] == nil ? $0 : .rare }
    var isUsed = [Bool](repeating: false, count: labels.count)
    for row in campaignDays { isUsed[Int(row.campaign)] = true }
    let (names, numbers) = Rollup.usedNames(labels, isUsed)
    Rollup.rename(
      &campaignDays, by: { ($0.day.rawValue, $0.site, $0.campaign) },
      to: { $0.campaign = numbers[Int($0.campaign)] }, adding: { $0.pageViews += $1.pageViews })
    campaigns = names
  }

  /// The most pairs of a page and a referrer of one day in a batch, for each table of them.
  public static let maxPairs = 10_000

  /// Takes the referrer from the rows of a day that are too many: those with the fewest requests.
  ///
  /// - Parameter rows: In the order of days.
  private static func limit<Row>(
    _ rows: inout [Row], count facts: (Row) -> (day: Day, count: Int64),
    forget: (inout Row) -> Void
  ) {
    guard rows.count > maxPairs else { return }
    var start = 0
    while start < rows.count {
      let day = facts(rows[start]).day
      let end = rows[start...].firstIndex { facts($0).day != day } ?? rows.count
      if end - start > maxPairs {
        // Of equal ones, those that come first in the order of pages, whose tags are as good as random.
        var order = (start..<end).map { place in
          UInt64(UInt32.max - UInt32(clamping: facts(rows[place]).count)) << 32 | UInt64(place)
        }
        order.sort()
        for place in order[maxPairs...] { forget(&rows[Int(place & 0xffff_ffff)]) }
      }
      start = end
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

  /// Names of which some are equal now or in no row any more: those left, in order, and the place among them
  /// of each that is used.
  private static func usedNames<Name: Hashable & Comparable>(
    _ names: [Name], _ isUsed: [Bool]
  ) -> (names: [Name], numbers: [Int32]) {
    let left = Set(names.indices.lazy.filter { isUsed[$0] }.map { names[$0] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: left.indices.map { (left[$0], Int32($0)) })
    return (left, names.map { places[$0] ?? 0 })
  }

  /// Gives rows their new names, sorts them where that is needed, and joins those that are equal.
  private static func rename<Row>(
    _ rows: inout [Row], by order: (Row) -> (Int32, Int32, Int32), to rename: (inout Row) -> Void,
    adding add: (inout Row, Row) -> Void
  ) {
    for place in rows.indices { rename(&rows[place]) }
    let isSorted = rows.indices.dropFirst().allSatisfy { order(rows[$0 - 1]) < order(rows[$0]) }
    guard !isSorted else { return }
    rows.sort { order($0) < order($1) }
    var last = 0
    for place in rows.indices.dropFirst() {
      if order(rows[last]) == order(rows[place]) {
        add(&rows[last], rows[place])
      } else {
        last += 1
        rows[last] = rows[place]
      }
    }
    rows.removeSubrange((last + 1)...)
  }
}

extension ReferrerHost {
  /// Whether this is a host that anybody may have made up or own.
  var canNameSomebody: Bool {
    switch self {
    case .direct, .internal, .address, .local, .app, .invalid, .spam, .overflow: false
    default: rareGroup == nil && !isPublic
    }
  }
}
