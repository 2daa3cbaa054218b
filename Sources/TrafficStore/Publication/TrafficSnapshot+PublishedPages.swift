import GRDB
public import Traffic

/// What is published of pages in some windows together, each in a place of its own by its number.
///
/// Of all sites, pages have most of what is published: finding each in a hash table would take longer than to read it.
public struct PublishedPages {
  public struct Sum: Hashable, Sendable {
    public var value: Int64 = 0
    public var visitors: Int64 = 0

    fileprivate mutating func add(_ value: Int64, _ visitors: Int64) {
      self.value = self.value.addingClamped(value)
      self.visitors = self.visitors.addingClamped(visitors)
    }
  }

  /// Those of each page; only where ``isKnown``.
  public private(set) var sums: [Sum]
  public private(set) var isKnown: [Bool]
  /// Those of the pages of each site that are no more.
  public private(set) var former: [Int64: Sum] = [:]
  /// What is of no page.
  public private(set) var rest = Sum()

  /// Which numbers are pages'.
  private let isPage: [Bool]

  fileprivate init(_ isPage: [Bool]) {
    self.isPage = isPage
    sums = [Sum](repeating: Sum(), count: isPage.count)
    isKnown = [Bool](repeating: false, count: isPage.count)
  }

  @inline(__always)
  fileprivate mutating func add(_ key: Int64, site: Int64, _ value: Int64, _ visitors: Int64) {
    if let page = Int(exactly: key), isPage.indices.contains(page), isPage[page] {
      sums[page].add(value, visitors)
      isKnown[page] = true
    } else if key == Cell.rest {
      rest.add(value, visitors)
    } else {
      former[site, default: Sum()].add(value, visitors)
    }
  }
}

extension TrafficSnapshot {
  /// What is published of pages, over the windows within some days.
  ///
  /// - Parameter breakdown: One whose keys are pages, in one group.
  /// - Complexity: O(*n*) in the parts of these windows, and in the pages; of whole months, quarters and years, in the
  ///   parts of their sums.
  public func publishedPages(
    _ breakdown: Breakdown, in days: ClosedRange<Day>, site: Int64? = nil
  ) throws -> PublishedPages {
    guard try publishes else { return PublishedPages([]) }
    var pages = PublishedPages(try pageNumbers())
    for (time, isSum) in try summedTimes(breakdown, in: days) {
      let sql = isSum ? TrafficSnapshot.pageSums : TrafficSnapshot.pageCells
      try add(sql, breakdown, time, site, to: &pages)
    }
    return pages
  }

  private static let pageCells = """
    SELECT c.key, c.value, c.visitors, c.site
    FROM site CROSS JOIN publication_cell AS c ON c.breakdown = ?1 AND c.site = site.id
    WHERE c.state IN (1, 2) AND c.last BETWEEN ?2 AND ?3 AND c.first >= ?2
      AND (?4 = 0 OR site.id = ?4)
    """
  private static let pageSums = """
    SELECT c.key, c.value, c.visitors, c.site
    FROM site CROSS JOIN summed_cell AS c ON c.breakdown = ?1 AND c.site = site.id
    WHERE c.last = ?3 AND c.first = ?2 AND (?4 = 0 OR site.id = ?4)
    """

  private func add(
    _ sql: String, _ breakdown: Breakdown, _ days: ClosedRange<Day>, _ site: Int64?,
    to pages: inout PublishedPages
  ) throws {
    let rows = try RawStatement(keptBy: db, sql)
    defer { rows.reset() }
    rows.bind(breakdown.rawValue, at: 1)
    rows.bind(Int64(days.lowerBound.rawValue), at: 2)
    rows.bind(Int64(days.upperBound.rawValue), at: 3)
    rows.bind(site ?? 0, at: 4)
    while try rows.next() {
      let (key, value, visitors) = (rows.integer(0), rows.integer(1), rows.integer(2))
      guard Cell.numbers.contains(key), value.isCount, visitors.isCount else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
      pages.add(key, site: rows.integer(3), value, visitors)
    }
  }

  /// Which numbers are pages', up to the last one.
  private func pageNumbers() throws -> [Bool] {
    try remembered(.pageNumbers) {
      var isPage = [Bool](repeating: false, count: try PageRows.lastNumber(in: db) + 1)
      let pages = try RawStatement(db, "SELECT id FROM page")
      while try pages.next() {
        let number = Int(pages.integer(0))
        guard isPage.indices.contains(number) else {
          throw DatabaseError(resultCode: .SQLITE_CORRUPT)
        }
        isPage[number] = true
      }
      return isPage
    }
  }
}
