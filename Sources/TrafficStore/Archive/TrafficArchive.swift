import GRDB

/// The reading side of a database: answers questions, and changes nothing.
///
/// Works on a file, in a folder and on a disk that cannot be written to. SQLite reads a database
/// that others may write with the help of two files beside it, and leaves those behind; as long as
/// nobody writes, this reads without them, and makes sure afterwards that nobody did.
public final class TrafficArchive {
  /// The path of the database, as it was given.
  public let path: String

  private let busyTimeout: Double
  private var connection: Connection

  /// Whether the file speaks of a -wal file that is not beside it, as that of a copy does which was made
  /// while the database was in use: it may lack the newest counts.
  public var mayLackCounts: Bool { connection.mayLackCounts }

  /// Whether the database is of an earlier release, which writing to it brings up to date.
  var isEarlier: Bool { connection.earlierVersion != nil }

  /// Opens a database for reading.
  ///
  /// - Parameter busyTimeout: How many seconds to wait while another process recovers the file.
  /// - Throws: ``StoreError`` when there is no such file, or it is not ours to read.
  public init(path: String, busyTimeout: Double = 5) throws(StoreError) {
    self.path = path
    self.busyTimeout = busyTimeout
    connection = try Connection(path: path, busyTimeout: busyTimeout)
  }

  /// Answers questions from one state of the database, whatever is written meanwhile.
  ///
  /// - Parameter questions: May be asked again, when the database was written to meanwhile.
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func read<Answer>(
    _ questions: (TrafficSnapshot) throws -> Answer
  ) throws(StoreError) -> Answer {
    for _ in 0..<5 where connection.isAlone {
      if connection.isUnchanged {
        let answer = Result { () throws -> Answer in try ask(questions) }
        if connection.isUnchanged { return try storing(at: path) { try answer.get() } }
      }
      connection = try Connection(path: path, busyTimeout: busyTimeout)
    }
    return try storing(at: path) { try ask(questions) }
  }

  private func ask<Answer>(_ questions: (TrafficSnapshot) throws -> Answer) throws -> Answer {
    let answer = try connection.queue.read { db -> Answer? in
      if let version = connection.earlierVersion,
        try Schema.checkedVersion(of: db, path: path) != version
      {
        return nil
      }
      return try questions(TrafficSnapshot(db: db, memory: SnapshotMemory()))
    }
    if let answer { return answer }
    // It is one of today by now, and not to be read as an earlier one.
    connection = try Connection(path: path, busyTimeout: busyTimeout)
    return try connection.queue.read { db in
      try questions(TrafficSnapshot(db: db, memory: SnapshotMemory()))
    }
  }

  /// Closes the database.
  ///
  /// - Throws: ``StoreError`` when SQLite refuses; the database is then closed at exit.
  public func close() throws(StoreError) {
    try storing(at: path) { try connection.queue.close() }
  }
}

extension TrafficSnapshot {
  /// The name of the time zone whose days are counted.
  public func timeZone() throws -> String {
    guard try Schema.checkedVersion(of: db, path: "") >= Schema.firstWithTimeZone else {
      return "UTC"
    }
    return try String.fetchOne(db, sql: "SELECT time_zone FROM meta") ?? "UTC"
  }
}

/// One state of a database, valid while it is being read.
public struct TrafficSnapshot {
  let db: Database
  /// What was read already, where it is kept.
  var memory: SnapshotMemory?
}
