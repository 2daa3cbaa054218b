import GRDB
public import Traffic

/// Days of a site whose sum is published, as nothing finer of them is.
public struct PublishedDays: Hashable, Sendable {
  /// The number of the site.
  public var site: Int64
  public var days: ClosedRange<Day>
  /// 1 for what was counted when they were published first; more for what came later.
  public var portion: Int64
  public var totals: TrafficTotals

  public init(site: Int64, days: ClosedRange<Day>, portion: Int64 = 1, totals: TrafficTotals) {
    (self.site, self.days, self.portion, self.totals) = (site, days, portion, totals)
  }
}

/// A window of a site's days, by which its traffic is broken down.
public struct PublishedWindow: Hashable, Sendable {
  public var site: Int64
  public var days: ClosedRange<Day>

  public init(site: Int64, days: ClosedRange<Day>) { (self.site, self.days) = (site, days) }
}

extension Row {
  /// The days from that in one column to that in another.
  ///
  /// - Throws: `DatabaseError` where there are none: the database is damaged.
  func days(_ first: Int, _ last: Int) throws -> ClosedRange<Day> {
    guard let first = Day(stored: try decode(atIndex: first)),
      let last = Day(stored: try decode(atIndex: last)), first <= last
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    return first...last
  }
}

extension RawStatement {
  /// The same of the row that a statement is at.
  func days(_ first: Int32, _ last: Int32) throws -> ClosedRange<Day> {
    guard let first = Day(stored: integer(first)), let last = Day(stored: integer(last)),
      first <= last
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    return first...last
  }
}

extension Int64 {
  /// Whether so much can have been counted, or taken away: sums of such numbers are numbers, too.
  var isCount: Bool { magnitude < 1 << 56 }
}

extension PublishedDays {
  /// What is published of some days, in the order of sites, days and portions.
  ///
  /// - Parameters:
  ///   - withTools: Whether the table has the part of bots' hits that may be somebody's.
  static func all(
    in days: ClosedRange<Day>, site: Int64?, withTools: Bool = true, of db: Database
  ) throws -> [Self] {
    let rows = try RawStatement(
      keptBy: db,
      """
      SELECT d.site, first, last, portion, page_views, hits, bots, visitors, visits, bytes
        \(withTools ? ", tools" : "")
      FROM \(site == nil ? "site CROSS JOIN published_day AS d ON d.site = site.id" : "published_day AS d")
      WHERE last BETWEEN ?1 AND ?2 AND first >= ?1 \(site == nil ? "" : "AND d.site = ?3")
      ORDER BY d.site, last, first, portion
      """)
    defer { rows.reset() }
    rows.bind(Int64(days.lowerBound.rawValue), at: 1)
    rows.bind(Int64(days.upperBound.rawValue), at: 2)
    if let site { rows.bind(site, at: 3) }
    var published: [Self] = []
    while try rows.next() {
      var totals = TrafficTotals()
      (totals.pageViews, totals.hits, totals.bots) = (
        rows.integer(4), rows.integer(5), rows.integer(6)
      )
      (totals.visitors, totals.visits, totals.bytes) = (
        rows.integer(7), rows.integer(8), rows.integer(9)
      )
      if withTools { totals.tools = rows.integer(10) }
      guard totals.areCounts else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      published.append(
        PublishedDays(
          site: rows.integer(0), days: try rows.days(1, 2), portion: rows.integer(3),
          totals: totals))
    }
    return published
  }
}

extension PublishedWindow {
  /// The windows within some days, in their order.
  static func all(in days: ClosedRange<Day>, site: Int64?, of db: Database) throws -> [Self] {
    let arguments = [Int64(days.lowerBound.rawValue), Int64(days.upperBound.rawValue)]
    return try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT site, first, last FROM published_window
          WHERE last BETWEEN ?1 AND ?2 AND first >= ?1 \(site == nil ? "" : "AND site = ?3")
          ORDER BY last, first, site
          """), arguments: StatementArguments(arguments + [site].compactMap(\.self))
    ).map { PublishedWindow(site: try $0.decode(atIndex: 0), days: try $0.days(1, 2)) }
  }
}
