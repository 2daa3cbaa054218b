import GRDB
import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// Going from one way of writing to the other changes some bytes of the file's first page, and nothing
// else. That is written without a journal of its own, which a process that is killed would leave: who
// may only read could not open the database then.

extension TrafficDatabase {
  /// Has what is written from now on go to a -wal file; `false` where SQLite can do no such thing.
  static func keepLog(_ db: Database) throws -> Bool {
    func mode(_ change: String = "") throws -> String? {
      try String.fetchOne(db, sql: "PRAGMA journal_mode\(change)")
    }
    if try mode() == "wal" { return true }
    _ = try mode(" = MEMORY")
    return try mode(" = WAL") == "wal"
  }

  /// Moves the -wal file into the database and cuts it to nothing, so that no states before the last commit
  /// are left there: their differences could tell of single requests.
  ///
  /// - Parameter waits: Whether to wait for those who read in it.
  /// - Returns: `false` where somebody reads in it, so that it has to be tried again.
  public func emptyLog(waits: Bool = false) throws(StoreError) -> Bool {
    try storing(at: path) {
      try queue.writeWithoutTransaction { db in
        let patience = try Int.fetchOne(db, sql: "PRAGMA busy_timeout") ?? 0
        if !waits { try db.execute(sql: "PRAGMA busy_timeout = 0") }
        defer { try? db.execute(sql: "PRAGMA busy_timeout = \(patience)") }
        return try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == 0
      }
    }
  }

  /// Makes the database one file again, unless others have it open; what there is in the -wal file
  /// stays there then, and the last of them does it.
  static func foldLog(of queue: DatabaseQueue) {
    try? queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA busy_timeout = 0")
      for attempt in 0..<3 {
        // A report may be reading for a moment.
        if attempt > 0 { usleep(10_000) }
        let mode = try? String.fetchOne(db, sql: "PRAGMA journal_mode = MEMORY")
        if mode == "memory" { return }
      }
      // Should the others close it meanwhile, an empty -wal file has to stay, to tell this database from
      // a copy without one.
      var isKept: Int32 = 1
      // SAFETY: the connection is live, and the number lives for the call.
      _ = unsafe sqlite3_file_control(
        db.sqliteConnection, "main", SQLITE_FCNTL_PERSIST_WAL, &isKept)
    }
  }
}
