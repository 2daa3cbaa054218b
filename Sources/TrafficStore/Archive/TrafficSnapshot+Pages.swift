import GRDB
import Traffic

/// What was counted of one page.
public struct PageTotals: Hashable, Sendable {
  /// The name of the page's site.
  public var site: String
  /// The page's path; `nil` where it is not (or not yet) kept.
  public var path: String?
  public var hits: Int64
  public var pageViews: Int64
  public var bytes: Int64

  public init(site: String, path: String?, hits: Int64, pageViews: Int64, bytes: Int64) {
    self.site = site
    self.path = path
    self.hits = hits
    self.pageViews = pageViews
    self.bytes = bytes
  }
}

extension TrafficSnapshot {
  /// The pages people asked for most: by page views, then hits, then name.
  ///
  /// - Returns: At most `limit` pages, how many there are in all, and their totals.
  /// - Complexity: O(*n*) in the page-hours selected; 24 bytes of memory for each page stored.
  public func pages(
    _ selection: TrafficSelection, limit: Int
  ) throws -> (top: [PageTotals], count: Int, hits: Int64, pageViews: Int64, bytes: Int64) {
    let table = try PageTable(selection, db: db)
    let ranked = table.ranked()
    // Pages on a par with the last one wanted are ordered by name, so those are needed too.
    var end = min(limit, ranked.count)
    while end > 0, end < ranked.count, table.ranksAlike(ranked[end], ranked[end - 1]) { end += 1 }
    let names = try RawPageNames(db)
    var top = try ranked[..<end].map { page in
      let counts = table.counts[page]
      let (site, path) = try names.name(of: page)
      return PageTotals(
        site: site, path: path, hits: counts.hits, pageViews: counts.pageViews,
        bytes: counts.bytes)
    }
    top.sort { left, right in
      if left.pageViews != right.pageViews { return left.pageViews > right.pageViews }
      if left.hits != right.hits { return left.hits > right.hits }
      if left.site != right.site { return precedes(left.site, right.site) }
      return precedes(left.path ?? "", right.path ?? "")
    }
    let sum = table.sum
    return (Array(top.prefix(limit)), ranked.count, sum.hits, sum.pageViews, sum.bytes)
  }
}

/// Counts by page number, added up in one pass over the page-hours.
///
/// Much faster than `GROUP BY`, which would sort millions of rows first.
private struct PageTable {
  struct Counts {
    var hits: Int64 = 0
    var pageViews: Int64 = 0
    var bytes: Int64 = 0
  }

  private(set) var counts: [Counts]
  private(set) var sum = Counts()

  init(_ selection: TrafficSelection, db: Database) throws {
    let last = try Int.fetchOne(db, sql: "SELECT max(id) FROM page") ?? 0
    counts = Array(repeating: Counts(), count: last + 1)
    let wanted = try PageTable.wanted(selection.site, last: last, db: db)
    let keys = PageKey.range(of: selection.hours)
    let rows = try RawStatement(
      db, "SELECT key, hits, page_views, bytes FROM page_hour WHERE key BETWEEN ? AND ?")
    rows.bind(keys.lowerBound, at: 1)
    rows.bind(keys.upperBound, at: 2)
    while try rows.next() {
      let key = PageKey(rawValue: rows.integer(0))
      let page = Int(key.page)
      guard key.device != DeviceClass.bot.rawValue, page <= last, wanted?[page] ?? true
      else { continue }
      let (hits, pageViews, bytes) = (rows.integer(1), rows.integer(2), rows.integer(3))
      counts[page].hits += hits
      counts[page].pageViews += pageViews
      counts[page].bytes += bytes
      sum.hits += hits
      sum.pageViews += pageViews
      sum.bytes += bytes
    }
  }

  /// Whether each page belongs to a site; `nil` where no site is asked for.
  private static func wanted(_ site: StoredSite?, last: Int, db: Database) throws -> [Bool]? {
    guard let site else { return nil }
    var wanted = [Bool](repeating: false, count: last + 1)
    let pages = try RawStatement(db, "SELECT id FROM page WHERE site = ?")
    pages.bind(site.id, at: 1)
    while try pages.next() { wanted[Int(pages.integer(0))] = true }
    return wanted
  }

  /// The pages that were asked for, the most page views first, then the most hits.
  func ranked() -> [Int] {
    counts.indices.filter { counts[$0].hits > 0 }.sorted {
      (counts[$0].pageViews, counts[$0].hits) > (counts[$1].pageViews, counts[$1].hits)
    }
  }

  func ranksAlike(_ left: Int, _ right: Int) -> Bool {
    counts[left].pageViews == counts[right].pageViews && counts[left].hits == counts[right].hits
  }
}

/// Looks up sites and paths by page number.
private struct RawPageNames {
  private let statement: Statement

  init(_ db: Database) throws {
    statement = try db.makeStatement(
      sql: "SELECT site.name, path FROM page JOIN site ON site.id = page.site WHERE page.id = ?")
  }

  func name(of page: Int) throws -> (site: String, path: String?) {
    guard let row = try Row.fetchOne(statement, arguments: [page]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    return (row[0], row[1])
  }
}
