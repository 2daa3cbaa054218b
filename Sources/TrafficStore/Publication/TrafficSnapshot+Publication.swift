import GRDB
public import Traffic

/// What is published of a part of a site's traffic in some windows together.
public struct PublishedPart: Hashable, Sendable {
  public var site: Int64
  public var group: Int64
  /// ``Cell/rest`` for what no other part has.
  public var key: Int64
  public var value: Int64
  public var visitors: Int64
}

extension PublishedPart {
  /// The same, where its numbers can be those of a part.
  ///
  /// - Throws: `DatabaseError` where they cannot: the database is damaged.
  fileprivate var checked: PublishedPart {
    get throws {
      guard Cell.numbers.contains(group), Cell.numbers.contains(key), value.isCount,
        visitors.isCount
      else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      return self
    }
  }
}

/// What is published: plain sums of what was decided.
extension TrafficSnapshot {
  /// Whether the database is of a version that publishes.
  var publishes: Bool {
    get throws { try Schema.checkedVersion(of: db, path: "") >= Schema.firstWithPublication }
  }

  /// Whether the file has nothing but what is published.
  public var isPublishedFile: Bool {
    get throws {
      try Int64.fetchOne(db, sql: "PRAGMA application_id") == Schema.publishedApplicationID
    }
  }

  /// What days are held against by now.
  public func threshold() throws -> Threshold {
    guard try publishes else { return .standard }
    return try PublicationTransaction(db: db).threshold()
  }

  /// What is published of some days, in the order of the days.
  ///
  /// - Complexity: O(*n*) in the days published of the sites.
  public func published(in days: ClosedRange<Day>, site: Int64? = nil) throws -> [PublishedDays] {
    guard try publishes else { return [] }
    return try PublishedDays.all(in: days, site: site, withTools: !isPublishedFile, of: db)
  }

  /// The windows within some days, in order.
  public func windows(in days: ClosedRange<Day>, site: Int64? = nil) throws -> [PublishedWindow] {
    guard try publishes else { return [] }
    return try PublishedWindow.all(in: days, site: site, of: db)
  }

  /// What is published of each part of a breakdown, over the windows within some days.
  ///
  /// - Complexity: O(*n*) in the parts of these windows.
  public func published(
    _ breakdown: Breakdown, in days: ClosedRange<Day>, site: Int64? = nil
  ) throws -> [PublishedPart] {
    guard try publishes else { return [] }
    let rows = try RawStatement(
      db,
      """
      SELECT c.site, c.grp, c.key, sum(c.value), sum(c.visitors)
      FROM site CROSS JOIN publication_cell AS c ON c.breakdown = ?1 AND c.site = site.id
      WHERE c.last BETWEEN ?2 AND ?3 AND c.first >= ?2 AND c.state > 0 AND (?4 = 0 OR c.site = ?4)
      GROUP BY 1, 2, 3
      """)
    rows.bind(breakdown.rawValue, at: 1)
    rows.bind(Int64(days.lowerBound.rawValue), at: 2)
    rows.bind(Int64(days.upperBound.rawValue), at: 3)
    rows.bind(site ?? 0, at: 4)
    var parts: [PublishedPart] = []
    while try rows.next() {
      parts.append(
        try PublishedPart(
          site: rows.integer(0), group: rows.integer(1), key: rows.integer(2),
          value: rows.integer(3), visitors: rows.integer(4)
        ).checked)
    }
    return parts
  }

  /// What is published of each part of a breakdown in each window within some days, in the order of windows.
  public func publishedByWindow(
    _ breakdown: Breakdown, in days: ClosedRange<Day>, site: Int64? = nil
  ) throws -> [(window: ClosedRange<Day>, part: PublishedPart)] {
    guard try publishes else { return [] }
    return try Row.fetchAll(
      db,
      sql: """
        SELECT c.first, c.last, c.site, c.grp, c.key, c.value, c.visitors
        FROM site CROSS JOIN publication_cell AS c ON c.breakdown = ?1 AND c.site = site.id
        WHERE c.last BETWEEN ?2 AND ?3 AND c.first >= ?2 AND c.state > 0 AND (?4 IS NULL OR c.site = ?4)
        ORDER BY c.last, c.first, c.site, c.portion, c.key
        """,
      arguments: [
        breakdown.rawValue, days.lowerBound.rawValue, days.upperBound.rawValue, site,
      ]
    ).map {
      (
        try $0.days(0, 1),
        try PublishedPart(
          site: $0.decode(atIndex: 2), group: $0.decode(atIndex: 3), key: $0.decode(atIndex: 4),
          value: $0.decode(atIndex: 5), visitors: $0.decode(atIndex: 6)
        ).checked
      )
    }
  }

  /// What is published of the days in each window within some days: the whole that it is a breakdown of.
  public func totalsByWindow(
    in days: ClosedRange<Day>, site: Int64? = nil
  ) throws -> [PublishedWindow: TrafficTotals] {
    guard try publishes else { return [:] }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT w.site, w.first, w.last, total(d.page_views), total(d.hits), total(d.bots),
          total(d.visitors), total(d.visits)
        FROM published_window AS w JOIN published_day AS d
          ON d.site = w.site AND d.last BETWEEN w.first AND w.last AND d.first >= w.first
        WHERE w.last BETWEEN ?1 AND ?2 AND w.first >= ?1 AND (?3 IS NULL OR w.site = ?3)
        GROUP BY w.site, w.last
        """,
      arguments: [days.lowerBound.rawValue, days.upperBound.rawValue, site])
    var windows: [PublishedWindow: TrafficTotals] = [:]
    while let row = try rows.next() {
      func number(_ column: Int) -> Int64 { Int64(clamping: row[column] as Double) }
      var totals = TrafficTotals()
      (totals.pageViews, totals.hits, totals.bots) = (number(3), number(4), number(5))
      (totals.visitors, totals.visits) = (number(6), number(7))
      windows[PublishedWindow(site: try row.decode(atIndex: 0), days: try row.days(1, 2))] = totals
    }
    return windows
  }

  /// The names of a closed set, by number.
  public func names(of set: NamedSet) throws -> [Int64: String] {
    try names("SELECT id, name FROM \(set.rawValue)")
  }

  /// The hosts of referrers and their kinds, by number.
  public func referrerNames() throws -> [Int64: GroupedName] {
    try names(
      """
      SELECT referrer.id, referrer_group.name, host FROM referrer
        JOIN referrer_group ON referrer_group.id = referrer.grp
      """
    ) { GroupedName(group: try $0.decode(atIndex: 1), name: try $0.decode(atIndex: 2)) }
  }

  /// The campaigns, by number.
  public func campaignNames() throws -> [Int64: Campaign] {
    try names("SELECT id, source, medium, name FROM campaign") {
      Campaign(
        source: try $0.decode(atIndex: 1), medium: try $0.decode(atIndex: 2),
        name: try $0.decode(atIndex: 3))
    }
  }
}

/// A closed set whose members have names.
public enum NamedSet: String, Sendable {
  case device, browser, system, kind, bot
  case traffic = "traffic_class"
}

extension Int64 {
  fileprivate init(clamping number: Double) {
    self = Int64(exactly: number.rounded()) ?? (number < 0 ? .min : .max)
  }
}
