import GRDB

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension TrafficDatabase {
  /// Opens the database, and brings it to the schema of today.
  ///
  /// SQLite waits for others when it reads and writes, but not when it turns a new file into a
  /// database with a -wal file, nor while the last writer takes that away. So this waits, too.
  static func open(
    _ path: String, busyTimeout: Double, newTimeZone: String
  ) throws(StoreError) -> Opened {
    let end = ContinuousClock.now + .seconds(busyTimeout)
    while true {
      do {
        return try openOnce(path, busyTimeout, newTimeZone)
      } catch  where error.code == .busy && ContinuousClock.now < end {
        usleep(20_000)
      }
    }
  }

  /// A database that was opened.
  typealias Opened = (
    queue: DatabaseQueue, identifier: [UInt8], timeZone: String, isNew: Bool, mayLackCounts: Bool
  )

  private static func openOnce(
    _ path: String, _ busyTimeout: Double, _ newTimeZone: String
  ) throws(StoreError) -> Opened {
    let loss = DatabaseFile.loss(path)
    return try storing(at: path) {
      var configuration = Configuration()
      // Enforcing the foreign keys of the page-hours costs half of what adding one costs; the
      // writer takes every number from the tables it points to, and a test checks them all.
      configuration.foreignKeysEnabled = false
      // Each attempt is a short one: how long all of them take is up to the caller.
      configuration.busyMode = .timeout(min(busyTimeout, 0.2))
      configuration.prepareDatabase { db in try prepare(db) }
      let queue = try DatabaseQueue(
        path: DatabaseFile.address(DatabaseFile.location(path)), configuration: configuration)
      do {
        let (identifier, timeZone, isNew, isCopy) = try queue.writeWithoutTransaction { db in
          let isCopy =
            try loss == .everything || loss == .newest && !DatabaseFile.isOriginal(db, path: path)
          let isNew = try makeCurrent(db, path: path, newTimeZone)
          try db.execute(sql: "PRAGMA busy_timeout = \(Int(busyTimeout * 1000))")
          return (
            try Blob.fetchOne(db, sql: "SELECT identifier FROM meta"),
            try String.fetchOne(db, sql: "SELECT time_zone FROM meta"), isNew, isCopy
          )
        }
        guard let identifier, let timeZone else { throw StoreError(.corrupt, path: path) }
        return (queue, identifier.bytes, timeZone, isNew, mayLackCounts: isCopy)
      } catch let error as StoreError where error.code == .foreign {
        throw error  // What is not ours stays as it is.
      } catch {
        // First of all, since the next call of SQLite would hide why this one failed.
        let failure = (error as? DatabaseError).map { StoreError($0, path: path) } ?? error
        foldLog(of: queue)
        throw failure
      }
    }
  }

  /// Settings of the connection; none of them changes a file that may turn out not to be ours.
  private static func prepare(_ db: Database) throws {
    try db.execute(
      sql: """
        PRAGMA secure_delete = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA synchronous = NORMAL;
        PRAGMA cache_size = -65536;
        PRAGMA journal_size_limit = 16777216;
        """)
  }

  /// Refuses what is not ours, and brings what is to the schema of today.
  ///
  /// - Returns: Whether the database was made.
  private static func makeCurrent(
    _ db: Database, path: String, _ newTimeZone: String
  ) throws -> Bool {
    let version = try Schema.checkedVersion(of: db, path: path, isWriting: true)
    // A new one before there is a -wal file, so that a copy of the file alone says what it is.
    let isNew = version == 0 ? try migrate(db, path: path, newTimeZone) : false
    guard try keepLog(db) else { throw StoreError(.cannotOpen, path: path) }
    if version == Schema.version, try namesAreCurrent(db),
      try DatabaseFile.isOriginal(db, path: path)
    {
      return isNew
    }
    if version > 0 {
      _ = try migrate(db, path: path, newTimeZone)
      try db.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
    }
    return isNew
  }

  /// - Returns: Whether the database was made.
  private static func migrate(
    _ db: Database, path: String, _ newTimeZone: String
  ) throws -> Bool {
    var isNew = false
    try db.inTransaction(.immediate) {
      // Another process may have been faster: look again now that nobody else can write.
      let version = try Schema.checkedVersion(of: db, path: path, isWriting: true)
      isNew = version == 0
      if version < Schema.version {
        try Schema.migrate(db, from: version, timeZone: newTimeZone)
      }
      try Schema.writeNames(db)
      try DatabaseFile.noteOriginal(db, path: path)
      if try !ReferrerRows.areCurrent(db) { try ReferrerRows.refreshGroups(db) }
      return .commit
    }
    return isNew
  }

  /// Whether the names this program knows, and what they mean, are those in the database.
  private static func namesAreCurrent(_ db: Database) throws -> Bool {
    try Schema.namesAreCurrent(db) && ReferrerRows.areCurrent(db)
  }
}
