import GRDB
import Traffic

/// What enforcing a retention did.
public struct Pruning: Hashable, Sendable {
  /// Rows of days that are no longer kept.
  public var deletedRows = 0
  /// Rows that are part of a day's or a month's now.
  public var gatheredRows = 0
  /// Pages that waited too long for their names, now among the rare ones.
  public var foldedPages = 0
  /// Names of pages, sites, referrers and campaigns that no count needed any more.
  public var removedNames = 0

  /// Whether nothing had to be done.
  public var isNothing: Bool { self == Pruning() }

  /// Enforces a database's retention; to be called inside a transaction.
  ///
  /// - Parameter isThorough: Whether to look for names without counts even if that was done lately.
  static func run(today: Day, isThorough: Bool, in db: Database) throws -> Pruning {
    var state = try RetentionState(db)
    let before = state
    var pruning = Pruning()
    let first = state.firstDay(today: today)
    for table in CountTable.all { pruning.deletedRows += try table.delete(before: first, from: db) }
    pruning.foldedPages = try OverduePages.fold(
      before: state.firstUnnamed(today: today), in: db)
    let wanted = state.wanted(today: today)
    pruning.gatheredRows = try Coarsening.run(
      from: state.coarseness, to: wanted, lateDay: state.lateDay, in: db)
    state.coarseness = wanted
    state.lateDay = nil
    let sinceNames = today.rawValue - state.namesDay.rawValue
    if isThorough || pruning.deletedRows > 0 && sinceNames >= Retention.daysWithoutName {
      pruning.removedNames = try UnusedNames.remove(from: db)
      state.namesDay = today
    }
    if state != before { try state.write(to: db) }
    return pruning
  }

  /// Whether anything is overdue.
  ///
  /// - Complexity: O(log *n*): some twenty look-ups.
  static func isDue(today: Day, in db: Database) throws -> Bool {
    let state = try RetentionState(db)
    let start = Day(rawValue: 0)
    let firstDay = max(start, state.firstDay(today: today))
    if try CountTable.all.firstDay(in: start..<firstDay, of: db) != nil {
      return true
    }
    if try OverduePages.exist(before: state.firstUnnamed(today: today), in: db) {
      return true
    }
    return try Coarsening.isDue(
      from: state.coarseness, to: state.wanted(today: today), lateDay: state.lateDay, in: db)
  }
}
