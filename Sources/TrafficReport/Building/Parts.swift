import Traffic
import TrafficStore

/// What is known of the parts of something in a period.
struct Parts<Key: Hashable & Sendable> {
  var rows: [Key: TrafficTotals] = [:]
  /// What all of them have together, those without a name included.
  var total = TrafficTotals()
  /// What has none of the parts, where that is known: page views without a campaign, say.
  var rest = TrafficTotals()

  /// What the rows do not show of their total.
  var other: TrafficTotals {
    rows.values.reduce(into: total) { $0 -= $1 }
  }
}

extension Parts {
  /// The parts as they were counted.
  init(_ counts: [DayCounts<Key>]) {
    for count in counts {
      rows[count.key, default: TrafficTotals()] += count.totals
      total += count.totals
    }
  }

  /// The same parts under other names; those without one are among the others.
  func named<Name>(_ name: (Key) -> Name?) -> Parts<Name> {
    var parts = Parts<Name>(total: total, rest: rest)
    for (key, totals) in rows {
      if let name = name(key) { parts.rows[name, default: TrafficTotals()] += totals }
    }
    return parts
  }
}

/// What a part counts.
enum Counted {
  case views, hits

  func totals(_ value: Int64, visitors: Int64 = 0) -> TrafficTotals {
    var totals = TrafficTotals()
    (totals.hits, totals.visitors) = (value, visitors)
    if self == .views { totals.pageViews = value }
    return totals
  }

  func totals(_ sum: PublishedPages.Sum) -> TrafficTotals {
    totals(sum.value, visitors: sum.visitors)
  }
}

extension ReportBuilder {
  /// What is published of the parts of a breakdown.
  ///
  /// - Parameters:
  ///   - whole: What of the totals they are the parts of.
  ///   - group: The group that is wanted, where there are several.
  func published(
    _ breakdown: Breakdown, of whole: (TrafficTotals) -> Int64, _ counted: Counted = .views,
    group: Int64? = nil
  ) throws -> Parts<PartPlace> {
    var parts = try snapshot.remembered(
      PartsQuestion(
        breakdown: breakdown, days: wholeSpan, site: site, counted: counted, group: group)
    ) {
      try addedUp(breakdown, counted, group: group)
    }
    setTotal(of: &parts, whole, counted)
    return parts
  }

  /// What the parts have together, by what is known of their days.
  func setTotal<Key>(
    of parts: inout Parts<Key>, _ whole: (TrafficTotals) -> Int64, _ counted: Counted
  ) {
    parts.total = counted.totals(whole(windowTotals))
    parts.total -= parts.rest
    // Lines that came late are in parts, and too few to be in what is known of their days.
    let sum = parts.rows.values.reduce(0) { $0 + $1.hits }
    if sum > parts.total.hits { parts.total = counted.totals(sum) }
  }

  /// The parts without their total.
  private func addedUp(
    _ breakdown: Breakdown, _ counted: Counted, group: Int64?
  ) throws -> Parts<PartPlace> {
    let published = try snapshot.published(breakdown, in: wholeSpan, site: site)
    var parts = Parts<PartPlace>()
    parts.rows.reserveCapacity(published.count)
    for part in published where group == nil || part.group == group {
      let totals = counted.totals(part.value, visitors: part.visitors)
      if part.key == Cell.rest {
        parts.rest += totals
      } else {
        parts.rows[PartPlace(site: part.site, group: part.group, key: part.key)] = totals
      }
    }
    return parts
  }

  /// What the parts of a breakdown hang on.
  private struct PartsQuestion: Hashable {
    var breakdown: Breakdown
    var days: ClosedRange<Day>
    var site: Int64?
    var counted: Counted
    var group: Int64?
  }
}

extension ReportBuilder {
  /// Takes out of the total of page views what may be of hidden parts or of none: where few of a window's page views
  /// had a campaign, say, those that had none are hidden with them.
  ///
  /// - Returns: How much that is.
  func takeOutUnknown(of parts: inout Parts<PartPlace>, _ breakdown: Breakdown) throws -> Int64 {
    var left = windows.windows.map(\.pageViews)
    var place = 0
    try snapshot.visitPublished(breakdown, in: wholeSpan, site: site) { days, part in
      let window = PublishedWindow(site: part.site, days: days)
      guard let known = windows.place(of: window, after: place) else { return }
      place = known
      left[place] = part.key == Cell.rest ? 0 : max(0, left[place] - part.value)
    }
    // Sums of a month are in none of its windows.
    let unknown = min(left.reduce(0, +), parts.other.pageViews)
    parts.total -= Counted.views.totals(unknown)
    return unknown
  }
}
