import CountCatalogue
import GRDB
import Traffic

/// Names whose counts go to other names of the same kind, in one pass over each table.
struct MovedNames {
  private let dimension: CountDimension
  private let db: Database
  private(set) var count = 0

  /// - Parameter dimension: What they name: pages, referrers or campaigns.
  init(_ dimension: CountDimension, in db: Database) throws {
    (self.dimension, self.db) = (dimension, db)
    // In memory, as all that is temporary.
    try db.execute(
      sql: """
        DROP TABLE IF EXISTS temp.moved;
        CREATE TEMP TABLE moved(old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
        """)
  }

  /// Notes that a row's counts go to another row.
  mutating func add(_ old: Int64, to new: Int64) throws {
    guard old != new else { return }
    try db.execute(sql: "INSERT INTO temp.moved(old, new) VALUES (?, ?)", arguments: [old, new])
    count += 1
  }

  /// Moves the counts and deletes the names.
  ///
  /// How many different visitors two pages had together nobody knows: the larger number of the two stays, or
  /// none where the rest of a site's rare pages has none.
  ///
  /// - Complexity: O(*n*) in the rows of the tables that have such names.
  func move() throws {
    guard count > 0 else { return }
    for table in CountTable.all where table.has(dimension) { try table.move(dimension, in: db) }
    if dimension == .page {
      try WaitingNames.remove(ofPages: "SELECT old FROM temp.moved", from: db)
    }
    try db.execute(
      sql: """
        DELETE FROM \(dimension.column) WHERE id IN (SELECT old FROM temp.moved);
        DROP TABLE temp.moved;
        """)
    try PublishedNames.retire(in: db)
  }
}

extension CountTable {
  /// Gives the rows of moved names to the names they are moved to, an hour or a day at a time: SQLite has
  /// what it inserts into the table that it reads in memory first, and the numbers of what it deletes.
  fileprivate func move(_ dimension: CountDimension, in db: Database) throws {
    // In a packed key, the page stands between the hour and the device.
    let places =
      time == .key
      ? ["(\(name).key & ~(268435455 << 4)) | (moved.new << 4)"]
      : ["\(name).\(time.column)"]
        + keys.map { $0 == dimension.column ? "moved.new" : "\(name).\($0)" }
    let counted = measures.map { measure in
      let count = "\(name).\(measure.column)"
      return measure.adding == .largest && dimension == .page
        ? "CASE WHEN target.tag IS NULL THEN 0 ELSE \(count) END" : count
    }
    let target = dimension == .page ? "CROSS JOIN page AS target ON target.id = moved.new" : ""
    let columns = (time == .key ? ["key"] : [time.column] + keys) + sums
    let window = "\(name).\(time.column) BETWEEN ? AND ?"
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO \(name)(\(columns.joined(separator: ", ")))
        SELECT \((places + counted).joined(separator: ", "))
        FROM \(name) CROSS JOIN temp.moved AS moved ON moved.old = \(name).\(dimension.column) \(target)
        WHERE \(window) AND (\(counted.map { "\($0) > 0" }.joined(separator: " OR ")))
        \(conflictClause)
        """)
    let delete = try db.makeStatement(
      sql: """
        DELETE FROM \(name)
        WHERE \(window) AND \(dimension.column) IN (SELECT old FROM temp.moved)
        """)
    try forEachPlace(in: db) { place in
      let arguments: StatementArguments = [place.lowerBound, place.upperBound]
      try insert.execute(arguments: arguments)
      try delete.execute(arguments: arguments)
    }
  }

  /// Calls what is to be done for each hour or day that has rows, in their order, with the values of its rows.
  private func forEachPlace(
    in db: Database, _ work: (ClosedRange<Int64>) throws -> Void
  ) throws {
    let first = try db.makeStatement(
      sql: "SELECT min(\(time.column)) FROM \(name) WHERE \(time.column) >= ?")
    var next = Int64.min
    while let value = try Int64.fetchOne(first, arguments: [next]) {
      let place = time.place(of: value)
      try work(place)
      guard place.upperBound < .max else { return }
      next = place.upperBound + 1
    }
  }
}
