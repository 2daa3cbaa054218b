import GRDB
import Traffic

/// A property of clients that traffic can be broken down by.
public enum ClientProperty: String, CaseIterable, Sendable {
  case device
  case browser
  case system
}

extension TrafficSnapshot {
  /// People's hits and page views by a property of their clients, the most page views first.
  ///
  /// - Complexity: O(*n*) in the client-hours selected.
  public func clients(
    by property: ClientProperty, _ selection: TrafficSelection
  ) throws -> [(name: String, hits: Int64, pageViews: Int64)] {
    let (table, column) = (
      SQL(sql: property.rawValue), SQL(sql: "client_hour.\(property.rawValue)")
    )
    let request = SQLRequest<Row>(
      literal: """
        SELECT \(table).name, sum(hits), sum(page_views) FROM client_hour
          JOIN \(table) ON \(table).id = \(column)
        WHERE \(selection.condition) AND device <> \(DeviceClass.bot.rawValue)
        GROUP BY \(column) ORDER BY 3 DESC, 2 DESC, 1
        """)
    return try request.fetchAll(db).map { ($0[0], $0[1], $0[2]) }
  }
}
