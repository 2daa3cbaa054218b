import Traffic
import TrafficStore

/// Publishes what is due of one month: days, then windows, then what came late, then the month's sums.
struct MonthPublication {
  let store: PublicationTransaction
  let month: ClosedRange<Day>
  /// The last day that may be published.
  let horizon: Day
  let threshold: Threshold

  init(_ store: PublicationTransaction, of month: Day, upTo horizon: Day) throws {
    (self.store, self.horizon) = (store, horizon)
    self.month = month.firstOfMonth...month.lastOfMonth
    threshold = try store.threshold()
  }

  /// - Returns: How many portions of days were published.
  func run() throws -> Int {
    let due = month.lowerBound...min(month.upperBound, horizon)
    let marked = try Set(store.countedDays(upTo: due.upperBound).filter(due.contains))
    // Where days cannot be told apart any more, what is published stays, and nothing comes to it.
    let isGathered = try month.upperBound < store.coarseness().monthlyBefore
    let before = try store.published(in: month)
    let days =
      isGathered
      ? (before.isEmpty ? try gatheredMonth() : [])
      : try DayPublication(
        threshold, before, counted: store.totals(in: due), marked, keptFrom: store.keptFrom()
      ).portions()
    let changes = store.changes
    for portion in days { try store.publish(portion) }
    let windows = try WindowPublication(store, month, upTo: horizon, threshold)
    try windows.publish(isGathered: isGathered)
    try windows.publish(late: days)
    if month.upperBound <= horizon { try windows.publishSums() }
    if store.changes > changes {
      try month.upperBound <= horizon ? store.sum(month) : store.removeSums(of: month)
      try store.countRelease()
    }
    try store.finish(due)
    return days.count
  }

  /// A month of which the days were gathered before any was published.
  private func gatheredMonth() throws -> [PublishedDays] {
    try store.totals(in: month).sorted { $0.key < $1.key }.compactMap { site, days in
      let totals = days.values.reduce(into: TrafficTotals()) { $0 += $1 }
      guard totals.hits > 0, totals.isEnough(threshold) else { return nil }
      return PublishedDays(site: site, days: month, totals: totals.published)
    }
  }
}
