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

/// Parts of different times, added up.
private struct PartSums {
  private(set) var parts: [PublishedPart] = []
  private var places: [PartPlace: Int] = [:]

  mutating func add(_ part: PublishedPart) {
    let place = PartPlace(site: part.site, group: part.group, key: part.key)
    if let known = places[place] {
      parts[known].value = parts[known].value.addingClamped(part.value)
      parts[known].visitors = parts[known].visitors.addingClamped(part.visitors)
    } else {
      places[place] = parts.count
      parts.append(part)
    }
  }
}

/// Which part of which site's traffic something is.
public struct PartPlace: Hashable, Sendable {
  public var site: Int64
  public var group: Int64
  public var key: Int64

  public init(site: Int64, group: Int64, key: Int64) {
    (self.site, self.group, self.key) = (site, group, key)
  }
}

/// What is published: plain sums of what was decided.
extension TrafficSnapshot {
  /// Whether the database is of a version that publishes.
  var publishes: Bool {
    get throws {
      try remembered(.version) {
        try Schema.checkedVersion(of: db, path: "") >= Schema.firstWithPublication
      }
    }
  }

  /// Whether the file has nothing but what is published.
  public var isPublishedFile: Bool {
    get throws {
      try remembered(.isPublishedFile) {
        try Int64.fetchOne(db, sql: "PRAGMA application_id") == Schema.publishedApplicationID
      }
    }
  }

  /// What days are held against by now.
  public func threshold() throws -> Threshold {
    try remembered(.threshold) {
      guard try publishes else { return .standard }
      return try PublicationTransaction(db: db).threshold()
    }
  }

  /// Whether anything was ever published.
  public var hasReleased: Bool {
    get throws {
      guard try publishes else { return false }
      return try Int64.fetchOne(db, sql: "SELECT releases FROM publication") ?? 0 > 0
    }
  }

  /// What is published of some days, in the order of sites and days.
  ///
  /// - Complexity: O(*n*) in these days of the sites.
  public func published(in days: ClosedRange<Day>, site: Int64? = nil) throws -> [PublishedDays] {
    try remembered(.published(days, site: site)) {
      guard try publishes else { return [] }
      return try PublishedDays.all(in: days, site: site, withTools: !isPublishedFile, of: db)
    }
  }

