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
  /// People's hits and page views by browser and major version, the most page views first.
  ///
  /// - Returns: Versions as numbers; `nil` where none is known.
  /// - Complexity: O(*n*) in the rows of the days selected.
  public func versions(
    _ selection: TrafficSelection
  ) throws -> [(browser: String, version: Int64?, hits: Int64, pageViews: Int64)] {
    let request = SQLRequest<Row>(
      literal: """
        SELECT browser.name, nullif(major, 0), sum(hits), sum(page_views)
        FROM version_day JOIN browser ON browser.id = version_day.browser
        WHERE \(selection.dayCondition)
        GROUP BY version_day.browser, major ORDER BY 4 DESC, 3 DESC, 1, major DESC
        """)
    return try request.fetchAll(db).map { ($0[0], $0[1], $0[2], $0[3]) }
  }

  /// People's hits and page views by country, the most page views first.
  ///
  /// - Complexity: O(*n*) in the rows of the days selected.
  public func countries(
    _ selection: TrafficSelection
  ) throws -> [(country: CountryCode, hits: Int64, pageViews: Int64)] {
    let request = SQLRequest<Row>(
      literal: """
        SELECT country, sum(hits), sum(page_views) FROM country_day
        WHERE \(selection.dayCondition) GROUP BY country ORDER BY 3 DESC, 2 DESC, 1
        """)
    return try request.fetchAll(db).map { (CountryCode($0[0] as String) ?? .unknown, $0[1], $0[2]) }
  }

  /// Page views by referrer, the most first.
  ///
  /// - Returns: The number of a group is a `ReferrerGroup`'s, or one that only a newer release knows.
  /// - Complexity: O(*n*) in the rows of the days selected.
  public func referrers(
    _ selection: TrafficSelection
  ) throws -> [(host: String, group: UInt8, kind: String, pageViews: Int64)] {
    let request = SQLRequest<Row>(
      literal: """
        SELECT host, grp, referrer_group.name, sum(page_views) FROM referrer_day
          JOIN referrer ON referrer.id = referrer_day.referrer
          JOIN referrer_group ON referrer_group.id = referrer.grp
        WHERE \(selection.dayCondition) GROUP BY referrer.id ORDER BY 4 DESC, 1
        """)
    return try request.fetchAll(db).map { ($0[0], $0[1], $0[2], $0[3]) }
  }

  /// Page views by campaign, the most first.
  ///
  /// - Complexity: O(*n*) in the rows of the days selected.
  public func campaigns(
    _ selection: TrafficSelection
  ) throws -> [(campaign: Campaign, pageViews: Int64)] {
    let request = SQLRequest<Row>(
      literal: """
        SELECT source, medium, name, sum(page_views) FROM campaign_day
          JOIN campaign ON campaign.id = campaign_day.campaign
        WHERE \(selection.dayCondition) GROUP BY campaign.id ORDER BY 4 DESC, 1, 2, 3
        """)
    return try request.fetchAll(db).map {
      (Campaign(source: $0[0], medium: $0[1], name: $0[2]), $0[3])
    }
  }
}
