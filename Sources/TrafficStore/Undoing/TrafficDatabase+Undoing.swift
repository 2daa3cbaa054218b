import CountCatalogue
import GRDB
public import Traffic

/// What was taken back of logs.
public struct TakenBack: Hashable, Sendable {
  /// Rows of counts.
  public var deletedRows = 0
  /// Names of pages, sites, referrers and campaigns that no count needed any more.
  public var removedNames = 0
  /// Whether others may have seen counts of these days.
  public var isPublished = false

  public init() {}
}

/// Why counts of logs cannot be taken back.
public enum TakingBackRefusal: Error, Hashable, Sendable {
  case store(StoreError)
  /// Counts of days before this one are of whole days or months, or are to be.
  case rolledUp(Day, before: Day)
  /// Counts of days before this one are deleted, or are too old to be counted again.
  case tooOld(Day, firstKept: Day)
  /// The logs are not all that is counted on a day of a site, or were counted otherwise.
  case differs(AccountDifference)
}

extension TrafficDatabase {
  /// Deletes all counts of the days of sites that some logs have, and what the logs are recognised by: where just
  /// these logs were counted there, and nothing else. It is one transaction.
  ///
  /// The names that no count needs any more go, too. Pages that wait for their names have the people of the days that
  /// are left. What is published of these days is withdrawn when the next days are published, as <doc:Publication>
  /// says.
  ///
  /// - Parameters:
  ///   - account: What the logs have, under the names that this database has for their sites.
  ///   - logs: The logs as they were found in this database.
  ///   - today: The day that ages are counted from; `nil` for the one that clocks agree on.
  ///   - isTrial: Whether to change nothing, and only tell what would be done.
  /// - Throws: ``TakingBackRefusal``; nothing was changed then.
  /// - Complexity: O(*n*) in the rows of these days and in all names; where names are left over, in all rows.
  public func takeBack(
    _ account: CountAccount, of logs: [Checkpoint], today: Day?, isTrial: Bool
  ) throws(TakingBackRefusal) -> TakenBack {
    var refusal: TakingBackRefusal?
    var taken = TakenBack()
    do throws(StoreError) {
      try storing(at: path) {
        try queue.writeWithoutTransaction { db in
          try db.inTransaction(.immediate) {
            do {
              try check(logs, in: db)
              let sites = try check(account, today: today, in: db)
              taken = try TakenBack(account, sites, logs.compactMap(\.id), in: db)
            } catch let error as TakingBackRefusal {
              refusal = error
              return .rollback
            }
            return isTrial ? .rollback : .commit
          }
        }
      }
    } catch { throw .store(error) }
    if let refusal { throw refusal }
    return taken
  }

  /// Refuses logs that another process has moved since they were found.
  private func check(_ logs: [Checkpoint], in db: Database) throws {
    for log in logs {
      let row = try Row.fetchOne(
        db, sql: "SELECT bytes, lines, hits FROM source WHERE id = ?", arguments: [log.id])
      guard let row, try row.decode(Int64.self, atIndex: 0) == log.offset,
        try row.decode(Int64.self, atIndex: 1) == log.lines,
        try row.decode(Int64.self, atIndex: 2) == log.hits
      else { throw StoreError(.countedMeanwhile, path: path) }
    }
  }

  /// Refuses an account of which a day is not as it was counted, or that has not all of one.
  ///
  /// - Returns: The numbers of the account's sites.
  private func check(
    _ account: CountAccount, today: Day?, in db: Database
  ) throws -> [SiteName: Int64] {
    if let first = account.days.first {
      let deleted = try Int64.fetchOne(db, sql: "SELECT kept_from FROM publication") ?? 0
      let kept = max(
        Day(rawValue: Int32(clamping: deleted)),
        try RetentionState.firstKeptDay(today: today, in: db))
      guard first >= kept else { throw TakingBackRefusal.tooOld(first, firstKept: kept) }
      let daily = try RetentionState(db).coarseness.dailyBefore
      guard first >= daily else { throw TakingBackRefusal.rolledUp(first, before: daily) }
    }
    let find = try RawStatement(db, "SELECT id FROM site WHERE name = ?")
    var sites: [SiteName: Int64] = [:]
    for (name, _) in account.sites { sites[name] = try find.run(text: name.text, at: 1) }
    if let difference = try account.difference(from: db, ids: sites) {
      throw TakingBackRefusal.differs(difference)
    }
    return sites
  }
}

