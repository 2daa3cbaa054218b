import GRDB
import Traffic

/// Pages that have waited for their names for too long.
///
/// Their counts go to their site's rare pages, but for their visitors: how many different ones several
/// pages had, nobody knows.
enum OverduePages {
  /// Whether there are any whose first day lies before one.
  ///
  /// - Complexity: O(log *n*).
  static func exist(before day: Day, in db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM page WHERE since < ?)"),
      arguments: [day.rawValue]) ?? false
  }

  /// Folds them, and returns their number.
  ///
  /// - Complexity: O(*n*) in the rows of pages since the first of their days.
  static func fold(before limit: Day, in db: Database) throws -> Int {
    guard
      let since = try Int64.fetchOne(
        db, sql: "SELECT min(since) FROM page WHERE since < ?", arguments: [limit.rawValue])
    else { return 0 }
    guard let first = Day(stored: since) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    for site in try Int64.fetchAll(
      db, sql: "SELECT DISTINCT site FROM page WHERE since < ?", arguments: [limit.rawValue])
    {
      _ = try PageRows.rare(of: site, in: db)
    }
    let tables = CountTable.all.filter {
      ["page_hour", "response_time_day", "page_day"].contains($0.name)
    }
    // A page's month may have been gathered on a day before its first one.
    var day = first.firstOfMonth
    while let next = try tables.firstDay(in: day..<Day(rawValue: .max / 24), of: db) {
      day = Day(rawValue: next.rawValue + 1)
      try fold(next, before: limit, in: db)
    }
    try db.execute(sql: "DELETE FROM page WHERE since < ?", arguments: [limit.rawValue])
    return db.changesCount
  }

  /// The rows of a table whose page is overdue, joined with that page and the one that takes it in.
  private static func joined(_ table: String) -> String {
    """
    \(table) CROSS JOIN page ON page.id = \(table).page
      CROSS JOIN page AS rare ON rare.site = page.site AND rare.tag IS NULL
    """
  }

  private static func fold(_ day: Day, before limit: Day, in db: Database) throws {
    let hours = CountTable.Time.key
    let keys: StatementArguments = [
      limit.rawValue, hours.begin(of: day), hours.begin(of: Day(rawValue: day.rawValue + 1)),
    ]
    let ofDay: StatementArguments = [limit.rawValue, day.rawValue]
    for (sql, arguments) in [
      (
        """
        INSERT INTO page_hour(key, hits, page_views, bytes)
        SELECT (page_hour.key & ~(268435455 << 4)) | (rare.id << 4) AS place, sum(page_hour.hits),
          sum(page_hour.page_views), \(LargestSum.total("page_hour.bytes"))
        FROM \(joined("page_hour"))
        WHERE page_hour.key >= ?2 AND page_hour.key < ?3 AND page.since < ?1 GROUP BY place
        ON CONFLICT(key) DO UPDATE SET hits = hits + excluded.hits,
          page_views = page_views + excluded.page_views,
          bytes = \(LargestSum.sum("bytes", "excluded.bytes"))
        """, keys
      ),
      (
        """
        DELETE FROM page_hour WHERE key >= ?2 AND key < ?3
          AND (SELECT since FROM page WHERE page.id = page_hour.page) < ?1
        """, keys
      ),
      (
        """
        INSERT INTO response_time_day(day, page, time, hits)
        SELECT ?2, rare.id, time, sum(hits) FROM \(joined("response_time_day"))
        WHERE day = ?2 AND page.since < ?1 GROUP BY rare.id, time
        ON CONFLICT(day, page, time) DO UPDATE SET hits = hits + excluded.hits
        """, ofDay
      ),
      (
        """
        DELETE FROM response_time_day WHERE day = ?2
          AND (SELECT since FROM page WHERE page.id = response_time_day.page) < ?1
        """, ofDay
      ),
      (
        """
        INSERT INTO page_day(day, page, visitors, visits)
        SELECT ?2, rare.id, 0, sum(visits) FROM \(joined("page_day"))
        WHERE day = ?2 AND page.since < ?1 GROUP BY rare.id HAVING sum(visits) > 0
        ON CONFLICT(day, page) DO UPDATE SET visits = visits + excluded.visits
        """, ofDay
      ),
      (
        """
        DELETE FROM page_day WHERE day = ?2
          AND (SELECT since FROM page WHERE page.id = page_day.page) < ?1
        """, ofDay
      ),
    ] { try db.cachedStatement(sql: sql).execute(arguments: arguments) }
  }
}
