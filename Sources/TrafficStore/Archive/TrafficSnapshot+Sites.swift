import GRDB
public import Traffic

/// A site and the number of its row.
public struct StoredSite: Hashable, Sendable {
  public var id: Int64
  public var name: String

  public init(id: Int64, name: String) {
    self.id = id
    self.name = name
  }
}

/// Which part of a database a question is about.
public struct TrafficSelection: Hashable, Sendable {
  /// The hours, both ends included.
  public var hours: ClosedRange<Hour>
  /// The site; `nil` for all of them.
  public var site: StoredSite?

  public init(hours: ClosedRange<Hour>, site: StoredSite? = nil) {
    self.hours = hours
    self.site = site
  }

  /// The condition on a table with columns `hour` and `site`.
  var condition: SQL {
    let (first, last) = (hours.lowerBound.rawValue, hours.upperBound.rawValue)
    let span: SQL = "hour BETWEEN \(first) AND \(last)"
    guard let site else { return span }
    return "\(span) AND site = \(site.id)"
  }
}

extension TrafficSnapshot {
  /// All sites, by name.
  public func sites() throws -> [StoredSite] {
    try remembered(.sites) {
      try Row.fetchAll(db, sql: "SELECT id, name FROM site ORDER BY name").map {
        StoredSite(id: try $0.decode(atIndex: 0), name: try $0.decode(atIndex: 1))
      }
    }
  }

  /// The first and the last hour with traffic, and all that cannot be told from them; `nil` where
  /// there is none.
  ///
  /// - Complexity: O(log *n*) for all sites, O(*n*) in the hours stored for one.
  public func period(of site: StoredSite? = nil) throws -> ClosedRange<Hour>? {
    func end(_ order: SQL) throws -> Hour? {
      let condition: SQL = site.map { "WHERE site = \($0.id)" } ?? ""
      return try SQLRequest<Int64>(
        literal: "SELECT hour FROM kind_hour \(condition) ORDER BY hour \(order) LIMIT 1"
      ).fetchOne(db).map { number in
        guard let hour = Hour(stored: number) else {
          throw DatabaseError(resultCode: .SQLITE_CORRUPT)
        }
        return hour
      }
    }
    guard let first = try end("ASC"), let last = try end("DESC") else { return nil }
    // An index that is damaged may have its last entry first.
    guard first <= last else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    return try coarseness().widened(first...last)
  }
}
