import CountCatalogue
import GRDB
public import Traffic

/// A month of a site in which two tables do not agree, so that a number stands where it is no count.
public struct Disagreement: Hashable, Sendable {
  public var table: String
  public var column: String
  public var site: Int64
  /// The first day of the month.
  public var month: Day
}

extension TrafficSnapshot {
  /// Where tables that count the same requests have different sums, or one has more than it can have.
  ///
  /// Every hit is counted once in each table by the hour, and what is counted by the day are some of
  /// them. Months are compared, so that counts may have been rolled up to days or months; those that
  /// are missing from one table altogether are not. Sums of what is published have to be those of its cells, and
  /// what is packed of it has to be what is in rows.
  ///
  /// - Complexity: O(*n*) in the rows.
  public func disagreements() throws -> [Disagreement] {
    var found: [Disagreement] = []
    let clients = try sums(of: .clientHour)
    let kinds = try sums(of: .kindHour)
    for table in try countTables() where table != .clientHour {
      let sums = try sums(of: table)
      for (measure, bound) in zip(table.measures, table.bounds) {
        let whole =
          switch bound {
          case .whole: measure
          case .partOf(let other): other
          case .visitors: CountMeasure.hits
          }
        for (place, counts) in sums {
          guard let part = counts[measure],
            let all = (whole == .bytes ? kinds : clients)[place]?[whole],
            !bound.isFair(part, all)
          else { continue }
          found.append(
            Disagreement(
              table: table.name, column: measure.column, site: place.site, month: place.month))
        }
      }
    }
    let columns = ["summed_part": "parts", "packed_day": "days", "packed_cell": "cells"]
    for (table, site, days) in try PublishedSums(db: db).strangers() {
      found.append(
        Disagreement(
          table: table, column: columns[table] ?? "", site: site, month: days.lowerBound))
    }
    return found
  }

  private struct Place: Hashable {
    var site: Int64
    var month: Day
  }

  private typealias Sums = [Place: [CountMeasure: Int64]]

  /// The sums of a table's counts by site and month.
  private func sums(of table: CountTable) throws -> Sums {
    let isByHour = table.grain == .hour
    let columns = table.measures
    let from =
      table.has(.page) ? "\(table.name) AS t JOIN page ON page.id = t.page" : "\(table.name) AS t"
    let site = table.has(.page) ? "page.site" : "t.site"
    let counts = columns.map { "t.\($0.column)" }.joined(separator: ", ")
    // Row by row, since SQLite would sort them all in memory to group them.
    let statement = try RawStatement(
      db, "SELECT t.\(table.grain.column), \(site), \(counts) FROM \(from)")
    var sums: [Place: [Int64]] = [:]
    var last: (time: Int64, month: Day?) = (.min, nil)
    while try statement.next() {
      let value = statement.integer(0)
      if value != last.time {
        let (year, month, _) = Day(
          rawValue: Int32(clamping: isByHour ? value / Int64(Hour.perDay) : value)
        ).date
        last = (value, Day(year: year, month: month, day: 1))
      }
      guard let month = last.month else { continue }
      let place = Place(site: statement.integer(1), month: month)
      for index in columns.indices {
        let count = statement.integer(Int32(index + 2))
        sums[place, default: Array(repeating: 0, count: columns.count)][index].add(count)
      }
    }
    return sums.mapValues { Dictionary(uniqueKeysWithValues: zip(columns, $0)) }
  }
}

extension CountTable.Bound {
  /// Whether a sum may be what it is, where the whole is another.
  fileprivate func isFair(_ part: Int64, _ whole: Int64) -> Bool {
    switch self {
    case .whole: part == whole
    case .partOf: part <= whole
    // Numbers of visitors are estimates.
    case .visitors: part / 2 <= whole &+ 32
    }
  }
}

extension Int64 {
  /// Adds, or stays at the end of what there are numbers for.
  fileprivate mutating func add(_ other: Int64) {
    let (sum, isTooLarge) = addingReportingOverflow(other)
    self = isTooLarge ? (other > 0 ? .max : .min) : sum
  }
}
