public import Foundation
public import GRDB

/// What a database says, read through its public views with plain SQL.
public struct TrafficRows {
  private let queue: DatabaseQueue

  public init(_ database: URL) throws {
    var configuration = Configuration()
    configuration.readonly = true
    // A follower that checkpoints has it for a moment, which is long on a busy machine.
    configuration.busyMode = .timeout(60)
    queue = try DatabaseQueue(path: database.path, configuration: configuration)
  }

  /// A connection that writes beside others, and waits for its turn as they do: a follower
  /// publishes after it has committed.
  public static func writer(of database: URL) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(60)
    return try DatabaseQueue(path: database.path, configuration: configuration)
  }

  /// A connection that keeps a database open while others use it.
  public struct Holder {
    fileprivate let queue: DatabaseQueue

    /// Lets go of the database.
    public func close() throws { try queue.close() }
  }

  /// Makes a database that is kept open, as by somebody who reads in it.
  public static func holding(_ database: URL) throws -> Holder {
    // The program makes the schema; a connection to its file is all that is needed here.
    let outcome = try SporlosProgram.run(
      ["collect", "/dev/null", "--db", database.path], in: database.deletingLastPathComponent())
    guard outcome.exitCode == 0 else { throw CocoaError(.fileWriteUnknown) }
    let queue = try writer(of: database)
    // At rest a database has no -wal file.
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM source") }
    return Holder(queue: queue)
  }

  /// All hits.
  public func hits() throws -> Int {
    try number("SELECT ifnull(sum(hits), 0) FROM page_hours")
  }

  /// One number.
  public func number(_ sql: String) throws -> Int {
    try queue.read { try Int.fetchOne($0, sql: sql) ?? 0 }
  }

  /// Every row of the views that hold counts, as text, in order.
  public func everything() throws -> [String] {
    try [
      "page_hours", "client_hours", "status_hours", "kind_hours", "traffic_hours", "browser_days",
      "country_days", "referrer_days", "campaign_days", "response_time_days",
      "landing_days", "not_found_days",
    ].flatMap { view in
      try rows("SELECT * FROM \(view)").map { "\(view) \($0)" }.sorted()
    }
  }

  /// Every row of every view, as text, in an order of its own.
  public func views() throws -> [String: [String]] {
    var views: [String: [String]] = [:]
    for view in try rows("SELECT name FROM sqlite_master WHERE type = 'view'") {
      views[view] = try rows("SELECT * FROM \(view)").sorted()
    }
    return views
  }

  /// Rows as text, their columns separated by `|`.
  public func rows(_ sql: String) throws -> [String] {
    try queue.read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { value in
          switch value.storage {
          case .null: ""
          case .int64(let number): String(number)
          case .double(let number): String(number)
          case .string(let text): text
          case .blob(let data): data.map { String($0, radix: 16) }.joined()
          }
        }.joined(separator: "|")
      }
    }
  }
}
