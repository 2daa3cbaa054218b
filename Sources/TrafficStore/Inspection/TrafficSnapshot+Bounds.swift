import GRDB
import Traffic

/// A number that is larger than what it counts allows.
public struct Excess: Hashable, Sendable {
  public var table: String
  public var column: String
  /// The row's number; that of the log, where the row has none.
  public var row: Int64
}

extension TrafficSnapshot {
  /// Numbers that no other table adds up, and that others bound all the same.
  ///
  /// - Complexity: O(*n*) in the rows of pages and logs; 8 bytes of memory for each page.
  public func excesses() throws -> [Excess] {
    try excessesOfPages() + excessesOfSources() + excessesOfSettings()
  }

  /// A person counted for a page without a name has asked for it at least once, and where its first days are no
  /// longer kept, no more often than all logs have lines.
  private func excessesOfPages() throws -> [Excess] {
    var hits = [Int64](repeating: 0, count: try PageRows.lastNumber(in: db) + 1)
    var all = try Int64.fetchOne(db, sql: "SELECT CAST(total(hits) AS INTEGER) FROM source") ?? 0
    if try Schema.checkedVersion(of: db, path: "") >= SourceRows.versionOfHeads {
      all += try Int64.fetchOne(db, sql: "SELECT hits FROM deleted_source") ?? 0
    }
    let rows = try RawStatement(db, "SELECT key, hits FROM page_hour ORDER BY key")
    var firstDay: Int64?
    while try rows.next() {
      let key = PageKey(rawValue: rows.integer(0))
      if firstDay == nil { firstDay = Int64(key.hour.day.rawValue) }
      all = all.addingReportingOverflow(rows.integer(1)).partialValue
      let page = Int(key.page)
      guard hits.indices.contains(page) else { continue }
      hits[page] = hits[page].addingReportingOverflow(rows.integer(1)).partialValue
    }
    var found: [Excess] = []
    let hasPeople = try Schema.checkedVersion(of: db, path: "") >= Schema.versionOfPeople
    let (sum, most) =
      hasPeople ? ("people_days", "most_people") : ("visitor_days", "most_visitors")
    let pages = try RawStatement(
      db, "SELECT id, \(sum), \(most), since FROM page WHERE since IS NOT NULL")
    while try pages.next() {
      let (page, peopleDays) = (pages.integer(0), pages.integer(1))
      let isWhole = firstDay.map { pages.integer(3) >= $0 } ?? false
      if peopleDays > (isWhole ? hits[Int(page)] : all) {
        found.append(Excess(table: "page", column: sum, row: page))
      }
      if pages.integer(2) > peopleDays {
        found.append(Excess(table: "page", column: most, row: page))
      }
    }
    return found
  }

  /// A line is a hit, is rejected, or is empty, and has a byte at least.
  private func excessesOfSources() throws -> [Excess] {
    let hasHeads = try Schema.checkedVersion(of: db, path: "") >= SourceRows.versionOfHeads
    let bytes =
      hasHeads ? "bytes" : "(SELECT max(m.offset) FROM source_mark AS m WHERE m.source = id)"
    func sources(_ table: String, _ column: String, _ condition: String) throws -> [Excess] {
      try Int64.fetchAll(
        db,
        sql: """
          WITH sums AS (
            SELECT id, lines, hits,
              (SELECT coalesce(sum(r.lines), 0) FROM source_reject AS r WHERE r.source = id)
                AS rejected,
              \(bytes) AS bytes,
              EXISTS (SELECT 1 FROM source_reject AS r WHERE r.source = id AND r.reason = 0)
                AS has_long
            FROM source
          )
          SELECT id FROM sums WHERE \(condition)
          """
      ).map { Excess(table: table, column: column, row: $0) }
    }
    return try sources("source", "hits", "hits > lines")
      + sources("source_reject", "lines", "hits <= lines AND rejected > lines - hits")
      + sources("source", "lines", "lines > bytes")
      // A line has 64 KiB, unless it was rejected for having more.
      + sources(
        hasHeads ? "source" : "source_mark", hasHeads ? "bytes" : "offset",
        "NOT has_long AND bytes / 65537 > lines")
  }

  /// The hash of a table of hosts has 64 bits.
  private func excessesOfSettings() throws -> [Excess] {
    try Int64.fetchAll(
      db, sql: "SELECT one FROM meta WHERE referrer_table BETWEEN -(1 << 40) AND 1 << 40"
    ).map { Excess(table: "meta", column: "referrer_table", row: $0) }
  }

  /// Whether SQLite finds each entry of an index in its table, each row in its indexes, and every page
  /// in order.
  ///
  /// - Complexity: O(*n* log *n*) in the rows.
  public func isIntact() throws -> Bool {
    try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") == "ok"
  }
}
