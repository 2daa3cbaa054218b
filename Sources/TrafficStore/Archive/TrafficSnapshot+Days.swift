import GRDB
public import Traffic

extension TrafficSelection {
  /// The days its hours belong to, whole: what the tables by day can tell apart.
  public var days: ClosedRange<Day> { hours.lowerBound.day...hours.upperBound.day }

  /// The selection with all hours of its days.
  public var wholeDays: TrafficSelection {
    TrafficSelection(hours: days.hours, site: site)
  }

  /// The condition on a table with columns `day` and `site`.
  var dayCondition: SQL {
    let (first, last) = (days.lowerBound.rawValue, days.upperBound.rawValue)
    let span: SQL = "day BETWEEN \(first) AND \(last)"
    guard let site else { return span }
    return "\(span) AND site = \(site.id)"
  }
}

/// What is counted by day: of a selection's first and last day, all hours are counted.
extension TrafficSnapshot {
  /// People's hits and page views of each day by browser and major version.
  ///
  /// - Returns: Versions in digits; `nil` where none is known.
  /// - Complexity: O(*n*) in the rows of the days selected.
  public func versions(_ selection: TrafficSelection) throws -> [DayCounts<GroupedName>] {
    let sums = try DaySums(
      db, "browser << 32 | major, hits, page_views", from: "version_day", days: selection
    ) { TrafficTotals($0, hits: 3, views: 4) }
    let browsers = try names("SELECT id, name FROM browser")
    var versions: [Int64: GroupedName] = [:]
    for key in Set(sums.counts.map(\.key)) {
      let major = key & 0xFFFF_FFFF
      versions[key] = browsers[key >> 32].map {
        GroupedName(group: $0, name: major == 0 ? nil : String(major))
      }
    }
    return sums.named(versions)
  }

  /// People's hits and page views of each day by country.
  ///
  /// - Complexity: O(*n*) in the rows of the days selected.
  public func countries(_ selection: TrafficSelection) throws -> [DayCounts<CountryCode>] {
    // Two letters, as a number.
    let sums = try DaySums(
      db, "unicode(country) << 8 | unicode(substr(country, 2)), hits, page_views",
      from: "country_day", days: selection
    ) { TrafficTotals($0, hits: 3, views: 4) }
    return sums.counts.map { count in
      let code = CountryCode(UInt8(count.key >> 8 & 255), UInt8(count.key & 255)) ?? .unknown
      return DayCounts(day: count.day, site: count.site, key: code, totals: count.totals)
    }
  }

  /// Page views of each day by kind of referrer, and in it by host.
  ///
  /// - Complexity: O(*n*) in the rows of the days selected.
  public func referrers(_ selection: TrafficSelection) throws -> [DayCounts<GroupedName>] {
    try DaySums(db, "referrer, page_views", from: "referrer_day", days: selection) {
      TrafficTotals($0, hits: 3, views: 3)
    }.named(try referrerNames())
  }

  /// Page views of each day by campaign.
  ///
  /// - Complexity: O(*n*) in the rows of the days selected.
  public func campaigns(_ selection: TrafficSelection) throws -> [DayCounts<Campaign>] {
    try DaySums(db, "campaign, page_views", from: "campaign_day", days: selection) {
      TrafficTotals($0, hits: 3, views: 3)
    }.named(try campaignNames())
  }
}
