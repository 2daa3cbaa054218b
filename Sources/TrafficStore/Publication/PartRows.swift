import GRDB
import Traffic

/// What is published of the parts of a breakdown, over the windows within some days: of whole months, quarters and
/// years, their sums.
struct PartRows {
  private let breakdown: Breakdown
  /// The times that have sums, and those between them.
  private var times: [(days: ClosedRange<Day>, isSum: Bool)] = []
  private let sums: RawStatement
  private let cells: RawStatement

  init(_ breakdown: Breakdown, in days: ClosedRange<Day>, of db: Database) throws {
    self.breakdown = breakdown
    let columns = "SELECT grp, key, value, visitors"
    sums = try RawStatement(
      keptBy: db,
      """
      \(columns) FROM summed_cell WHERE breakdown = ?1 AND site = ?2 AND last = ?4 AND first = ?3
      """)
    cells = try RawStatement(
      keptBy: db,
      """
      \(columns) FROM publication_cell
      WHERE breakdown = ?1 AND site = ?2 AND state IN (1, 2) AND last BETWEEN ?3 AND ?4 AND first >= ?3
      """)
    // Windows lie within a month, so each is in a sum or between sums.
    var begin = days.lowerBound
    for sum in breakdown.isSummed ? try PublishedSums(db: db).spans(in: days) : [] {
      if begin < sum.lowerBound {
        times.append((begin...Day(rawValue: sum.lowerBound.rawValue - 1), false))
      }
      times.append((sum, true))
      begin = Day(rawValue: sum.upperBound.rawValue + 1)
    }
    if begin <= days.upperBound { times.append((begin...days.upperBound, false)) }
  }

  /// Goes through the parts of a site, those of each time in the order of groups and keys.
  ///
  /// - Throws: `DatabaseError` where a number cannot be one of a part.
  /// - Complexity: O(*n*) in the parts.
  func visit(site: Int64, _ visit: (PublishedPart) -> Void) throws {
    for (days, isSum) in times {
      let rows = isSum ? sums : cells
      defer { rows.reset() }
      rows.bind(breakdown.rawValue, at: 1)
      rows.bind(site, at: 2)
      rows.bind(Int64(days.lowerBound.rawValue), at: 3)
      rows.bind(Int64(days.upperBound.rawValue), at: 4)
      while try rows.next() {
        visit(
          try PublishedPart(
            site: site, group: rows.integer(0), key: rows.integer(1), value: rows.integer(2),
            visitors: rows.integer(3)
          ).checked)
      }
    }
  }
}
