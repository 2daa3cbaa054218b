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
    func retire(_ column: String, of breakdowns: [Breakdown], without table: String) throws {
      let numbers = breakdowns.map { String($0.rawValue) }.joined(separator: ", ")
      for cells in ["publication_cell", "summed_cell"] {
        try db.execute(
          sql: """
            UPDATE \(cells) SET \(column) = -2 - \(column)
            WHERE breakdown IN (\(numbers)) AND \(column) > 0
              AND NOT EXISTS (SELECT 1 FROM \(table) WHERE id = \(cells).\(column))
            """)
      }
    }
    try retire("key", of: [.pages, .entries, .notFound], without: "page")
    try retire("grp", of: [.landings, .notFoundLinks, .times], without: "page")
    try retire("key", of: [.landings, .notFoundLinks, .referrers], without: "referrer")
    try retire("key", of: [.campaigns], without: "campaign")
    if db.totalChangesCount > changes { try PublishedCounts.noteChange(in: db) }
  }
}
