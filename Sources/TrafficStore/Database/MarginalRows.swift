import GRDB
import Traffic

/// The rows of the small tables: clients, statuses, kinds and traffic classes by hour.
enum MarginalRows {
  static func add(_ rollup: Rollup, sites: [Int64], to db: Database, path: String) throws {
    try check(rollup, path: path)
    try addClients(rollup.clientHours, sites: sites, to: db)
    try addStatuses(rollup.statusHours, sites: sites, to: db)
    try addKinds(rollup.kindHours, sites: sites, to: db)
    try addTraffic(rollup.trafficHours, sites: sites, to: db)
  }

  private static func check(_ rollup: Rollup, path: String) throws {
    func check(_ hour: Hour) throws {
      guard PageKey.hours.contains(hour.rawValue) else {
        throw StoreError(.hourOutOfRange(hour.rawValue), path: path)
      }
    }
    for row in rollup.clientHours { try check(row.hour) }
    for row in rollup.statusHours { try check(row.hour) }
    for row in rollup.kindHours { try check(row.hour) }
    for row in rollup.trafficHours { try check(row.hour) }
  }

  /// Traffic classes are left out, so that the table has no more dimensions than it may.
  private static func addClients(
    _ rows: [Rollup.ClientHour], sites: [Int64], to db: Database
  ) throws {
    let statement = try RawStatement(
      db,
      """
      INSERT INTO client_hour(hour, site, device, browser, system, hits, page_views)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT(hour, site, device, browser, system) DO UPDATE SET
        hits = hits + excluded.hits, page_views = page_views + excluded.page_views
      """)
    for row in rows {
      statement.bind(Int64(row.hour.rawValue), at: 1)
      statement.bind(sites[Int(row.site)], at: 2)
      statement.bind(Int64(row.client.device.rawValue), at: 3)
      statement.bind(Int64(row.client.browser.rawValue), at: 4)
      statement.bind(Int64(row.client.system.rawValue), at: 5)
      statement.bind(row.hits, at: 6)
      statement.bind(row.pageViews, at: 7)
      try statement.run()
    }
  }

  private static func addStatuses(
    _ rows: [Rollup.StatusHour], sites: [Int64], to db: Database
  ) throws {
    let statement = try RawStatement(
      db,
      """
      INSERT INTO status_hour(hour, site, status, hits) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT(hour, site, status) DO UPDATE SET hits = hits + excluded.hits
      """)
    for row in rows {
      statement.bind(Int64(row.hour.rawValue), at: 1)
      statement.bind(sites[Int(row.site)], at: 2)
      statement.bind(Int64(row.status.rawValue), at: 3)
      statement.bind(row.hits, at: 4)
      try statement.run()
    }
  }

  private static func addKinds(
    _ rows: [Rollup.KindHour], sites: [Int64], to db: Database
  ) throws {
    let statement = try RawStatement(
      db,
      """
      INSERT INTO kind_hour(hour, site, kind, hits, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT(hour, site, kind) DO UPDATE SET
        hits = hits + excluded.hits, bytes = \(LargestSum.sum("bytes", "excluded.bytes"))
      """)
    for row in rows {
      statement.bind(Int64(row.hour.rawValue), at: 1)
      statement.bind(sites[Int(row.site)], at: 2)
      statement.bind(Int64(row.kind.rawValue), at: 3)
      statement.bind(row.hits, at: 4)
      statement.bind(min(row.bytes, LargestSum.bytes), at: 5)
      try statement.run()
    }
  }

  private static func addTraffic(
    _ rows: [Rollup.TrafficHour], sites: [Int64], to db: Database
  ) throws {
    let statement = try RawStatement(
      db,
      """
      INSERT INTO traffic_hour(hour, site, traffic, bot, hits) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT(hour, site, traffic, bot) DO UPDATE SET hits = hits + excluded.hits
      """)
    for row in rows {
      statement.bind(Int64(row.hour.rawValue), at: 1)
      statement.bind(sites[Int(row.site)], at: 2)
      statement.bind(Int64(row.traffic.rawValue), at: 3)
      statement.bind(Int64(row.bot.rawValue), at: 4)
      statement.bind(row.hits, at: 5)
      try statement.run()
    }
  }
}
