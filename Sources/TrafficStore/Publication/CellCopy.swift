import GRDB

/// Makes the shown cells of a published file those of its database.
///
/// There may be many millions, and nearly all are in both. So the two are read side by side in the order of their key,
/// and what differs is written a few thousand rows at a time: memory does not grow with them.
struct CellCopy {
  /// The key of a cell, and its values: an order in which no two rows are the same.
  static let columns = [
    "breakdown", "site", "state", "last", "first", "portion", "grp", "key", "value", "visitors",
  ]
  private static let list = columns.joined(separator: ", ")
  private static let places = columns.map { _ in "?" }.joined(separator: ", ")

  /// How many rows are written at a time.
  private static let limit = 4096

  private let db: Database
  private let (file, source): (RawStatement, RawStatement)
  private let (deletion, insertion): (RawStatement, RawStatement)

  /// - Parameter db: The file, with its database attached as `source`.
  init(_ db: Database) throws {
    self.db = db
    func rows(of table: String, _ condition: String) throws -> RawStatement {
      try RawStatement(
        db,
        """
        SELECT \(Self.list) FROM \(table)
        WHERE (\(Self.list)) > (\(Self.places)) AND \(condition) ORDER BY \(Self.list)
        """)
    }
    file = try rows(of: "main.publication_cell", "true")
    source = try rows(of: "source.publication_cell", "state > 0")
    deletion = try RawStatement(
      db, "DELETE FROM main.publication_cell WHERE (\(Self.list)) = (\(Self.places))")
    insertion = try RawStatement(
      db, "INSERT OR REPLACE INTO main.publication_cell(\(Self.list)) VALUES (\(Self.places))")
  }

  /// Does it.
  ///
  /// - Complexity: O(*n*) in the cells of both.
  func run() throws {
    guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM main.publication_cell)") == true
    else {
      return try db.execute(
        sql: """
          INSERT INTO main.publication_cell(\(Self.list))
          SELECT \(Self.list) FROM source.publication_cell WHERE state > 0
          """)
    }
    var place: [Int64]? = Self.columns.map { _ in .min }
    while let from = place {
      let difference = try difference(after: from)
      try Self.run(deletion, for: difference.surplus)
      try Self.run(insertion, for: difference.missing)
      place = difference.end
    }
  }

  /// Whether the file has a cell that the database has not, or not as a shown one.
  ///
  /// - Complexity: O(*n*) in the cells of both.
  func hasSurplus() throws -> Bool {
    var place: [Int64]? = Self.columns.map { _ in .min }
    while let from = place {
      let difference = try difference(after: from)
      guard difference.surplus.isEmpty else { return true }
      place = difference.end
    }
    return false
  }

  /// Rows that only one of the two has, one after the other.
  private struct Difference {
    /// Those of the file.
    var surplus: [Int64] = []
    /// Those of the database.
    var missing: [Int64] = []
    /// The row that was looked at last; `nil` if no more come.
    var end: [Int64]?
  }

  private func difference(after place: [Int64]) throws -> Difference {
    var difference = Difference()
    let width = Self.columns.count
    for statement in [file, source] { Self.bind(place[...], to: statement) }
    defer {
      file.reset()
      source.reset()
    }
    var (inFile, inSource) = (try file.next(), try source.next())
    while inFile || inSource {
      let order = !inSource ? -1 : !inFile ? 1 : order()
      if order < 0 { Self.append(file, to: &difference.surplus) }
      if order > 0 { Self.append(source, to: &difference.missing) }
      if difference.surplus.count + difference.missing.count >= Self.limit * width {
        difference.end = Array((order < 0 ? difference.surplus : difference.missing).suffix(width))
        break
      }
      if order <= 0 { inFile = try file.next() }
      if order >= 0 { inSource = try source.next() }
    }
    return difference
  }

  /// Which of the two current rows comes first: below 0 the file's, above 0 the database's, 0 if they are the same.
  private func order() -> Int {
    for column in 0..<Int32(Self.columns.count) {
      let (left, right) = (file.integer(column), source.integer(column))
      if left != right { return left < right ? -1 : 1 }
    }
    return 0
  }

  private static func append(_ statement: RawStatement, to rows: inout [Int64]) {
    for column in 0..<Int32(columns.count) { rows.append(statement.integer(column)) }
  }

  private static func bind(_ row: ArraySlice<Int64>, to statement: RawStatement) {
    for (parameter, value) in zip(Int32(1)..., row) { statement.bind(value, at: parameter) }
  }

  private static func run(_ statement: RawStatement, for rows: [Int64]) throws {
    for start in stride(from: 0, to: rows.count, by: columns.count) {
      bind(rows[start..<start + columns.count], to: statement)
      try statement.run()
    }
  }
}
