import GRDB
import Traffic

/// What is published of the months that are over, as it is in rows, but packed: SQLite takes 200 ns for a row, and
/// there are hundreds of thousands of days and windows.
///
/// A month has them as long as it has sums (``PublishedSums``), which makes and removes them.
struct PublishedMonths {
  let db: Database
  private let days: RawStatement
  private let cells: RawStatement

  /// `nil` in a database of an earlier version, which has none.
  init?(_ db: Database) throws {
    guard try db.tableExists("packed_day") else { return nil }
    self.db = db
    days = try RawStatement(
      keptBy: db,
      """
      SELECT first, last, days FROM packed_day WHERE site = ? AND last BETWEEN ? AND ? ORDER BY last
      """)
    cells = try RawStatement(
      keptBy: db,
      """
      SELECT first, last, cells FROM packed_cell
      WHERE breakdown = ? AND site = ? AND last BETWEEN ? AND ? ORDER BY last
      """)
  }

  /// A part of some days: days of months that are packed, or others.
  struct Piece {
    var days: ClosedRange<Day>
    var isPacked = false
  }

  /// Some days, cut into months that are packed and what is between.
  static func pieces(of days: ClosedRange<Day>, in db: Database) throws -> [Piece] {
    guard try PublishedMonths(db) != nil else { return [Piece(days: days)] }
    var pieces: [Piece] = []
    var begin = days.lowerBound
    for month in try PublishedSums(db: db).months() where month.overlaps(days) {
      let part = month.clamped(to: days)
      if begin < part.lowerBound {
        pieces.append(Piece(days: begin...Day(rawValue: part.lowerBound.rawValue - 1)))
      }
      if let last = pieces.last, last.isPacked {
        pieces[pieces.count - 1].days = last.days.lowerBound...part.upperBound
      } else {
        pieces.append(Piece(days: part, isPacked: true))
      }
      begin = Day(rawValue: part.upperBound.rawValue + 1)
    }
    if begin <= days.upperBound { pieces.append(Piece(days: begin...days.upperBound)) }
    return pieces
  }

  /// Goes through the days of a site within some days, and the windows, month by month: first days, then windows, in
  /// their order.
  ///
  /// - Parameter days: Days of months that are packed.
  /// - Throws: `DatabaseError` where they are damaged.
  /// - Complexity: O(*n*) in the days and windows of these months.
  func visitDays(
    site: Int64, in days: ClosedRange<Day>,
    _ visitDays: (PublishedDays) -> Void, window visitWindow: (ClosedRange<Day>) -> Void
  ) throws {
    let rows = self.days
    defer { rows.reset() }
    rows.bind(site, at: 1)
    rows.bind(Int64(days.lowerBound.rawValue), at: 2)
    rows.bind(Int64(days.upperBound.lastOfMonth.rawValue), at: 3)
    while try rows.next() {
      let month = try rows.days(0, 1)
      try rows.withBlob(2) { bytes in
        try PackedDays.visit(bytes, site: site, in: month) { portion in
          if days.contains(portion.days) { visitDays(portion) }
        } window: { window in
          if days.contains(window) { visitWindow(window) }
        }
      }
    }
  }

  /// Goes through the cells of a breakdown and site in the windows within some days, month by month in the order of
  /// rows.
  ///
  /// - Parameter days: Days of months that are packed.
  /// - Throws: `DatabaseError` where they are damaged.
  /// - Complexity: O(*n*) in the cells.
  func visitCells(
    _ breakdown: Breakdown, site: Int64, in days: ClosedRange<Day>,
    _ visit: (_ window: ClosedRange<Day>, PublishedPart) throws -> Void
  ) throws {
    defer { cells.reset() }
    cells.bind(breakdown.rawValue, at: 1)
    cells.bind(site, at: 2)
    cells.bind(Int64(days.lowerBound.rawValue), at: 3)
    cells.bind(Int64(days.upperBound.lastOfMonth.rawValue), at: 4)
    while try cells.next() {
      let month = try cells.days(0, 1)
      try cells.withBlob(2) {
        try PackedCells.visit($0, site: site, in: days, of: month, visit)
      }
    }
  }

