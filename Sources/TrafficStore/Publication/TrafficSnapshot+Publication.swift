import GRDB
public import Traffic

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
      return try PublishedDays.all(
        in: days, site: site, withTools: !isPublishedFile, atMost: mostPublished(in: days), of: db)
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

  /// About how many portions there can be of some days: one for each site and day.
  private func mostPublished(in days: ClosedRange<Day>) throws -> Int {
    try publishedSpans().values.reduce(0) { sum, span in
      span.overlaps(days) ? sum + span.clamped(to: days).dayCount : sum
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

  /// What is published of each part of a breakdown, over the windows within some days, in the order of sites, groups
  /// and keys.
  ///
  /// - Complexity: O(*n*) in the parts of these windows; of whole months, quarters and years, of their sums.
  public func published(
    _ breakdown: Breakdown, in days: ClosedRange<Day>, site: Int64? = nil
  ) throws -> [PublishedPart] {
    var parts: [PublishedPart] = []
    try visitSites(breakdown, in: days, site: site) { parts += $0 }
    return parts
  }

  /// Goes through what ``published(_:in:site:)`` returns, the parts of a site at a time: of response times there are
  /// too many to keep.
  public func visitSites(
    _ breakdown: Breakdown, in days: ClosedRange<Day>, site: Int64? = nil,
    _ visit: ([PublishedPart]) throws -> Void
  ) throws {
    guard try publishes else { return }
    let rows = try PartRows(breakdown, in: days, of: db)
    for id in try site.map({ [$0] }) ?? sites().map(\.id).sorted() {
      var parts = try rows.sum(site: id)
      // What was taken back.
      parts.removeAll { $0.value == 0 && $0.visitors == 0 && $0.key != Cell.rest }
      try visit(parts)
    }
  }

  /// Page views by hour, over the windows within some days: by the hour itself where a window is one day, else by the
  /// hour of the day.
  ///
  /// - Returns: The first and last hour of those that are joined, and their page views; each once.
  /// - Complexity: O(*n*) in the hours of these windows.
  public func publishedHours(
    in days: ClosedRange<Day>, site: Int64? = nil
  ) throws -> [PublishedHours] {
    try remembered(.hours(days, site: site)) {
      guard try publishes else { return [] }
      let rows = try PartRows(.hours, in: days, of: db)
      var (ofOneDay, ofMore) = (PartSums(), PartSums())
      for id in try site.map({ [$0] }) ?? sites().map(\.id).sorted() {
        try rows.visit(site: id) { part in
          // Those of all sites are added up.
          var part = part
          part.site = 0
          if part.group < 24 { ofMore.add(part) } else { ofOneDay.add(part) }
        }
      }
      return ofOneDay.sum().map { PublishedHours($0, isOfOneDay: true) }
        + ofMore.sum().map { PublishedHours($0, isOfOneDay: false) }
    }
  }

  /// Goes through what is published of each part of a breakdown in each window within some days, by site and window.
  ///
  /// - Complexity: O(*n*) in the parts of these windows, which are too many to keep.
  public func visitPublished(
    _ breakdown: Breakdown, in days: ClosedRange<Day>, site: Int64? = nil,
    _ visit: (_ window: ClosedRange<Day>, PublishedPart) throws -> Void
  ) throws {
    guard try publishes else { return }
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
    while try rows.next() {
      try visit(
        try rows.days(0, 1),
        try PublishedPart(
          site: rows.integer(2), group: rows.integer(3), key: rows.integer(4),
          value: rows.integer(5), visitors: rows.integer(6)
        ).checked)
    }
  }

  /// Goes through what is published of one part of a breakdown, of group 0, in each window within some days.
  ///
  /// - Complexity: O(log *n*) for each window and portion.
  public func visitPublished(
    _ breakdown: Breakdown, key: Int64, ofSite site: Int64, in days: ClosedRange<Day>,
    _ visit: (_ window: ClosedRange<Day>, PublishedPart) throws -> Void
  ) throws {
    guard try publishes else { return }
    let place = "breakdown = ?1 AND site = ?2 AND state = ?3"
    // The parts of other keys between are not read.
    let portions = try RawStatement(
      db,
      """
      SELECT first, last, portion FROM publication_cell
      WHERE \(place) AND (last, first, portion) > (?4, ?5, ?6) AND last <= ?7 AND first >= ?8
      ORDER BY last, first, portion LIMIT 1
      """)
    let cells = try RawStatement(
      db,
      """
      SELECT value, visitors FROM publication_cell
      WHERE \(place) AND last = ?4 AND first = ?5 AND portion = ?6 AND grp = 0 AND key = ?7
      """)
    let (begin, end) = (Int64(days.lowerBound.rawValue), Int64(days.upperBound.rawValue))
    for state in [Cell.State.shown, .sum] {
      for statement in [portions, cells] {
        statement.bind(breakdown.rawValue, at: 1)
        statement.bind(site, at: 2)
        statement.bind(state.rawValue, at: 3)
      }
      portions.bind(end, at: 7)
      portions.bind(begin, at: 8)
      cells.bind(key, at: 7)
      var (last, first, portion) = (begin - 1, Int64.max, Int64.max)
      while true {
        for (index, number) in [last, first, portion].enumerated() {
          portions.bind(number, at: Int32(index + 4))
        }
        guard try portions.next() else { break }
        let window = try portions.days(0, 1)
        (first, last, portion) = (portions.integer(0), portions.integer(1), portions.integer(2))
        portions.reset()
        for (index, number) in [last, first, portion].enumerated() {
          cells.bind(number, at: Int32(index + 4))
        }
        guard try cells.next() else { continue }
        let part = try PublishedPart(
          site: site, group: 0, key: key, value: cells.integer(0), visitors: cells.integer(1)
        ).checked
        cells.reset()
        try visit(window, part)
      }
    }
  }

  /// What is published of the days in each window within some days, in the order of sites and days: the whole that it
  /// is a breakdown of.
  ///
  /// - Parameter published: What is published of these days, in the order of sites and days.
  /// - Complexity: O(*n*) in the windows and days.
  public func visitWindows(
    in days: ClosedRange<Day>, site: Int64? = nil, of published: [PublishedDays],
    _ visit: (PublishedWindow, TrafficTotals) -> Void
  ) throws {
    guard try publishes else { return }
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
      visit(window, totals)
    }
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
