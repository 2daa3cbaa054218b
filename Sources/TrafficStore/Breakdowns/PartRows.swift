import GRDB
import Traffic

/// What is published of the parts of a breakdown, over the windows within some days: of whole months, quarters and
/// years, their sums; of a part of a month that is over, its packed cells.
struct PartRows {
  private enum Time {
    case sum(ClosedRange<Day>)
    case piece(PublishedMonths.Piece)
  }

  private let breakdown: Breakdown
  /// The times that have sums, and those between them.
  private var times: [Time] = []
  private let sums: PublishedSums
  private var sum: RawStatement?
  private let months: PublishedMonths?
  private let cells: RawStatement

  /// - Parameter isAnew: Whether a sum of all these days is not used, but made of what is in it; of a month, of rows.
  init(
    _ breakdown: Breakdown, in days: ClosedRange<Day>, isAnew: Bool = false, of db: Database
  ) throws {
    self.breakdown = breakdown
    sums = PublishedSums(db: db)
    months = isAnew ? nil : try PublishedMonths(db)
    cells = try RawStatement(
      keptBy: db,
      """
      SELECT grp, key, value, visitors FROM publication_cell
      WHERE breakdown = ?1 AND site = ?2 AND state IN (1, 2) AND last BETWEEN ?3 AND ?4 AND first >= ?3
      """)
    // Windows lie within a month, so each is in a sum or between sums.
    var begin = days.lowerBound
    func addPieces(_ days: ClosedRange<Day>) throws {
      times +=
        isAnew
        ? [.piece(.init(days: days))]
        : try PublishedMonths.pieces(of: days, in: db).map(Time.piece)
    }
    for sum in try sums.spans(of: breakdown, in: days, isAnew: isAnew) {
      if begin < sum.lowerBound {
        try addPieces(begin...Day(rawValue: sum.lowerBound.rawValue - 1))
      }
      times.append(.sum(sum))
      self.sum = try self.sum ?? sums.row()
      begin = Day(rawValue: sum.upperBound.rawValue + 1)
    }
    if begin <= days.upperBound { try addPieces(begin...days.upperBound) }
  }

  /// Goes through the parts of a site, those of each time in the order of groups and keys.
  ///
  /// - Throws: `DatabaseError` where a number cannot be one of a part.
  /// - Complexity: O(*n*) in the parts.
  func visit(site: Int64, _ visit: (PublishedPart) -> Void) throws {
    for time in times {
      let days: ClosedRange<Day>
      switch time {
      case .sum(let days):
        try sums.visit(breakdown, site: site, in: days, by: sum, visit)
        continue
      case .piece(let piece):
        if piece.isPacked {
          try months?.visitCells(breakdown, site: site, in: piece.days) { visit($1) }
          continue
        }
        days = piece.days
      }
      defer { cells.reset() }
      cells.bind(breakdown.rawValue, at: 1)
      cells.bind(site, at: 2)
      cells.bind(Int64(days.lowerBound.rawValue), at: 3)
      cells.bind(Int64(days.upperBound.rawValue), at: 4)
      while try cells.next() {
        visit(
          try PublishedPart(
            site: site, group: cells.integer(0), key: cells.integer(1), value: cells.integer(2),
            visitors: cells.integer(3)
          ).checked)
      }
    }
  }

  /// The parts of a site, each once, in the order of groups and keys.
  func sum(site: Int64) throws -> [PublishedPart] {
    var sums = PartSums()
    try visit(site: site) { sums.add($0) }
    return sums.sum()
  }
}
