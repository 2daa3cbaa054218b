import GRDB
import Traffic

extension Schema {
  /// The sums of what is published: of a site and a time, all parts in one value (see ``PackedParts``).
  static let summedPart = """
    CREATE TABLE summed_part(
      breakdown INTEGER NOT NULL,
      site INTEGER NOT NULL,
      last INTEGER NOT NULL,
      first INTEGER NOT NULL,
      parts BLOB NOT NULL,
      PRIMARY KEY (breakdown, site, last, first)
    ) STRICT, WITHOUT ROWID;
    """

  /// Version 14: sums that took a row for each part are packed. They are the same sums; those of hours are new.
  static func packSums(_ db: Database) throws {
    try db.execute(sql: summedPart)
    let condition = "breakdown = ?1 AND site = ?2 AND last = ?3 AND first = ?4"
    let rows = try RawStatement(
      db, "SELECT grp, key, value, visitors FROM summed_cell WHERE \(condition) ORDER BY grp, key")
    let times = try Row.fetchAll(
      db, sql: "SELECT id, last, first FROM site CROSS JOIN summed_time")
    for breakdown in Breakdown.allCases {
      for time in times {
        let place: [Int64] = [breakdown.rawValue, time[0], time[1], time[2]]
        for (index, number) in place.enumerated() { rows.bind(number, at: Int32(index + 1)) }
        var parts: [PublishedPart] = []
        while try rows.next() {
          parts.append(
            try PublishedPart(
              site: place[1], group: rows.integer(0), key: rows.integer(1), value: rows.integer(2),
              visitors: rows.integer(3)
            ).checked)
        }
        guard !parts.isEmpty else { continue }
        try db.cachedStatement(
          sql: "INSERT INTO summed_part(breakdown, site, last, first, parts) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: StatementArguments(place) + [Blob(PackedParts(parts).bytes)])
        // Piece by piece: what a statement deletes is kept in memory until it is done.
        try db.cachedStatement(sql: "DELETE FROM summed_cell WHERE \(condition)")
          .execute(arguments: StatementArguments(place))
      }
    }
    try db.execute(sql: "DROP TABLE summed_cell")
    let sums = PublishedSums(db: db)
    for days in try sums.times() where Breakdown.hours.isSummed(over: days) {
      try sums.add(.hours, days)
    }
  }
}
