import GRDB
public import Traffic

/// What is published, and what it is published from, while nobody else can change either.
public struct PublicationTransaction {
  let db: Database

  /// What days are held against from now on.
  public func threshold() throws -> Threshold {
    guard let least = try Int64.fetchOne(db, sql: "SELECT threshold FROM publication"), least > 1
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    return Threshold(least: least)
  }

  /// The days up to one that got counts since they were last published.
  public func countedDays(upTo last: Day) throws -> [Day] {
    try Int32.fetchAll(
      db, sql: "SELECT day FROM counted_day WHERE day <= ? ORDER BY day", arguments: [last.rawValue]
    ).map(Day.init(rawValue:))
  }

  /// Notes that all counts of some days were looked at.
  public func finish(_ days: ClosedRange<Day>) throws {
    try db.execute(
      sql: "DELETE FROM counted_day WHERE day BETWEEN ? AND ?",
      arguments: [days.lowerBound.rawValue, days.upperBound.rawValue])
  }

  /// The first day whose counts were not deleted yet.
  public func keptFrom() throws -> Day {
    Day(rawValue: try Int32.fetchOne(db, sql: "SELECT kept_from FROM publication") ?? 0)
  }

  /// How many rows were written or deleted so far.
  public var changes: Int { db.totalChangesCount }

  /// Notes that something was published.
  public func countRelease() throws {
    try PublishedCounts.noteChange(in: db)
  }

  /// What each site counted on each of some days.
  ///
  /// - Complexity: O(*n*) in the hours and sites of these days.
  public func totals(in days: ClosedRange<Day>) throws -> [Int64: [Day: TrafficTotals]] {
    let (snapshot, all) = (TrafficSnapshot(db: db), TrafficSelection(hours: days.hours))
    var totals: [Int64: [Day: TrafficTotals]] = [:]
    for count in try snapshot.kinds(all) {
      totals[count.site, default: [:]][count.day, default: TrafficTotals()] += count.totals
    }
    for count in try snapshot.siteVisitors(all) {
      totals[count.site, default: [:]][count.day, default: TrafficTotals()] += count.totals
    }
    return totals
  }

  /// What is published of some days of all sites, in the order of the days and portions.
  public func published(in days: ClosedRange<Day>) throws -> [PublishedDays] {
    try PublishedDays.all(in: days, site: nil, of: db)
  }

