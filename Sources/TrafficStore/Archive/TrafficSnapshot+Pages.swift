import GRDB
public import Traffic

/// A page and its site.
public struct PageName: Hashable, Sendable {
  /// The name of the page's site.
  public var site: String
  /// The page's path; `nil` where it is not (or not yet) kept.
  public var path: String?

  public init(site: String, path: String?) {
    self.site = site
    self.path = path
  }

  /// The order by site and path, as their bytes go.
  public static func precedes(_ left: PageName, _ right: PageName) -> Bool {
    left.site == right.site
      ? TrafficStore.precedes(left.path ?? "", right.path ?? "")
      : TrafficStore.precedes(left.site, right.site)
  }
}

extension TrafficSnapshot {
  /// What people asked for on each day, by the number of the page.
  ///
  /// - Complexity: O(*n*) in the page-hours selected; 72 bytes of memory for each page and day.
  public func pages(_ selection: TrafficSelection) throws -> [DayCounts<Int>] {
    var days = PageDays(sites: try sitesOfPages(), wanted: selection.site?.id)
    let keys = PageKey.range(of: selection.hours)
    let rows = try RawStatement(
      db, "SELECT key, hits, page_views, bytes FROM page_hour WHERE key BETWEEN ? AND ?")
    rows.bind(keys.lowerBound, at: 1)
    rows.bind(keys.upperBound, at: 2)
    while try rows.next() {
      let key = PageKey(rawValue: rows.integer(0))
      guard key.device != DeviceClass.bot.rawValue else { continue }
      days.add(
        day: key.hour.day, page: Int(key.page), hits: rows.integer(1), views: rows.integer(2),
        bytes: rows.integer(3))
    }
    return days.counts
  }

  /// The names of pages, by number.
  ///
  /// - Complexity: O(log *n*) a page.
  public func names(ofPages pages: some Sequence<Int>) throws -> [Int: PageName] {
    let statement = try db.makeStatement(
      sql: "SELECT site.name, path FROM page JOIN site ON site.id = page.site WHERE page.id = ?")
    var names: [Int: PageName] = [:]
    for page in pages {
      guard let row = try Row.fetchOne(statement, arguments: [page]) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
      names[page] = PageName(site: row[0], path: row[1])
    }
    return names
  }

  /// Visits each page that has its name, in no order.
  ///
  /// - Complexity: O(*n*) in the pages.
  public func visitNamedPages(_ visit: (SiteName, PagePath) -> Void) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT site.name, path FROM page JOIN site ON site.id = page.site WHERE path IS NOT NULL
        """)
    while let row = try rows.next() {
      visit(SiteName(trusted: row[0]), PagePath(redacted: row[1]))
    }
  }

  /// The first day whose counts are kept.
  public func firstKeptDay(today: Day) throws -> Day {
    try RetentionState(db).firstDay(today: today)
  }

  /// The numbers of pages that have no name, or none yet.
  public func namelessPages() throws -> Set<Int> {
    let pages = try RawStatement(db, "SELECT id FROM page WHERE path IS NULL")
    var nameless = Set<Int>()
    while try pages.next() { nameless.insert(Int(pages.integer(0))) }
    return nameless
  }

  /// The site of each page number; 0 where there is no such page.
  private func sitesOfPages() throws -> [Int64] {
    let last = try Int.fetchOne(db, sql: "SELECT max(id) FROM page") ?? 0
    var sites = [Int64](repeating: 0, count: last + 1)
    let pages = try RawStatement(db, "SELECT id, site FROM page")
    while try pages.next() { sites[Int(pages.integer(0))] = pages.integer(1) }
    return sites
  }
}

/// Counts by day and page, added up in one pass over the page-hours, which come in the order of time.
///
/// Much faster than `GROUP BY`, which would sort millions of rows first.
private struct PageDays {
  private(set) var counts: [DayCounts<Int>] = []

  private let sites: [Int64]
  private let wanted: Int64?
  /// Where the counts of each page of the present day are.
  private var places: [Int]
  private var begin = 0

  init(sites: [Int64], wanted: Int64?) {
    self.sites = sites
    self.wanted = wanted
    places = [Int](repeating: -1, count: sites.count)
  }

  mutating func add(day: Day, page: Int, hits: Int64, views: Int64, bytes: Int64) {
    guard page < sites.count, sites[page] != 0, wanted == nil || sites[page] == wanted
    else { return }
    if counts.last?.day != day { begin = counts.count }
    if places[page] < begin {
      places[page] = counts.count
      counts.append(DayCounts(day: day, site: sites[page], key: page, totals: TrafficTotals()))
    }
    counts[places[page]].totals.hits += hits
    counts[places[page]].totals.pageViews += views
    counts[places[page]].totals.bytes += bytes
  }
}
