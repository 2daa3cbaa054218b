import CountCatalogue
import GRDB
import Traffic

/// Puts counts of hours together into days, and counts of days into months.
///
/// One day or month at a time, so that no more than its rows are in memory.
enum Coarsening {
  /// Takes counts from one grain to a coarser one, and returns how many rows that saved.
  ///
  /// - Parameter lateDay: The first day that got finer counts since it was made coarser.
  static func run(
    from old: Coarseness, to new: Coarseness, lateDay: Day?, in db: Database
  ) throws -> Int {
    var rows = 0
    let lateDay = lateDay ?? Day(rawValue: .max)
    var day = min(old.dailyBefore, lateDay)
    while day < new.dailyBefore,
      let next = try CountTable.byHour.firstDay(in: day..<new.dailyBefore, of: db)
    {
      day = Day(rawValue: next.rawValue + 1)
      for table in CountTable.byHour { rows += try table.gather(next..<day, in: db) }
    }
    var month = min(old.monthlyBefore, lateDay)
    while month < new.monthlyBefore,
      let next = try CountTable.all.firstDay(in: month..<new.monthlyBefore, of: db)
    {
      month = Day(rawValue: next.lastOfMonth.rawValue + 1)
      for table in CountTable.all { rows += try table.gather(next.firstOfMonth..<month, in: db) }
    }
    return rows
  }

  /// Whether there are counts finer than they are to be.
  ///
  /// - Complexity: O(log *n*).
  static func isDue(
    from old: Coarseness, to new: Coarseness, lateDay: Day?, in db: Database
  ) throws -> Bool {
    func hasRows(_ first: Day, _ end: Day) throws -> Bool {
      try first < end && CountTable.all.firstDay(in: first..<end, of: db) != nil
    }
    if lateDay != nil { return true }
    return try hasRows(old.dailyBefore, new.dailyBefore)
      || hasRows(old.monthlyBefore, new.monthlyBefore)
  }
}
