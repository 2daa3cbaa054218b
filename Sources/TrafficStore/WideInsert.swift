import GRDB

/// Inserts many rows into one table with few statements.
///
/// To run a statement costs as much as a row does, so one takes 64 rows: that costs two thirds of what
/// as many statements do, and more of them bring nothing.
enum WideInsert {
  /// How many rows one statement takes.
  private static let width = 64
  /// The fewest rows that are worth preparing it for.
  private static let many = 4 * width

  /// The place of one row among the parameters of a statement.
  struct Row {
    fileprivate let statement: RawStatement
    /// The number of the parameter before its first one.
    fileprivate var start: Int32 = 0

    /// Binds an integer to the row's column with this number, counted from 1.
    @inline(__always)
    func bind(_ value: Int64, at column: Int32) { statement.bind(value, at: start + column) }

    /// Binds a copy of a text to the row's column with this number.
    func bind(_ text: String, at column: Int32) { statement.bind(text, at: start + column) }
  }

  /// Inserts rows in order.
  ///
  /// - Parameters:
  ///   - count: How many there are.
  ///   - target: The table and its columns, as in `page_day(day, page)`.
  ///   - columns: How many columns those are.
  ///   - conflict: The clause for rows that are there already.
  ///   - bind: Binds all columns of the row with this number, counted from 0.
  @inline(__always)
  static func insert(
    _ count: Int, into target: String, columns: Int, conflict: String, in db: Database,
    bind: (_ index: Int, Row) -> Void
  ) throws {
    func statement(_ width: Int) throws -> RawStatement {
      let places = "(" + repeatElement("?", count: columns).joined(separator: ", ") + ")"
      let values = repeatElement(places, count: width).joined(separator: ", ")
      return try RawStatement(
        keptBy: db, "INSERT INTO \(target) VALUES \(values) \(conflict)")
    }
    var index = 0
    if count >= many {
      var row = Row(statement: try statement(width))
      while count - index >= width {
        for slot in 0..<width {
          row.start = Int32(slot * columns)
          bind(index + slot, row)
        }
        try row.statement.run()
        index += width
      }
    }
    guard index < count else { return }
    let row = Row(statement: try statement(1))
    while index < count {
      bind(index, row)
      try row.statement.run()
      index += 1
    }
  }
}
