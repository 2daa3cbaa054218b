import GRDB
import Traffic

/// The last days on which a run read the clock, and the day that they agree on.
///
/// A clock that is wrong once must not cost counts: what a year's counts are deleted by is never one
/// reading, but the earliest of the last three days that were read. So counts go some two days late
/// where somebody counts every night, and no wrong reading deletes any, however often it is read on
/// that day.
struct ClockReadings: Equatable {
  /// The days, each once, the one that was read last at the end.
  private(set) var days: [Day] = []

  /// How many days have to agree.
  static let count = 3
  /// How far apart days may be that agree: three runs within a year.
  private static let widest: Int32 = 366
  /// A clock that says an earlier day is wrong: there was no Sporløs yet. Machines without a clock of
  /// their own begin in 1970 or 2000 each time they start, and must not keep the others from agreeing.
  private static let possible = Day("2025-01-01")!...Day("9999-12-31")!

  init(days: [Day] = []) { for day in days { note(day) } }

  /// The day that counts are aged by; `nil` until three days have been read that agree.
  var agreed: Day? {
    guard days.count == ClockReadings.count, let earliest = days.min(), let latest = days.max(),
      latest.rawValue - earliest.rawValue <= ClockReadings.widest
    else { return nil }
    return earliest
  }

  /// Adds the day that the clock says; `true` where that changed something.
  ///
  /// A day that is read again moves to the end: three days agree only if nothing that was read in
  /// between speaks against them.
  @discardableResult
  mutating func note(_ day: Day) -> Bool {
    guard ClockReadings.possible.contains(day), day != days.last else { return false }
    days.removeAll { $0 == day }
    days.append(day)
    days = days.suffix(ClockReadings.count)
    return true
  }

  /// What a database has; nothing where it is of an earlier release.
  ///
  /// - Complexity: O(1).
  init(_ db: Database) throws {
    guard
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'clock_reading')")
        == true
    else { return }
    let stored = try Int64.fetchAll(db, sql: "SELECT day FROM clock_reading ORDER BY place")
    days = try stored.suffix(ClockReadings.count).map { stored in
      guard let day = Day(stored: stored) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      return day
    }
  }

  func write(to db: Database) throws {
    for (place, day) in days.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO clock_reading(place, day) VALUES (?1, ?2)
          ON CONFLICT(place) DO UPDATE SET day = ?2
          """,
        arguments: [place + 1, day.rawValue])
    }
  }
}
