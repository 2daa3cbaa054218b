import GRDB
import Traffic

/// The rows of logs, and of their rejected lines.
enum SourceRows {
  private static let columns = """
    SELECT id, name, format, lines, hits, bytes, end_mark, head, line_marks, grid_marks, file_mark,
      last_day, fingerprint, format_hash
    FROM source
    """

  /// The first version that looks a log up by the hash of its first line.
  static let versionOfHeads = 4
  /// The first version that keeps a hash of each log's format.
  static let versionOfFormatHashes = 6

  /// Every log.
  ///
  /// - Parameter version: That of the database's schema.
  static func all(in db: Database, version: Int) throws -> [Checkpoint] {
    guard version >= versionOfHeads else { return try earlier(in: db) }
    let columns =
      version >= versionOfFormatHashes
      ? columns : columns.replacing("format_hash", with: "NULL")
    var sources = try Row.fetchAll(db, sql: columns + " ORDER BY id").map(source)
    let rejected = try rejects(in: db, of: "source_reject")
    for index in sources.indices {
      sources[index].rejected = sources[index].id.flatMap { rejected[$0] } ?? [:]
    }
    return sources
  }

  /// The logs with this hash of their first line.
  static func with(head: UInt64, in db: Database) throws -> [Checkpoint] {
    try found(db, "head = ?", [Int64(bitPattern: head)])
  }

  /// The logs that an earlier release counted and that have this hash, or none, of their beginning.
  static func earlier(
    fingerprint: Checkpoint.Digest?, in db: Database
  ) throws -> [Checkpoint] {
    try found(db, "head IS NULL AND fingerprint IS ?", [fingerprint.map { Blob($0.bytes) }])
  }

