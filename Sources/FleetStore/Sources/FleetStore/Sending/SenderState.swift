internal import GRDB
internal import Traffic

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a source remembers of what it sent to one store: a small database of its own, beside that of the counts.
///
/// It has digests and numbers, and no counts. Where it is lost, everything is sent again.
final class SenderState {
  private let queue: DatabaseQueue
  let path: String

  static let tables = """
    CREATE TABLE IF NOT EXISTS sender(
      one INTEGER PRIMARY KEY CHECK (one = 1),
      attempt INTEGER NOT NULL
    ) STRICT;
    INSERT OR IGNORE INTO sender VALUES (1, 0);
    CREATE TABLE IF NOT EXISTS session(nonce TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS unit(
      kind INTEGER NOT NULL,
      at INTEGER NOT NULL,
      digest TEXT NOT NULL,
      PRIMARY KEY (kind, at)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS sketch(day INTEGER PRIMARY KEY, digest TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS page(tag INTEGER PRIMARY KEY, digest TEXT NOT NULL) STRICT;
    """

  /// - Parameters:
  ///   - folder: Made where it is not there, readable by its owner only.
  ///   - store: The store's identifier.
  init(folder: String, store: String) throws(StoreFailure) {
    path = "\(folder)/\(store).sqlite"
    // SAFETY: the path lives for the call.
    guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw StoreFailure(.unexpected, "cannot make the folder \(folder): \(SenderState.reason)")
    }
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreFailure(.unexpected, "cannot write \(path): \(SenderState.reason)")
    }
    close(descriptor)
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.write { try $0.execute(sql: SenderState.tables) }
    } catch { throw SenderState.failure(error, path) }
  }

  private static var reason: String {
    unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
  }

  private static func failure(_ error: any Error, _ path: String) -> StoreFailure {
    StoreFailure(.unexpected, "cannot use what was noted of the store in \(path): \(error)")
  }

  private func change<Result>(_ body: (Database) throws -> Result) throws(StoreFailure) -> Result {
    do { return try queue.write(body) } catch { throw SenderState.failure(error, path) }
  }

  private func read<Result>(_ body: (Database) throws -> Result) throws(StoreFailure) -> Result {
    do { return try queue.read(body) } catch { throw SenderState.failure(error, path) }
  }

  /// The number of a new attempt, larger than all before; on disk before it is used.
  ///
  /// - Parameter least: A number that it has to be larger than.
  func nextAttempt(after least: UInt64 = 0) throws(StoreFailure) -> UInt64 {
    try change { db in
      try db.execute(
        sql: "UPDATE sender SET attempt = max(attempt, ?) + 1", arguments: [Int64(clamping: least)])
      return UInt64(try Int64.fetchOne(db, sql: "SELECT attempt FROM sender") ?? 0)
    }
  }

  /// Whether a session with this number was one of this state's.
  func knows(_ nonce: String) throws(StoreFailure) -> Bool {
    try read {
      try Bool.fetchOne(
        $0, sql: "SELECT EXISTS (SELECT 1 FROM session WHERE nonce = ?)", arguments: [nonce])
        ?? false
    }
  }

  func note(session nonce: String) throws(StoreFailure) {
    try change {
      try $0.execute(sql: "INSERT OR IGNORE INTO session VALUES (?)", arguments: [nonce])
    }
  }

  /// What was sent of each unit.
  func units() throws(StoreFailure) -> [SentUnit: String] {
    try read { db in
      var units: [SentUnit: String] = [:]
      let rows = try Row.fetchCursor(db, sql: "SELECT kind, at, digest FROM unit")
      while let row = try rows.next() {
        guard let kind = UnitKind(rawValue: try row.decode(atIndex: 0)) else { continue }
        units[SentUnit(kind, at: try row.decode(atIndex: 1))] = try row.decode(atIndex: 2)
      }
      return units
    }
  }

  func note(_ sent: [(unit: SentUnit, digest: String)]) throws(StoreFailure) {
    try change { db in
      let insert = try db.makeStatement(sql: "INSERT OR REPLACE INTO unit VALUES (?, ?, ?)")
      for (unit, digest) in sent {
        try insert.execute(arguments: [unit.kind.rawValue, unit.at, digest])
      }
    }
  }

  /// Forgets what was sent: the units and the names that the store has count as sent with other rows and paths, so that
  /// those that are here no more are taken back.
  func forget(_ units: [SentUnit], pages: [UInt64]) throws(StoreFailure) {
    try change { db in
      try db.execute(sql: "DELETE FROM unit; DELETE FROM page; DELETE FROM sketch;")
      let insert = try db.makeStatement(sql: "INSERT OR REPLACE INTO unit VALUES (?, ?, '')")
      for unit in units { try insert.execute(arguments: [unit.kind.rawValue, unit.at]) }
      let name = try db.makeStatement(sql: "INSERT OR REPLACE INTO page VALUES (?, '')")
      for tag in pages { try name.execute(arguments: [Int64(bitPattern: tag)]) }
    }
  }

  /// What was sent of the visitors of a day; `nil` where nothing was.
  func sketches(of day: Day) throws(StoreFailure) -> String? {
    try read {
      try String.fetchOne(
        $0, sql: "SELECT digest FROM sketch WHERE day = ?", arguments: [day.rawValue])
    }
  }

  func note(sketches digest: String, of day: Day) throws(StoreFailure) {
    try change {
      try $0.execute(
        sql: "INSERT OR REPLACE INTO sketch VALUES (?, ?)", arguments: [day.rawValue, digest])
    }
  }

  /// The pages whose names were sent, with a digest of each.
  func pages() throws(StoreFailure) -> [UInt64: String] {
    try read { db in
      var pages: [UInt64: String] = [:]
      let rows = try Row.fetchCursor(db, sql: "SELECT tag, digest FROM page")
      while let row = try rows.next() {
        pages[UInt64(bitPattern: try row.decode(Int64.self, atIndex: 0))] = try row.decode(
          atIndex: 1)
      }
      return pages
    }
  }

  /// Notes names that were sent, or taken back where there is no digest.
  func note(_ pages: [(tag: UInt64, digest: String?)]) throws(StoreFailure) {
    try change { db in
      for (tag, digest) in pages {
        let tag = Int64(bitPattern: tag)
        if let digest {
          try db.execute(
            sql: "INSERT OR REPLACE INTO page VALUES (?, ?)", arguments: [tag, digest])
        } else {
          try db.execute(sql: "DELETE FROM page WHERE tag = ?", arguments: [tag])
        }
      }
    }
  }
}