  /// From when to when something is published of each site.
  ///
  /// - Complexity: O(log *n*) for each site.
  public func publishedSpans() throws -> [Int64: ClosedRange<Day>] {
    try remembered(.spans) {
      guard try publishes else { return [:] }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, (SELECT first FROM published_day WHERE site = id ORDER BY last LIMIT 1) AS first,
            (SELECT max(last) FROM published_day WHERE site = id) AS last
          FROM site WHERE first NOT NULL
          """)
      return try Dictionary(
        uniqueKeysWithValues: rows.map { (try $0.decode(atIndex: 0), try $0.days(1, 2)) })
    }
  }

  /// Whether days are published that are only partly among some, and known only together.
  ///
  /// - Complexity: O(log *n*) for each site.
  public func isAnyPublished(
    acrossEndsOf days: ClosedRange<Day>, site: Int64? = nil
  ) throws -> Bool {
    try remembered(.isAcrossEnds(days, site: site)) {
      guard try publishes else { return false }
      return try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM site JOIN (SELECT ?1 AS begin UNION ALL SELECT ?2 + 1) WHERE (?3 IS NULL OR id = ?3)
              AND (SELECT first FROM published_day WHERE site = id AND last >= begin ORDER BY last LIMIT 1) < begin)
          """, arguments: [days.lowerBound.rawValue, days.upperBound.rawValue, site]) ?? false
    }
  }

  /// The windows within some days, in order.
  public func windows(in days: ClosedRange<Day>, site: Int64? = nil) throws -> [PublishedWindow] {
    guard try publishes else { return [] }
    return try PublishedWindow.all(in: days, site: site, of: db)
  }

  /// What is published of each part of a breakdown, over the windows within some days.
  ///
  /// - Complexity: O(*n*) in the parts of these windows; of whole months, quarters and years, of their sums.
  public func published(
    _ breakdown: Breakdown, in days: ClosedRange<Day>, site: Int64? = nil
  ) throws -> [PublishedPart] {
    guard try publishes else { return [] }
    let sums = breakdown.isSummed ? try PublishedSums(db: db).spans(in: days) : []
    var parts = PartSums()
    // Windows lie within a month, so each is in a sum or between sums.
    var begin = days.lowerBound
    for sum in sums {
      if begin < sum.lowerBound {
        try addCells(
          breakdown, in: begin...Day(rawValue: sum.lowerBound.rawValue - 1), site, to: &parts)
      }
      try addSums(breakdown, over: sum, site, to: &parts)
      begin = Day(rawValue: sum.upperBound.rawValue + 1)
    }
    if begin <= days.upperBound {
      try addCells(breakdown, in: begin...days.upperBound, site, to: &parts)
    }
    return parts.parts
  }

  /// Adds the sums of a whole month, quarter or year.
  private func addSums(
    _ breakdown: Breakdown, over time: ClosedRange<Day>, _ site: Int64?, to parts: inout PartSums
  ) throws {
    try add(
      """
      SELECT c.site, c.grp, c.key, c.value, c.visitors
      FROM site CROSS JOIN summed_cell AS c ON c.breakdown = ?1 AND c.site = site.id
      WHERE c.last = ?3 AND c.first = ?2 AND (?4 = 0 OR site.id = ?4)
      """, breakdown, time, site, to: &parts)
  }

  /// Adds the cells of the windows within some days.
  private func addCells(
    _ breakdown: Breakdown, in days: ClosedRange<Day>, _ site: Int64?, to parts: inout PartSums
  ) throws {
    try add(
      """
      SELECT c.site, c.grp, c.key, c.value, c.visitors
      FROM site CROSS JOIN publication_cell AS c ON c.breakdown = ?1 AND c.site = site.id
      WHERE c.state IN (1, 2) AND c.last BETWEEN ?2 AND ?3 AND c.first >= ?2
        AND (?4 = 0 OR site.id = ?4)
      """, breakdown, days, site, to: &parts)
  }

  private func add(
    _ sql: String, _ breakdown: Breakdown, _ days: ClosedRange<Day>, _ site: Int64?,
    to parts: inout PartSums
  ) throws {
    let rows = try RawStatement(keptBy: db, sql)
    defer { rows.reset() }
    rows.bind(breakdown.rawValue, at: 1)
    rows.bind(Int64(days.lowerBound.rawValue), at: 2)
    rows.bind(Int64(days.upperBound.rawValue), at: 3)
    rows.bind(site ?? 0, at: 4)
    while try rows.next() {
      parts.add(
        try PublishedPart(
          site: rows.integer(0), group: rows.integer(1), key: rows.integer(2),
          value: rows.integer(3), visitors: rows.integer(4)
        ).checked)
    }
  }

  /// What is published of each part of a breakdown in each window within some days, in no order.
  public func publishedByWindow(
    _ breakdown: Breakdown, in days: ClosedRange<Day>, site: Int64? = nil
  ) throws -> [(window: ClosedRange<Day>, part: PublishedPart)] {
    try remembered(.partsByWindow(breakdown, days, site: site)) {
      guard try publishes else { return [] }
      let rows = try RawStatement(
        db,
        """
        SELECT c.first, c.last, c.site, c.grp, c.key, c.value, c.visitors
        FROM site CROSS JOIN publication_cell AS c ON c.breakdown = ?1 AND c.site = site.id
        WHERE c.state IN (1, 2) AND c.last BETWEEN ?2 AND ?3 AND c.first >= ?2 AND (?4 = 0 OR site.id = ?4)
        """)
      rows.bind(breakdown.rawValue, at: 1)
      rows.bind(Int64(days.lowerBound.rawValue), at: 2)
      rows.bind(Int64(days.upperBound.rawValue), at: 3)
      rows.bind(site ?? 0, at: 4)
      var parts: [(window: ClosedRange<Day>, part: PublishedPart)] = []
      while try rows.next() {
        parts.append(
          (
            try rows.days(0, 1),
            try PublishedPart(
              site: rows.integer(2), group: rows.integer(3), key: rows.integer(4),
              value: rows.integer(5), visitors: rows.integer(6)
            ).checked
          ))
      }
      return parts
    }
  }

  /// What is published of the days in each window within some days: the whole that it is a breakdown of.
  ///
  /// - Parameter published: What is published of these days, in the order of sites and days.
  /// - Complexity: O(*n*) in the windows and days.
  public func totalsByWindow(
    in days: ClosedRange<Day>, site: Int64? = nil, of published: [PublishedDays]
  ) throws -> [PublishedWindow: TrafficTotals] {
    guard try publishes else { return [:] }
    let rows = try RawStatement(
      db,
      """
      SELECT w.site, w.first, w.last FROM site CROSS JOIN published_window AS w ON w.site = site.id
      WHERE w.last BETWEEN ?1 AND ?2 AND w.first >= ?1 AND (?3 = 0 OR site.id = ?3)
      ORDER BY site.id, w.last
      """)
    rows.bind(Int64(days.lowerBound.rawValue), at: 1)
    rows.bind(Int64(days.upperBound.rawValue), at: 2)
    rows.bind(site ?? 0, at: 3)
    var windows: [PublishedWindow: TrafficTotals] = [:]
    var place = published.startIndex
    while try rows.next() {
      let window = PublishedWindow(site: rows.integer(0), days: try rows.days(1, 2))
      var totals = TrafficTotals()
      while place < published.endIndex, published[place].precedesEnd(of: window) {
        if published[place].site == window.site,
          published[place].days.lowerBound >= window.days.lowerBound
        {
          totals += published[place].totals
        }
        place += 1
      }
      windows[window] = totals
    }
    return windows
  }

  /// The names of a closed set, by number.
  public func names(of set: NamedSet) throws -> [Int64: String] {
    try remembered(.names(set.rawValue)) {
      try names("SELECT id, name FROM \(set.rawValue)")
    }
  }

  /// The hosts of referrers and their kinds, by number.
  public func referrerNames() throws -> [Int64: GroupedName] {
    try remembered(.referrers) {
      try names(
        """
        SELECT referrer.id, referrer_group.name, host FROM referrer
          JOIN referrer_group ON referrer_group.id = referrer.grp
        """
      ) { GroupedName(group: try $0.decode(atIndex: 1), name: try $0.decode(atIndex: 2)) }
    }
  }

  /// The campaigns, by number.
  public func campaignNames() throws -> [Int64: Campaign] {
    try remembered(.campaigns) {
      try names("SELECT id, source, medium, name FROM campaign") {
        Campaign(
          source: try $0.decode(atIndex: 1), medium: try $0.decode(atIndex: 2),
          name: try $0.decode(atIndex: 3))
      }
    }
  }
}

/// A closed set whose members have names.
public enum NamedSet: String, Sendable {
  case device, browser, system, kind, bot
  case traffic = "traffic_class"
}

extension PublishedDays {
  /// Whether they end before a window does, or with it, where sites follow each other.
  fileprivate func precedesEnd(of window: PublishedWindow) -> Bool {
    (site, days.upperBound) <= (window.site, window.days.upperBound)
  }
}
