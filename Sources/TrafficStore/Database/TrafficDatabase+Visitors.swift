import GRDB
public import Traffic

/// The visitors that a database has of one day.
public struct StoredVisitors: Sendable {
  /// Of each site that has any.
  public var sites: [SiteName: Int64] = [:]
  /// The pages with visitors on that day that have no name yet.
  public var unnamedPages: Set<PageTag> = []

  public var isEmpty: Bool { sites.isEmpty && unnamedPages.isEmpty }
}

extension TrafficDatabase {
  /// The visitors that are stored of a day, before a batch changes them.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(*n* log *m*) in the day's pages and all pages.
  public func visitors(of day: Day) throws(StoreError) -> StoredVisitors {
    try storing(at: path) {
      try queue.read { db in
        var visitors = StoredVisitors()
        let sites = try Row.fetchCursor(
          db,
          sql: """
            SELECT name, visitors FROM site_day JOIN site ON site.id = site
            WHERE day = ? AND visitors > 0
            """, arguments: [day.rawValue])
        while let row = try sites.next() {
          visitors.sites[SiteName(trusted: try row.decode(atIndex: 0))] = try row.decode(atIndex: 1)
        }
        let pages = try RawStatement(
          db,
          """
          SELECT tag FROM page_day CROSS JOIN page ON page.id = page_day.page
          WHERE day = ? AND visitors > 0 AND since IS NOT NULL
          """)
        pages.bind(Int64(day.rawValue), at: 1)
        while try pages.next() {
          visitors.unnamedPages.insert(PageTag(rawValue: UInt64(bitPattern: pages.integer(0))))
        }
        return visitors
      }
    }
  }

  /// How many of some pages have no name.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(*n* log *m*) for *n* of *m* pages.
  public func unnamed(_ pages: Set<PageTag>) throws(StoreError) -> Int {
    try storing(at: path) {
      try queue.read { db in
        let find = try RawStatement(db, "SELECT 1 FROM page WHERE tag = ? AND since IS NOT NULL")
        var count = 0
        for page in pages {
          find.bind(Int64(bitPattern: page.rawValue), at: 1)
          if try find.next() { count += 1 }
          find.reset()
        }
        return count
      }
    }
  }
}
