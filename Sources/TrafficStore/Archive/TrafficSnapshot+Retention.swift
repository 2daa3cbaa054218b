import GRDB
import Traffic

extension TrafficSnapshot {
  /// How long the database keeps its counts.
  public func retention() throws -> Retention { try RetentionState(db).retention }

  /// Up to where counts are of whole days and months: no period should begin or end within one.
  public func coarseness() throws -> Coarseness { try RetentionState(db).coarseness }
}
