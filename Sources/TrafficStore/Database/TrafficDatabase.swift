import GRDB

/// The writing side of a database: adds counts and positions, a batch in one transaction.
///
/// Several processes may write to one database; each batch is counted once, because a commit
/// checks that the positions it moves are still where this process last saw them.
public final class TrafficDatabase {
  /// The path of the database, as it was given.
  public let path: String
  /// 16 random bytes, made when the database was: they tell it from any other.
  public let identifier: [UInt8]

  let queue: DatabaseQueue
  /// How far each source was counted when this process last read or moved its position.
  var seenOffsets: [Int64: Int64] = [:]

  /// Opens a database for writing; makes one where there is no file, readable by its owner only.
  ///
  /// - Parameter busyTimeout: How many seconds to wait for other processes that write.
  /// - Throws: ``StoreError`` when the file cannot be opened or written, or is not ours.
  public init(path: String, busyTimeout: Double = 10) throws(StoreError) {
    self.path = path
    try DatabaseFile.prepare(path)
    (queue, identifier) = try storing(at: path) {
      var configuration = Configuration()
      // Enforcing the foreign keys of the page-hours costs half of what adding one costs; the
      // writer takes every number from the tables it points to, and a test checks them all.
      configuration.foreignKeysEnabled = false
      configuration.busyMode = .timeout(busyTimeout)
      configuration.prepareDatabase { db in try TrafficDatabase.prepare(db) }
      let queue = try DatabaseQueue(
        path: DatabaseFile.location(path), configuration: configuration)
      let identifier = try queue.writeWithoutTransaction { db in
        try TrafficDatabase.makeCurrent(db, path: path)
        return try Blob.fetchOne(db, sql: "SELECT identifier FROM meta")
      }
      guard let identifier else { throw StoreError(.corrupt, path: path) }
      return (queue, identifier.bytes)
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
  private static func makeCurrent(_ db: Database, path: String) throws {
    let version = try Schema.checkedVersion(of: db, path: path)
    let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
    guard mode == "wal" else { throw StoreError(.cannotOpen, path: path) }
    if version == Schema.version, try Schema.namesAreCurrent(db) { return }
    try db.inTransaction(.immediate) {
      // Another process may have been faster: look again now that nobody else can write.
      let version = try Schema.checkedVersion(of: db, path: path)
      if version < Schema.version { try Schema.migrate(db, from: version) }
      try Schema.writeNames(db)
      return .commit
    }
  }

  /// Closes the database; the last process to do so folds its -wal file into it.
  ///
  /// - Throws: ``StoreError`` when SQLite refuses; the database is then closed at exit.
  public func close() throws(StoreError) {
    try storing(at: path) { try queue.close() }
  }
}
