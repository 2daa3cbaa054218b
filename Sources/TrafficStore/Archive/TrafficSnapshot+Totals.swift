import GRDB
public import Traffic

/// What was counted of an hour, a site or a whole period.
public struct TrafficTotals: Hashable, Sendable {
  /// All hits, bots' included.
  public var hits: Int64 = 0
  /// Hits that showed a page to somebody.
  public var pageViews: Int64 = 0
  /// Hits of bots.
  public var bots: Int64 = 0
  /// Hits answered with 4xx or 5xx, bots' excluded.
  public var errors: Int64 = 0
  /// Response bytes, bots' included.
  public var bytes: Int64 = 0

  public init() {}

  public static func += (left: inout TrafficTotals, right: TrafficTotals) {
    left.hits += right.hits
    left.pageViews += right.pageViews
    left.bots += right.bots
    left.errors += right.errors
    left.bytes += right.bytes
  }
}

extension TrafficSnapshot {
  private static let columns: SQL = """
    sum(hits), coalesce(sum(hits) FILTER (WHERE kind = \(HitKind.pageView.rawValue)), 0),
    coalesce(sum(hits) FILTER (WHERE kind = \(HitKind.bot.rawValue)), 0),
    coalesce(sum(hits) FILTER (WHERE kind = \(HitKind.error.rawValue)), 0), sum(bytes)
    """

  private static func totals(_ row: Row) -> TrafficTotals {
    var totals = TrafficTotals()
    totals.hits = row[1]
    totals.pageViews = row[2]
    totals.bots = row[3]
    totals.errors = row[4]
    totals.bytes = row[5]
    return totals
  }

  /// What each hour with traffic counted, in order.
  ///
  /// - Complexity: O(*n*) in the hours and sites selected.
  public func hours(_ selection: TrafficSelection) throws -> [(hour: Hour, totals: TrafficTotals)] {
    let request = SQLRequest<Row>(
      literal: """
        SELECT hour, \(TrafficSnapshot.columns) FROM kind_hour
        WHERE \(selection.condition) GROUP BY hour ORDER BY hour
        """)
    return try request.fetchAll(db).map { (Hour(rawValue: $0[0]), TrafficSnapshot.totals($0)) }
  }

  /// What each site counted, by name.
  ///
  /// - Complexity: O(*n*) in the hours and sites selected.
  public func sites(_ selection: TrafficSelection) throws -> [(site: String, totals: TrafficTotals)]
  {
    let request = SQLRequest<Row>(
      literal: """
        SELECT site.name, \(TrafficSnapshot.columns) FROM kind_hour
          JOIN site ON site.id = kind_hour.site
        WHERE \(selection.condition) GROUP BY site.id ORDER BY site.name
        """)
    return try request.fetchAll(db).map { ($0[0], TrafficSnapshot.totals($0)) }
  }

  /// Hits and response bytes of each kind, the most hits first.
  public func kinds(
    _ selection: TrafficSelection
  ) throws -> [(kind: String, hits: Int64, bytes: Int64)] {
    let request = SQLRequest<Row>(
      literal: """
        SELECT kind.name, sum(hits), sum(bytes) FROM kind_hour
          JOIN kind ON kind.id = kind_hour.kind
        WHERE \(selection.condition) GROUP BY kind.id ORDER BY 2 DESC, 1
        """)
    return try request.fetchAll(db).map { ($0[0], $0[1], $0[2]) }
  }

  /// Hits of each status, in numerical order; 0 stands for none logged.
  public func statuses(_ selection: TrafficSelection) throws -> [(status: StatusCode, hits: Int64)]
  {
    let request = SQLRequest<Row>(
      literal: """
        SELECT status, sum(hits) FROM status_hour
        WHERE \(selection.condition) GROUP BY status ORDER BY status
        """)
    return try request.fetchAll(db).map { (StatusCode(rawValue: $0[0]), $0[1]) }
  }
}