  /// Whether there are logs that an earlier release counted.
  static func hasEarlier(in db: Database) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM source WHERE head IS NULL)") ?? false
  }

  private static func found(
    _ db: Database, _ condition: String, _ arguments: StatementArguments
  ) throws -> [Checkpoint] {
    let statement = try db.cachedStatement(sql: "\(columns) WHERE \(condition) ORDER BY id")
    var sources = try Row.fetchAll(statement, arguments: arguments).map(source)
    for index in sources.indices {
      guard let id = sources[index].id else { continue }
      let statement = try db.cachedStatement(
        sql: "SELECT source, reason, lines FROM source_reject WHERE source = ?")
      sources[index].rejected =
        try rejects(Row.fetchCursor(statement, arguments: [id]))[id] ?? [:]
    }
    return sources
  }

  private static func source(_ row: Row) throws -> Checkpoint {
    var source = Checkpoint(
      name: try row.textIfAny(1).flatMap(SourceName.init),
      head: try row.decode(Int64?.self, atIndex: 7).map(UInt64.init(bitPattern:)),
      lineMarks: try row.decode(MarkBlob?.self, atIndex: 8)?.marks ?? [],
      gridMarks: try row.decode(MarkBlob?.self, atIndex: 9)?.marks ?? [],
      offset: try row.decode(atIndex: 5),
      end: UInt64(bitPattern: try row.decode(Int64.self, atIndex: 6)),
      file: try row.decode(Int64?.self, atIndex: 10).map(UInt64.init(bitPattern:)),
      format: try row.decode(atIndex: 2))
    source.id = try row.decode(atIndex: 0)
    source.lines = try row.decode(atIndex: 3)
    source.hits = try row.decode(atIndex: 4)
    source.lastDay = try row.dayIfAny(11)
    source.fingerprint = try row.decode(Blob?.self, atIndex: 12).map { .init(bytes: $0.bytes) }
    source.formatHash = try row.decode(Int64?.self, atIndex: 13).map(UInt64.init(bitPattern:))
    return source
  }

  private static func rejects(
    in db: Database, of table: String
  ) throws -> [Int64: [RejectReason: Int64]] {
    try rejects(Row.fetchCursor(db, sql: "SELECT source, reason, lines FROM \(table)"))
  }

  private static func rejects(_ rows: RowCursor) throws -> [Int64: [RejectReason: Int64]] {
    var rejected: [Int64: [RejectReason: Int64]] = [:]
    while let row = try rows.next() {
      // A reason that only a newer release knows is left in the database, see `write`.
      guard let number = UInt8(exactly: try row.decode(Int64.self, atIndex: 1)),
        let reason = RejectReason(rawValue: number)
      else { continue }
      rejected[try row.decode(atIndex: 0), default: [:]][reason] = try row.decode(atIndex: 2)
    }
    return rejected
  }

  /// What is known of a log, but for the hash of its format, which older tables have no room for.
  private static let values = [
    "id", "name", "format", "lines", "hits", "bytes", "end_mark", "head", "line_marks",
    "grid_marks", "file_mark", "last_day", "fingerprint",
  ]

  private static func upsert(_ columns: [String]) -> String {
    """
    INSERT INTO source(\(columns.joined(separator: ", ")))
    VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
    ON CONFLICT(id) DO UPDATE SET
      \(columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
    RETURNING id
    """
  }

  private static let upsert = upsert(values + ["format_hash"])

  /// Writes a source and returns the number of its row.
  static func write(_ source: Checkpoint, to db: Database) throws -> Int64 {
    try write(source, to: db, upsert, [source.formatHash.map(Int64.init(bitPattern:))])
  }

  /// Writes a source to the tables of version 4.
  static func writeEarlier(_ source: Checkpoint, to db: Database) throws {
    _ = try write(source, to: db, upsert(values), [])
  }

  private static func write(
    _ source: Checkpoint, to db: Database, _ sql: String, _ more: [Int64?]
  ) throws -> Int64 {
    let statement = try db.cachedStatement(sql: sql)
    let id = try Int64.fetchOne(
      statement,
      arguments: [
        source.id, source.name?.text, source.format, source.lines, source.hits, source.offset,
        Int64(bitPattern: source.end), source.head.map(Int64.init(bitPattern:)),
        MarkBlob(source.lineMarks), MarkBlob(source.gridMarks),
        source.file.map(Int64.init(bitPattern:)), source.lastDay?.rawValue,
        source.fingerprint.map { Blob($0.bytes) },
      ] + StatementArguments(more))
    guard let id else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
    for (reason, lines) in source.rejected where lines > 0 {
      try db.execute(
        sql: """
          INSERT INTO source_reject(source, reason, lines) VALUES (?, ?, ?)
          ON CONFLICT(source, reason) DO UPDATE SET lines = excluded.lines
          """,
        arguments: [id, reason.rawValue, lines])
    }
    return id
  }
}

extension SourceRows {
  /// The logs of a database that an earlier release has written.
  static func earlier(in db: Database) throws -> [Checkpoint] {
    var marks: [Int64: [Int64: UInt64]] = [:]
    let markRows = try Row.fetchCursor(db, sql: "SELECT source, offset, digest FROM source_mark")
    while let row = try markRows.next() {
      let digest = Checkpoint.Digest(bytes: try row.decode(Blob.self, atIndex: 2).bytes)
      marks[try row.decode(atIndex: 0), default: [:]][try row.decode(atIndex: 1)] = digest.number
    }
    let rejected = try rejects(in: db, of: "source_reject")
    return try Row.fetchAll(
      db, sql: "SELECT id, fingerprint, format, lines, hits FROM source ORDER BY id"
    ).map { row in
      let id: Int64 = try row.decode(atIndex: 0)
      let marks = marks[id] ?? [:]
      let end = marks.keys.max() ?? 0
      var source = Checkpoint(
        head: nil,
        gridMarks: MarkGrid.offsets(upTo: min(end, LargestSum.bytes)).map {
          marks[$0].map(Checkpoint.shortMark) ?? 0
        },
        offset: end, end: marks[end] ?? 0, format: try row.decode(atIndex: 2))
      source.id = id
      source.fingerprint = try row.decode(Blob?.self, atIndex: 1).map { .init(bytes: $0.bytes) }
      source.lines = try row.decode(atIndex: 3)
      source.hits = try row.decode(atIndex: 4)
      source.rejected = rejected[id] ?? [:]
      return source
    }
  }
}
