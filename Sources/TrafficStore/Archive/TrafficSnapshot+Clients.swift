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
    try DaySums(
      db, "\(property.rawValue), hits, page_views", from: "client_hour", hours: selection,
      condition: "device <> \(DeviceClass.bot.rawValue)"
    ) { TrafficTotals($0, hits: 3, views: 4) }
    .named(try names("SELECT id, name FROM \(property.rawValue)"))
  }

  /// The names of a table's numbers: the first column and the second of a question.
  func names(_ sql: String) throws -> [Int64: String] {
    try names(sql) { try $0.decode(atIndex: 1) }
  }

  /// What the numbers of a table stand for, by the first column of a question.
  func names<Key>(_ sql: String, key: (Row) throws -> Key) throws -> [Int64: Key] {
    let rows = try Row.fetchCursor(db, sql: sql)
    var names: [Int64: Key] = [:]
    while let row = try rows.next() { names[try row.decode(atIndex: 0)] = try key(row) }
    return names
  }
}
