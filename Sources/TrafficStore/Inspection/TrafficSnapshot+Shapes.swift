import GRDB

extension TrafficSnapshot {
  /// The b-trees of the database: that of its schema, and every table and index.
  ///
  /// - Complexity: O(*n*) in the number of tables and indexes.
  public func shapes() throws -> [StoredShape] {
    let own = try OwnSchema.all()
    let objects = try Row.fetchAll(
      db, sql: "SELECT rowid, type, name, tbl_name, rootpage, sql FROM sqlite_schema")
    var shapes = [TrafficSnapshot.schemaShape(own)]
    for object in objects {
      guard let root = object[4] as Int?, root > 0 else { continue }
      let known = OwnSchema.Object(object)
      let isKnown = own.has(known)
      let (type, name, table) = (known.type, known.name, known.table)
      var shape = StoredShape(
        table: table, schemaRow: object[0], form: type == "table" ? .table : .index, root: root,
        isKnown: isKnown, isTable: type == "table", columns: [])
      // What SQLite cannot make sense of is searched as bytes.
      if let columns = try? type == "table"
        ? columns(of: name, &shape.form) : columns(index: name, of: table)
      {
        shape.columns = columns.map { column in
          .init(
            name: column.name,
            content: isKnown
              ? .of(column.name, in: table, type: column.type) : .unknown,
            isRowNumber: column.isRowNumber, isNullable: column.isNullable)
        }
      }
      shapes.append(shape)
    }
    return shapes
  }

  /// `sqlite_schema` itself, on page 1 of every database.
  private static func schemaShape(_ own: OwnSchema) -> StoredShape {
    let text = StoredContent.schema(own.texts)
    return StoredShape(
      table: "sqlite_schema", schemaRow: 0, form: .table, root: 1, isKnown: true, isTable: true,
      columns: [
        .init(name: "type", content: text), .init(name: "name", content: text),
        .init(name: "tbl_name", content: text),
        .init(name: "rootpage", content: .number(0...Int64(UInt32.max))),
        .init(name: "sql", content: text),
      ])
  }

  private struct Column {
    var name: String
    var type: String
    var isRowNumber = false
    var isNullable = true
  }

  /// The columns of a table as they are stored: without those that are generated when they are read;
  /// of a table without row numbers, those of its key first.
  private func columns(of table: String, _ form: inout StoredShape.Form) throws -> [Column] {
    let all = try Row.fetchAll(
      db,
      sql:
        "SELECT name, type, pk, hidden, \"notnull\" FROM pragma_table_xinfo(?, 'main') ORDER BY cid",
      arguments: [table])
    let withoutRowID = try Bool.fetchOne(
      db, sql: "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?",
      arguments: [table])
    if withoutRowID == true {
      form = .index
      let key = try String.fetchOne(
        db, sql: "SELECT name FROM pragma_index_list(?, 'main') WHERE origin = 'pk'",
        arguments: [table])
      return try key.map { try columns(index: $0, of: table) } ?? []
    }
    let keys = all.count { ($0[2] as Int) > 0 }
    return all.filter { ($0[3] as Int) != 2 }.map { row in
      let type = row[1] as String
      return Column(
        name: row[0], type: type,
        isRowNumber: keys == 1 && (row[2] as Int) == 1 && type.uppercased() == "INTEGER",
        isNullable: (row[4] as Int) == 0)
    }
  }

  /// The columns of an index, and behind them what leads to the row.
  private func columns(index: String, of table: String) throws -> [Column] {
    let types = try Row.fetchAll(
      db, sql: "SELECT cid, name, type, \"notnull\" FROM pragma_table_xinfo(?, 'main')",
      arguments: [table])
    return try Row.fetchAll(
      db, sql: "SELECT cid, name FROM pragma_index_xinfo(?, 'main') ORDER BY seqno",
      arguments: [index]
    ).map { row in
      let cid = row[0] as Int
      let column = types.first { ($0[0] as Int) == cid }
      return Column(
        name: (row[1] as String?) ?? (cid == -1 ? "id" : ""),
        type: (column?[2] as String?) ?? (cid == -1 ? "INTEGER" : ""),
        isNullable: cid != -1 && (column?[3] as Int?) != 1)
    }
  }

  /// What is in the schema and was not made by this program, by row, and what this program makes and
  /// is not there.
  public func schemaFaults() throws -> (strangers: [(row: Int64, type: String)], missing: Int) {
    try schemaFaults(besides: [])
  }

  /// The same where more of this program's own is to be there.
  func schemaFaults(
    besides own: Set<OwnSchema.Object>
  ) throws -> (strangers: [(row: Int64, type: String)], missing: Int) {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    var missing = try OwnSchema.of(version: version).objects.union(own)
    var strangers: [(row: Int64, type: String)] = []
    for row in try Row.fetchAll(
      db, sql: "SELECT rowid, type, name, tbl_name, rootpage, sql FROM sqlite_schema")
    {
      let object = OwnSchema.Object(row)
      if missing.remove(object) == nil {
        let types = ["table", "index", "view", "trigger"]
        strangers.append((row[0], types.first { $0 == object.type } ?? "object"))
      }
    }
    return (strangers, missing.count)
  }

  /// The rows of each table with pages of its own, as SQLite counts them, by its row in the schema.
  public func rowCounts(of shapes: [StoredShape]) throws -> [Int64: Int64] {
    var counts: [Int64: Int64] = [:]
    for shape in shapes where shape.isTable && shape.isKnown {
      counts[shape.schemaRow] = try Int64.fetchOne(
        db, sql: "SELECT count(*) FROM \"\(shape.table)\"")
    }
    return counts
  }
}

/// The schemas that this program has ever made, made anew in memory.
struct OwnSchema {
  /// A row of `sqlite_schema`, but for the page.
  struct Object: Hashable {
    var type: String
    var name: String
    var table: String
    var sql: String?

    init(_ row: Row) {
      (type, name) = ((row[1] as String?) ?? "", (row[2] as String?) ?? "")
      (table, sql) = ((row[3] as String?) ?? "", row[5])
    }
  }

  private(set) var objects: Set<Object> = []

  func has(_ object: Object) -> Bool { objects.contains(object) }

  /// All that may stand as text in `sqlite_schema`.
  var texts: Set<String> {
    Set(objects.flatMap { [$0.type, $0.name, $0.table] + ($0.sql.map { [$0] } ?? []) })
  }

  /// The objects of one version.
  static func of(version: Int) throws -> OwnSchema {
    try made(by: Schema.steps.prefix(max(0, version - Schema.firstVersion + 1)))
  }

  /// The objects that statements make in an empty database.
  static func made(by steps: some Sequence<Schema.Step>) throws -> OwnSchema {
    let queue = try DatabaseQueue()
    var own = OwnSchema()
    try queue.write { db in
      for step in steps { try step(db) }
      let rows = try Row.fetchAll(
        db, sql: "SELECT rowid, type, name, tbl_name, rootpage, sql FROM sqlite_schema")
      own.objects = Set(rows.map(Object.init))
    }
    return own
  }

  /// The objects of every version up to today's.
  static func all() throws -> OwnSchema {
    var own = OwnSchema()
    for version in Schema.firstVersion...Schema.version {
      own.objects.formUnion(try of(version: version).objects)
    }
    return own
  }
}
