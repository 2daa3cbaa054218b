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
    guard !rows.isEmpty else { return }
    let statement = try RawStatement(
      db,
      """
      INSERT INTO version_day(day, site, browser, major, hits, page_views)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT(day, site, browser, major) DO UPDATE SET
        hits = hits + excluded.hits, page_views = page_views + excluded.page_views
      """)
    for row in rows {
      statement.bind(Int64(row.day.rawValue), at: 1)
      statement.bind(sites[Int(row.site)], at: 2)
      statement.bind(Int64(row.browser.rawValue), at: 3)
      statement.bind(Int64(row.major), at: 4)
      statement.bind(row.hits, at: 5)
      statement.bind(row.pageViews, at: 6)
      try statement.run()
    }
  }

  private static func addCountries(
    _ rows: [Rollup.CountryDay], sites: [Int64], to db: Database
  ) throws {
    guard !rows.isEmpty else { return }
    let statement = try RawStatement(
      db,
      """
      INSERT INTO country_day(day, site, country, hits, page_views) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT(day, site, country) DO UPDATE SET
        hits = hits + excluded.hits, page_views = page_views + excluded.page_views
      """)
    for row in rows {
      statement.bind(Int64(row.day.rawValue), at: 1)
      statement.bind(sites[Int(row.site)], at: 2)
      statement.bind(row.hits, at: 4)
      statement.bind(row.pageViews, at: 5)
      _ = try statement.run(text: row.country.description, at: 3)
    }
  }

  /// Adds page views by day, site and the number of a name, to the table called after the names.
  private static func addViews(
    _ rows: [(day: Day, site: Int64, name: Int32, pageViews: Int64)], of names: String,
    ids: [Int64], to db: Database
  ) throws {
    guard !rows.isEmpty else { return }
    let statement = try RawStatement(
      db,
      """
      INSERT INTO \(names)_day(day, site, \(names), page_views) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT(day, site, \(names)) DO UPDATE SET page_views = page_views + excluded.page_views
      """)
    for row in rows {
      statement.bind(Int64(row.day.rawValue), at: 1)
      statement.bind(row.site, at: 2)
      statement.bind(ids[Int(row.name)], at: 3)
      statement.bind(row.pageViews, at: 4)
      try statement.run()
    }
  }
}
