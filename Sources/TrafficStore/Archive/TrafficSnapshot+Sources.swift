import GRDB
public import Traffic

extension TrafficSnapshot {
  /// Every log that was counted, and how far, in the order of their first commit.
  public func sources() throws -> [Checkpoint] { try Schema.sources(in: db) }
}
