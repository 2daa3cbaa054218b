import GRDB

/// Names that were published and are no more: their counts stay, under no name.
///
/// SQLite gives the number of a row that was deleted to another one, which must not get its counts.
enum PublishedNames {
  /// Takes published counts off the numbers of rows that are no more.
  ///
  /// - Complexity: O(*n*) in what is published.
  static func retire(in db: Database) throws {
    let changes = db.totalChangesCount
    func retire(
      _ column: String, _ number: WritableKeyPath<PublishedPart, Int64>, of breakdowns: [Breakdown],
      without table: String
    ) throws {
      let condition = """
        WHERE breakdown IN (\(breakdowns.map { String($0.rawValue) }.joined(separator: ", "))) AND \(column) > 0
          AND NOT EXISTS (SELECT 1 FROM \(table) WHERE id = publication_cell.\(column))
        """
      let former = try Int64.fetchSet(
        db, sql: "SELECT DISTINCT \(column) FROM publication_cell \(condition)")
      guard !former.isEmpty else { return }
      try db.execute(sql: "UPDATE publication_cell SET \(column) = -2 - \(column) \(condition)")
      try PublishedSums(db: db).renumber(
        number, of: breakdowns,
        Dictionary(uniqueKeysWithValues: former.map { ($0, -2 - $0) }))
    }
    try retire("key", \.key, of: [.pages, .entries, .notFound], without: "page")
    try retire("grp", \.group, of: [.landings, .notFoundLinks, .times], without: "page")
    try retire("key", \.key, of: [.landings, .notFoundLinks, .referrers], without: "referrer")
    try retire("key", \.key, of: [.campaigns], without: "campaign")
    if db.totalChangesCount > changes { try PublishedCounts.noteChange(in: db) }
  }
}
