import GRDB

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The reading side of a database: answers questions, and changes nothing.
public final class TrafficArchive {
  /// The path of the database, as it was given.
  public let path: String

  private let queue: DatabaseQueue

  /// Opens a database for reading.
  ///
  /// Works on a file, in a folder and on a disk that cannot be written to. Where another process
  /// may write, SQLite keeps an empty -wal and a -shm file beside the database while it is read.
  ///
  /// - Parameter busyTimeout: How many seconds to wait while another process recovers the file.
  /// - Throws: ``StoreError`` when there is no such file, or it is not ours to read.
  public init(path: String, busyTimeout: Double = 5) throws(StoreError) {
    self.path = path
    guard !path.isEmpty, DatabaseFile.size(DatabaseFile.location(path)) != nil else {
      throw StoreError(.missing, path: path)
    }
    guard !DatabaseFile.isFolder(path) else {
      throw StoreError(.cannotOpen, path: path, errno: EISDIR)
    }
    do {
      queue = try TrafficArchive.open(
        DatabaseFile.location(path), path: path, busyTimeout: busyTimeout)
    } catch  where [.cannotOpen, .readOnly].contains(error.code) {
      // Reading with others about takes two files beside the database. Where they cannot be
      // made, and no unmerged writes are waiting in one, nobody else can be writing either.
      guard DatabaseFile.size(DatabaseFile.location(path) + "-wal") ?? 0 == 0 else { throw error }
      queue = try TrafficArchive.open(
        DatabaseFile.immutableAddress(path), path: path, busyTimeout: busyTimeout)
    }
  }

  private static func open(
    _ location: String, path: String, busyTimeout: Double
  ) throws(StoreError) -> DatabaseQueue {
    try storing(at: path) {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(busyTimeout)
      configuration.prepareDatabase { db in
        try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;")
      }
      let queue = try DatabaseQueue(path: location, configuration: configuration)
      let version = try queue.read { db in try Schema.checkedVersion(of: db, path: path) }
      guard version > 0 else { throw StoreError(.foreign, path: path) }
      return queue
    }
  }

  /// Answers questions from one state of the database, whatever is written meanwhile.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func read<Answer>(
    _ questions: (TrafficSnapshot) throws -> Answer
  ) throws(StoreError) -> Answer {
    try storing(at: path) {
      try queue.read { db in try questions(TrafficSnapshot(db: db)) }
    }
  }

  /// Closes the database.
  public func close() throws(StoreError) {
    try storing(at: path) { try queue.close() }
  }
}

/// One state of a database, valid while it is being read.
public struct TrafficSnapshot {
  let db: Database
}
