import CountCatalogue
import GRDB
public import Traffic

/// Why a database cannot have the counts of a store.
public enum PullRefusal: Error, Hashable, Sendable {
  /// It has counts of its own, or those of other servers or of another store.
  case hasOtherCounts
  /// It counts the days of another time zone.
  case otherTimeZone(String)
  case store(StoreError)
}

extension TrafficDatabase {
  /// Some days as they have to be replaced, in order: each by itself, or, where counts are of whole months already, its
  /// month at once.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func wholePeriods(of days: Set<Day>) throws(StoreError) -> [[Day]] {
    let monthly = try storing(at: path) {
      try queue.read { try RetentionState($0).coarseness.monthlyBefore }
    }
    return Set(days.map { $0 < monthly ? $0.firstOfMonth : $0 }).sorted().map { first in
      guard first < monthly else { return [first] }
      return (first.rawValue...first.lastOfMonth.rawValue).map(Day.init(rawValue:))
    }
  }

  /// Puts all that a store has of some days in the place of what this database has of them, all or nothing.
  ///
  /// - Parameters:
  ///   - days: All of them are replaced, also those that the store has nothing of any more.
  ///   - counts: What the store has of them, and the names of its pages.
  ///   - store: The store's identifier; a database has the counts of one store.
  /// - Throws: ``PullRefusal``; nothing was changed then.
  /// - Complexity: O(*n* log *m*) for *n* rows into tables of *m*.
  public func replace(
    _ days: Set<Day>, by counts: PulledCounts, of store: [UInt8]
  ) throws(PullRefusal) {
    try checkPull(of: store, timeZone: timeZone)
    do throws(StoreError) {
      try storing(at: path) {
        try queue.writeWithoutTransaction { db in
          try db.inTransaction(.immediate) {
            for day in days.sorted() { try remove(day, from: db) }
            try counts.queue.read { pulled in
              var rows = try MergedRows(of: pulled, at: PulledCounts.place, into: db, path: path)
              try rows.addCounts()
              try rows.addAnnotations()
            }
            // The store has hours again where this database has whole days: they are gathered again.
            if let first = days.min() { try RetentionState.note(first.firstHour, in: db) }
            for day in days.sorted() {
              try db.execute(
                sql: "INSERT OR IGNORE INTO counted_day(day) VALUES (?)",
                arguments: [day.rawValue])
            }
            try db.execute(
              sql: "INSERT OR IGNORE INTO member(identifier) VALUES (?)", arguments: [Blob(store)])
            return .commit
          }
        }
      }
    } catch { throw .store(error) }
  }

  /// Gives pages the names that a store has for them, and takes back those that it has no more.
  /// Names that no count has any more are removed.
  ///
  /// - Parameters:
  ///   - names: By tag; those of pages without counts here are left out.
  ///   - today: From when on a page whose name was taken back is one of the rare pages in a month.
  /// - Throws: ``StoreError``; nothing was changed then.
  /// - Complexity: O(*n*) in the rows of the database.
  public func setNames(_ names: [UInt64: String], today: Day) throws(StoreError) {
    try changing { db in
      let pages = try RawStatement(
        db, "SELECT id, tag, path IS NULL FROM page WHERE tag IS NOT NULL")
      var (named, unnamed): ([(Int64, String)], [Int64]) = ([], [])
      while try pages.next() {
        let path = names[UInt64(bitPattern: pages.integer(1))]
        if pages.integer(2) != 0, let path { named.append((pages.integer(0), path)) }
        if pages.integer(2) == 0, path == nil { unnamed.append(pages.integer(0)) }
      }
      let name = try RawStatement(
        db,
        """
        UPDATE page SET path = ?2, since = NULL, people_days = NULL, most_people = NULL
        WHERE id = ?1
        """)
      for (page, path) in named {
        name.bind(page, at: 1)
        _ = try name.run(text: path, at: 2)
      }
      let take = try RawStatement(
        db,
        "UPDATE page SET path = NULL, since = ?2, people_days = 0, most_people = 0 WHERE id = ?1")
      for page in unnamed {
        take.bind(page, at: 1)
        take.bind(Int64(today.rawValue), at: 2)
        try take.run()
      }
      // A host or a campaign that was forgotten where it was counted has no counts any more, and is not to be published
      // here either.
      _ = try UnusedNames.remove(from: db, evenPublished: true)
      try PublishedNames.retire(in: db)
    }
  }

  /// Refuses a store whose counts this database cannot have.
  public func checkPull(of store: [UInt8], timeZone zone: String) throws(PullRefusal) {
    let (members, hasCounts): ([[UInt8]], Bool)
    do throws(StoreError) {
      members = try self.members()
      hasCounts = try storing(at: path) {
        try queue.read { db in
          try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM kind_hour)") ?? false
            || Blob.fetchOne(db, sql: "SELECT key_check FROM meta") != nil
        }
      }
    } catch { throw .store(error) }
    guard members == [store] || members.isEmpty && !hasCounts else { throw .hasOtherCounts }
    guard zone == timeZone else { throw .otherTimeZone(timeZone) }
  }

  /// Deletes what the database has of a day.
  private func remove(_ day: Day, from db: Database) throws {
    let next = Day(rawValue: day.rawValue + 1)
    for table in CountTable.all {
      let column = table.time.column
      try db.cachedStatement(
        sql: "DELETE FROM \(table.name) WHERE \(column) >= ? AND \(column) < ?"
      ).execute(arguments: [table.time.begin(of: day), table.time.begin(of: next)])
    }
    try db.execute(
      sql: "DELETE FROM annotation WHERE merged = 1 AND day = ?", arguments: [day.rawValue])
  }
}
