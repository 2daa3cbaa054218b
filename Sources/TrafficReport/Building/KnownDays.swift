import Traffic
import TrafficStore

/// What is known of the days of a period, by site: those that are published, or all that are counted.
struct KnownDays {
  /// In the order of days.
  let portions: [PublishedDays]

  init(_ portions: [PublishedDays]) { self.portions = portions }

  /// All days that are counted, as they are; before one they are months.
  init(kinds: [DayCounts<String>], visitors: [DayCounts<Int64>], monthlyBefore: Day) {
    var days: [Day: [Int64: TrafficTotals]] = [:]
    for count in kinds {
      days[count.day, default: [:]][count.site, default: TrafficTotals()] += count.totals
    }
    for count in visitors {
      days[count.day, default: [:]][count.site, default: TrafficTotals()] += count.totals
    }
    portions = days.sorted { $0.key < $1.key }.flatMap { day, sites in
      sites.sorted { $0.key < $1.key }.map {
        PublishedDays(
          site: $0.key,
          days: day < monthlyBefore ? day.firstOfMonth...day.lastOfMonth : day...day,
          totals: $0.value)
      }
    }
  }

  /// Whether there are visitors or visits of any day: some formats and settings know none.
  var hasVisitors: Bool { portions.contains { $0.totals.visitors > 0 || $0.totals.visits > 0 } }

  /// The sites of which something is known.
  var sites: Set<Int64> { Set(portions.map(\.site)) }

  /// What the days within a time have together.
  func sum(in days: ClosedRange<Day>, site: Int64? = nil) -> TrafficTotals {
    portions.reduce(into: TrafficTotals()) {
      if $1.lies(in: days), site == nil || $1.site == site { $0 += $1.totals }
    }
  }

  /// Days of which nothing finer is known, over all sites.
  struct Run {
    var days: ClosedRange<Day>
    var portions: [PublishedDays]

    var totals: TrafficTotals { portions.reduce(into: TrafficTotals()) { $0 += $1.totals } }
  }

  /// All of them, in order.
  var runs: [Run] {
    var runs: [Run] = []
    for portion in portions.sorted(by: { $0.days.lowerBound < $1.days.lowerBound }) {
      if let last = runs.last, last.days.overlaps(portion.days) {
        let end = max(last.days.upperBound, portion.days.upperBound)
        runs[runs.count - 1].days = last.days.lowerBound...end
        runs[runs.count - 1].portions.append(portion)
      } else {
        runs.append(Run(days: portion.days, portions: [portion]))
      }
    }
    return runs
  }
}

extension PublishedDays {
  /// Whether all of it is of this time.
  func lies(in span: ClosedRange<Day>) -> Bool {
    days.lowerBound >= span.lowerBound && days.upperBound <= span.upperBound
  }
}
