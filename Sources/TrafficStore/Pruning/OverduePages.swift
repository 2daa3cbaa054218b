import CountCatalogue
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
    let tables = CountTable.all.filter { $0.has(.page) }
    // A page's month may have been gathered on a day before its first one.
    var day = first.firstOfMonth
    let last = Day(rawValue: .max / Hour.perDay)
    while let next = try tables.firstDay(in: day..<max(day, last), of: db) {
      day = Day(rawValue: next.rawValue + 1)
      for table in tables { try table.fold(next, before: limit, in: db) }
    }
    try WaitingNames.remove(
      ofPages: "SELECT id FROM page WHERE since < ?", arguments: [limit.rawValue], from: db)
    try db.execute(sql: "DELETE FROM page WHERE since < ?", arguments: [limit.rawValue])
    let folded = db.changesCount
    try PublishedNames.retire(in: db)
    return folded
  }
}

extension CountTable {
  /// Moves the rows of overdue pages on one day to their sites' rare pages.
  fileprivate func fold(_ day: Day, before limit: Day, in db: Database) throws {
    let next = Day(rawValue: day.rawValue + 1)
    let arguments: StatementArguments = [limit.rawValue, time.begin(of: day), time.begin(of: next)]
    // In a packed key, the page stands between the hour and the device.
    let others = keys.filter { $0 != CountDimension.page.column }
    let places =
      time == .key
      ? ["(\(name).key & ~(268435455 << 4)) | (rare.id << 4)"]
      : ["\(name).\(time.column)", "rare.id"] + others.map { "\(name).\($0)" }
    // How many different visitors several pages had, nobody knows.
    let counted = measures.map { measure in
      switch measure.adding {
      case .sum: "sum(\(name).\(measure.column))"
      case .cappedSum: LargestSum.total("\(name).\(measure.column)")
      case .largest: "0"
      }
    }
    let least = measures.filter { $0.adding != .largest }.map { "sum(\(name).\($0.column)) > 0" }
    let columns =
      time == .key ? ["key"] : [time.column, CountDimension.page.column] + others
    try db.cachedStatement(
      sql: """
        INSERT INTO \(name)(\((columns + sums).joined(separator: ", ")))
        SELECT \((places + counted).joined(separator: ", "))
        FROM \(name) CROSS JOIN page ON page.id = \(name).page
          CROSS JOIN page AS rare ON rare.site = page.site AND rare.tag IS NULL
        WHERE \(name).\(time.column) >= ?2 AND \(name).\(time.column) < ?3 AND page.since < ?1
        GROUP BY \(places.joined(separator: ", "))
        HAVING \(least.joined(separator: " OR "))
        \(conflictClause)
        """
    ).execute(arguments: arguments)
    try db.cachedStatement(
      sql: """
        DELETE FROM \(name) WHERE \(time.column) >= ?2 AND \(time.column) < ?3
          AND (SELECT since FROM page WHERE page.id = \(name).page) < ?1
        """
    ).execute(arguments: arguments)
  }
}
