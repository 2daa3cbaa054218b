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
  /// Goes through what people asked for on each day, by day and number of the page, with the
  /// visitors and visits of it.
  ///
  /// - Complexity: O(*n*) in the page-hours selected; 80 bytes of memory for each page.
  public func pages(
    _ selection: TrafficSelection, _ body: (DayCounts<Int>) throws -> Void
  ) throws {
    var sums = PageSums(sites: try sitesOfPages(), wanted: selection.site?.id)
    let visitors = try visitorRows(selection)
    var hasVisitors = try visitors.next()
    /// Adds the visitors of the days up to this one, and hands the days over.
    func pass(_ day: Int32) throws {
      while hasVisitors, visitors.integer(0) <= Int64(day) {
        let next = try visitors.day(0)
        if next != sums.day { try sums.pass(on: next, body) }
        sums.add(
          page: Int(visitors.integer(1)), visitors: visitors.integer(2), visits: visitors.integer(3)
        )
        hasVisitors = try visitors.next()
      }
    }
    let keys = PageKey.range(of: selection.hours)
    let rows = try RawStatement(
      db, "SELECT key, hits, page_views, bytes FROM page_hour WHERE key BETWEEN ? AND ?")
    rows.bind(keys.lowerBound, at: 1)
    rows.bind(keys.upperBound, at: 2)
    var end = Int32.min
    while try rows.next() {
      let key = PageKey(rawValue: rows.integer(0))
      if key.hour.rawValue >= end {
        let day = key.hour.day
        try pass(day.rawValue - 1)
        if sums.day != day { try sums.pass(on: day, body) }
        end = day.hours.upperBound.rawValue + 1
      }
      guard key.device != DeviceClass.bot.rawValue else { continue }
      sums.add(
        page: Int(key.page), hits: rows.integer(1), views: rows.integer(2), bytes: rows.integer(3))
    }
    try pass(.max)
    try sums.pass(on: Day(rawValue: .max), body)
  }

  /// Visits what people asked for of some pages, by hour and class of device.
  ///
  /// - Complexity: O(*n*) in the page-hours selected, of all pages.
  public func visitHours(
    ofPages pages: Set<Int>, _ selection: TrafficSelection,
    _ visit: (_ hour: Hour, _ device: DeviceClass, _ totals: TrafficTotals) -> Void
  ) throws {
    let keys = PageKey.range(of: selection.hours)
    let rows = try RawStatement(
      db, "SELECT key, hits, page_views, bytes FROM page_hour WHERE key BETWEEN ? AND ?")
    rows.bind(keys.lowerBound, at: 1)
    rows.bind(keys.upperBound, at: 2)
    while try rows.next() {
      let key = PageKey(rawValue: rows.integer(0))
      guard pages.contains(Int(key.page)), let device = DeviceClass(rawValue: key.device),
        device != .bot
      else { continue }
      var totals = TrafficTotals()
      totals.hits = rows.integer(1)
      totals.pageViews = rows.integer(2)
      totals.bytes = rows.integer(3)
      visit(key.hour, device, totals)
    }
  }

  /// The names of pages, by number.
  ///
  /// - Complexity: O(log *n*) a page.
  public func names(ofPages pages: some Sequence<Int>) throws -> [Int: PageName] {
    let statement = try db.cachedStatement(
      sql: "SELECT site.name, path FROM page JOIN site ON site.id = page.site WHERE page.id = ?")
    var names: [Int: PageName] = [:]
    for page in pages {
      guard let row = try Row.fetchOne(statement, arguments: [page]) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
      names[page] = PageName(
        site: try row.decode(atIndex: 0), path: try row.decode(atIndex: 1))
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
      visit(
        SiteName(trusted: try row.decode(atIndex: 0)),
        PagePath(redacted: try row.decode(atIndex: 1)))
    }
  }

  /// The first day whose counts are kept: by a day that somebody vouches for, or the one that clocks
  /// agree on.
  public func firstKeptDay(today: Day?) throws -> Day {
    try RetentionState.firstKeptDay(today: today, in: db)
  }

  /// The pages that have no name, or none yet, and their sites; all by number.
  public func namelessPages() throws -> [Int: Int64] { try allPages().nameless }

  /// The numbers of the pages with a path, of one site or of all, and their sites.
  ///
  /// - Complexity: O(*n*) in the pages.
  public func pages(at path: String, site: Int64? = nil) throws -> [Int: Int64] {
    try Dictionary(
      Row.fetchAll(
        db, sql: "SELECT id, site FROM page WHERE path = ?1 AND (?2 IS NULL OR site = ?2)",
        arguments: [path, site]
      ).map { (try $0.decode(atIndex: 0), try $0.decode(atIndex: 1)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The numbers of all pages there are: those that were counted with their site's rare pages are no more.
  public func pages() throws -> Set<Int> {
    let sites = try sitesOfPages()
    return Set(sites.indices.lazy.filter { sites[$0] != 0 })
  }

  /// The site of each page number; 0 where there is no such page.
  func sitesOfPages() throws -> [Int64] { try allPages().sites }

  private func allPages() throws -> (sites: [Int64], nameless: [Int: Int64]) {
    try remembered(.pages) {
      var sites = [Int64](repeating: 0, count: try PageRows.lastNumber(in: db) + 1)
      var nameless: [Int: Int64] = [:]
      let pages = try RawStatement(db, "SELECT id, site, path IS NULL FROM page")
      while try pages.next() {
        let number = Int(pages.integer(0))
        guard sites.indices.contains(number) else {
          throw DatabaseError(resultCode: .SQLITE_CORRUPT)
        }
        sites[number] = pages.integer(1)
        if pages.integer(2) != 0 { nameless[number] = sites[number] }
      }
      return (sites, nameless)
    }
  }
}

extension [Int64] {
  /// The site of a page in a list by the numbers of pages; `nil` where there is no such page, or it is
  /// of another site than the one that is wanted.
  func site(of page: Int, wanted: Int64?) -> Int64? {
    guard indices.contains(page), self[page] != 0, wanted == nil || self[page] == wanted else {
      return nil
    }
    return self[page]
  }
}

/// What the pages of one day counted, added up in one pass over page-hours in the order of time.
///
/// Much faster than `GROUP BY`, which would sort millions of rows first.
private struct PageSums {
  private(set) var day = Day(rawValue: .min)

  private let sites: [Int64]
  private let wanted: Int64?
  private var totals: [TrafficTotals]
  /// Which pages have any, a bit each.
  private var pages: [UInt64]

  init(sites: [Int64], wanted: Int64?) {
    self.sites = sites
    self.wanted = wanted
    totals = [TrafficTotals](repeating: TrafficTotals(), count: sites.count)
    pages = [UInt64](repeating: 0, count: sites.count / 64 + 1)
  }

  @inline(__always)
  mutating func add(page: Int, hits: Int64, views: Int64, bytes: Int64) {
    guard page < totals.count else { return }
    pages[page >> 6] |= 1 << UInt64(page & 63)
    totals[page].hits += hits
    totals[page].pageViews += views
    totals[page].bytes = totals[page].bytes.addingClamped(bytes)
  }

  mutating func add(page: Int, visitors: Int64, visits: Int64) {
    guard totals.indices.contains(page) else { return }
    pages[page >> 6] |= 1 << UInt64(page & 63)
    totals[page].visitors += visitors
    totals[page].visits += visits
  }

  /// Hands the day's counts over, and begins the next one.
  mutating func pass(on next: Day, _ body: (DayCounts<Int>) throws -> Void) rethrows {
    for word in pages.indices {
      while pages[word] != 0 {
        let page = word << 6 + pages[word].trailingZeroBitCount
        pages[word] &= pages[word] - 1
        if let site = sites.site(of: page, wanted: wanted) {
          try body(DayCounts(day: day, site: site, key: page, totals: totals[page]))
        }
        totals[page] = TrafficTotals()
      }
    }
    day = next
  }
}
