import CountCatalogue
import GRDB
import Traffic

/// The rows of a batch on their way into the tables of counts.
///
/// Page-hours are packed, and rows with visitors need to know what the day had before: those have ways
/// of their own, see ``PageHourRows`` and ``PageDayRows``.
struct CountRows: CountedRowVisitor {
  private let db: Database
  /// The numbers that names of the batch have in the database.
  private let numbers: [CountDimension: [Int64]]

  /// Adds the counts of all tables but those with ways of their own.
  static func add(
    _ rollup: Rollup, sites: [Int64], pages: [Int64], to db: Database
  ) throws {
    var rows = CountRows(
      db: db,
      numbers: [
        .site: sites, .page: pages,
        .referrer: try ReferrerRows.identify(rollup.referrers, in: db),
        .campaign: try CampaignRows.identify(rollup.campaigns, in: db),
      ])
    try rollup.visit(&rows)
  }

  /// Adds what the counts by kind change by where visitors fetched files in parts.
  static func add(fetched rows: [Rollup.KindHour], sites: [Int64], to db: Database) throws {
    try CountRows(db: db, numbers: [.site: sites]).visit(rows)
  }

  func visit<Row: CountedRow>(_ rows: [Row]) throws {
    let table = Row.table
    guard !rows.isEmpty, table.storage == .columns, !table.measures.contains(.visitors) else {
      return
    }
    let (width, counts) = (table.dimensions.count, table.measures.count)
    let columns = [table.grain.column] + table.keys + table.sums
    let dimensions = table.dimensions.map { (numbers: numbers[$0], isLetters: $0.isLetters) }
    let order = order(rows)
    try WideInsert.insert(
      order.count, into: "\(table.name)(\(columns.joined(separator: ", ")))",
      columns: columns.count, conflict: table.conflictClause, in: db
    ) { index, target in
      let row = rows[order[index]]
      target.bind(row.hourOrDay, at: 1)
      let places = row.places
      for place in 0..<width {
        let (value, column) = (places[place], Int32(place + 2))
        if let numbers = dimensions[place].numbers {
          target.bind(numbers[Int(value)], at: column)
        } else if dimensions[place].isLetters {
          target.bind((CountryCode(rawValue: UInt16(value)) ?? .unknown).description, at: column)
        } else {
          target.bind(value, at: column)
        }
      }
      let sums = row.counts
      for count in 0..<counts {
        target.bind(min(sums[count], LargestSum.bytes), at: Int32(width + 2 + count))
      }
    }
  }

  /// The indices of the rows in the order of the table: pages have numbers of their own there.
  private func order<Row: CountedRow>(_ rows: [Row]) -> [Int] {
    let counted = rows.indices.filter { rows[$0].isCounted }
    guard Row.table.dimensions.first == .page, let pages = numbers[.page] else { return counted }
    let keyed = counted.map { index -> (high: Int64, low: Int64, index: Int) in
      let (row, places) = (rows[index], rows[index].places)
      return (row.hourOrDay << 28 | pages[Int(places[0])], places[1], index)
    }
    let isSorted = zip(keyed, keyed.dropFirst()).allSatisfy {
      ($0.high, $0.low) <= ($1.high, $1.low)
    }
    return isSorted
      ? counted : keyed.sorted { ($0.high, $0.low) < ($1.high, $1.low) }.map(\.index)
  }
}

extension CountTable {
  /// What becomes of a row that is there already.
  var conflictClause: String {
    let changes = measures.map { measure in
      let (old, new) = (measure.column, "excluded.\(measure.column)")
      return switch measure.adding {
      case .sum: "\(old) = \(old) + \(new)"
      case .cappedSum: "\(old) = \(LargestSum.sum(old, new))"
      case .largest: "\(old) = max(\(old), \(new))"
      }
    }
    let key = ([time.column] + keys).joined(separator: ", ")
    return "ON CONFLICT(\(key)) DO UPDATE SET \(changes.joined(separator: ", "))"
  }
}

/// Refuses hours and days that no key has room for.
struct CountedTimes: CountedRowVisitor {
  let path: String

  func visit<Row: CountedRow>(_ rows: [Row]) throws(StoreError) {
    switch Row.table.grain {
    case .hour:
      // Packed keys are checked when they are made.
      guard Row.table.storage == .columns else { return }
      for row in rows where !PageKey.hours.contains(Int32(clamping: row.hourOrDay)) {
        throw StoreError(.hourOutOfRange(Int32(clamping: row.hourOrDay)), path: path)
      }
    case .day:
      let days = 0..<Int64(PageKey.hours.upperBound / Hour.perDay)
      for row in rows where !days.contains(row.hourOrDay) {
        throw StoreError(
          .hourOutOfRange(Int32(clamping: row.hourOrDay * Int64(Hour.perDay))), path: path)
      }
    }
  }
}
