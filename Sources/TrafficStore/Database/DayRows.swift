import GRDB
import Traffic

/// The rows that are counted by day: versions, countries, referrers and campaigns.
enum DayRows {
  static func add(_ rollup: Rollup, sites: [Int64], to db: Database, path: String) throws {
    try check(rollup, path: path)
    try addVersions(rollup.versionDays, sites: sites, to: db)
    try addCountries(rollup.countryDays, sites: sites, to: db)
    let referrers = try ReferrerRows.identify(rollup.referrers, in: db)
    try addViews(
      rollup.referrerDays.map { ($0.day, sites[Int($0.site)], $0.referrer, $0.pageViews) },
      of: "referrer", ids: referrers, to: db)
    let campaigns = try CampaignRows.identify(rollup.campaigns, in: db)
    try addViews(
      rollup.campaignDays.map { ($0.day, sites[Int($0.site)], $0.campaign, $0.pageViews) },
      of: "campaign", ids: campaigns, to: db)
  }

  /// Refuses a day that has hours no key has room for, as ``MarginalRows`` refuses such hours.
  static func check(_ day: Day, path: String) throws {
    guard (0..<PageKey.hours.upperBound / 24).contains(day.rawValue) else {
      throw StoreError(
        .hourOutOfRange(Int32(clamping: Int64(day.rawValue) * 24)), path: path)
    }
  }

  private static func check(_ rollup: Rollup, path: String) throws {
    for row in rollup.versionDays { try check(row.day, path: path) }
    for row in rollup.countryDays { try check(row.day, path: path) }
    for row in rollup.referrerDays { try check(row.day, path: path) }
    for row in rollup.campaignDays { try check(row.day, path: path) }
  }

  private static func addVersions(
    _ rows: [Rollup.VersionDay], sites: [Int64], to db: Database
  ) throws {
    try WideInsert.insert(
      rows.count, into: "version_day(day, site, browser, major, hits, page_views)",
      columns: 6,
      conflict: """
        ON CONFLICT(day, site, browser, major) DO UPDATE SET
          hits = hits + excluded.hits, page_views = page_views + excluded.page_views
        """, in: db
    ) { index, target in
      let row = rows[index]
      target.bind(Int64(row.day.rawValue), at: 1)
      target.bind(sites[Int(row.site)], at: 2)
      target.bind(Int64(row.browser.rawValue), at: 3)
      target.bind(Int64(row.major), at: 4)
      target.bind(row.hits, at: 5)
      target.bind(row.pageViews, at: 6)
    }
  }

  private static func addCountries(
    _ rows: [Rollup.CountryDay], sites: [Int64], to db: Database
  ) throws {
    try WideInsert.insert(
      rows.count, into: "country_day(day, site, country, hits, page_views)", columns: 5,
      conflict: """
        ON CONFLICT(day, site, country) DO UPDATE SET
          hits = hits + excluded.hits, page_views = page_views + excluded.page_views
        """, in: db
    ) { index, target in
      let row = rows[index]
      target.bind(Int64(row.day.rawValue), at: 1)
      target.bind(sites[Int(row.site)], at: 2)
      target.bind(row.country.description, at: 3)
      target.bind(row.hits, at: 4)
      target.bind(row.pageViews, at: 5)
    }
  }

  /// Adds page views by day, site and the number of a name, to the table called after the names.
  private static func addViews(
    _ rows: [(day: Day, site: Int64, name: Int32, pageViews: Int64)], of names: String,
    ids: [Int64], to db: Database
  ) throws {
    try WideInsert.insert(
      rows.count, into: "\(names)_day(day, site, \(names), page_views)",
      columns: 4,
      conflict: """
        ON CONFLICT(day, site, \(names)) DO UPDATE SET page_views = page_views + excluded.page_views
        """, in: db
    ) { index, target in
      let row = rows[index]
      target.bind(Int64(row.day.rawValue), at: 1)
      target.bind(row.site, at: 2)
      target.bind(ids[Int(row.name)], at: 3)
      target.bind(row.pageViews, at: 4)
    }
  }
}
