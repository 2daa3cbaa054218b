import GRDB
public import Traffic

extension TrafficSnapshot {
  /// How long the database keeps its counts.
  public func retention() throws -> Retention { try RetentionState(db).retention }

  /// Up to where counts are of whole days and months: no period should begin or end within one.
  public func coarseness() throws -> Coarseness { try RetentionState(db).coarseness }

  /// Whether there is anything that should have been deleted, folded or gathered by now.
  ///
  /// - Complexity: O(log *n*).
  public func isPruningDue(today: Day) throws -> Bool { try Pruning.isDue(today: today, in: db) }

  /// The day that counts are aged by; `nil` where clocks have not agreed on one yet.
  public func agreedDay() throws -> Day? { try ClockReadings(db).agreed }

  /// The last days on which the clock was read, at most three, the latest reading last.
  public func clockReadings() throws -> [Day] { try ClockReadings(db).days }
}
