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
  /// Gives the rows of moved names to the names they are moved to.
  fileprivate func move(_ dimension: CountDimension, in db: Database) throws {
    // In a packed key, the page stands between the hour and the device.
    let places =
      time == .key
      ? ["(\(name).key & ~(268435455 << 4)) | (moved.new << 4)"]
      : ["\(name).\(time.column)"]
        + keys.map { $0 == dimension.column ? "moved.new" : "\(name).\($0)" }
    let counted = measures.map { measure in
      switch measure.adding {
      case .sum: "sum(\(name).\(measure.column))"
      case .cappedSum: LargestSum.total("\(name).\(measure.column)")
      case .largest:
        dimension == .page
          ? "max(CASE WHEN target.tag IS NULL THEN 0 ELSE \(name).\(measure.column) END)"
          : "max(\(name).\(measure.column))"
      }
    }
    let target = dimension == .page ? "CROSS JOIN page AS target ON target.id = moved.new" : ""
    let columns = (time == .key ? ["key"] : [time.column] + keys) + sums
    try db.execute(
      sql: """
        INSERT INTO \(name)(\(columns.joined(separator: ", ")))
        SELECT \((places + counted).joined(separator: ", "))
        FROM \(name) CROSS JOIN temp.moved AS moved ON moved.old = \(name).\(dimension.column) \(target)
        GROUP BY \(places.joined(separator: ", "))
        HAVING \(counted.map { "\($0) > 0" }.joined(separator: " OR "))
        \(conflictClause);
        DELETE FROM \(name) WHERE \(dimension.column) IN (SELECT old FROM temp.moved);
        """)
  }
}
