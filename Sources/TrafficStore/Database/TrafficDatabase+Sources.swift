import GRDB
public import Traffic

extension TrafficDatabase {
  /// Every log that was counted, and how far.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(*n*) in the number of logs and their marks.
  public func sources() throws(StoreError) -> [Checkpoint] {
    let sources = try storing(at: path) {
      try queue.read { db in try Schema.sources(in: db) }
    }
    for (head, logs) in Dictionary(grouping: sources, by: \.head) { see(logs, head: head) }
    return sources
  }

  /// The counted logs that have this hash of their first line, and how far each is counted.
  ///
  /// A commit of such a log is refused if another process has counted one of them since.
  ///
  /// - Parameter isAtWork: Whether lines of such logs are counted since these were last looked up, so
  ///   that the commit goes by what was seen then.
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(log *n*) in the number of logs.
  public func sources(
    head: UInt64, isAtWork: Bool = false
  ) throws(StoreError) -> [Checkpoint] {
    let sources = try storing(at: path) {
      try queue.read { db in try SourceRows.with(head: head, in: db) }
    }
    if !isAtWork || seen[head] == nil { see(sources, head: head) }
    return sources
  }

  /// Whether any log was counted.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func hasSources() throws(StoreError) -> Bool {
    try storing(at: path) {
      try queue.read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM source)") ?? false }
    }
  }

  /// Whether there are logs that an earlier release counted, and no later one since.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(log *n*) in the number of logs, once.
  public func hasEarlierSources() throws(StoreError) -> Bool {
    if let hasEarlier { return hasEarlier }
    let found = try storing(at: path) {
      try queue.read { db in try SourceRows.hasEarlier(in: db) }
    }
    hasEarlier = found
    return found
  }

  /// The logs that an earlier release counted and that have this hash, or none, of their beginning.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(log *n*) in the number of logs.
  public func earlierSources(
    fingerprint: Checkpoint.Digest?
  ) throws(StoreError) -> [Checkpoint] {
    let sources = try storing(at: path) {
      try queue.read { db in try SourceRows.earlier(fingerprint: fingerprint, in: db) }
    }
    for source in sources { source.id.map { seenEarlier[$0] = source.offset } }
    return sources
  }

  /// Forgets how far logs were counted, of which nothing is about to be committed.
  public func forget(head: UInt64?) { head.map { seen[$0] = nil } }

  private func see(_ sources: [Checkpoint], head: UInt64?) {
    let offsets = sources.compactMap { source in source.id.map { ($0, source.offset) } }
    if let head {
      seen[head] = Dictionary(uniqueKeysWithValues: offsets)
    } else {
      seenEarlier.merge(offsets) { $1 }
    }
  }

  /// Refuses sources that another process has moved, or added, since this one last looked.
  func checkSources(_ sources: [Checkpoint], in db: Database) throws {
    for source in sources {
      if let id = source.id, let offset = seenEarlier[id] {
        let stored = try Int64.fetchOne(
          db, sql: "SELECT bytes FROM source WHERE id = ? AND head IS NULL", arguments: [id])
        guard stored == offset else { throw StoreError(.countedMeanwhile, path: path) }
      } else if let id = source.id, seen[source.head ?? 0]?[id] == nil {
        throw StoreError(.countedMeanwhile, path: path)
      }
      guard let head = source.head else { continue }
      let rows = try Row.fetchAll(
        db.cachedStatement(sql: "SELECT id, bytes FROM source WHERE head = ?"),
        arguments: [Int64(bitPattern: head)])
      var stored: [Int64: Int64] = [:]
      for row in rows { stored[try row.decode(atIndex: 0)] = try row.decode(atIndex: 1) }
      guard stored == seen[head] ?? [:] else { throw StoreError(.countedMeanwhile, path: path) }
    }
  }

  /// Writes each source as it is now, and returns them with the ids of their rows.
  func writeSources(_ sources: [Checkpoint], to db: Database) throws -> [Checkpoint] {
    try sources.map { source in
      var source = source
      source.id = try SourceRows.write(source, to: db)
      return source
    }
  }

  /// Remembers how far sources are counted now.
  func noteCommitted(_ sources: [Checkpoint]) {
    for source in sources {
      guard let id = source.id else { continue }
      if let head = source.head {
        seen[head, default: [:]][id] = source.offset
        seenEarlier[id] = nil
      } else {
        seenEarlier[id] = source.offset
      }
    }
  }
}

extension TrafficDatabase {
  /// Remembers a compressed log whose end is missing, by a hash of what there is of it.
  ///
  /// - Returns: Whether it was remembered before: it has not grown since.
  /// - Throws: ``StoreError`` when the database cannot be written.
  public func rememberCutShort(_ content: UInt64) throws(StoreError) -> Bool {
    try storing(at: path) {
      try queue.writeWithoutTransaction { db in
        var isKnown = false
        try db.inTransaction(.immediate) {
          try db.execute(
            sql: "INSERT OR IGNORE INTO cut_short(content) VALUES (?)",
            arguments: [Int64(bitPattern: content)])
          isKnown = db.changesCount == 0
          // What has grown meanwhile is never asked for again.
          try db.execute(
            sql: """
              DELETE FROM cut_short WHERE (SELECT count(*) FROM cut_short) > ?1 AND content IN
                (SELECT content FROM cut_short WHERE content <> ?2 ORDER BY random() LIMIT 1)
              """,
            arguments: [TrafficDatabase.maxCutShort, Int64(bitPattern: content)])
          return .commit
        }
        return isKnown
      }
    }
  }

  /// The most compressed logs without an end that are remembered.
  private static let maxCutShort = 10_000
}
