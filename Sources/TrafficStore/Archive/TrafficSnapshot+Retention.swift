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
}
