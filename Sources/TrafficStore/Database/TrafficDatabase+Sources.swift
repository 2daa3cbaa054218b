import GRDB
public import Traffic

extension TrafficDatabase {
  /// Every log that was counted, and how far.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(*n*) in the number of logs and their marks.
  public func sources() throws(StoreError) -> [SourcePosition] {
    let sources = try storing(at: path) {
      try queue.read { db in try SourceRows.all(in: db) }
    }
    seenOffsets = [:]
    for source in sources {
      if let id = source.id { seenOffsets[id] = source.offset }
    }
    return sources
  }

  /// Refuses sources that another process has moved, or added, since this one last looked.
  func checkSources(_ sources: [SourcePosition], in db: Database) throws {
    for source in sources {
      if let id = source.id {
        let stored = try Int64.fetchOne(
          db,
          sql: """
            SELECT coalesce((SELECT max(offset) FROM source_mark WHERE source = source.id), 0)
            FROM source WHERE id = ?
            """,
          arguments: [id])
        guard let stored, stored == seenOffsets[id] else {
          throw StoreError(.countedMeanwhile, path: path)
        }
      }
      let alike = try Int64.fetchAll(
        db,
        sql:
          "SELECT id FROM source WHERE fingerprint = ? UNION SELECT id FROM source WHERE file = ?",
        arguments: [source.fingerprint.map { Blob($0.bytes) }, source.file.map { Blob($0.bytes) }])
      guard alike.allSatisfy({ seenOffsets[$0] != nil }) else {
        throw StoreError(.countedMeanwhile, path: path)
      }
    }
  }

  /// Writes each source as it is now, and returns them with the ids of their rows.
  func writeSources(_ sources: [SourcePosition], to db: Database) throws -> [SourcePosition] {
    try sources.map { source in
      var source = source
      source.id = try SourceRows.write(source, to: db)
      return source
    }
  }
}

/// The rows of logs, of their marks and of their rejected lines.
enum SourceRows {
  static func all(in db: Database) throws -> [SourcePosition] {
    var marks: [Int64: [SourcePosition.Mark]] = [:]
    let markRows = try Row.fetchCursor(
      db, sql: "SELECT source, offset, digest FROM source_mark ORDER BY source, offset")
    while let row = try markRows.next() {
      let digest = try row.decode(Blob.self, atIndex: 2)
      marks[try row.decode(atIndex: 0), default: []].append(
        .init(offset: try row.decode(atIndex: 1), digest: .init(bytes: digest.bytes)))
    }
    var rejected: [Int64: [RejectReason: Int64]] = [:]
    let rejectRows = try Row.fetchCursor(
      db, sql: "SELECT source, reason, lines FROM source_reject")
    while let row = try rejectRows.next() {
      // A reason that only a newer release knows is left in the database, see `write`.
      guard let number = UInt8(exactly: try row.decode(Int64.self, atIndex: 1)),
        let reason = RejectReason(rawValue: number)
      else { continue }
      rejected[try row.decode(atIndex: 0), default: [:]][reason] = try row.decode(atIndex: 2)
    }
    return try Row.fetchAll(
      db, sql: "SELECT id, fingerprint, file, format, lines, hits FROM source ORDER BY id"
    ).map { row in
      let id: Int64 = try row.decode(atIndex: 0)
      var source = SourcePosition(
        fingerprint: try row.decode(Blob?.self, atIndex: 1).map { .init(bytes: $0.bytes) },
        file: try row.decode(Blob?.self, atIndex: 2).map { .init(bytes: $0.bytes) },
        marks: marks[id] ?? [], format: try row.decode(atIndex: 3))
      source.id = id
      source.lines = try row.decode(atIndex: 4)
      source.hits = try row.decode(atIndex: 5)
      source.rejected = rejected[id] ?? [:]
      return source
    }
  }

  /// Writes a source and returns the number of its row.
  static func write(_ source: SourcePosition, to db: Database) throws -> Int64 {
    let id = try Int64.fetchOne(
      db,
      sql: """
        INSERT INTO source(id, fingerprint, file, format, lines, hits) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT(id) DO UPDATE SET fingerprint = excluded.fingerprint, file = excluded.file,
          format = excluded.format, lines = excluded.lines, hits = excluded.hits
        RETURNING id
        """,
      arguments: [
        source.id, source.fingerprint.map { Blob($0.bytes) }, source.file.map { Blob($0.bytes) },
        source.format, source.lines, source.hits,
      ])
    guard let id else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
    try db.execute(sql: "DELETE FROM source_mark WHERE source = ?", arguments: [id])
    for mark in source.marks {
      try db.execute(
        sql: "INSERT INTO source_mark(source, offset, digest) VALUES (?, ?, ?)",
        arguments: [id, mark.offset, Blob(mark.digest.bytes)])
    }
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
