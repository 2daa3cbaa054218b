import CountCatalogue
import GRDB
public import Traffic

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension TrafficDatabase {
  /// How long this database keeps its counts.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func retention() throws(StoreError) -> Retention {
    try storing(at: path) { try queue.read { db in try RetentionState(db).retention } }
  }

  /// Changes how long this database keeps its counts, from the next time that it is enforced.
  ///
  /// - Throws: ``StoreError``; nothing was changed then.
  public func change(_ changes: RetentionChanges) throws(StoreError) {
    guard try changes.applied(to: retention()) != retention() else { return }
    try storing(at: path) {
      try queue.write { db in
        var state = try RetentionState(db)
        state.retention = changes.applied(to: state.retention)
        try state.write(to: db)
      }
    }
  }

  /// The first day whose counts are kept: a batch should have none that are older.
  ///
  /// - Parameter today: The day that ages are counted from; `nil` for the one that clocks agree on.
  ///   Without one, nothing is too old.
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func firstKeptDay(today: Day?) throws(StoreError) -> Day {
    try storing(at: path) {
      try queue.read { db in try RetentionState.firstKeptDay(today: today, in: db) }
    }
  }

  /// Deletes, folds and gathers what has come due, all or nothing.
  ///
  /// - Parameter today: The day that ages are counted from; `nil` for the one that clocks agree on.
  ///   Without one, nothing is due.
  /// What was deleted is overwritten in the file, and leaves the -wal file as soon as nobody reads
  /// in it. The file keeps its size; ``pack()`` makes it smaller.
  ///
  /// - Throws: ``StoreError``; nothing was changed then.
  /// - Complexity: O(log *n*) where nothing is due, less than a millisecond. Else O(*n*) in the rows
  ///   concerned, and of pages to be folded in all rows since their first day.
  @discardableResult
  public func enforceRetention(today: Day?) throws(StoreError) -> Pruning {
    let pruning = try storing(at: path) { () throws -> Pruning in
      try queue.writeWithoutTransaction { db in
        guard let today = try today ?? ClockReadings(db).agreed,
          try Pruning.isDue(today: today, in: db)
        else { return Pruning() }
        var pruning = Pruning()
        try db.inTransaction(.immediate) {
          pruning = try Pruning.run(today: today, isThorough: false, in: db)
          return .commit
        }
        return pruning
      }
    }
    if !pruning.isNothing { _ = try emptyLog(waits: false) }
    return pruning
  }

  /// Sets how long counts are kept, and enforces it, all or nothing.
  ///
  /// - Parameters:
  ///   - retention: How long from now on; `nil` for as long as up to now.
  ///   - isTrial: Whether to change nothing, and only tell what would be done.
  /// - Returns: What was done, and how many rows with counts there were before and after.
  /// - Throws: ``StoreError``; nothing was changed then.
  /// - Complexity: O(*n*) in the rows stored.
  public func prune(
    today: Day, retention: Retention? = nil, isTrial: Bool = false
  ) throws(StoreError) -> (pruning: Pruning, rowsBefore: Int64, rowsAfter: Int64) {
    try storing(at: path) {
      try queue.writeWithoutTransaction { db in
        var (pruning, before, after) = (Pruning(), Int64(0), Int64(0))
        try db.inTransaction(.immediate) {
          before = try TrafficDatabase.rows(db)
          if let retention {
            var state = try RetentionState(db)
            state.retention = retention
            try state.write(to: db)
          }
          pruning = try Pruning.run(today: today, isThorough: true, in: db)
          after = try TrafficDatabase.rows(db)
          return isTrial ? .rollback : .commit
        }
        return (pruning, before, after)
      }
    }
  }

  private static func rows(_ db: Database) throws -> Int64 {
    try CountTable.all.reduce(0) { sum, table in
      try sum + (Int64.fetchOne(db, sql: "SELECT count(*) FROM \(table.name)") ?? 0)
    }
  }

  /// Writes the file anew, without room for what was deleted, and empties the -wal file.
  ///
  /// Takes as much disk as the database, for the time being, in the system's folder for temporary
  /// files and again beside the database. What SQLite writes there is what stays in the database, in
  /// a file without a name.
  ///
  /// - Throws: ``StoreError`` with `notPacked` or `stillRead`; what was deleted before stays deleted.
  /// - Complexity: O(*n*) in the size of the database.
  public func pack() throws(StoreError) {
    do {
      try storing(at: path) {
        try queue.writeWithoutTransaction { db in
          // In memory, as all else that is temporary, a large database would not fit.
          try db.execute(sql: "PRAGMA temp_store = FILE")
          defer { try? db.execute(sql: "PRAGMA temp_store = MEMORY") }
          try db.execute(sql: "VACUUM")
        }
      }
    } catch {
      throw StoreError(
        .notPacked(isFull: error.code == .full), path: path, resultCode: error.resultCode,
        errno: error.code == .noDescriptors ? EMFILE : error.errno)
    }
    guard try emptyLog(waits: true) else { throw StoreError(.stillRead, path: path) }
  }
}
