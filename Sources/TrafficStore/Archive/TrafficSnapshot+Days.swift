import GRDB
public import Traffic

extension TrafficSelection {
  /// The days its hours belong to, whole: what the tables by day can tell apart.
  public var days: ClosedRange<Day> { hours.lowerBound.day...hours.upperBound.day }

  /// The selection with all hours of its days.
  public var wholeDays: TrafficSelection {
    let last = days.upperBound.firstHour.rawValue + 23
    return TrafficSelection(
      hours: days.lowerBound.firstHour...Hour(rawValue: last), site: site)
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
    try days(
      """
      SELECT day, site, hits, page_views, 0, browser.name, nullif(major, 0)
      FROM version_day JOIN browser ON browser.id = version_day.browser
      WHERE \(selection.dayCondition)
      """
    ) { GroupedName(group: $0[5], name: ($0[6] as Int64?).map { String($0) }) }
  }

  /// People's hits and page views of each day by country.
  ///
  /// - Complexity: O(*n*) in the rows of the days selected.
  public func countries(_ selection: TrafficSelection) throws -> [DayCounts<CountryCode>] {
    try days(
      """
      SELECT day, site, hits, page_views, 0, country FROM country_day
      WHERE \(selection.dayCondition)
      """
    ) { CountryCode($0[5] as String) ?? .unknown }
  }

  /// Page views of each day by kind of referrer, and in it by host.
  ///
  /// - Complexity: O(*n*) in the rows of the days selected.
  public func referrers(_ selection: TrafficSelection) throws -> [DayCounts<GroupedName>] {
    try days(
      """
      SELECT day, site, page_views, page_views, 0, referrer_group.name, host FROM referrer_day
        JOIN referrer ON referrer.id = referrer_day.referrer
        JOIN referrer_group ON referrer_group.id = referrer.grp
      WHERE \(selection.dayCondition)
      """
    ) { GroupedName(group: $0[5], name: $0[6]) }
  }

  /// Page views of each day by campaign.
  ///
  /// - Complexity: O(*n*) in the rows of the days selected.
  public func campaigns(_ selection: TrafficSelection) throws -> [DayCounts<Campaign>] {
    try days(
      """
      SELECT day, site, page_views, page_views, 0, source, medium, name FROM campaign_day
        JOIN campaign ON campaign.id = campaign_day.campaign
      WHERE \(selection.dayCondition)
      """
    ) { Campaign(source: $0[5], medium: $0[6], name: $0[7]) }
  }
}
