import GRDB
import Traffic

/// Counts by day, site and something else, added up in one pass over rows that come in the order of
/// time.
///
/// Much faster than `GROUP BY`, which would sort all of the rows first.
struct DaySums {
  /// The key is the number of what was counted.
  private(set) var counts: [DayCounts<Int64>] = []

  private struct Place: Hashable {
    var site: Int64
    var key: Int64
  }

  /// Where the counts of the present day are.
  private var places: [Place: Int] = [:]

  /// Adds up the rows of a table by hour.
  ///
  /// - Parameters:
  ///   - columns: What tells the counts of a day and site apart, as one number, and the columns that
  ///     are read from 3 on. Like the table and the condition, never anything that a user typed.
  ///   - condition: Which rows count, besides those of other hours and sites.
  ///   - totals: What the columns say.
  /// - Complexity: O(*n*) in the rows selected.
  init(
    _ db: Database, _ columns: String, from table: String, hours selection: TrafficSelection,
    condition: String = "1", totals: (RawStatement) -> TrafficTotals
  ) throws {
    let rows = try RawStatement(
      db,
      """
      SELECT hour / \(Hour.perDay), site, \(columns) FROM \(table)
      WHERE hour BETWEEN ?1 AND ?2 AND (?3 IS NULL OR site = ?3) AND \(condition) ORDER BY hour
      """)
    rows.bind(Int64(selection.hours.lowerBound.rawValue), at: 1)
    rows.bind(Int64(selection.hours.upperBound.rawValue), at: 2)
    if let site = selection.site { rows.bind(site.id, at: 3) }
    try add(rows, totals)
  }

  /// The same of a table by day, of whole days.
  init(
    _ db: Database, _ columns: String, from table: String, days selection: TrafficSelection,
    totals: (RawStatement) -> TrafficTotals
  ) throws {
    let rows = try RawStatement(
      db,
      """
      SELECT day, site, \(columns) FROM \(table)
      WHERE day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR site = ?3) ORDER BY day
      """)
    rows.bind(Int64(selection.days.lowerBound.rawValue), at: 1)
    rows.bind(Int64(selection.days.upperBound.rawValue), at: 2)
    if let site = selection.site { rows.bind(site.id, at: 3) }
    try add(rows, totals)
  }

  private mutating func add(_ rows: RawStatement, _ totals: (RawStatement) -> TrafficTotals) throws
  {
    var day = Day(rawValue: .min)
    while try rows.next() {
      let next = try rows.day(0)
      if next != day { places.removeAll(keepingCapacity: true) }
      day = next
      let place = Place(site: rows.integer(1), key: rows.integer(2))
      if let index = places[place] {
        counts[index].totals += totals(rows)
      } else {
        places[place] = counts.count
        counts.append(
          DayCounts(day: day, site: place.site, key: place.key, totals: totals(rows)))
      }
    }
  }

  /// The counts by name instead of by number.
  func named<Key>(_ names: [Int64: Key]) -> [DayCounts<Key>] {
    counts.compactMap { count in
      names[count.key].map {
        DayCounts(day: count.day, site: count.site, key: $0, totals: count.totals)
      }
    }
  }
}

extension TrafficTotals {
  /// Hits and page views from these columns of a row.
  init(_ rows: RawStatement, hits: Int32, views: Int32? = nil) {
    self.init()
    self.hits = rows.integer(hits)
    if let views { pageViews = rows.integer(views) }
  }
}
