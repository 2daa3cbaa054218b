import GRDB

/// The writing side of a database: adds counts and positions, a batch in one transaction.
///
/// Several processes may write to one database; each batch is counted once, because a commit
/// checks that the positions it moves are still where this process last saw them.
public final class TrafficDatabase {
  /// The version of the schema that this program writes (`PRAGMA user_version`); older databases are brought to it.
  public static var schemaVersion: Int { Schema.version }

  /// The path of the database, as it was given.
  public let path: String
  /// 16 random bytes, made when the database was: they tell it from any other.
  public let identifier: [UInt8]

  /// The name of the time zone whose days it counts.
  public let timeZone: String
  /// Whether it was made by this.
  public let isNew: Bool

  /// Whether the file spoke of a -wal file that was not beside it, as that of a copy does which was made
  /// while the database was in use: it may lack the newest counts.
  public let mayLackCounts: Bool

  let queue: DatabaseQueue
  private var isClosed = false
  /// How far logs were counted when this process last looked: by the hash of their first line, then
  /// by row.
  var seen: [UInt64: [Int64: Int64]] = [:]
  /// The same by row, for logs that an earlier release counted.
  var seenEarlier: [Int64: Int64] = [:]
  /// Whether there were such logs when this process first looked; no release makes any more.
  var hasEarlier: Bool?

  /// Opens a database for writing; makes one where there is no file, readable by its owner only.
  ///
  /// - Parameters:
  ///   - busyTimeout: How many seconds to wait for other processes that write.
  ///   - newTimeZone: The name of the time zone whose days are counted, if it is made.
  /// - Throws: ``StoreError`` when the file cannot be opened or written, or is not ours.
  public init(
    path: String, busyTimeout: Double = 10, newTimeZone: String = "UTC"
  ) throws(StoreError) {
    self.path = path
    try DatabaseFile.prepare(path)
    (queue, identifier, timeZone, isNew, mayLackCounts) = try TrafficDatabase.open(
      path, busyTimeout: busyTimeout, newTimeZone: newTimeZone)
  }

  deinit { if !isClosed { TrafficDatabase.foldLog(of: queue) } }

  /// Closes the database; the last process to do so folds its -wal file into it.
  ///
  /// - Throws: ``StoreError`` when SQLite refuses; the database is then closed at exit.
  public func close() throws(StoreError) {
    TrafficDatabase.foldLog(of: queue)
    isClosed = true
    try storing(at: path) { try queue.close() }
  }
}
