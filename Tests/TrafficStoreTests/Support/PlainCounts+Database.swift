import GRDB

extension PlainCounts {
  /// Reads the stable views of a database, as any SQL client would.
  init(viewsOf path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    self = try queue.read { db in
      var counts = PlainCounts()
      counts.pages = try PlainCounts.rows(
        db,
        "SELECT site || '|' || page || '|' || hour || '|' || device, hits, page_views, bytes"
          + " FROM page_hours")
      counts.clients = try PlainCounts.rows(
        db,
        "SELECT site || '|' || hour || '|' || device || '|' || browser || '|' || system,"
          + " hits, page_views FROM client_hours")
      counts.statuses = try PlainCounts.rows(
        db, "SELECT site || '|' || hour || '|' || status, hits FROM status_hours")
      counts.kinds = try PlainCounts.rows(
        db, "SELECT site || '|' || hour || '|' || kind, hits, bytes FROM kind_hours")
      counts.traffic = try PlainCounts.rows(
        db, "SELECT site || '|' || hour || '|' || traffic || '|' || bot, hits FROM traffic_hours")
      counts.versions = try PlainCounts.rows(
        db,
        "SELECT site || '|' || day || '|' || browser || '|' || coalesce(version, 'none'),"
          + " hits, page_views FROM browser_days")
      counts.countries = try PlainCounts.rows(
        db, "SELECT site || '|' || day || '|' || country, hits, page_views FROM country_days")
      counts.referrers = try PlainCounts.rows(
        db,
        "SELECT site || '|' || day || '|' || referrer || '|' || kind, page_views"
          + " FROM referrer_days")
      counts.campaigns = try PlainCounts.rows(
        db,
        "SELECT site || '|' || day || '|' || source || '|' || medium || '|' || campaign,"
          + " page_views FROM campaign_days")
      counts.responseTimes = try PlainCounts.rows(
        db,
        "SELECT site || '|' || page || '|' || day || '|' || CAST(round(up_to_ms * 1000) AS INT),"
          + " hits FROM response_time_days")
      let link = "site || '|' || page || '|' || day || '|' || referrer || '|' || kind"
      counts.landings = try PlainCounts.rows(db, "SELECT \(link), page_views FROM landing_days")
      counts.notFound = try PlainCounts.rows(db, "SELECT \(link), hits FROM not_found_days")
      return counts
    }
    try queue.close()
  }

  private static func rows(_ db: Database, _ sql: String) throws -> [String: [Int64]] {
    var table: [String: [Int64]] = [:]
    for row in try Row.fetchAll(db, sql: sql) {
      table[bytewise(row[0])] = (1..<row.count).map { row[$0] }
    }
    return table
  }
}
