import Traffic
import TrafficStore

/// Which sums of a breakdown may be known, whatever is asked and however often.
///
/// A report that only folds its own small rows can be had the better of: the page views of one day
/// are those of two days without those of the other. So what may be known is laid down once for
/// the whole history, and every report is made of that. The parts of a whole come day by day
/// (or portion by portion of the whole, where days were too quiet). On each:
///
/// - a part that counts enough is known by itself, a portion of one day;
/// - a part that counts less is hidden, and where it is the only one, the next smallest is, too;
/// - hidden days of a part add up until they count enough; then their sum becomes a portion, provided
///   that nothing hidden of any part follows from it and all that is known (``HiddenCells``).
///
/// A portion is never taken back, and depends on nothing that comes later: so a report of today
/// does not give away what one of yesterday held back. Portions of a part do not overlap; each
/// counts enough. What a report shows of a part is the sum of its portions within the report's period.
struct PortionLedger<Key: Hashable & Comparable> {
  /// A part of the whole in one portion of it.
  struct Cell {
    var key: Key
    var totals: TrafficTotals
    /// Whether it is nobody's: known in any case.
    var isNobodys = false
  }

  private(set) var portions: [Key: [Portion]] = [:]

  private let measure: Measure
  private let threshold: Threshold
  private var pools: [Key: Pool] = [:]
  /// For each column.
  private var hiddenCells: [HiddenCells]
  private var numbers: [Key: Int] = [:]

  /// The hidden days of a part whose sum is not known yet.
  private struct Pool {
    var days: [Day] = []
    var totals = TrafficTotals()
    /// For each column, where its hidden numbers are.
    var places: [[HiddenCells.Place]]
  }

  init(_ measure: Measure, _ threshold: Threshold) {
    self.measure = measure
    self.threshold = threshold
    hiddenCells = measure.columns.map { _ in HiddenCells(threshold) }
  }

  /// Adds the parts of the next portion of the whole.
  ///
  /// - Complexity: O(*n* log *n*) in the parts, as long as many of them are hidden.
  mutating func add(_ cells: [Cell], days: [Day]) {
    let hidden = hidden(cells)
    for (index, cell) in cells.enumerated() where !hidden.contains(index) {
      portions[cell.key, default: []].append(Portion(days: days, totals: cell.totals))
    }
    for column in hiddenCells.indices { hiddenCells[column].beginWhole() }
    var grown: [Key] = []
    for index in hidden.sorted() {
      let cell = cells[index]
      var pool = pools[cell.key] ?? Pool(places: measure.columns.map { _ in [] })
      pool.days += days
      pool.totals += cell.totals
      let number = numbers[cell.key] ?? numbers.count
      numbers[cell.key] = number
      for (place, column) in measure.columns.enumerated()
      where column.number(cell.totals) != 0 {
        pool.places[place].append(
          hiddenCells[place].add(part: number, weight: column.weight(cell.totals)))
      }
      pools[cell.key] = pool
      grown.append(cell.key)
    }
    for key in grown.sorted() { release(key) }
  }

  /// The parts to hide: those of too little, and more while one number would be alone.
  private func hidden(_ cells: [Cell]) -> Set<Int> {
    var hidden = Set(
      cells.indices.filter { !cells[$0].isNobodys && !measure.allows(cells[$0].totals, threshold) })
    // What is hidden for one column may be alone in another.
    while let next = measure.columns.lazy.compactMap({ next(beside: hidden, of: cells, in: $0) })
      .first
    {
      hidden.insert(next)
    }
    return hidden
  }

  /// The part to hide beside the only one that is hidden in a column; `nil` where there is no need, or
  /// no other.
  private func next(beside hidden: Set<Int>, of cells: [Cell], in column: Measure.Column)
    -> Int?
  {
    func counts(_ index: Int) -> Bool { column.number(cells[index].totals) != 0 }
    guard hidden.count(where: counts) == 1 else { return nil }
    return cells.indices.filter { !hidden.contains($0) && counts($0) }.min { left, right in
      if cells[left].isNobodys != cells[right].isNobodys { return cells[right].isNobodys }
      if measure.precedes(cells[left].totals, cells[right].totals) { return true }
      if measure.precedes(cells[right].totals, cells[left].totals) { return false }
      return cells[left].key > cells[right].key
    }
  }

  /// Lets the sum of a part's hidden days be known, where that is enough and gives nothing away.
  private mutating func release(_ key: Key) {
    guard let pool = pools[key], let number = numbers[key], measure.allows(pool.totals, threshold)
    else { return }
    for (column, places) in pool.places.enumerated() {
      guard hiddenCells[column].allows(part: number, places) else { return }
    }
    for (column, places) in pool.places.enumerated() {
      hiddenCells[column].release(part: number, places)
    }
    pools[key] = nil
    portions[key, default: []].append(Portion(days: pool.days.sorted(), totals: pool.totals))
  }
}
