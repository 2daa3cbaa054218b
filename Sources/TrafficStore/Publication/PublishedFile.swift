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

/// A database with nothing but what is published: what others may have, to ask with SQL and any tool.
///
/// It is kept up to date in one transaction, in rollback-journal mode: whoever reads it needs no right to write
/// beside it, and sees one state or the next.
public struct PublishedFile {
  private let path: String

  public init(path: String) { self.path = path }

  /// Makes the file have what is published in a database, all or nothing.
  ///
  /// - Throws: ``StoreError``; the file is as it was then.
  /// - Complexity: O(*n*) in what is published. Where nothing was published since, only names and annotations are
  ///   compared; to find which names are published, cells are read even then.
  public func update(from database: String) throws(StoreError) {
    try prepare()
    try storing(at: path) {
      try withSource(database, isWriting: true) { db in
        try db.inTransaction(.immediate) {
          try makeTables(in: db)
          // Names of one database would stand for the numbers of another.
          guard
            try Blob.fetchOne(db, sql: "SELECT source FROM main.meta")
              == Blob.fetchOne(db, sql: "SELECT identifier FROM source.meta")
          else { throw StoreError(.publishedElsewhere, path: path) }
          let (known, current) = (
            try Int64.fetchOne(db, sql: "SELECT releases FROM main.publication"),
            try Int64.fetchOne(db, sql: "SELECT releases FROM source.publication")
          )
          let isCurrent = known == current
          for table in PublishedFile.tables where !isCurrent || table.changesAlone {
            try PublishedFile.copy(table, in: db)
          }
          if !isCurrent { try CellCopy(db).run() }
          return .commit
        }
      }
    }
  }

  /// What is in the file and was not published by a database, as the names of tables; nothing where all of it was.
  ///
  /// - Throws: ``StoreError`` when one of them cannot be read.
  /// - Complexity: O(*n* log *n*) in the rows.
  public func strangers(to database: String) throws(StoreError) -> [String] {
    guard FileStatus(path: DatabaseFile.location(path)) != nil else {
      throw StoreError(.missing, path: path)
    }
    return try storing(at: path) {
      try withSource(database) { db in
        guard
          try Int64.fetchOne(db, sql: "PRAGMA main.application_id") == Schema.publishedApplicationID
        else { throw StoreError(.foreign, path: path) }
        guard try Int.fetchOne(db, sql: "PRAGMA main.user_version") == Schema.publishedVersion
        else {
          throw StoreError(.earlierPublished, path: path)
        }
        let objects = try Set(
          String.fetchAll(db, sql: "SELECT coalesce(sql, '') FROM main.sqlite_schema"))
        var strangers = objects == (try PublishedFile.ownObjects()) ? [] : ["sqlite_schema"]
        for table in PublishedFile.tables {
          let isStrange = try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT 1 FROM main.\(table.name) AS ours WHERE \(table.isSurplus))"
          )
          if isStrange != false { strangers.append(table.name) }
        }
        if try CellCopy(db).hasSurplus() { strangers.append("publication_cell") }
        return strangers
      }
    }
  }

  /// Makes an empty file that others may read, where there is none.
  private func prepare() throws(StoreError) {
    guard !path.isEmpty else { throw StoreError(.cannotOpen, path: path, errno: ENOENT) }
    try DatabaseFile.refuseOthers(path)
    // SAFETY: the path is a string that lives for the call.
    let descriptor = DatabaseFile.location(path).withFileName {
      unsafe open($0, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else {
      guard errno == EEXIST else {
        throw StoreError(systemError: errno, path: path, isWriting: true)
      }
      return
    }
    fchmod(descriptor, 0o644)
    close(descriptor)
  }

  /// - Parameter isWriting: Whether a database of an earlier release, which lacks tables that the file has, is brought
  ///   up to date.
  private func withSource<Result>(
    _ database: String, isWriting: Bool = false, _ body: (Database) throws -> Result
  ) throws -> Result {
    // A database that cannot be read says so before the file is touched.
    let archive = try TrafficArchive(path: database)
    guard try archive.read({ try $0.publishes && !$0.isPublishedFile }) else {
      throw StoreError(.nothingPublished, path: database)
    }
    let isEarlier = archive.isEarlier
    try archive.close()
    if isEarlier {
      guard isWriting else { throw StoreError(.earlierDatabase, path: database) }
      try TrafficDatabase(path: database).close()
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { db in
      try db.execute(
        sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;")
    }
    let queue = try DatabaseQueue(
      path: DatabaseFile.address(DatabaseFile.location(path)), configuration: configuration)
    let result = try queue.writeWithoutTransaction { db in
      try db.execute(
        sql: "ATTACH DATABASE ? AS source",
        arguments: [DatabaseFile.address(DatabaseFile.location(database))])
      return try body(db)
    }
    try queue.close()
    return result
  }

  private func makeTables(in db: Database) throws {
    let application = try Int64.fetchOne(db, sql: "PRAGMA main.application_id")
    let objects = try Int.fetchOne(db, sql: "SELECT count(*) FROM main.sqlite_schema")
    if application == Schema.publishedApplicationID {
      let version = try Int.fetchOne(db, sql: "PRAGMA main.user_version") ?? 0
      guard version <= Schema.publishedVersion else {
        throw StoreError(.newerSchema(version, known: Schema.publishedVersion), path: path)
      }
      if version < 2 {
        try db.execute(sql: "DROP TABLE main.summed_cell; \(Schema.summedPart)")
      }
      if version < Schema.publishedVersion {
        try db.execute(
          sql: """
            \(Schema.packedMonths)
            UPDATE main.publication SET releases = -1;
            PRAGMA main.user_version = \(Schema.publishedVersion);
            """)
      }
      return
    }
    guard application == 0, objects == 0 else { throw StoreError(.foreign, path: path) }
    try db.execute(sql: PublishedFile.schema)
    try db.execute(
      sql: """
        PRAGMA main.application_id = \(Schema.publishedApplicationID);
        PRAGMA main.user_version = \(Schema.publishedVersion);
        """)
    try db.execute(
      sql: "INSERT INTO main.publication SELECT one, threshold, -1 FROM source.publication")
    try db.execute(sql: "INSERT INTO main.meta SELECT one, time_zone, identifier FROM source.meta")
  }

  /// Adds what was published since, and removes what has got too old, or has another number by now.
  ///
  /// Names are those of today: one that was taken out of the database is taken out here, too.
  private static func copy(_ table: Table, in db: Database) throws {
    let columns = table.columns.joined(separator: ", ")
    try db.execute(
      sql: """
        DELETE FROM main.\(table.name) AS ours WHERE \(table.isSurplus);
        INSERT OR IGNORE INTO main.\(table.name)(\(columns)) \(table.rows);
        """)
  }

  private static func ownObjects() throws -> Set<String> {
    let queue = try DatabaseQueue()
    return try queue.write { db in
      try db.execute(sql: schema)
      return try Set(String.fetchAll(db, sql: "SELECT coalesce(sql, '') FROM sqlite_schema"))
    }
  }
}