  public func publish(_ published: PublishedDays) throws {
    let totals = published.totals
    try db.cachedStatement(
      sql: """
        INSERT INTO published_day(
          site, last, first, portion, page_views, hits, bots, tools, visitors, visits, bytes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      published.site, published.days.upperBound.rawValue, published.days.lowerBound.rawValue,
      published.portion, totals.pageViews, totals.hits, totals.bots, totals.tools, totals.visitors,
      totals.visits, totals.bytes,
    ])
  }

  /// The windows within some days.
  public func windows(in days: ClosedRange<Day>) throws -> [PublishedWindow] {
    try PublishedWindow.all(in: days, site: nil, of: db)
  }

  public func add(_ window: PublishedWindow) throws {
    try db.execute(
      sql: "INSERT INTO published_window(site, last, first) VALUES (?, ?, ?)",
      arguments: [
        window.site, window.days.upperBound.rawValue, window.days.lowerBound.rawValue,
      ])
  }

  /// The grain of a site's quarter, if it was chosen already.
  public func grain(ofSite site: Int64, quarter: Day) throws -> Int64? {
    try Int64.fetchOne(
      db, sql: "SELECT grain FROM publication_grain WHERE site = ? AND quarter = ?",
      arguments: [site, quarter.rawValue])
  }

  public func choose(grain: Int64, ofSite site: Int64, quarter: Day) throws {
    try db.execute(
      sql: "INSERT INTO publication_grain(site, quarter, grain) VALUES (?, ?, ?)",
      arguments: [site, quarter.rawValue, grain])
  }

  /// What was counted of each part of a breakdown in some days, by site.
  public func counts(
    of breakdown: Breakdown, in days: ClosedRange<Day>
  ) throws -> [Int64: [Cell]] {
    try breakdown.counts(in: days, of: db)
  }

  /// What was decided of a breakdown in a window, a cell for each part; of a page that is no more, with the one
  /// that has its counts now, if there is one.
  public func decided(_ breakdown: Breakdown, in window: PublishedWindow) throws -> [Cell] {
    let isOfPages = [.pages, .entries, .notFound].contains(breakdown)
    let page = """
      iif(key = \(Cell.rest) OR EXISTS (SELECT 1 FROM page WHERE id = key), key,
        coalesce((SELECT id FROM page WHERE site = ?2 AND tag IS NULL), key))
      """
    return try Row.fetchAll(
      db,
      sql: """
        SELECT grp, \(isOfPages ? page : "key"), sum(value), sum(visitors) FROM publication_cell
        WHERE breakdown = ?1 AND site = ?2 AND state IN (0, 1) AND last = ?3 AND first = ?4
        GROUP BY 1, 2 ORDER BY 1, 2
        """,
      arguments: [
        breakdown.rawValue, window.site, window.days.upperBound.rawValue,
        window.days.lowerBound.rawValue,
      ]
    ).map { Cell(group: $0[0], key: $0[1], value: $0[2], visitors: $0[3]) }
  }

  /// The hidden cells of a breakdown in the windows of some days of a site, each with the number of what it is
  /// hidden in: those of one window and portion have one. Windows that were taken back have none.
  public func hidden(
    _ breakdown: Breakdown, ofSite site: Int64, in days: ClosedRange<Day>
  ) throws -> [(sum: Int64, cell: Cell)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT dense_rank() OVER (ORDER BY last, first, portion), grp, key, value, visitors
        FROM publication_cell
        WHERE breakdown = ?1 AND site = ?2 AND state = 0 AND last BETWEEN ?3 AND ?4
          AND (last, first) IN (
            SELECT last, first FROM publication_cell
            WHERE breakdown = ?1 AND site = ?2 AND state = 0 AND last BETWEEN ?3 AND ?4
            GROUP BY last, first, grp, key HAVING sum(value) <> 0)
        ORDER BY last, first, portion, grp, key
        """,
      arguments: [
        breakdown.rawValue, site, days.lowerBound.rawValue, days.upperBound.rawValue,
      ]
    ).map { ($0[0], Cell(group: $0[1], key: $0[2], value: $0[3], visitors: $0[4])) }
  }

  /// How many portions of a window were decided.
  public func portions(of window: PublishedWindow) throws -> Int64 {
    let breakdowns = Breakdown.allCases.map { String($0.rawValue) }.joined(separator: ", ")
    return try Int64.fetchOne(
      db,
      sql: """
        SELECT max(portion) FROM publication_cell
        WHERE breakdown IN (\(breakdowns)) AND site = ? AND state IN (0, 1, 2) AND last = ? AND first = ?
        """,
      arguments: [
        window.site, window.days.upperBound.rawValue, window.days.lowerBound.rawValue,
      ]) ?? 1
  }

  /// Up to where counts are of whole days, or months.
  public func coarseness() throws -> Coarseness { try TrafficSnapshot(db: db).coarseness() }

  /// The first days of months with something that may be due, up to a day: with new counts, with published days in
  /// no window yet, or whose sums are not decided.
  ///
  /// - Complexity: O(*n* log *n*) in the days and windows that are published.
  public func openMonths(upTo last: Day) throws -> [Day] {
    func month(_ day: String) -> String {
      "unixepoch(date(\(day) * 86400, 'unixepoch', 'start of month')) / 86400"
    }
    return try Int32.fetchAll(
      db,
      sql: """
        SELECT DISTINCT \(month("day")) FROM counted_day WHERE day <= ?1
        UNION
        SELECT \(month("d.last")) FROM published_day AS d WHERE NOT EXISTS (
          SELECT 1 FROM published_window AS w
          WHERE w.site = d.site AND w.last >= d.last AND w.first <= d.first)
        UNION
        SELECT month FROM (
          SELECT site, \(month("last")) AS month FROM published_window
          EXCEPT SELECT site, month FROM published_month)
        ORDER BY 1
        """, arguments: [last.rawValue]
    ).map(Day.init(rawValue:))
  }

