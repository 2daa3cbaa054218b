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
///   that nothing hidden of any part follows from it and all that is known (``SuppressionGraph``).
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
    var isNonPersonal = false
  }

  /// What is kept of the portions that become known.
  enum Record {
    /// Each of them.
    case portions
    /// Of those within a time, the sum of each part; and of which days it is, where asked.
    case sums(ClosedRange<Day>, withDays: Bool = false)
  }

  /// All portions of each part, where they are recorded.
  private(set) var portions: [Key: [Portion]] = [:]
  /// The parts and days of what was summed up, where they are recorded.
  private(set) var days: [(key: Key, day: Day)] = []

  private let measure: Measure
  private let columns: [Measure.Column]
  private let threshold: Threshold
  private let record: Record
  private var suppression: SuppressionGraph
  /// The days of each portion of the whole.
  private var wholes: [[Day]] = []

  private var numbers: [Key: Int32] = [:]
  private var keys: [Key] = []
  private var pools: [Pool] = []
  private var known: [TrafficTotals?] = []

  /// The hidden days of a part whose sum is not known yet.
  private struct Pool {
    var totals = TrafficTotals()
    /// Its last hidden cell; negative for none.
    var last: Int32 = -1
  }

  init(_ measure: Measure, _ threshold: Threshold, record: Record = .portions) {
    self.measure = measure
    columns = measure.columns
    self.threshold = threshold
    self.record = record
    suppression = SuppressionGraph(threshold, columns: columns.count)
  }

  /// What is known of each part, where sums are recorded.
  var sums: [Key: TrafficTotals] {
    var sums: [Key: TrafficTotals] = [:]
    for (key, totals) in zip(keys, known) { sums[key] = totals }
    return sums
  }

  /// Adds the parts of the next portion of the whole.
  ///
  /// - Complexity: O(*n* log *n*) in the parts, as long as many of them are hidden.
  mutating func add(_ cells: [Cell], days: [Day]) {
    let hidden = hidden(cells)
    let lies = Portion(days: days, totals: TrafficTotals())
    for (index, cell) in cells.enumerated() where !hidden[index] {
      know(cell.key, cell.totals, of: lies)
    }
    suppression.beginWhole()
    wholes.append(days)
    var grown: [Key] = []
    for (index, cell) in cells.enumerated() where hidden[index] {
      let number = number(of: cell.key)
      pools[Int(number)].totals += cell.totals
      pools[Int(number)].last = suppression.add(part: number, after: pools[Int(number)].last) {
        columns[$0].number(cell.totals) != 0 ? columns[$0].weight(cell.totals) : nil
      }
      if measure.allows(pools[Int(number)].totals, threshold) { grown.append(cell.key) }
    }
    for key in grown.sorted() { release(key) }
  }

  /// The number of a part, which has one from now on.
  private mutating func number(of key: Key) -> Int32 {
    if let number = numbers[key] { return number }
    let number = Int32(keys.count)
    numbers[key] = number
    keys.append(key)
    pools.append(Pool())
    known.append(nil)
    return number
  }

  /// Makes a sum of a part known.
  private mutating func know(_ key: Key, _ totals: TrafficTotals, of time: Portion) {
    switch record {
    case .portions:
      portions[key, default: []].append(Portion(days: time.days, totals: totals))
    case .sums(let span, let withDays):
      guard time.lies(in: span) else { return }
      let number = Int(number(of: key))
      var sum = known[number] ?? TrafficTotals()
      sum += totals
      known[number] = sum
      if withDays { for day in time.days { days.append((key, day)) } }
    }
  }

  /// The parts to hide: those of too little, and more while one number would be alone.
  private func hidden(_ cells: [Cell]) -> [Bool] {
    var hidden = cells.map { !$0.isNonPersonal && !measure.allows($0.totals, threshold) }
    var counts = columns.map { column in
      cells.indices.count { hidden[$0] && column.number(cells[$0].totals) != 0 }
    }
    // What is hidden for one column may be alone in another.
    while let next = columns.indices.lazy.filter({ counts[$0] == 1 })
      .compactMap({ next(beside: hidden, of: cells, in: columns[$0]) }).first
    {
      hidden[next] = true
      for (place, column) in columns.enumerated() where column.number(cells[next].totals) != 0 {
        counts[place] += 1
      }
    }
    return hidden
  }

  /// The part to hide beside the only one that is hidden in a column; `nil` where there is no other.
  private func next(beside hidden: [Bool], of cells: [Cell], in column: Measure.Column) -> Int? {
    cells.indices.lazy.filter { !hidden[$0] && column.number(cells[$0].totals) != 0 }
      .min { left, right in
        if cells[left].isNonPersonal != cells[right].isNonPersonal {
          return cells[right].isNonPersonal
        }
        if measure.precedes(cells[left].totals, cells[right].totals) { return true }
        if measure.precedes(cells[right].totals, cells[left].totals) { return false }
        return cells[left].key > cells[right].key
      }
  }

  /// Lets the sum of a part's hidden days be known, where that gives nothing away.
  private mutating func release(_ key: Key) {
    guard let number = numbers[key].map(Int.init) else { return }
    let pool = pools[number]
    guard suppression.allows(upTo: pool.last) else { return }
    suppression.release(upTo: pool.last)
    pools[number] = Pool()
    let days = suppression.wholes(upTo: pool.last).flatMap { wholes[$0] }.sorted()
    know(key, pool.totals, of: Portion(days: days, totals: pool.totals))
  }
}
