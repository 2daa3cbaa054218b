internal import GRDB
internal import Traffic

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What was pulled of each day, so that only days that have changed are pulled again. Where it is lost, all are.
///
/// It is in a file of its own, since a day that is pulled again changes nothing.
final class PullState {
  private let queue: DatabaseQueue
  private let path: String

  /// - Parameter store: What belongs to another store, or another site, is forgotten.
  init(path: String, of store: String) throws(StoreFailure) {
    self.path = path
    // SAFETY: the path lives for the call.
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
      throw StoreFailure(.unexpected, "cannot write \(path): \(reason)")
    }
    close(descriptor)
    do {
      queue = try DatabaseQueue(path: path)
      try queue.write { db in
        try db.execute(
          sql: """
            CREATE TABLE IF NOT EXISTS pulled_from(store TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS pulled_day(day INTEGER PRIMARY KEY, attempts TEXT NOT NULL) STRICT;
            """)
        guard try String.fetchOne(db, sql: "SELECT store FROM pulled_from") != store else { return }
        try db.execute(sql: "DELETE FROM pulled_from; DELETE FROM pulled_day;")
        try db.execute(sql: "INSERT INTO pulled_from VALUES (?)", arguments: [store])
      }
    } catch { throw PullState.failure(error, path) }
  }

  private static func failure(_ error: any Error, _ path: String) -> StoreFailure {
    StoreFailure(.unexpected, "cannot use what was noted of pulling in \(path): \(error)")
  }

  /// The attempts that were pulled of each day.
  func days() throws(StoreFailure) -> [Day: String] {
    do {
      return try queue.read { db in
        var days: [Day: String] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT day, attempts FROM pulled_day") {
          days[Day(rawValue: try row.decode(atIndex: 0))] = try row.decode(atIndex: 1)
        }
        return days
      }
    } catch { throw PullState.failure(error, path) }
  }

  func note(_ days: [Day: String]) throws(StoreFailure) {
    do {
      try queue.write { db in
        for (day, attempts) in days {
          try db.execute(
            sql: "INSERT OR REPLACE INTO pulled_day VALUES (?, ?)",
            arguments: [day.rawValue, attempts])
        }
      }
    } catch { throw PullState.failure(error, path) }
  }
}
