import GRDB
import Traffic

/// Sums of what is published, by whole months, quarters and years, so that a long period is asked of few rows.
///
/// They tell nothing that is not published: each is made of cells that are shown, when a month is over and whenever
/// something is published of it later. Where there are none, the cells are added up instead. Whatever has sums is also
/// packed month by month (``PublishedMonths``).
struct PublishedSums {
  let db: Database

  /// Makes the sums of a month anew, and those of its quarter and year, where all of their months have some.
  ///
  /// - Complexity: O(*n* log *n*) in the shown cells of the month, and the sums of the year.
  func update(month: ClosedRange<Day>) throws {
    try remove(from: month.lowerBound, isBefore: false)
    try add(month)
    let (quarter, year) = (month.lowerBound.quarter, month.lowerBound.year)
    if try times(in: quarter).count == 3 { try add(quarter) }
    if try times(in: year).count(where: { $0.dayCount > 31 }) == 4 { try add(year) }
    try PublishedMonths(db)?.add(month)
  }

  private func add(_ days: ClosedRange<Day>) throws {
    for breakdown in Breakdown.allCases where breakdown.isSummed(over: days) {
      try add(breakdown, days)
    }
    try note(days)
  }

  /// Adds the sums of some days, made of the longest times in them that have some.
  func add(_ breakdown: Breakdown, _ days: ClosedRange<Day>) throws {
    let rows = try PartRows(breakdown, in: days, isAnew: true, of: db)
    for site in try Int64.fetchAll(db, sql: "SELECT id FROM site ORDER BY id") {
      try write(PackedParts(rows.sum(site: site)), of: breakdown, site: site, days)
    }
  }

