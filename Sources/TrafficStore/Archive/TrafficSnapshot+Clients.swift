import GRDB
import Traffic

/// A property of clients that traffic can be broken down by.
public enum ClientProperty: String, CaseIterable, Sendable {
  case device
  case browser
  case system
}

extension TrafficSnapshot {
  /// People's hits and page views of each day by a property of their clients.
  ///
  /// - Complexity: O(*n*) in the client-hours selected.
  public func clients(
    by property: ClientProperty, _ selection: TrafficSelection
  ) throws -> [DayCounts<String>] {
    let (table, column) = (
      SQL(sql: property.rawValue), SQL(sql: "client_hour.\(property.rawValue)")
    )
    return try days(
      """
      SELECT hour / 24, site, sum(hits), sum(page_views), 0, \(table).name FROM client_hour
        JOIN \(table) ON \(table).id = \(column)
      WHERE \(selection.condition) AND device <> \(DeviceClass.bot.rawValue)
      GROUP BY 1, 2, \(column)
      """
    ) { $0[5] }
  }

  /// The rows of a question whose first columns are day, site, hits, page views and bytes.
  func days<Key>(_ literal: SQL, key: (Row) throws -> Key) throws -> [DayCounts<Key>] {
    let rows = try SQLRequest<Row>(literal: literal).fetchCursor(db)
    var counts: [DayCounts<Key>] = []
    while let row = try rows.next() {
      var totals = TrafficTotals()
      totals.hits = row[2]
      totals.pageViews = row[3]
      totals.bytes = row[4]
      counts.append(
        DayCounts(day: Day(rawValue: row[0]), site: row[1], key: try key(row), totals: totals))
    }
    return counts
  }
}
