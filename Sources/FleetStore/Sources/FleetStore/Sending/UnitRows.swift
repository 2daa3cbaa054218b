internal import CSodium
internal import CountCatalogue
internal import Traffic
internal import TrafficStore

/// The rows of units as they are sent, read from a database, and the digests that tell whether they have changed.
struct UnitRows {
  let counts: NamedCounts
  let source: UInt64
  private let annotations: [Int32: [(site: String?, text: String)]]

  init(_ snapshot: TrafficSnapshot, source: UInt64) throws {
    counts = try NamedCounts(snapshot)
    self.source = source
    annotations = try Dictionary(grouping: counts.annotations(), by: \.day.rawValue)
      .mapValues { $0.map { (site: $0.site, text: $0.text) } }
  }

  /// The digests of all units that the database has.
  ///
  /// - Complexity: O(*n*) in its rows, some microseconds each; 40 bytes of memory for each unit.
  func digests() throws -> [SentUnit: UnitDigest] {
    var digests: [SentUnit: UnitDigest] = [:]
    for (number, table) in StoredTable.numbers {
      let kind: UnitKind = table.grain == .hour ? .hour : .day
      var rows = RowBinary()
      var time: Int32?
      func end() {
        guard let time, rows.rows > 0 else { return }
        digests[SentUnit(kind, at: time), default: UnitDigest()].add(number, rows)
        rows = RowBinary()
      }
      try counts.visit(table) { row in
        if row.time != time {
          end()
          time = row.time
        }
        add(row, of: number, table, version: 0, to: &rows)
      }
      end()
    }
    for day in annotations.keys {
      var rows = RowBinary()
      addAnnotations(of: day, version: 0, to: &rows)
      digests[SentUnit(.day, at: day), default: UnitDigest()].add(StoredTable.annotation, rows)
    }
    return digests
  }

  /// Adds all rows of a unit, the row that says it is there being the last; returns the digest of what was added.
  ///
  /// - Complexity: O(*n*) in the unit's rows.
  func add(_ unit: SentUnit, version: UInt64, to rows: inout RowBinary) throws -> UnitDigest {
    var digest = UnitDigest()
    let before = rows.rows
    for (number, table) in StoredTable.tables(of: unit.kind) {
      var compared = RowBinary()
      try counts.visit(table, at: unit.at) { row in
        add(row, of: number, table, version: 0, to: &compared)
        add(row, of: number, table, version: version, to: &rows)
      }
      if compared.rows > 0 { digest.add(number, compared) }
    }
    if unit.kind == .day, annotations[unit.at] != nil {
      var compared = RowBinary()
      addAnnotations(of: unit.at, version: 0, to: &compared)
      addAnnotations(of: unit.at, version: version, to: &rows)
      digest.add(StoredTable.annotation, compared)
    }
    rows.addUnit(unit, rows: rows.rows - before, of: source, version: version)
    return digest
  }

  private func add(
    _ row: NamedCount, of number: UInt8, _ table: CountTable, version: UInt64,
    to rows: inout RowBinary
  ) {
    let day = table.grain == .hour ? Hour(rawValue: row.time).day : Day(rawValue: row.time)
    rows.add(number, row, on: day, of: source, version: version)
  }

  private func addAnnotations(of day: Int32, version: UInt64, to rows: inout RowBinary) {
    for annotation in annotations[day] ?? [] {
      var row = NamedCount(time: day, site: annotation.site ?? "")
      row.names[0] = annotation.text
      rows.add(
        StoredTable.annotation, row, on: Day(rawValue: day), of: source, version: version)
    }
  }
}

/// What the rows of a unit come to: equal digests, equal rows.
struct UnitDigest: Hashable, Sendable {
  private var bytes = [UInt8](repeating: 0, count: 16)

  /// As it is noted.
  var text: String { Hexadecimal.text(bytes) }

  /// Goes on with the rows of the next table (BLAKE2b, RFC 7693).
  mutating func add(_ table: UInt8, _ rows: RowBinary) {
    let input = bytes + [table] + rows.bytes
    var digest = bytes
    // SAFETY: both arrays live for the call, and their sizes are what the function is told.
    unsafe crypto_generichash(
      &digest, digest.count, input, UInt64(input.count), nil, 0)
    bytes = digest
  }
}
