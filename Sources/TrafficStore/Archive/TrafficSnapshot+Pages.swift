import GRDB
import Traffic

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
  /// What people asked for on each day, by the number of the page; all pages of a site that have no
  /// name (yet) are one, by the negative number of the site.
  ///
  /// - Complexity: O(*n*) in the page-hours selected; 72 bytes of memory for each page and day.
  public func pages(_ selection: TrafficSelection) throws -> [DayCounts<Int>] {
    var days = PageDays(pages: try storedPages(), wanted: selection.site?.id)
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

  /// The names of pages, by the numbers that ``pages(_:)`` gives them.
  ///
  /// - Complexity: O(log *n*) a page.
  public func names(ofPages pages: some Sequence<Int>) throws -> [Int: PageName] {
    let named = try db.makeStatement(
      sql: "SELECT site.name, path FROM page JOIN site ON site.id = page.site WHERE page.id = ?")
    let nameless = try db.makeStatement(sql: "SELECT name, NULL FROM site WHERE id = ?")
    var names: [Int: PageName] = [:]
    for page in pages {
      let statement = page < 0 ? nameless : named
      guard let row = try Row.fetchOne(statement, arguments: [abs(page)]) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
      names[page] = PageName(site: row[0], path: row[1])
    }
    return names
  }

  /// The site of each page number, and the number it counts under; 0 where there is no such page.
  func storedPages() throws -> [StoredPage] {
    let last = try Int.fetchOne(db, sql: "SELECT max(id) FROM page") ?? 0
    var stored = [StoredPage](repeating: StoredPage(site: 0, key: 0), count: last + 1)
    let pages = try RawStatement(db, "SELECT id, site, path IS NULL FROM page")
    while try pages.next() {
      let (page, site) = (Int(pages.integer(0)), pages.integer(1))
      stored[page] = StoredPage(site: site, key: pages.integer(2) == 0 ? page : -Int(site))
    }
    return stored
  }
}

/// The site of a page, and the number it counts under.
struct StoredPage {
  var site: Int64
  var key: Int
}

/// Counts by day and page, added up in one pass over the page-hours, which come in the order of time.
///
/// Much faster than `GROUP BY`, which would sort millions of rows first.
private struct PageDays {
  private(set) var counts: [DayCounts<Int>] = []

  private let pages: [StoredPage]
  private let wanted: Int64?
  /// Where the counts of each page of the present day are; those of nameless ones by site.
  private var places: [Int]
  private var namelessPlaces: [Int: Int] = [:]
  private var begin = 0

  init(pages: [StoredPage], wanted: Int64?) {
    self.pages = pages
    self.wanted = wanted
    places = [Int](repeating: -1, count: pages.count)
  }

  mutating func add(day: Day, page: Int, hits: Int64, views: Int64, bytes: Int64) {
    guard page < pages.count, pages[page].site != 0, wanted == nil || pages[page].site == wanted
    else { return }
    let (site, key) = (pages[page].site, pages[page].key)
    if counts.last?.day != day { begin = counts.count }
    var place = key < 0 ? namelessPlaces[key] ?? -1 : places[key]
    if place < begin {
      place = counts.count
      counts.append(DayCounts(day: day, site: site, key: key, totals: TrafficTotals()))
      if key < 0 { namelessPlaces[key] = place } else { places[key] = place }
    }
    counts[place].totals.hits += hits
    counts[place].totals.pageViews += views
    counts[place].totals.bytes += bytes
  }
}
