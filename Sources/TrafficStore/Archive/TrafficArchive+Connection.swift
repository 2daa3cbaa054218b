internal import FileSystem
import GRDB
internal import Traffic

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension TrafficArchive {
  /// A connection for reading, and what the files looked like when it was opened.
  struct Connection {
    let queue: DatabaseQueue
    /// Whether the file is read as one that never changes.
    let isAlone: Bool
    /// Whether the file may lack the newest counts.
    let mayLackCounts: Bool
    /// The version of an earlier schema, which another process may bring up to date meanwhile.
    let earlierVersion: Int?

    private let location: String
    private let stamp: FileStamp?

    init(path: String, busyTimeout: Double) throws(StoreError) {
      location = DatabaseFile.location(path)
      stamp = FileStamp(location)
      guard !path.isEmpty, let stamp else { throw StoreError(.missing, path: path) }
      try DatabaseFile.refuseOthers(path)
      try DatabaseFile.check(path, isWriting: false)
      let loss = DatabaseFile.loss(path)
      // Writes that are not yet in the file itself are in a -wal file beside it.
      if stamp.log == 0, let alone = try Connection.openAlone(path, busyTimeout, loss) {
        ((queue, earlierVersion), isAlone) = (alone, true)
      } else {
        ((queue, earlierVersion), isAlone) = (
          try Connection.open(path, busyTimeout, loss, isAlone: false), false
        )
      }
      let queue = queue
      mayLackCounts =
        loss == nil
        ? false
        : try storing(at: path) {
          try queue.read { db in try !DatabaseFile.isOriginal(db, path: path) }
        }
    }

    /// The database as a file that never changes; `nil` where it does, or SQLite knows no such.
    private static func openAlone(
      _ path: String, _ busyTimeout: Double, _ loss: DatabaseFile.Loss?
    ) throws(StoreError) -> Opened? {
      do {
        return try open(path, busyTimeout, loss, isAlone: true)
      } catch  where [.cannotOpen, .corrupt, .inputOutput].contains(error.code) {
        return nil
      }
    }

    /// Whether the files are as they were when the connection was opened.
    var isUnchanged: Bool { FileStamp(location) == stamp }

    private typealias Opened = (queue: DatabaseQueue, earlierVersion: Int?)

    private static func open(
      _ path: String, _ busyTimeout: Double, _ loss: DatabaseFile.Loss?, isAlone: Bool
    ) throws(StoreError) -> Opened {
      try storing(at: path) {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(busyTimeout)
        configuration.prepareDatabase { db in
          // Most of what is read is read once, and the system keeps the file's pages anyway.
          try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096;")
        }
        let queue = try DatabaseQueue(
          path: isAlone
            ? DatabaseFile.immutableAddress(path)
            : DatabaseFile.address(DatabaseFile.location(path)),
          configuration: configuration)
        let version = try queue.read { db in try Schema.checkedVersion(of: db, path: path) }
        guard version > 0 else {
          throw StoreError(loss == .everything ? .withoutLog : .foreign, path: path)
        }
        guard version < Schema.version else { return (queue, nil) }
        try queue.unsafeRead { db in try Schema.readEarlier(version, in: db) }
        return (queue, version)
      }
    }
  }
}

/// What changes when somebody writes to a database.
struct FileStamp: Equatable {
  private var file: FileStatus.Stamp
  /// The bytes of the -wal file; 0 where there is none.
  var log: Int64

  /// The stamp of a file, or `nil` where there is none.
  init?(_ location: String) {
    guard let file = FileStatus(path: location)?.stamp else { return nil }
    self.file = file
    log = DatabaseFile.size(location + "-wal") ?? 0
  }
}
