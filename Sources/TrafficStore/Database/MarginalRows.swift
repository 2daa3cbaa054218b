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
    try WideInsert.insert(
      rows.count, into: "client_hour(hour, site, device, browser, system, hits, page_views)",
      columns: 7,
      conflict: """
        ON CONFLICT(hour, site, device, browser, system) DO UPDATE SET
          hits = hits + excluded.hits, page_views = page_views + excluded.page_views
        """, in: db
    ) { index, target in
      let row = rows[index]
      target.bind(Int64(row.hour.rawValue), at: 1)
      target.bind(sites[Int(row.site)], at: 2)
      target.bind(Int64(row.client.device.rawValue), at: 3)
      target.bind(Int64(row.client.browser.rawValue), at: 4)
      target.bind(Int64(row.client.system.rawValue), at: 5)
      target.bind(row.hits, at: 6)
      target.bind(row.pageViews, at: 7)
    }
  }

  private static func addStatuses(
    _ rows: [Rollup.StatusHour], sites: [Int64], to db: Database
  ) throws {
    try WideInsert.insert(
      rows.count, into: "status_hour(hour, site, status, hits)",
      columns: 4,
      conflict: """
        ON CONFLICT(hour, site, status) DO UPDATE SET hits = hits + excluded.hits
        """, in: db
    ) { index, target in
      let row = rows[index]
      target.bind(Int64(row.hour.rawValue), at: 1)
      target.bind(sites[Int(row.site)], at: 2)
      target.bind(Int64(row.status.rawValue), at: 3)
      target.bind(row.hits, at: 4)
    }
  }

  private static func addKinds(
    _ rows: [Rollup.KindHour], sites: [Int64], to db: Database
  ) throws {
    try WideInsert.insert(
      rows.count, into: "kind_hour(hour, site, kind, hits, bytes)",
      columns: 5,
      conflict: """
        ON CONFLICT(hour, site, kind) DO UPDATE SET
          hits = hits + excluded.hits, bytes = \(LargestSum.sum("bytes", "excluded.bytes"))
        """, in: db
    ) { index, target in
      let row = rows[index]
      target.bind(Int64(row.hour.rawValue), at: 1)
      target.bind(sites[Int(row.site)], at: 2)
      target.bind(Int64(row.kind.rawValue), at: 3)
      target.bind(row.hits, at: 4)
      target.bind(min(row.bytes, LargestSum.bytes), at: 5)
    }
  }

  private static func addTraffic(
    _ rows: [Rollup.TrafficHour], sites: [Int64], to db: Database
  ) throws {
    try WideInsert.insert(
      rows.count, into: "traffic_hour(hour, site, traffic, bot, hits)",
      columns: 5,
      conflict: """
        ON CONFLICT(hour, site, traffic, bot) DO UPDATE SET hits = hits + excluded.hits
        """, in: db
    ) { index, target in
      let row = rows[index]
      target.bind(Int64(row.hour.rawValue), at: 1)
      target.bind(sites[Int(row.site)], at: 2)
      target.bind(Int64(row.traffic.rawValue), at: 3)
      target.bind(Int64(row.bot.rawValue), at: 4)
      target.bind(row.hits, at: 5)
    }
  }
}