  /// Packs a month that has none yet.
  ///
  /// - Complexity: O(*n*) in its days, windows and shown cells.
  func add(_ month: ClosedRange<Day>) throws {
    for site in try sites() {
      let packed = try packedDays(site: site, month)
      if !packed.bytes.isEmpty {
        try db.cachedStatement(
          sql: "INSERT INTO packed_day(site, last, first, days) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [
          site, month.upperBound.rawValue, month.lowerBound.rawValue, Blob(packed.bytes),
        ])
      }
    }
    for breakdown in Breakdown.allCases {
      for site in try sites() {
        try write(packedCells(breakdown, site: site, month), of: breakdown, site: site, month)
      }
    }
  }

  private func write(
    _ packed: PackedCells, of breakdown: Breakdown, site: Int64, _ month: ClosedRange<Day>
  ) throws {
    guard !packed.bytes.isEmpty else { return }
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO packed_cell(breakdown, site, last, first, cells) VALUES (?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      breakdown.rawValue, site, month.upperBound.rawValue, month.lowerBound.rawValue,
      Blob(packed.bytes),
    ])
  }

  private func sites() throws -> [Int64] {
    try Int64.fetchAll(db, sql: "SELECT id FROM site ORDER BY id")
  }

  private func packedDays(site: Int64, _ month: ClosedRange<Day>) throws -> PackedDays {
    try PackedDays(
      PublishedDays.all(in: month, site: site, withTools: false, of: db),
      windows: PublishedWindow.all(in: month, site: site, of: db).map(\.days), of: month)
  }

  private func packedCells(
    _ breakdown: Breakdown, site: Int64, _ month: ClosedRange<Day>
  ) throws -> PackedCells {
    let rows = try RawStatement(
      keptBy: db,
      """
      SELECT first, last, state, portion, grp, key, value, visitors FROM publication_cell
      WHERE breakdown = ?1 AND site = ?2 AND state IN (1, 2) AND last BETWEEN ?3 AND ?4 AND first >= ?3
      ORDER BY state, last, first, portion, grp, key
      """)
    defer { rows.reset() }
    rows.bind(breakdown.rawValue, at: 1)
    rows.bind(site, at: 2)
    rows.bind(Int64(month.lowerBound.rawValue), at: 3)
    rows.bind(Int64(month.upperBound.rawValue), at: 4)
    var packed = PackedCells()
    var parts: [PublishedPart] = []
    var last: (window: ClosedRange<Day>, state: Int64, portion: Int64)?
    while try rows.next() {
      let place = (window: try rows.days(0, 1), state: rows.integer(2), portion: rows.integer(3))
      if let last, last != place {
        packed.append(parts, of: last.window, in: month)
        parts.removeAll(keepingCapacity: true)
      }
      last = place
      parts.append(
        try PublishedPart(
          site: site, group: rows.integer(4), key: rows.integer(5), value: rows.integer(6),
          visitors: rows.integer(7)
        ).checked)
    }
    if let last { packed.append(parts, of: last.window, in: month) }
    return packed
  }

  /// Removes what is packed of a month.
  func remove(_ month: ClosedRange<Day>) throws {
    let arguments: StatementArguments = [month.upperBound.rawValue, month.lowerBound.rawValue]
    for (table, condition) in [
      ("packed_day", ""), ("packed_cell", "breakdown IN (\(Breakdown.numbers)) AND "),
    ] {
      try db.cachedStatement(
        sql: """
          DELETE FROM \(table) WHERE \(condition)site IN (SELECT id FROM site) AND last = ? AND first = ?
          """
      ).execute(arguments: arguments)
    }
  }

  /// Packs cells anew whose groups or keys have other numbers now.
  ///
  /// - Complexity: O(*n*) in the shown cells of these breakdowns.
  func renew(
    _ number: KeyPath<PublishedPart, Int64>, of breakdowns: [Breakdown], _ new: [Int64: Int64]
  ) throws {
    let months = try PublishedSums(db: db).months()
    for site in try sites() {
      for breakdown in breakdowns {
        for month in months {
          var isOld = false
          try visitCells(breakdown, site: site, in: month) { _, part in
            isOld = isOld || new[part[keyPath: number]] != nil
          }
          guard isOld else { continue }
          try write(packedCells(breakdown, site: site, month), of: breakdown, site: site, month)
        }
      }
    }
  }

  /// The sites and months where what is packed is not what is in rows, by table.
  ///
  /// - Complexity: O(*n*) in the days, windows and shown cells of these months.
  func strangers(
    of months: [ClosedRange<Day>]
  ) throws -> [(table: String, site: Int64, days: ClosedRange<Day>)] {
    var strangers: [(table: String, site: Int64, days: ClosedRange<Day>)] = []
    var (knownDays, knownCells) = (0, 0)
    for month in months {
      for site in try sites() {
        let bytes = try packedDays(site: site, month).bytes
        if !bytes.isEmpty { knownDays += 1 }
        let kept = try Blob.fetchOne(
          db, sql: "SELECT days FROM packed_day WHERE site = ? AND last = ? AND first = ?",
          arguments: [site, month.upperBound.rawValue, month.lowerBound.rawValue])
        if (kept?.bytes ?? []) != bytes { strangers.append(("packed_day", site, month)) }
        for breakdown in Breakdown.allCases {
          let bytes = try packedCells(breakdown, site: site, month).bytes
          if !bytes.isEmpty { knownCells += 1 }
          let kept = try Blob.fetchOne(
            db,
            sql: """
              SELECT cells FROM packed_cell WHERE breakdown = ? AND site = ? AND last = ? AND first = ?
              """,
            arguments: [
              breakdown.rawValue, site, month.upperBound.rawValue, month.lowerBound.rawValue,
            ])
          if (kept?.bytes ?? []) != bytes { strangers.append(("packed_cell", site, month)) }
        }
      }
    }
    for (table, known) in [("packed_day", knownDays), ("packed_cell", knownCells)] {
      if try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") != known {
        strangers.append((table, 0, Day(rawValue: 0)...Day(rawValue: 0)))
      }
    }
    return strangers
  }
}

extension Breakdown {
  /// All numbers, for a condition.
  fileprivate static var numbers: String {
    allCases.map { String($0.rawValue) }.joined(separator: ", ")
  }
}

extension ClosedRange<Day> {
  /// Whether all of some other days are among these.
  fileprivate func contains(_ other: ClosedRange<Day>) -> Bool {
    other.lowerBound >= lowerBound && other.upperBound <= upperBound
  }
}
