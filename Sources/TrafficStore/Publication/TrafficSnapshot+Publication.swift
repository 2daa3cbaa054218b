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

  /// Goes through what is published of some days, site by site in the order of days, and through the windows within
  /// these days, each after its days and with what these have together: the whole that it is a breakdown of.
  ///
  /// - Complexity: O(*n*) in these days and windows.
  public func visitDays(
    in days: ClosedRange<Day>, site: Int64? = nil, _ visitDays: (PublishedDays) -> Void,
    window visitWindow: (PublishedWindow, TrafficTotals) -> Void
  ) throws {
    guard try publishes else { return }
    let months = try PublishedMonths(db)
    let pieces = try PublishedMonths.pieces(of: days, in: db)
    var known = DaysOfWindows()
    for id in try ids(of: site) {
      for piece in pieces {
        known.removeAll()
        if piece.isPacked {
          try months?.visitDays(site: id, in: piece.days) {
            known.append($0)
            visitDays($0)
          } window: {
            visitWindow(PublishedWindow(site: id, days: $0), known.totals(of: $0))
          }
          continue
        }
        for portion in try PublishedDays.all(in: piece.days, site: id, withTools: false, of: db) {
          known.append(portion)
          visitDays(portion)
        }
        for window in try PublishedWindow.all(in: piece.days, site: id, of: db) {
          visitWindow(window, known.totals(of: window.days))
        }
      }
    }
  }

  /// The numbers of a site, or of all in order.
  private func ids(of site: Int64?) throws -> [Int64] {
    try site.map { [$0] } ?? sites().map(\.id).sorted()
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

  /// What is published of each part of a breakdown, over the windows within some days, in the order of sites, groups
  /// and keys.
  ///
  /// - Complexity: O(*n*) in the parts of these windows; of whole months, quarters and years, of their sums.
  public func published(
    _ breakdown: Breakdown, in days: ClosedRange<Day>, site: Int64? = nil
  ) throws -> [PublishedPart] {
    guard try publishes else { return [] }
    let rows = try PartRows(breakdown, in: days, of: db)
    var parts: [PublishedPart] = []
    for id in try ids(of: site) {
      // Not what was taken back.
      parts += try rows.sum(site: id).lazy.filter {
        $0.value != 0 || $0.visitors != 0 || $0.key == Cell.rest
      }
    }
    return parts
  }

  /// Goes through the response times of pages, over the windows within some days, site by site: how many hits each page
  /// has of each class, from 0 to the last. Pages that are no more are left out.
  ///
  /// - Complexity: O(*n*) in the parts of these windows; of whole months, quarters and years, of their sums. Memory for
  ///   the pages of one site: of all there may be very many.
  public func visitTimes(
    in days: ClosedRange<Day>, site: Int64? = nil,
    _ visit: (_ page: Int, _ counts: ArraySlice<Int64>) -> Void
  ) throws {
    guard try publishes else { return }
    let (rows, sites) = (try PartRows(.times, in: days, of: db), try sitesOfPages())
    let width = Int(ResponseTime.last) + 1
    func isPage(_ number: Int64) -> Bool {
      (0..<Int64(sites.count)).contains(number) && sites[Int(number)] != 0
    }
    // Where the counts of each page begin.
    var places = [Int32](repeating: -1, count: sites.count)
    var (pages, counts): ([Int], [Int64]) = ([], [])
    for id in try ids(of: site) {
      // Parts of a page follow each other.
      var (last, begin): (Int64?, Int) = (nil, -1)
      try rows.visit(site: id) { part in
        if part.group != last {
          (last, begin) = (part.group, -1)
          guard isPage(part.group) else { return }
          let page = Int(part.group)
          if places[page] < 0 {
            places[page] = Int32(pages.count)
            pages.append(page)
            counts.append(contentsOf: repeatElement(0, count: width))
          }
          begin = Int(places[page]) * width
        }
        guard begin >= 0 else { return }
        let place = begin + min(Int(UInt8(clamping: part.key)), width - 1)
        counts[place] = counts[place].addingClamped(part.value)
      }
      for (place, page) in pages.enumerated() {
        let counts = counts[place * width..<(place + 1) * width]
        // What was taken back.
        if counts.contains(where: { $0 != 0 }) { visit(page, counts) }
        places[page] = -1
      }
      pages.removeAll(keepingCapacity: true)
      counts.removeAll(keepingCapacity: true)
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
      for id in try ids(of: site) {
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
    let months = try PublishedMonths(db)
    let rows = try RawStatement(
      db,
      """
      SELECT first, last, grp, key, value, visitors FROM publication_cell
      WHERE breakdown = ?1 AND site = ?2 AND state IN (1, 2) AND last BETWEEN ?3 AND ?4 AND first >= ?3
      """)
    rows.bind(breakdown.rawValue, at: 1)
    let pieces = try PublishedMonths.pieces(of: days, in: db)
    for id in try ids(of: site) {
      for piece in pieces {
        if piece.isPacked {
          try months?.visitCells(breakdown, site: id, in: piece.days, visit)
          continue
        }
        rows.bind(id, at: 2)
        rows.bind(Int64(piece.days.lowerBound.rawValue), at: 3)
        rows.bind(Int64(piece.days.upperBound.rawValue), at: 4)
        while try rows.next() {
          try visit(
            try rows.days(0, 1),
            try PublishedPart(
              site: id, group: rows.integer(2), key: rows.integer(3), value: rows.integer(4),
              visitors: rows.integer(5)
            ).checked)
        }
      }
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

/// Days of a site in their order, to be added up by window.
private struct DaysOfWindows {
  private var days: [PublishedDays] = []
  private var place = 0

  mutating func removeAll() {
    days.removeAll(keepingCapacity: true)
    place = 0
  }

  mutating func append(_ portion: PublishedDays) { days.append(portion) }

  /// What the days of a window have together; each window has to end after those before.
  mutating func totals(of window: ClosedRange<Day>) -> TrafficTotals {
    var totals = TrafficTotals()
    while place < days.count, days[place].days.upperBound <= window.upperBound {
      if days[place].days.lowerBound >= window.lowerBound { totals += days[place].totals }
      place += 1
    }
    return totals
  }
}
