internal import FileSystem
package import Traffic
package import TrafficStore

/// Sets how long the counts of a database are kept, enforces it, and packs the file.
package struct PruningRun {
  private let database: String
  private let changes: RetentionChanges
  private let isTrial: Bool
  private let today: Day?
  private let patience: Int

  /// - Parameters:
  ///   - changes: What is to be kept for another time than before.
  ///   - isTrial: Whether to only tell what would be done.
  ///   - today: The day that ages are counted from, where somebody vouches for it.
  ///   - patience: Seconds to wait for another process that writes.
  package init(
    database: String, changes: RetentionChanges, isTrial: Bool, today: Day?, patience: Int
  ) {
    (self.database, self.changes) = (database, changes)
    (self.isTrial, self.today, self.patience) = (isTrial, today, patience)
  }

  /// - Parameter lacking: Called where the database is a copy that may lack counts.
  /// - Throws: ``CollectError``, also where all is deleted and only the file could not be packed.
  package func run(lacking: (_ path: String) -> Void) throws(CollectError) -> PrunedDatabase {
    do {
      guard FileStatus(path: database) != nil else { throw StoreError(.missing, path: database) }
      let store = try TrafficDatabase(path: database, busyTimeout: Double(patience))
      if store.mayLackCounts { lacking(store.path) }
      let retention = changes.applied(to: try store.retention())
      let clock = try store.clock().today
      let ageing = try ageingDay(of: store, clock)
      let bytes = size
      let (pruning, before, after) = try store.prune(
        today: ageing, retention: retention, isTrial: isTrial)
      if !isTrial { try store.pack() }
      try store.close()
      return PrunedDatabase(
        retention: retention, today: ageing, clock: clock, pruning: pruning, rowsBefore: before,
        rowsAfter: after, bytesBefore: bytes, bytesAfter: isTrial ? bytes : size)
    } catch { throw CollectError(error, path: database) }
  }

  /// The day that ages are counted from: the one that somebody vouches for, or the clock's, unless the database's own
  /// evidence is of long before. Then it is that.
  private func ageingDay(of store: TrafficDatabase, _ clock: Day) throws(StoreError) -> Day {
    if let today { return today }
    if !isTrial { try store.noteClock(clock) }
    return try store.believedDay(clock: clock)
  }

  /// The bytes of the database and its -wal file.
  private var size: Int64 {
    [database, database + "-wal"].reduce(0) { $0 + (FileStatus(path: $1)?.size ?? 0) }
  }
}

/// What pruning did, or would do.
package struct PrunedDatabase {
  package var retention: Retention
  /// The day that ages were counted from.
  package var today: Day
  /// The day that the clock says.
  package var clock: Day
  package var pruning: Pruning
  package var rowsBefore: Int64
  package var rowsAfter: Int64
  package var bytesBefore: Int64
  package var bytesAfter: Int64
}
