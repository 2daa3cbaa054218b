import GRDB
import Traffic

/// The rows of visitors and visits: of pages and of sites, by day.
///
/// Visitors are counts of a whole day, so a later one takes the place of an earlier one; where lines
/// of a day come after its visitors were sealed, the larger of the two stays, since nobody can tell
/// any more how many are in both.
enum PageDayRows {
  /// Adds visits, and raises visitors to what they are now; counts both towards the page's name.
  static func add(_ rows: [Rollup.PageDay], pages: PageRows, to db: Database) throws {
    guard !rows.isEmpty else { return }
    let stored = try RawStatement(db, "SELECT visitors FROM page_day WHERE day = ? AND page = ?")
    let statement = try RawStatement(
      db,
      """
      INSERT INTO page_day(day, page, visitors, visits) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT(day, page) DO UPDATE SET
        visitors = max(visitors, excluded.visitors), visits = visits + excluded.visits
      """)
    let asked = try RawStatement(
      db,
      """
      UPDATE page SET visitor_days = visitor_days + ?2, most_visitors = max(most_visitors, ?3)
      WHERE id = ?1
      """)
    for (day, index) in order(rows, pages: pages.ids) {
      let row = rows[index]
      let page = pages.ids[Int(row.page)]
      let standing = pages.standings[Int(row.page)]
      let visitors = standing == .rare ? 0 : row.visitors
      if standing == .unnamed, visitors > 0 {
        stored.bind(day, at: 1)
        stored.bind(page, at: 2)
        let before = try stored.next() ? stored.integer(0) : 0
        stored.reset()
        if visitors > before {
          asked.bind(page, at: 1)
          asked.bind(visitors - before, at: 2)
          asked.bind(visitors, at: 3)
          try asked.run()
        }
      }
      guard visitors > 0 || row.visits > 0 else { continue }
      statement.bind(day, at: 1)
      statement.bind(page, at: 2)
      statement.bind(visitors, at: 3)
      statement.bind(row.visits, at: 4)
      try statement.run()
    }
  }

  /// Adds visits of sites, and raises their visitors to what they are now; how many different ones
  /// the rare sites have together, nobody knows.
  static func add(_ rows: [Rollup.SiteDay], sites: SiteRows, to db: Database) throws {
    guard !rows.isEmpty else { return }
    let statement = try RawStatement(
      db,
      """
      INSERT INTO site_day(day, site, visitors, visits) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT(day, site) DO UPDATE SET
        visitors = max(visitors, excluded.visitors), visits = visits + excluded.visits
      """)
    for row in rows {
      statement.bind(Int64(row.day.rawValue), at: 1)
      statement.bind(sites.ids[Int(row.site)], at: 2)
      statement.bind(sites.rare.contains(row.site) ? 0 : row.visitors, at: 3)
      statement.bind(row.visits, at: 4)
      try statement.run()
    }
  }

  /// Removes what was counted of some pages.
  ///
  /// - Complexity: O(*n*) in the days stored, for each page.
  static func remove(pages: [Int64], from db: Database) throws {
    guard !pages.isEmpty else { return }
    // From one day to the next, since the pages of each stand between.
    let days = try Int64.fetchAll(
      db,
      sql: """
        WITH RECURSIVE days(day) AS (
          SELECT min(day) FROM page_day
          UNION ALL
          SELECT (SELECT min(page_day.day) FROM page_day WHERE page_day.day > days.day) FROM days
          WHERE days.day IS NOT NULL
        )
        SELECT day FROM days WHERE day IS NOT NULL
        """)
    let remove = try RawStatement(db, "DELETE FROM page_day WHERE day = ? AND page = ?")
    for day in days {
      remove.bind(day, at: 1)
      for page in pages {
        remove.bind(page, at: 2)
        try remove.run()
      }
    }
  }

  /// The rows' indices in the order of the table, whose pages have numbers of their own.
  private static func order(
    _ rows: [Rollup.PageDay], pages: [Int64]
  ) -> [(day: Int64, row: Int)] {
    rows.indices.sorted { left, right in
      (rows[left].day.rawValue, pages[Int(rows[left].page)])
        < (rows[right].day.rawValue, pages[Int(rows[right].page)])
    }.map { (Int64(rows[$0].day.rawValue), $0) }
  }
}