extension TakenBack {
  /// Deletes the days of an account, and logs.
  fileprivate init(
    _ account: CountAccount, _ sites: [SiteName: Int64], _ logs: [Int64], in db: Database
  ) throws {
    // In memory, as all that is temporary.
    try db.execute(
      sql: """
        DROP TABLE IF EXISTS temp.taken;
        CREATE TEMP TABLE taken(
          day INTEGER NOT NULL, site INTEGER NOT NULL, PRIMARY KEY (day, site)) WITHOUT ROWID;
        """)
    let note = try RawStatement(db, "INSERT INTO temp.taken(day, site) VALUES (?, ?)")
    for (name, days) in account.sites {
      guard let site = sites[name] else { continue }
      for day in days {
        note.bind(Int64(day.rawValue), at: 1)
        note.bind(site, at: 2)
        try note.run()
      }
    }
    isPublished =
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM temp.taken AS t JOIN published_day AS p
            ON p.site = t.site AND p.first <= t.day AND p.last >= t.day)
          """) ?? false
    // Before the counts, since pages tell whose they are.
    try WaitingNames.removeTaken(from: db)
    for table in CountTable.all {
      deletedRows += try table.deleteTaken(account.days, from: db)
    }
    try WaitingPages.beginAnew(since: account.days.first, in: db)
    for log in logs {
      try db.execute(sql: "DELETE FROM source_reject WHERE source = ?", arguments: [log])
      try db.execute(sql: "DELETE FROM source WHERE id = ?", arguments: [log])
    }
    // What is published of these days is more than there is now.
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO counted_day(day) SELECT DISTINCT day FROM temp.taken ORDER BY day
        """)
    try db.execute(sql: "DROP TABLE temp.taken")
    removedNames = try UnusedNames.remove(from: db)
  }
}

extension CountTable {
  /// Deletes the rows of the days of sites that are taken back, and returns their number.
  fileprivate func deleteTaken(_ days: [Day], from db: Database) throws -> Int {
    let page = storage == .packedKey ? "key >> 4 & 268435455" : CountDimension.page.column
    let site =
      has(.page) ? "(SELECT site FROM page WHERE page.id = (\(page)))" : CountDimension.site.column
    let delete = try db.cachedStatement(
      sql: """
        DELETE FROM \(name) WHERE \(time.column) >= ?1 AND \(time.column) < ?2
          AND \(site) IN (SELECT site FROM temp.taken WHERE day = ?3)
        """)
    var count = 0
    for day in days {
      let next = Day(rawValue: day.rawValue + 1)
      try delete.execute(arguments: [time.begin(of: day), time.begin(of: next), day.rawValue])
      count += db.changesCount
    }
    return count
  }
}

extension WaitingNames {
  /// Forgets what waited for names on the days of sites that are taken back.
  fileprivate static func removeTaken(from db: Database) throws {
    let ofPages = Rollup.WaitingCount.Rows.allCases.filter(\.arePages)
      .map { "\($0.rawValue)" }.joined(separator: ", ")
    try db.execute(
      sql: """
        DELETE FROM waiting_name WHERE EXISTS (
          SELECT 1 FROM temp.taken AS t WHERE t.day = waiting_name.day AND t.site =
            iif(rows IN (\(ofPages)), (SELECT site FROM page WHERE page.id = place), place))
        """)
  }
}

/// Pages without a name, some of whose days were taken back.
private enum WaitingPages {
  /// Leaves them the people of the days that are left: who comes again when the logs are counted again must not bring
  /// a page nearer to its name. Those without any counts go.
  ///
  /// - Complexity: O(*n*) in the rows of pages since the first day of any of them.
  static func beginAnew(since first: Day?, in db: Database) throws {
    guard let first else { return }
    try db.execute(
      sql: """
        DROP TABLE IF EXISTS temp.waiting_page;
        CREATE TEMP TABLE waiting_page(page INTEGER PRIMARY KEY, since INTEGER NOT NULL, first INTEGER,
          people INTEGER NOT NULL DEFAULT 0, most INTEGER NOT NULL DEFAULT 0);
        INSERT INTO waiting_page(page, since) SELECT id, since FROM page
          WHERE since IS NOT NULL AND site IN (SELECT site FROM temp.taken);
        """)
    guard
      let since = try Int64.fetchOne(db, sql: "SELECT min(since) FROM temp.waiting_page")
    else { return }
    // Counts of a month that was rolled up may be on a day before a page's first one.
    let begin = min(first, Day(rawValue: Int32(clamping: since))).firstOfMonth
    try db.execute(
      sql: """
        UPDATE temp.waiting_page SET first = l.first FROM (
          SELECT page, min(hour) / \(Hour.perDay) AS first FROM page_hour
          WHERE key >= ?1 AND page IN (SELECT page FROM temp.waiting_page) GROUP BY page) AS l
        WHERE l.page = waiting_page.page
        """, arguments: [CountTable.pageHour.time.begin(of: begin)])
    try db.execute(
      sql: """
        UPDATE temp.waiting_page SET people = l.people, most = l.most FROM (
          SELECT page, sum(people) AS people, max(people) AS most FROM page_day
          WHERE day >= ?1 AND page IN (SELECT page FROM temp.waiting_page) GROUP BY page) AS l
        WHERE l.page = waiting_page.page
        """, arguments: [begin.rawValue])
    let published = [Breakdown.pages, .entries, .notFound].map { "\($0.rawValue)" }
      .joined(separator: ", ")
    try db.execute(
      sql: """
        DELETE FROM page WHERE id IN (SELECT page FROM temp.waiting_page WHERE first IS NULL)
          AND id NOT IN (SELECT key FROM publication_cell WHERE breakdown IN (\(published)));
        UPDATE page SET since = max(page.since, coalesce(w.first, page.since)),
          people_days = min(people_days, w.people), most_people = min(most_people, w.most)
        FROM temp.waiting_page AS w WHERE w.page = page.id;
        DROP TABLE temp.waiting_page;
        """)
  }
}
