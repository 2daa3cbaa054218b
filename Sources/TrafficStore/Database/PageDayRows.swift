import GRDB
import Traffic

/// The rows of visitors and visits: of pages and of sites, by day.
///
/// Visitors are counts of a whole day, so a later one takes the place of an earlier one; where lines
/// of a day come after its visitors were sealed, the larger of the two stays, since nobody can tell
/// any more how many are in both.
enum PageDayRows {
  /// Adds visits, and raises visitors and people to what they are now; counts people towards the page's
  /// name.
  static func add(_ rows: [Rollup.PageDay], pages: PageRows, to db: Database) throws {
    guard !rows.isEmpty else { return }
    var days = order(rows, pages: pages.ids).map { index in
      let row = rows[index]
      let page = Int(row.page)
      return PageDay(
        day: Int64(row.day.rawValue), page: pages.ids[page],
        visitors: pages.states[page] == .rare ? 0 : row.visitors,
        people: pages.states[page] == .unnamed ? row.people : 0, visits: row.visits)
    }
    try notePeople(of: days, in: db)
    days.removeAll { $0.visitors == 0 && $0.visits == 0 }
    try WideInsert.insert(
      days.count, into: "page_day(day, page, visitors, people, visits)", columns: 5,
      conflict: """
        ON CONFLICT(day, page) DO UPDATE SET visitors = max(visitors, excluded.visitors),
          people = max(people, excluded.people), visits = visits + excluded.visits
        """, in: db
    ) { index, target in
      let day = days[index]
      target.bind(day.day, at: 1)
      target.bind(day.page, at: 2)
      target.bind(day.visitors, at: 3)
      target.bind(day.people, at: 4)
      target.bind(day.visits, at: 5)
    }
  }

  /// A row to be added.
  private struct PageDay {
    var day: Int64
    var page: Int64
    var visitors: Int64
    /// How many people count towards the page's name; 0 where it has one.
    var people: Int64
    var visits: Int64
  }

  /// Counts those people towards their pages' names that are not stored yet.
  private static func notePeople(of days: [PageDay], in db: Database) throws {
    let stored = try RawStatement(
      keptBy: db, "SELECT people FROM page_day WHERE day = ? AND page = ?")
    let note = try RawStatement(
      keptBy: db,
      """
      UPDATE page SET people_days = people_days + ?2, most_people = max(most_people, ?3)
      WHERE id = ?1
      """)
    for day in days where day.people > 0 {
      stored.bind(day.day, at: 1)
      stored.bind(day.page, at: 2)
      let before = try stored.next() ? stored.integer(0) : 0
      stored.reset()
      guard day.people > before else { continue }
      note.bind(day.page, at: 1)
      note.bind(day.people - before, at: 2)
      note.bind(day.people, at: 3)
      try note.run()
    }
  }

  /// Adds visits of sites, and raises their visitors to what they are now; how many different ones
  /// the rare sites have together, nobody knows.
  static func add(_ rows: [Rollup.SiteDay], sites: SiteRows, to db: Database) throws {
    try WideInsert.insert(
      rows.count, into: "site_day(day, site, visitors, people, visits)", columns: 5,
      conflict: """
        ON CONFLICT(day, site) DO UPDATE SET visitors = max(visitors, excluded.visitors),
          people = max(people, excluded.people), visits = visits + excluded.visits
        """, in: db
    ) { index, target in
      let row = rows[index]
      target.bind(Int64(row.day.rawValue), at: 1)
      target.bind(sites.ids[Int(row.site)], at: 2)
      let isRare = sites.rare.contains(row.site)
      target.bind(isRare ? 0 : row.visitors, at: 3)
      target.bind(isRare ? 0 : row.people, at: 4)
      target.bind(row.visits, at: 5)
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
  private static func order(_ rows: [Rollup.PageDay], pages: [Int64]) -> [Int] {
    rows.indices.sorted { left, right in
      (rows[left].day.rawValue, pages[Int(rows[left].page)])
        < (rows[right].day.rawValue, pages[Int(rows[right].page)])
    }
  }
}
