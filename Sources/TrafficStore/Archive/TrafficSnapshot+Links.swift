import CountCatalogue
import GRDB
import Traffic

/// A page of a site; all without a name are one.
public struct LinkedPage: Hashable, Comparable, Sendable {
  /// The number of the page's site.
  public var site: Int64
  /// `nil` for pages without a name.
  public var path: String?

  public init(site: Int64, path: String?) { (self.site, self.path) = (site, path) }

  public static func < (left: LinkedPage, right: LinkedPage) -> Bool {
    (left.site, left.path == nil ? 0 : 1, left.path ?? "")
      < (right.site, right.path == nil ? 0 : 1, right.path ?? "")
  }
}

/// A page, and where those who asked for it came from.
public struct PageLink: Hashable, Comparable, Sendable {
  public var page: LinkedPage
  /// The referring host, or what stands for it.
  public var referrer: String
  /// The kind of referrer.
  public var kind: String

  public init(page: LinkedPage, referrer: String, kind: String) {
    (self.page, self.referrer, self.kind) = (page, referrer, kind)
  }

  public static func < (left: PageLink, right: PageLink) -> Bool {
    (left.page, left.referrer, left.kind) < (right.page, right.referrer, right.kind)
  }
}

extension TrafficSnapshot {
  /// Page views of each day that came from outside, by the page they came to and where they came from.
  ///
  /// - Complexity: O(*n*) in the rows of the days selected.
  public func landings(_ selection: TrafficSelection) throws -> [DayCounts<PageLink>] {
    try links(.landingDay, selection) { count in
      var totals = TrafficTotals()
      (totals.pageViews, totals.hits) = (count, count)
      return totals
    }
  }

  /// People's requests of each day for what is not there, by page and by where they came from.
  ///
  /// - Complexity: O(*n*) in the rows of the days selected.
  public func notFound(_ selection: TrafficSelection) throws -> [DayCounts<PageLink>] {
    try links(.notFoundDay, selection) { count in
      var totals = TrafficTotals()
      totals.hits = count
      return totals
    }
  }

  private func links(
    _ table: CountTable, _ selection: TrafficSelection, _ totals: (Int64) -> TrafficTotals
  ) throws -> [DayCounts<PageLink>] {
    // A database that an earlier release made has no such counts.
    guard try countTables().contains(table) else { return [] }
    let referrers = try names(
      """
      SELECT referrer.id, host, referrer_group.name FROM referrer
        JOIN referrer_group ON referrer_group.id = referrer.grp
      """
    ) {
      (host: try $0.decode(String.self, atIndex: 1), kind: try $0.decode(String.self, atIndex: 2))
    }
    let rows = try RawStatement(
      db,
      """
      SELECT t.day, page.site, t.page, t.referrer, t.\(table.measures[0].column)
      FROM \(table.name) AS t JOIN page ON page.id = t.page WHERE t.day BETWEEN ? AND ?
      """)
    rows.bind(Int64(selection.days.lowerBound.rawValue), at: 1)
    rows.bind(Int64(selection.days.upperBound.rawValue), at: 2)
    var counts: [(day: Day, site: Int64, page: Int, referrer: Int64, count: Int64)] = []
    while try rows.next() {
      let site = rows.integer(1)
      guard selection.site.map({ $0.id == site }) ?? true else { continue }
      counts.append(
        (
          Day(rawValue: Int32(clamping: rows.integer(0))), site, Int(rows.integer(2)),
          rows.integer(3), rows.integer(4)
        ))
    }
    let pages = try names(ofPages: Set(counts.map(\.page)))
    return counts.compactMap { count in
      guard let referrer = referrers[count.referrer] else { return nil }
      let link = PageLink(
        page: LinkedPage(site: count.site, path: pages[count.page]?.path),
        referrer: referrer.host, kind: referrer.kind)
      return DayCounts(
        day: count.day, site: count.site, key: link, totals: totals(count.count))
    }
  }
}
