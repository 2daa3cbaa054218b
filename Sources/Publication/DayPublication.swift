import Traffic
import TrafficStore

/// Which days of a month may be known, quiet ones joined; and what came to those that are known already.
struct DayPublication {
  private let threshold: Threshold
  /// What is published of the month.
  private let known: [Int64: [ClosedRange<Day>: (totals: TrafficTotals, portions: Int64)]]
  private let counted: [Int64: [Day: TrafficTotals]]
  /// The days that got counts since they were last looked at.
  private let marked: Set<Day>
  /// The first day that still has its counts: to days that lack some, nothing comes any more.
  private let keptFrom: Day

  init(
    _ threshold: Threshold, _ published: [PublishedDays],
    counted: [Int64: [Day: TrafficTotals]], _ marked: Set<Day>, keptFrom: Day
  ) {
    self.keptFrom = keptFrom
    var known: [Int64: [ClosedRange<Day>: (totals: TrafficTotals, portions: Int64)]] = [:]
    for published in published {
      known[published.site, default: [:]][published.days, default: (TrafficTotals(), 0)].totals +=
        published.totals
      known[published.site]?[published.days]?.portions += 1
    }
    (self.threshold, self.known) = (threshold, known)
    (self.counted, self.marked) = (counted, marked)
  }

  /// What becomes known, in the order of sites and days.
  func portions() -> [PublishedDays] {
    Set(known.keys).union(counted.keys).sorted().flatMap { site in
      late(site) + new(site)
    }
  }

  /// What came to days that are published, where it is enough by itself.
  private func late(_ site: Int64) -> [PublishedDays] {
    (known[site] ?? [:]).sorted { $0.key.lowerBound < $1.key.lowerBound }.compactMap {
      days, known in
      guard days.lowerBound >= keptFrom, marked.contains(where: days.contains) else { return nil }
      var totals = sum(site, days)
      totals.subtract(known.totals)
      // Who came late may be who came before.
      if !threshold.allows(totals.visitors) { totals.visitors = 0 }
      // What is left of what was taken away is known, too.
      var left = known.totals
      left += totals
      guard totals.hits != 0 || totals.pageViews != 0, totals.isEnough(threshold),
        left.isEnough(threshold)
      else { return nil }
      var portion = totals.published
      // Rounded by themselves, more bytes could be taken away than there were, or fewer than all.
      let isAll = left.hits == 0 && left.pageViews == 0
      portion.bytes = isAll ? -known.totals.bytes : max(portion.bytes, -known.totals.bytes)
      return PublishedDays(
        site: site, days: days, portion: known.portions + 1, totals: portion)
    }
  }

  /// Days that are not published: each by itself, or together with those that follow until they are enough.
  private func new(_ site: Int64) -> [PublishedDays] {
    let known = known[site].map { Array($0.keys) } ?? []
    var portions: [PublishedDays] = []
    var open: PublishedDays?
    for (day, totals) in (counted[site] ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard totals.hits > 0, !known.contains(where: { $0.contains(day) }) else { continue }
      if let first = open?.days.lowerBound, !known.contains(where: { (first...day).overlaps($0) }) {
        open?.days = first...day
        open?.totals += totals
      } else {
        open = PublishedDays(site: site, days: day...day, totals: totals)
      }
      guard let portion = open, portion.totals.isEnough(threshold) else { continue }
      portions.append(
        PublishedDays(site: site, days: portion.days, totals: portion.totals.published))
      open = nil
    }
    return portions
  }

  private func sum(_ site: Int64, _ days: ClosedRange<Day>) -> TrafficTotals {
    (counted[site] ?? [:]).reduce(into: TrafficTotals()) {
      if days.contains($1.key) { $0 += $1.value }
    }
  }
}

extension TrafficTotals {
  /// Page views that did not come from outside.
  var inside: Int64 { pageViews - visits }

  /// Whether all that people did may be known: each of the columns that are shown, and what is left of one without
  /// another. Programs that may be somebody's are people, where there are not enough others beside them.
  func isEnough(_ threshold: Threshold) -> Bool {
    // Of what is taken away, too, there are more bots than tools.
    [pageViews, others, visits, inside, visitors].allSatisfy(threshold.allows)
      && (threshold.allows(tools) || (bots.signum() * (bots - tools) > 0 && threshold.allows(bots)))
  }

  /// The same with bytes that no single page can be told from: two digits of them, fewer where a page view is more
  /// than that.
  var published: TrafficTotals {
    var totals = self
    let each = bytes.magnitude / UInt64(max(1, pageViews.magnitude))
    var unit: Int64 = 1
    while bytes.magnitude / UInt64(unit) >= 100 || UInt64(unit) / 2 < each { unit *= 10 }
    let (whole, rest) = bytes.quotientAndRemainder(dividingBy: unit)
    let rounded = whole + rest * 2 / unit
    // Sizes that no number is large enough for stay the largest.
    totals.bytes = rounded.multipliedReportingOverflow(by: unit).overflow ? bytes : rounded * unit
    totals.errors = 0
    return totals
  }

  /// Takes others away, into what is less than nothing.
  mutating func subtract(_ others: TrafficTotals) {
    hits -= others.hits
    pageViews -= others.pageViews
    bots -= others.bots
    tools -= others.tools
    visitors -= others.visitors
    visits -= others.visits
    bytes = bytes.subtractingReportingOverflow(others.bytes).partialValue
  }
}
