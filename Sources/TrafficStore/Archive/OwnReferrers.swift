import GRDB
public import Traffic

/// A host from which so many page views of a site come that it is likely the site itself.
public struct LikelyOwnHost: Hashable, Sendable {
  public var site: SiteName
  public var host: ReferrerHost
  /// Its page views, and those of all that name where they come from.
  public var pageViews: Int64
  public var ofAll: Int64

  /// The fewest page views that say anything.
  static let minPageViews: Int64 = 10

  public init(site: SiteName, host: ReferrerHost, pageViews: Int64, ofAll: Int64) {
    (self.site, self.host, self.pageViews, self.ofAll) = (site, host, pageViews, ofAll)
  }
}

extension TrafficDatabase {
  /// The hosts that more than a third of a site's page views with a referrer come from, and that no table
  /// names: where a log has no hosts and nobody says which site it is of, links within the site come from it.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(*n*) in the rows of referrers of these days.
  public func likelyOwnHosts(_ days: ClosedRange<Day>) throws(StoreError) -> [LikelyOwnHost] {
    try storing(at: path) {
      try queue.read { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT site.name, referrer.host, sum(page_views) FROM referrer_day
              JOIN site ON site.id = site JOIN referrer ON referrer.id = referrer
            WHERE day BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2
            """, arguments: [days.lowerBound.rawValue, days.upperBound.rawValue])
        var (totals, first): ([String: Int64], [String: LikelyOwnHost]) = ([:], [:])
        for row in rows {
          let (site, views) = (try row.decode(String.self, atIndex: 0), row[2] as Int64)
          let host = ReferrerHost(redacted: try row.decode(atIndex: 1))
          guard ![.direct, .spam].contains(host.group) else { continue }
          totals[site, default: 0] += views
          guard host.group == .site, host.rareGroup == nil, first[site] == nil else { continue }
          first[site] = LikelyOwnHost(
            site: SiteName(trusted: site), host: host, pageViews: views, ofAll: 0)
        }
        return first.keys.sorted().compactMap { site in
          guard var likely = first[site], let total = totals[site],
            likely.pageViews >= LikelyOwnHost.minPageViews, likely.pageViews * 3 > total
          else { return nil }
          likely.ofAll = total
          return likely
        }
      }
    }
  }
}
