import GRDB
import Traffic

/// Names that no count needs any more.
///
/// Logs stay: the same one may come again, and a log's row holds keyed hashes and sums only.
enum UnusedNames {
  /// Removes them, and returns their number.
  ///
  /// - Complexity: O(*n*) in the rows stored; a byte of memory for each page.
  static func remove(from db: Database) throws -> Int {
    var removed = try removePages(from: db)
    for sql in [
      """
      DELETE FROM site WHERE id NOT IN (SELECT site FROM page)
        AND id NOT IN (SELECT DISTINCT site FROM kind_hour)
        AND id NOT IN (SELECT DISTINCT site FROM site_day)
      """,
      "DELETE FROM referrer WHERE id NOT IN (SELECT DISTINCT referrer FROM referrer_day)",
      "DELETE FROM campaign WHERE id NOT IN (SELECT DISTINCT campaign FROM campaign_day)",
    ] {
      try db.execute(sql: sql)
      removed += db.changesCount
    }
    return removed
  }

  private static func removePages(from db: Database) throws -> Int {
    let last = try PageRows.lastNumber(in: db)
    var isUsed = [Bool](repeating: false, count: last + 1)
    for sql in [
      "SELECT key >> 4 & 268435455 FROM page_hour", "SELECT page FROM page_day",
      "SELECT page FROM response_time_day",
    ] {
      let rows = try RawStatement(db, sql)
      while try rows.next() {
        let page = Int(rows.integer(0))
        if isUsed.indices.contains(page) { isUsed[page] = true }
      }
    }
    // Those without a name go when their month is over.
    let pages = try RawStatement(db, "SELECT id FROM page WHERE since IS NULL")
    let delete = try RawStatement(db, "DELETE FROM page WHERE id = ?")
    var unused: [Int64] = []
    while try pages.next() {
      let page = pages.integer(0)
      guard isUsed.indices.contains(Int(page)) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
      if !isUsed[Int(page)] { unused.append(page) }
    }
    for page in unused {
      delete.bind(page, at: 1)
      try delete.run()
    }
    return unused.count
  }
}
