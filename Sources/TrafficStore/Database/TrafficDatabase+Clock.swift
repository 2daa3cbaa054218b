import GRDB
public import Traffic

extension TrafficDatabase {
  /// Remembers that the clock says a day, in a transaction of its own; writes only where it is not the
  /// day that was read last.
  ///
  /// - Throws: ``StoreError``; nothing was changed then.
  /// - Complexity: O(1).
  public func noteClock(_ day: Day) throws(StoreError) {
    try storing(at: path) {
      try queue.writeWithoutTransaction { db in
        var readings = try ClockReadings(db)
        guard readings.note(day) else { return }
        try db.inTransaction(.immediate) {
          // Another process may have read it since.
          readings = try ClockReadings(db)
          if readings.note(day) { try readings.write(to: db) }
          return .commit
        }
      }
    }
  }

  /// The day that counts are aged by, which the clock has agreed on over three days; `nil` before.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func agreedDay() throws(StoreError) -> Day? {
    try storing(at: path) { try queue.read { db in try ClockReadings(db).agreed } }
  }

  /// The day to count ages from where somebody asks for it to be done now: the clock's, unless that is
  /// long after all that the database has evidence of.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(*n*) in the hours stored.
  public func believedDay(clock: Day) throws(StoreError) -> Day {
    try storing(at: path) { try queue.read { db in try ClockReadings.believed(clock, in: db) } }
  }
}

extension ClockReadings {
  /// How many days a clock may be ahead of all evidence without being doubted.
  private static let maxAhead: Int32 = 31

  /// The clock's day, or that of the last evidence, if it is long before.
  ///
  /// - Parameter others: What clocks of other databases have agreed on.
  static func believed(_ clock: Day, others: [Day] = [], in db: Database) throws -> Day {
    let evidence = try [evident(in: db)].compactMap { $0 } + others
    guard let evident = evidence.max(), clock.rawValue - evident.rawValue > maxAhead else {
      return clock
    }
    return evident
  }

  /// The last day of which a database has evidence beside the clock of the moment: the one that clocks
  /// have agreed on, or up to which there are counts, whichever is later; `nil` without any.
  ///
  /// A few lines may be dated ahead: the last hundred hits, or the last of a hundred, say nothing.
  static func evident(in db: Database) throws -> Day? {
    let days = try Row.fetchAll(
      db, sql: "SELECT hour / \(Hour.perDay), sum(hits) FROM kind_hour GROUP BY 1 ORDER BY 1")
    let hits = days.reduce(Int64(0)) { $0 + ($1[1] as Int64) }
    var counted = days.first
    var later: Int64 = 0
    for day in days.reversed() {
      later += day[1] as Int64
      if later > max(100, hits / 100) {
        counted = day
        break
      }
    }
    let day = try counted.map { row in
      guard let day = Day(stored: row[0]) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      return day
    }
    return [day, try ClockReadings(db).agreed].compactMap { $0 }.max()
  }
}