  /// The mean of page views of the published days of a site in a time; `nil` where there are none.
  public func meanViews(ofSite site: Int64, in days: ClosedRange<Day>) throws -> Double? {
    var (count, views) = (0, Int64(0))
    for published in try PublishedDays.all(in: days, site: site, of: db) {
      if published.portion == 1 { count += published.days.dayCount }
      views += published.totals.pageViews
    }
    return count > 0 ? Double(views) / Double(count) : nil
  }

  public func decide(
    _ cells: [Cell], of breakdown: Breakdown, in window: PublishedWindow, portion: Int64
  ) throws {
    let (first, last) = (window.days.lowerBound.rawValue, window.days.upperBound.rawValue)
    try WideInsert.insert(
      cells.count,
      into: """
        publication_cell(breakdown, site, last, first, portion, grp, key, value, visitors, state)
        """, columns: 10, conflict: "", in: db
    ) { index, row in
      let cell = cells[index]
      row.bind(breakdown.rawValue, at: 1)
      row.bind(window.site, at: 2)
      row.bind(Int64(last), at: 3)
      row.bind(Int64(first), at: 4)
      row.bind(portion, at: 5)
      row.bind(cell.group, at: 6)
      row.bind(cell.key, at: 7)
      row.bind(cell.value, at: 8)
      row.bind(cell.visitors, at: 9)
      row.bind(cell.state.rawValue, at: 10)
    }
  }

  /// Takes back all that was decided of a window of which nothing is left, in a portion of its own.
  ///
  /// What was shown has the opposite sign there, whatever would be shown of such a count; and what was hidden is hidden
  /// again. So it tells nothing but that nothing is left.
  public func takeBack(_ window: PublishedWindow) throws {
    try takeBack(
      window.days, ofSite: window.site, states: "0, 1", portion: try portions(of: window) + 1)
  }

  /// The same of the sums of a month, of all of whose windows nothing is left.
  public func takeBackSums(of month: ClosedRange<Day>, ofSite site: Int64) throws {
    let window = PublishedWindow(site: site, days: month)
    try takeBack(month, ofSite: site, states: "2", portion: try portions(of: window) + 1)
  }

  private func takeBack(
    _ days: ClosedRange<Day>, ofSite site: Int64, states: String, portion: Int64
  ) throws {
    for breakdown in Breakdown.allCases {
      try db.execute(
        sql: """
          INSERT INTO publication_cell(
            breakdown, site, state, last, first, portion, grp, key, value, visitors)
          SELECT breakdown, site, state, last, first, ?5, grp, key, -sum(value), -sum(visitors)
          FROM publication_cell
          WHERE breakdown = ?1 AND site = ?2 AND state IN (\(states)) AND last = ?3 AND first = ?4
          GROUP BY state, grp, key HAVING sum(value) <> 0 OR sum(visitors) <> 0
          """,
        arguments: [
          breakdown.rawValue, site, days.upperBound.rawValue, days.lowerBound.rawValue, portion,
        ])
    }
  }

  /// Whether the sums of a site's month were decided.
  public func isMonthDecided(_ month: Day, ofSite site: Int64) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM published_month WHERE site = ? AND month = ?)",
      arguments: [site, month.rawValue]) ?? false
  }

  /// Adds up what is published of a month that is over, for reports on long periods.
  public func sum(_ month: ClosedRange<Day>) throws {
    try PublishedSums(db: db).update(month: month)
  }

  /// Removes the sums of a month that is not over, or not any more: a clock may have been set back.
  public func removeSums(of month: ClosedRange<Day>) throws {
    try PublishedSums(db: db).remove(from: month.lowerBound, isBefore: false)
  }

  public func noteMonth(_ month: Day, ofSite site: Int64) throws {
    try db.execute(
      sql: "INSERT INTO published_month(site, month) VALUES (?, ?)",
      arguments: [site, month.rawValue])
  }
}
