import GRDB
import Traffic

/// What a database says about its retention, and how far it was put into effect.
struct RetentionState: Equatable {
  var retention: Retention
  /// What is of whole days and months already.
  var coarseness: Coarseness
  /// The first day that got counts after it was made coarser; `nil` where none did.
  var lateDay: Day?
  /// When names without counts were last looked for.
  var namesDay: Day

  /// - Complexity: O(1).
  init(_ db: Database) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT keep, keep_hours, keep_days, daily_before, monthly_before, late_day, names_day
        FROM retention_setting
        """)
    guard let row, let keep = try row.ageIfAny(0), let hours = try row.ageIfAny(1) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    retention = Retention(keep: keep, hours: hours, days: try row.ageIfAny(2))
    coarseness = Coarseness(dailyBefore: try row.day(3), monthlyBefore: try row.day(4))
    lateDay = try row.dayIfAny(5)
    namesDay = try row.day(6)
  }

  func write(to db: Database) throws {
    try db.execute(
      sql: """
        UPDATE retention_setting SET keep = ?, keep_hours = ?, keep_days = ?, daily_before = ?,
          monthly_before = ?, late_day = ?, names_day = ?
        """,
      arguments: [
        retention.keep.description, retention.hours.description, retention.days?.description,
        coarseness.dailyBefore.rawValue, coarseness.monthlyBefore.rawValue, lateDay?.rawValue,
        namesDay.rawValue,
      ])
  }

  /// The grain that counts are to have today: what was made coarser never becomes finer again.
  func wanted(today: Day) -> Coarseness {
    let wanted = retention.coarseness(today: today)
    return Coarseness(
      dailyBefore: max(wanted.dailyBefore, coarseness.dailyBefore),
      monthlyBefore: max(wanted.monthlyBefore, coarseness.monthlyBefore))
  }

  /// The first day whose counts are kept.
  ///
  /// A month whose days cannot be told apart goes as a whole, rather too early than too late.
  func firstDay(today: Day) -> Day {
    let first = retention.firstDay(today: today)
    guard first < wanted(today: today).monthlyBefore, first != first.firstOfMonth else {
      return first
    }
    return Day(rawValue: first.lastOfMonth.rawValue + 1)
  }

  /// The same in a database: by a day that somebody vouches for, or the one that clocks agree on. Without
  /// either it is the first that there can be.
  static func firstKeptDay(today: Day?, in db: Database) throws -> Day {
    guard let today = try today ?? ClockReadings(db).agreed else { return Day(rawValue: 0) }
    return max(Day(rawValue: 0), try RetentionState(db).firstDay(today: today))
  }

  /// The first day whose pages may still wait for their names.
  func firstUnnamed(today: Day) -> Day {
    max(firstDay(today: today), Day(rawValue: today.rawValue - Retention.daysWithoutName))
  }

  /// Remembers that a day got counts where there may be coarser ones already.
  ///
  /// - Complexity: O(1).
  static func note(_ first: Hour?, in db: Database) throws {
    guard let day = first?.day else { return }
    try db.execute(
      sql: """
        UPDATE retention_setting SET late_day = ?1
        WHERE ?1 < daily_before AND (late_day IS NULL OR ?1 < late_day)
        """,
      arguments: [day.rawValue])
  }
}
