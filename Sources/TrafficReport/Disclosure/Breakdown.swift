import Traffic
import TrafficStore

/// What may be known of the parts of some wholes: of the pages of each site, say.
struct Breakdown<Parent: Hashable, Key: Hashable & Comparable & Sendable> {
  /// The portions of each part of each whole, over the whole history; none where parts are too many
  /// for that.
  private(set) var portions: [Parent: [Key: [Portion]]] = [:]
  /// What of each part is of the period that was asked for, all wholes together.
  private(set) var rows: [Key: TrafficTotals] = [:]
  /// What all parts add up to in that period, hidden ones included, but not the rest.
  var total: TrafficTotals
  /// What is known of the rest.
  private(set) var rest: TrafficTotals?

  /// What of a whole is in no part that was counted.
  struct Rest {
    var key: Key
    /// What the parts of a whole would add up to if there were no rest.
    var expected: (TrafficTotals) -> TrafficTotals
  }

  /// - Parameters:
  ///   - wholes: The portions that the wholes are known in.
  ///   - span: The period that was asked for.
  ///   - isNonPersonal: Whether a part says nothing about people.
  /// - Complexity: O(*n* log *n*) in the counts.
  init(
    _ counts: [DayCounts<Key>], of wholes: [Parent: [Portion]], in span: ClosedRange<Day>,
    _ measure: Measure, _ threshold: Threshold, rest: Rest? = nil,
    isNonPersonal: (Key) -> Bool = { _ in false }, parent: (DayCounts<Key>) -> Parent
  ) {
    // Names are compared once; from here on, their places in the order stand for them.
    var keys = Set(counts.lazy.map(\.key))
    if let rest { keys.insert(rest.key) }
    let order = keys.sorted()
    let ranks = Dictionary(uniqueKeysWithValues: zip(order, Int32(0)...))
    let nobodys = order.map(isNonPersonal)
    var feed = LedgerFeed<Parent, Int32>(
      of: wholes, in: span,
      rest: rest.map { .init(part: ranks[$0.key] ?? 0, expected: $0.expected) },
      isNonPersonal: { nobodys[Int($0)] }, ledger: PortionLedger(measure, threshold))
    let entries = counts.indices.map { index in
      (day: counts[index].day, rank: ranks[counts[index].key] ?? 0, index: index)
    }.sorted { ($0.day, $0.rank) < ($1.day, $1.rank) }
    var begin = 0
    while begin < entries.count {
      let (day, rank) = (entries[begin].day, entries[begin].rank)
      var sums: [Parent: TrafficTotals] = [:]
      while begin < entries.count, entries[begin].day == day, entries[begin].rank == rank {
        let count = counts[entries[begin].index]
        sums[parent(count), default: TrafficTotals()] += count.totals
        begin += 1
      }
      for (parent, totals) in sums { feed.add(totals, of: rank, in: parent, on: day) }
    }
    let (ledgers, total) = feed.finish()
    self.total = total
    for (parent, ledger) in ledgers {
      var parts: [Key: [Portion]] = [:]
      for (rank, known) in ledger.portions {
        let key = order[Int(rank)]
        parts[key] = known
        if known.contains(where: { $0.lies(in: span) }) {
          rows[key, default: TrafficTotals()] += known.sum(in: span)
        }
      }
      portions[parent] = parts
    }
    if let rest { self.rest = rows.removeValue(forKey: rest.key) }
  }

  /// What the rows do not show of their total.
  var other: TrafficTotals {
    rows.values.reduce(into: total) { $0 -= $1 }
  }
}

extension Breakdown {
  /// Several breakdowns of the same wholes' parts as one.
  init(joining parts: [Breakdown], where isKept: (Key) -> Bool) {
    total = TrafficTotals()
    for part in parts {
      total += part.total
      for (parent, known) in part.portions {
        portions[parent, default: [:]].merge(known.filter { isKept($0.key) }) { $0 + $1 }
      }
      for (key, totals) in part.rows where isKept(key) {
        rows[key, default: TrafficTotals()] += totals
      }
    }
  }

  /// What is known of a period, from ledgers that recorded sums.
  init(_ ledgers: [Parent: PortionLedger<Key>], total: TrafficTotals) {
    self.total = total
    for ledger in ledgers.values {
      for (key, totals) in ledger.sums { rows[key, default: TrafficTotals()] += totals }
    }
  }
}
