import GRDB
import Traffic

/// Sums of what is published, by whole months, quarters and years, so that a long period is asked of few rows.
///
/// They tell nothing that is not published: each is made of cells that are shown, when a month is over and whenever
/// something is published of it later. Where there are none, the cells are added up instead.
struct PublishedSums {
  let db: Database

  /// Makes the sums of a month anew, and those of its quarter and year, where all of their months have some.
  ///
  /// - Complexity: O(*n* log *n*) in the shown cells of the month, and the sums of the year.
  func update(month: ClosedRange<Day>) throws {
    try remove(from: month.lowerBound, isBefore: false)
    for breakdown in Breakdown.allCases where breakdown.isSummed {
      try db.cachedStatement(
        sql: """
          INSERT INTO summed_cell(breakdown, site, last, first, grp, key, value, visitors)
          SELECT ?1, c.site, ?2, ?3, c.grp, c.key, sum(c.value), sum(c.visitors)
          FROM site CROSS JOIN publication_cell AS c ON c.breakdown = ?1 AND c.site = site.id
          WHERE c.state IN (1, 2) AND c.last BETWEEN ?3 AND ?2 GROUP BY c.site, c.grp, c.key
          """
      ).execute(arguments: [
        breakdown.rawValue, month.upperBound.rawValue, month.lowerBound.rawValue,
      ])
    }
    try note(month)
    for longer in [month.lowerBound.quarter, month.lowerBound.year] {
      try add(longer, of: longer == month.lowerBound.year ? 4 : 3)
    }
  }

  /// Adds the sums of a quarter up from those of its months, or of a year from those of its quarters, if all are there.
  private func add(_ days: ClosedRange<Day>, of count: Int) throws {
    let parts = try times(in: days).filter { count == 4 ? $0.dayCount > 31 : $0.dayCount <= 31 }
    guard parts.count == count else { return }
    for breakdown in Breakdown.allCases where breakdown.isSummed {
      try db.execute(
        sql: """
          INSERT INTO summed_cell(breakdown, site, last, first, grp, key, value, visitors)
          SELECT ?1, c.site, ?2, ?3, c.grp, c.key, sum(c.value), sum(c.visitors)
          FROM site CROSS JOIN summed_cell AS c ON c.breakdown = ?1 AND c.site = site.id
          WHERE c.last IN (\(parts.map { String($0.upperBound.rawValue) }.joined(separator: ", ")))
            AND c.last - c.first \(count == 4 ? ">" : "<=") 31 GROUP BY c.site, c.grp, c.key
          """,
        arguments: [breakdown.rawValue, days.upperBound.rawValue, days.lowerBound.rawValue])
    }
    try note(days)
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
      for breakdown in Breakdown.allCases where breakdown.isSummed {
        try db.cachedStatement(
          sql: """
            DELETE FROM summed_cell WHERE breakdown = ?1 AND last = ?2 AND first = ?3
              AND site IN (SELECT id FROM site)
            """
        ).execute(arguments: [
          breakdown.rawValue, time.upperBound.rawValue, time.lowerBound.rawValue,
        ])
      }
    }
    try db.execute(sql: "DELETE FROM summed_time WHERE \(condition)", arguments: [day.rawValue])
  }

  /// The times within some days that have sums: as few as cover as much as can be, in order.
  func spans(in days: ClosedRange<Day>) throws -> [ClosedRange<Day>] {
    try times(in: days).sorted { $0.dayCount > $1.dayCount }.reduce(into: []) { spans, time in
      if !spans.contains(where: { $0.overlaps(time) }) { spans.append(time) }
    }.sorted { $0.lowerBound < $1.lowerBound }
  }

  private func times(in days: ClosedRange<Day>) throws -> [ClosedRange<Day>] {
    try times(where: "first >= ?1", days.lowerBound).filter { $0.upperBound <= days.upperBound }
  }

  private func times(where condition: String, _ day: Day) throws -> [ClosedRange<Day>] {
    try Row.fetchAll(
      db, sql: "SELECT first, last FROM summed_time WHERE \(condition)", arguments: [day.rawValue]
    ).map { try $0.days(0, 1) }
  }
}

extension Breakdown {
  /// Whether parts of different windows are the same: hours are those of a window's days.
  var isSummed: Bool { self != .hours }
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
