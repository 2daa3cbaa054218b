internal import Traffic

/// A store that is there and of this version: what sending, pulling and asking for its state need of it.
public struct Store {
  let connection: StoreConnection
  let tables: StoreTables
  /// 32 hexadecimal digits, made with the store.
  public let identifier: String
  /// How many replicas have to have a part before it counts as sent; 0 leaves that to the store.
  var quorum = 0

  /// - Throws: ``StoreFailure`` where it cannot be reached, or its tables are not there.
  public init(_ address: StoreAddress, quorum: Int = 0) throws(StoreFailure) {
    connection = try StoreConnection(address)
    self.quorum = quorum
    let names = try connection.rows(
      "SELECT name FROM system.tables WHERE database = \(StoreText.literal(address.database)) "
        + "AND name IN ('fact', 'page', 'sketch', 'sender', 'all_fact')")
    let known = Set(names.compactMap(\.first))
    guard known.isSuperset(of: ["fact", "page", "sketch", "sender"]) else {
      throw StoreFailure(
        .unexpected,
        "the store \(address.origin) has no tables in the database \(address.database): make them with "
          + "sporlos-store schema \(address.origin)/\(address.database) --apply")
    }
    tables = StoreTables(isCluster: known.contains("all_fact"))
    // The first to register is the store.
    let made = try connection.rows(
      "SELECT argMin(nonce, note), max(ver) FROM \(tables.sender) WHERE source = 0")
    guard let row = made.first, row.count == 2, row[0].utf8.count == 32,
      row[0].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else {
      throw StoreFailure(
        .unexpected,
        "the store \(address.origin) does not say which one it is: run sporlos-store schema --apply again"
      )
    }
    guard row[1] == String(StoreSchema.version) else {
      throw StoreFailure(
        .unexpected,
        "the store's tables are of version \(row[1]), and this program knows \(StoreSchema.version): use the "
          + "release of sporlos-store that made them")
    }
    identifier = row[0]
  }

  /// The session that a source began last, and the number of its attempt.
  func lastSession(of source: UInt64) throws(StoreFailure) -> (nonce: String, attempt: UInt64)? {
    try connection.rows(
      "SELECT nonce, ver FROM \(tables.sender) WHERE source = \(source) ORDER BY ver DESC LIMIT 1"
    ).first.map { ($0[0], UInt64($0[1]) ?? 0) }
  }

  /// The largest number of an attempt of which the store has anything.
  func lastAttempt(of source: UInt64) throws(StoreFailure) -> UInt64 {
    var last: UInt64 = 0
    for table in [tables.fact, tables.page, tables.sender] {
      let rows = try connection.rows("SELECT max(ver) FROM \(table) WHERE source = \(source)")
      last = max(last, rows.first.flatMap { UInt64($0[0]) } ?? 0)
    }
    return last
  }

  /// The units that the store has of a source, also those without rows.
  func units(of source: UInt64) throws(StoreFailure) -> [SentUnit] {
    try connection.rows(
      "SELECT k1, at FROM \(tables.fact) WHERE tbl = \(StoredTable.unit) AND source = \(source) GROUP BY k1, at"
    ).compactMap { row in
      guard let number = UInt8(row[0]), let kind = UnitKind(rawValue: number),
        let at = Int32(row[1])
      else { return nil }
      return SentUnit(kind, at: at)
    }
  }

  /// Whether the store has any unit of a source.
  func hasUnits(of source: UInt64) throws(StoreFailure) -> Bool {
    try !connection.rows(
      "SELECT 1 FROM \(tables.fact) WHERE tbl = \(StoredTable.unit) AND source = \(source) LIMIT 1"
    ).isEmpty
  }

  /// The tags of pages to which a source gives a name.
  func namedPages(of source: UInt64) throws(StoreFailure) -> [UInt64] {
    try connection.rows(
      "SELECT tag FROM \(tables.page) WHERE source = \(source) GROUP BY tag HAVING argMax(path, ver) != ''"
    ).compactMap { UInt64($0[0]) }
  }

  func begin(
    _ source: UInt64, attempt: UInt64, nonce: String, zone: String
  ) throws(StoreFailure) {
    var row = RowBinary()
    row.add(source)
    row.add(attempt)
    for text in [nonce, zone, ""] { row.add(text) }
    try connection.insert(
      into: "sender", columns: StoreSchema.senderColumns, rows: row.bytes, quorum: quorum)
  }

  func insert(facts: [UInt8]) throws(StoreFailure) {
    try connection.insert(
      into: "fact", columns: StoreSchema.factColumns, rows: facts, quorum: quorum)
  }

  /// The quorum as a setting of a statement.
  var quorumSetting: [(String, String)] {
    quorum > 1 ? [("insert_quorum", String(quorum))] : []
  }

  func insert(sketches: [UInt8]) throws(StoreFailure) {
    try connection.insert(
      into: "sketch", columns: StoreSchema.sketchColumns, rows: sketches, quorum: quorum)
  }

  func insert(pages: [UInt8]) throws(StoreFailure) {
    try connection.insert(
      into: "page", columns: StoreSchema.pageColumns, rows: pages, quorum: quorum)
  }
}
