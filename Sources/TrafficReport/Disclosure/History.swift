import Traffic
import TrafficStore

/// What may be known of all traffic and of each site, over the whole history of a database.
struct History {
  let threshold: Threshold
  /// Runs of days of all sites together.
  let whole: [Portion]
  /// The portions of each site, by its number.
  let sites: [Int64: [Portion]]
  /// What each day and site counted, by kind of hit.
  let kinds: [DayCounts<String>]

  /// Whether there are visitors or visits of any day: some formats and settings know none.
  let hasVisitors: Bool

  /// - Parameters:
  ///   - kinds: What was counted on these days.
  ///   - visitors: Visitors and visits of them.
  ///   - days: Finished days, from the first one that was counted.
  init(
    _ kinds: [DayCounts<String>], visitors: [DayCounts<Int64>], days: ClosedRange<Day>,
    _ threshold: Threshold
  ) {
    self.threshold = threshold
    self.kinds = kinds
    hasVisitors = !visitors.isEmpty
    var totals: [Day: TrafficTotals] = [:]
    let sites =
      kinds.map { DayCounts(day: $0.day, site: $0.site, key: $0.site, totals: $0.totals) }
      + visitors
    for count in sites { totals[count.day, default: TrafficTotals()] += count.totals }
    whole = Portion.runs(
      (days.lowerBound.rawValue...days.upperBound.rawValue).map {
        let day = Day(rawValue: $0)
        return (day, totals[day] ?? TrafficTotals())
      }, threshold)
    let parts = Breakdown(
      sites, of: [0: whole], in: days, .whole, threshold, parent: { _ in 0 })
    self.sites = parts.portions[0] ?? [:]
  }
}
