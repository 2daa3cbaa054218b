internal import Collecting
internal import FileSystem
internal import Glibc
internal import TimeZones
internal import Traffic
internal import TrafficStore

/// The work of `sporlos prune`: sets how long counts are kept, enforces it, and packs the file.
struct PruneAction {
  var database: String
  /// What the user asked to change; `nil` leaves a setting as it is.
  var changes = RetentionChanges()
  /// Whether to only tell what would be done.
  var isTrial = false
  /// The day that ages are counted from, where the user vouches for it.
  var today: Day?
  /// Seconds to wait for another process that writes.
  var patience = 60

  /// - Throws: ``CommandFailure``, which says what was done nonetheless.
  func run() throws(CommandFailure) -> PruneSummary {
    do {
      guard exists else { throw StoreError(.missing, path: database) }
      let store = try TrafficDatabase(path: database, busyTimeout: Double(patience))
      store.sayWhetherCountsLack()
      let retention = changes.applied(to: try store.retention())
      let (today, doubt) = try ageingDay(of: store)
      let bytes = size
      let (pruning, before, after) = try store.prune(
        today: today, retention: retention, isTrial: isTrial)
      if !isTrial { try store.pack() }
      try store.close()
      return PruneSummary(
        database: database, retention: retention, today: today, doubt: doubt,
        isTrial: isTrial, pruning: pruning, rowsBefore: before, rowsAfter: after,
        bytesBefore: bytes, bytesAfter: isTrial ? bytes : size)
    } catch { throw CommandFailure(error) }
  }

  /// The day that ages are counted from: the one the user vouches for, or the clock's, unless the
  /// database's own evidence is of long before. Then it is that, and a sentence that says so.
  private func ageingDay(of store: TrafficDatabase) throws -> (Day, doubt: String?) {
    if let today { return (today, nil) }
    let clock = try store.clock().today
    if !isTrial { try store.noteClock(clock) }
    let day = try store.believedDay(clock: clock)
    return (day, PruneAction.doubt(clock, believing: day))
  }

  /// What to say where ages were counted from another day than the clock's.
  static func doubt(_ clock: Day, believing day: Day) -> String? {
    guard day != clock else { return nil }
    return
      "the clock says \(clock), but the database has seen no day after \(day): ages are "
      + "counted from \(day). If the clock is right, add --today \(clock)"
  }

  /// Whether there is a database: pruning one that is not there should not make it.
  private var exists: Bool { database.withFileName { unsafe access($0, F_OK) } == 0 }

  /// The bytes of the database and its -wal file.
  private var size: Int64 {
    [database, database + "-wal"].reduce(0) { $0 + (FileStatus(path: $1)?.size ?? 0) }
  }
}
