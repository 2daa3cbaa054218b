import CountCatalogue
import GRDB
public import Traffic

/// What enforcing a retention did.
public struct Pruning: Hashable, Sendable {
  /// Rows of days that are no longer kept.
  public var deletedRows = 0
  /// The days that had these rows: how many, and the first one that is kept. Of a month whose days cannot
  /// be told apart, all of them.
  public var deletedDays = 0
  public var firstKeptDay: Day?
  /// Rows that are part of a day's or a month's now.
  public var gatheredRows = 0
  /// Pages that waited too long for their names, now among the rare ones.
  public var foldedPages = 0
  /// Names of pages, sites, referrers and campaigns that no count needed any more.
  public var removedNames = 0
  /// Annotations of days that are no longer kept.
  public var removedAnnotations = 0

  public init(
    deletedRows: Int = 0, deletedDays: Int = 0, firstKeptDay: Day? = nil, gatheredRows: Int = 0,
    foldedPages: Int = 0, removedNames: Int = 0, removedAnnotations: Int = 0
  ) {
    (self.deletedRows, self.deletedDays) = (deletedRows, deletedDays)
    self.firstKeptDay = firstKeptDay
    (self.gatheredRows, self.foldedPages) = (gatheredRows, foldedPages)
    self.removedNames = removedNames
    self.removedAnnotations = removedAnnotations
  }

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
    pruning.deletedDays = try days(before: first, state, in: db)
    if pruning.deletedDays > 0 { pruning.firstKeptDay = first }
    for table in CountTable.all { pruning.deletedRows += try table.delete(before: first, from: db) }
    if pruning.deletedRows > 0 { try PublishedCounts.note(keptFrom: first, in: db) }
    if try PublishedCounts.exist(before: first, in: db) {
      try PublishedCounts.remove(before: first, from: db)
    }
    pruning.removedAnnotations = try AnnotationRows.remove(before: first, from: db)
    try WaitingNames.remove(before: state.firstUnnamed(today: today), from: db)
    pruning.foldedPages = try OverduePages.fold(
      before: state.firstUnnamed(today: today), in: db)
    try QuietSources.run(today: today, firstDay: first, in: db)
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

  /// How many days before one have counts.
  ///
  /// - Complexity: O(log *n*) for each day.
  private static func days(before end: Day, _ state: RetentionState, in db: Database) throws -> Int
  {
    var count = 0
    var day = Day(rawValue: 0)
    while day < end, let next = try CountTable.all.firstDay(in: day..<end, of: db) {
      let last = next < state.coarseness.monthlyBefore ? next.lastOfMonth : next
      count += Int(last.rawValue - next.rawValue) + 1
      day = Day(rawValue: last.rawValue + 1)
    }
    return count
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
    if try PublishedCounts.exist(before: firstDay, in: db)
      || AnnotationRows.exist(before: firstDay, in: db)
    {
      return true
    }
    if try QuietSources.isDue(today: today, firstDay: firstDay, in: db) { return true }
    let firstUnnamed = state.firstUnnamed(today: today)
    if try OverduePages.exist(before: firstUnnamed, in: db)
      || WaitingNames.exist(before: firstUnnamed, in: db)
    {
      return true
    }
    return try Coarsening.isDue(
      from: state.coarseness, to: state.wanted(today: today), lateDay: state.lateDay, in: db)
  }
}
