import CountCatalogue
import GRDB
import Traffic

/// Names that no count needs any more.
///
/// Logs stay: the same one may come again, and a log's row holds keyed hashes and sums only.
enum UnusedNames {
  /// Removes them, and returns their number.
  ///
  /// - Parameter evenPublished: Whether hosts and campaigns that are published go, too.
  /// - Complexity: O(*n*) in the rows stored; a byte of memory for each page.
  static func remove(from db: Database, evenPublished: Bool = false) throws -> Int {
    var removed = try removePages(from: db)
    for name: CountDimension in [.site, .referrer, .campaign] {
      // Of a site, each hit is a hit of some kind, and each day with visitors is a day of it.
      let users =
        (name == .site ? [.kindHour, .siteDay] : CountTable.all.filter { $0.has(name) })
        .map { "SELECT DISTINCT \(name.column) FROM \($0.name)" }
        + (evenPublished && name != .site ? [] : published(name))
      let pages = name == .site ? ["SELECT site FROM page"] : []
      try db.execute(
        sql: "DELETE FROM \(name.column) WHERE "
          + (pages + users).map { "id NOT IN (\($0))" }.joined(separator: " AND "))
      removed += db.changesCount
    }
    return removed
  }

  /// What is published of names, as long as it is kept.
  private static func published(_ name: CountDimension) -> [String] {
    func cells(_ column: String, _ breakdowns: [Breakdown]) -> String {
      let numbers = breakdowns.map { String($0.rawValue) }.joined(separator: ", ")
      return "SELECT \(column) FROM publication_cell WHERE breakdown IN (\(numbers))"
    }
    return switch name {
    case .site:
      [
        "SELECT site FROM published_day", "SELECT site FROM published_window",
        "SELECT site FROM annotation",
      ]
    case .referrer: [cells("key", [.landings, .notFoundLinks, .referrers])]
    case .campaign: [cells("key", [.campaigns])]
    default: []
    }
  }

  private static func removePages(from db: Database) throws -> Int {
    let last = try PageRows.lastNumber(in: db)
    var isUsed = [Bool](repeating: false, count: last + 1)
    for table in CountTable.all where table.has(.page) {
      let page = table.storage == .packedKey ? "key >> 4 & 268435455" : "page"
      let rows = try RawStatement(db, "SELECT \(page) FROM \(table.name)")
      while try rows.next() {
        let page = Int(rows.integer(0))
        if isUsed.indices.contains(page) { isUsed[page] = true }
      }
    }
    let published = try RawStatement(
      db,
      """
      WITH cell AS (SELECT site, key FROM publication_cell WHERE breakdown IN
        (\(Breakdown.pages.rawValue), \(Breakdown.entries.rawValue), \(Breakdown.notFound.rawValue)))
      SELECT key FROM cell
      UNION ALL
      SELECT id FROM page WHERE tag IS NULL AND site IN (SELECT site FROM cell WHERE key < \(Cell.rest))
      """)
    // Of pages that are no more, the rare ones have what comes later.
    while try published.next() {
      let page = Int(published.integer(0))
      if isUsed.indices.contains(page) { isUsed[page] = true }
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
