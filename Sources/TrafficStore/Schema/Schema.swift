import GRDB

/// What a database of Sporløs looks like, and how an older one becomes one of today.
enum Schema {
  /// `Spor` in ASCII: tells a database of Sporløs from any other (`PRAGMA application_id`).
  static let applicationID: Int64 = 0x5370_6F72

  /// `SpoP` in ASCII: tells a file with nothing but what is published from a database that counts.
  static let publishedApplicationID: Int64 = 0x5370_6F50
  /// The version of such a file's tables and views.
  static let publishedVersion = 3

  /// One change of what a database looks like, to be made inside a transaction.
  typealias Step = @Sendable (Database) throws -> Void

  /// The steps from an empty file to the schema of today; `PRAGMA user_version` counts those done.
  ///
  /// Append, never change: databases with the older steps are out there.
  static let steps: [Step] = [
    { try $0.execute(sql: Schema.first) }, { try $0.execute(sql: Schema.members) },
    Schema.shortenMarks, { try $0.execute(sql: Schema.clockReadings) },
    { try $0.execute(sql: Schema.formatHashes) }, { try $0.execute(sql: Schema.landings) },
    { try $0.execute(sql: Schema.forgotten) }, { try $0.execute(sql: Schema.people) },
    { try $0.execute(sql: Schema.fetches) }, { try $0.execute(sql: Schema.waitingNames) },
    Schema.addTimeZone,
    { try $0.execute(sql: Schema.publication + "\n" + Schema.annotations) },
    Schema.packSums, Schema.packMonths,
  ]

  /// The version that the first step makes. Version 1 was never released: it kept every page's name.
  static let firstVersion = 2

  /// The version of the schema this program reads and writes.
  static var version: Int { firstVersion + steps.count - 1 }

  /// What a file is, before anything is done to it.
  enum State: Equatable {
    case empty
    case foreign
    case known(version: Int)
    /// A file with nothing but what is published.
    case published(version: Int)
  }

  private static func state(of db: Database) throws -> State {
    guard db.isInsideTransaction else {
      // In one transaction, so that a database that is just being made is seen before or after.
      var state = State.foreign
      try db.inTransaction(.deferred) {
        state = try Schema.state(of: db)
        return .commit
      }
      return state
    }
    let application = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if application == applicationID { return .known(version: version) }
    if application == publishedApplicationID { return .published(version: version) }
    let objects = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    return application == 0 && version == 0 && objects == 0 ? .empty : .foreign
  }

  /// The version of a database, after refusing one that is not ours to read, or to write. A file with nothing but
  /// what is published reads as one of today.
  static func checkedVersion(
    of db: Database, path: String, isWriting: Bool = false
  ) throws -> Int {
    switch try state(of: db) {
    case .empty: return 0
    case .published(let version) where version > publishedVersion:
      throw StoreError(.newerSchema(version, known: publishedVersion), path: path)
    case .published where isWriting: throw StoreError(.foreign, path: path)
    case .published: return Schema.version
    case .foreign: throw StoreError(.foreign, path: path)
    case .known(let version) where version > Schema.version:
      throw StoreError(.newerSchema(version, known: Schema.version), path: path)
    case .known(let version) where version < Schema.firstVersion:
      throw StoreError(.olderSchema(version), path: path)
    case .known(let version): return version
    }
  }

  /// Takes the steps a database lacks; to be called inside a transaction.
  ///
  /// - Parameter timeZone: The name of the zone whose days a new database counts.
  static func migrate(_ db: Database, from version: Int, timeZone: String) throws {
    for step in steps[max(0, version - firstVersion + 1)...] { try step(db) }
    if version == 0 {
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(
        sql: "INSERT INTO meta(one, identifier, time_zone) VALUES (1, randomblob(16), ?)",
        arguments: [timeZone])
    }
    try db.execute(sql: "PRAGMA user_version = \(Schema.version)")
  }
}
