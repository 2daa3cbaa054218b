import GRDB
public import Traffic

extension TrafficSnapshot {
  private static let columns: SQL = """
    sum(hits), coalesce(sum(hits) FILTER (WHERE kind = \(HitKind.pageView.rawValue)), 0),
    coalesce(sum(hits) FILTER (WHERE kind = \(HitKind.bot.rawValue)), 0),
    coalesce(sum(hits) FILTER (WHERE kind = \(HitKind.error.rawValue)), 0), \(sql: LargestSum.total("bytes"))
    """

  private static func totals(_ row: Row) throws -> TrafficTotals {
    var totals = TrafficTotals()
    totals.hits = try row.decode(atIndex: 1)
    totals.pageViews = try row.decode(atIndex: 2)
    totals.bots = try row.decode(atIndex: 3)
    totals.errors = try row.decode(atIndex: 4)
    totals.bytes = try row.decode(atIndex: 5)
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
    return try request.fetchAll(db).map {
      (Hour(rawValue: try $0.decode(atIndex: 0)), try TrafficSnapshot.totals($0))
    }
  }

  /// What each day and site counted, by kind of hit: each kind's totals say also what they are, and
  /// those of bots how many are ``TrafficTotals/tools``.
  ///
  /// - Complexity: O(*n*) in the hours and sites selected.
  public func kinds(_ selection: TrafficSelection) throws -> [DayCounts<String>] {
    let classes = TrafficClass.allCases.filter { $0.isBot && !$0.isNonPersonal }
      .map { String($0.rawValue) }.joined(separator: ", ")
    var tools: [Int64: [Day: Int64]] = [:]
    for count in try DaySums(
      db, "0, hits", from: "traffic_hour", hours: selection,
      condition: "traffic IN (\(classes))", totals: { TrafficTotals($0, hits: 3) }
    ).counts {
      tools[count.site, default: [:]][count.day] = count.totals.hits
    }
    return try DaySums(db, "kind, hits, bytes", from: "kind_hour", hours: selection) { row in
      var totals = TrafficTotals(row, hits: 3)
      switch row.integer(2) {
      case Int64(HitKind.pageView.rawValue): totals.pageViews = totals.hits
      case Int64(HitKind.bot.rawValue): totals.bots = totals.hits
      case Int64(HitKind.error.rawValue): totals.errors = totals.hits
      default: break
      }
      totals.bytes = row.integer(4)
      return totals
    }.named(try names("SELECT id, name FROM kind")).map { count in
      guard count.key == HitKind.bot.name, let tools = tools[count.site]?[count.day] else {
        return count
      }
      var count = count
      count.totals.tools = tools
      return count
    }
  }

  /// Hits of each day by status; 0 stands for none logged.
  ///
  /// - Complexity: O(*n*) in the statuses of the hours selected.
  public func statuses(_ selection: TrafficSelection) throws -> [DayCounts<StatusCode>] {
    let sums = try DaySums(db, "status, hits", from: "status_hour", hours: selection) {
      TrafficTotals($0, hits: 3)
    }
    return sums.counts.map {
      DayCounts(
        day: $0.day, site: $0.site, key: StatusCode(rawValue: UInt16(clamping: $0.key)),
        totals: $0.totals)
    }
  }
}