  private func write(
    _ parts: PackedParts, of breakdown: Breakdown, site: Int64, _ days: ClosedRange<Day>
  ) throws {
    guard !parts.bytes.isEmpty else { return }
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO summed_part(breakdown, site, last, first, parts) VALUES (?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      breakdown.rawValue, site, days.upperBound.rawValue, days.lowerBound.rawValue,
      Blob(parts.bytes),
    ])
  }

  /// Goes through the sums of a site, in the order of groups and keys.
  ///
  /// - Parameters:
  ///   - days: One of ``spans(of:in:isAnew:)``.
  ///   - row: Of ``row()``, for those who ask for many.
  /// - Throws: `DatabaseError` where they are damaged.
  /// - Complexity: O(*n*) in the parts.
  func visit(
    _ breakdown: Breakdown, site: Int64, in days: ClosedRange<Day>, by row: RawStatement? = nil,
    _ visit: (PublishedPart) -> Void
  ) throws {
    let row = try row ?? self.row()
    defer { row.reset() }
    row.bind(breakdown.rawValue, at: 1)
    row.bind(site, at: 2)
    row.bind(Int64(days.upperBound.rawValue), at: 3)
    row.bind(Int64(days.lowerBound.rawValue), at: 4)
    guard try row.next() else { return }
    try row.withBlob(0) { try PackedParts.visit($0, site: site, visit) }
  }

  /// What finds the sums of a site and time.
  func row() throws -> RawStatement {
    try RawStatement(
      keptBy: db,
      "SELECT parts FROM summed_part WHERE breakdown = ? AND site = ? AND last = ? AND first = ?")
  }

  /// Gives groups or keys of some breakdowns other numbers.
  ///
  /// - Complexity: O(*n*) in the sums of these breakdowns.
  func renumber(
    _ number: WritableKeyPath<PublishedPart, Int64>, of breakdowns: [Breakdown],
    _ new: [Int64: Int64]
  ) throws {
    let times = try times()
    try PublishedMonths(db)?.renew(number, of: breakdowns, new)
    for site in try Int64.fetchAll(db, sql: "SELECT id FROM site") {
      for breakdown in breakdowns {
        for days in times {
          var parts: [PublishedPart] = []
          try visit(breakdown, site: site, in: days) { parts.append($0) }
          guard parts.contains(where: { new[$0[keyPath: number]] != nil }) else { continue }
          for index in parts.indices {
            guard let other = new[parts[index][keyPath: number]] else { continue }
            parts[index][keyPath: number] = other
          }
          parts.sort { $0.isBefore($1) }
          try write(PackedParts(parts), of: breakdown, site: site, days)
        }
      }
    }
  }

  private func note(_ days: ClosedRange<Day>) throws {
    try db.execute(
      sql: "INSERT INTO summed_time(last, first) VALUES (?, ?)",
      arguments: [days.upperBound.rawValue, days.lowerBound.rawValue])
  }

  /// Removes the sums that a day is in.
  ///
  /// - Parameter isBefore: Whether those of all times before the day, too.
  func remove(from day: Day, isBefore: Bool) throws {
    let condition = isBefore ? "first < ?1" : "?1 BETWEEN first AND last"
    for time in try times(where: condition, day) {
      if time.isMonth { try PublishedMonths(db)?.remove(time) }
      for breakdown in Breakdown.allCases where breakdown.isSummed(over: time) {
        try db.cachedStatement(
          sql: """
            DELETE FROM summed_part WHERE breakdown = ?1 AND last = ?2 AND first = ?3
              AND site IN (SELECT id FROM site)
            """
        ).execute(arguments: [
          breakdown.rawValue, time.upperBound.rawValue, time.lowerBound.rawValue,
        ])
      }
    }
    try db.execute(sql: "DELETE FROM summed_time WHERE \(condition)", arguments: [day.rawValue])
  }

  /// The times within some days that have sums: as few as cover as much as can be, in order. None in a database of an
  /// earlier version, which has other sums.
  ///
  /// - Parameter isAnew: Whether a sum of all these days is left out.
  func spans(
    of breakdown: Breakdown, in days: ClosedRange<Day>, isAnew: Bool = false
  ) throws -> [ClosedRange<Day>] {
    guard try db.tableExists("summed_part") else { return [] }
    return try times(in: days).filter { breakdown.isSummed(over: $0) && (!isAnew || $0 != days) }
      .sorted { $0.dayCount > $1.dayCount }
      .reduce(into: []) { spans, time in
        if !spans.contains(where: { $0.overlaps(time) }) { spans.append(time) }
      }.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The sites and times whose sums are not those of what is in them, or that should have none, by table; and those
  /// where what is packed is not what is in rows.
  ///
  /// - Complexity: O(*n*) in all sums, and in the days and cells of all months that have some.
  func strangers() throws -> [(table: String, site: Int64, days: ClosedRange<Day>)] {
    guard try db.tableExists("summed_part") else { return [] }
    var known = 0
    var strangers = try PublishedMonths(db)?.strangers(of: months()) ?? []
    let sites = try Int64.fetchAll(db, sql: "SELECT id FROM site ORDER BY id")
    for days in try times() {
      for breakdown in Breakdown.allCases where breakdown.isSummed(over: days) {
        let rows = try PartRows(breakdown, in: days, isAnew: true, of: db)
        for site in sites {
          var parts: [PublishedPart] = []
          try visit(breakdown, site: site, in: days) { parts.append($0) }
          if !parts.isEmpty { known += 1 }
          if try parts != rows.sum(site: site) { strangers.append(("summed_part", site, days)) }
        }
      }
    }
    if try Int.fetchOne(db, sql: "SELECT count(*) FROM summed_part") != known {
      strangers.append(("summed_part", 0, Day(rawValue: 0)...Day(rawValue: 0)))
    }
    return strangers
  }

  private func times(in days: ClosedRange<Day>) throws -> [ClosedRange<Day>] {
    try times(where: "first >= ?1", days.lowerBound).filter { $0.upperBound <= days.upperBound }
  }

  /// The months that have sums, in order.
  func months() throws -> [ClosedRange<Day>] {
    try times().filter(\.isMonth).sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The times that have sums.
  func times(
    where condition: String = "1", _ day: Day? = nil
  ) throws -> [ClosedRange<Day>] {
    try Row.fetchAll(
      db, sql: "SELECT first, last FROM summed_time WHERE \(condition)",
      arguments: day.map { [$0.rawValue] } ?? []
    ).map { try $0.days(0, 1) }
  }
}

extension Breakdown {
  /// Whether there are sums of a time. Hours of different days are different parts: sums of more than a month would
  /// not be fewer.
  func isSummed(over days: ClosedRange<Day>) -> Bool { self != .hours || days.isMonth }
}

extension ClosedRange<Day> {
  /// Whether a time that has sums is a month, rather than a quarter or a year.
  var isMonth: Bool { dayCount <= 31 }
}

extension Day {
  /// All days of its quarter of the year.
  fileprivate var quarter: ClosedRange<Day> {
    let (year, month, _) = date
    let first = Day(year: year, month: (month - 1) / 3 * 3 + 1, day: 1) ?? self
    let last = Day(year: year, month: (month - 1) / 3 * 3 + 3, day: 1) ?? self
    return first...last.lastOfMonth
  }

  /// All days of its year.
  fileprivate var year: ClosedRange<Day> {
    let (year, _, _) = date
    return
      (Day(year: year, month: 1, day: 1) ?? self)...(Day(year: year, month: 12, day: 31) ?? self)
  }
}
