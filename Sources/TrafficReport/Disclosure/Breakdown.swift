import Traffic
import TrafficStore

/// What may be known of the parts of some wholes: of the pages of each site, say.
struct Breakdown<Parent: Hashable, Key: Hashable & Comparable & Sendable> {
  /// The portions of each part of each whole, over the whole history.
  private(set) var portions: [Parent: [Key: [Portion]]] = [:]
  /// What of each part is of the period that was asked for, all wholes together.
  private(set) var rows: [Key: TrafficTotals] = [:]
  /// What all parts add up to in that period, hidden ones included, but not the rest.
  var total = TrafficTotals()

  /// What of a whole is in no part that was counted.
  struct Rest {
    var key: Key
    /// What the parts of a whole would add up to if there were no rest.
    var expected: (TrafficTotals) -> TrafficTotals
  }

  /// - Parameters:
  ///   - wholes: The portions that the wholes are known in.
  ///   - span: The period that was asked for.
  ///   - isNobodys: Whether a part says nothing about people.
  /// - Complexity: O(*n* log *n*) in the counts.
  init(
    _ counts: [DayCounts<Key>], of wholes: [Parent: [Portion]], in span: ClosedRange<Day>,
    _ measure: Measure, _ threshold: Threshold, rest: Rest? = nil,
    isNobodys: (Key) -> Bool = { _ in false }, parent: (DayCounts<Key>) -> Parent
  ) {
    var days: [Parent: [Day: [Key: TrafficTotals]]] = [:]
    for count in counts {
      days[parent(count), default: [:]][count.day, default: [:]][
        count.key, default: TrafficTotals()] += count.totals
    }
    for (parent, whole) in wholes {
      var ledger = PortionLedger<Key>(measure, threshold)
      for portion in whole.sorted(by: Portion.precedes) {
        var cells: [Key: TrafficTotals] = [:]
        for day in portion.days {
          cells.merge(days[parent]?[day] ?? [:]) { left, right in
            var sum = left
            sum += right
            return sum
          }
        }
        let sum = cells.values.reduce(into: TrafficTotals()) { $0 += $1 }
        if portion.lies(in: span) { total += sum }
        if let rest {
          var left = rest.expected(portion.totals)
          left -= sum
          if left.pageViews > 0 || left.hits > 0 { cells[rest.key] = left }
        }
        // In order, so that equal counts give equal portions.
        ledger.add(
          cells.sorted { $0.key < $1.key }.map {
            .init(key: $0.key, totals: $0.value, isNobodys: isNobodys($0.key))
          }, days: portion.days)
      }
      portions[parent] = ledger.portions
      for (key, known) in ledger.portions where known.contains(where: { $0.lies(in: span) }) {
        rows[key, default: TrafficTotals()] += known.sum(in: span)
      }
    }
    if let rest { self.rest = rows.removeValue(forKey: rest.key) }
  }

  /// What is known of the rest.
  private(set) var rest: TrafficTotals?

  /// What the rows do not show of their total.
  var other: TrafficTotals {
    rows.values.reduce(into: total) { $0 -= $1 }
  }
}
