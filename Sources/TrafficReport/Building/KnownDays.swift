import Traffic
import TrafficStore

/// What is known of the days of a period, by site: those that are published, or all that are counted.
struct KnownDays {
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
    var totals = TrafficTotals()
    /// The days of each site on which people asked for something else than pages, so that there may be errors.
    var others: [PublishedWindow] = []

    mutating func add(_ other: Run) {
      totals += other.totals
      others += other.others
    }
  }

  /// All of them, in order.
  ///
  /// - Complexity: O(*n* + *m* log *m*) in the portions, and their different days.
  var runs: [Run] {
    var byDays: [ClosedRange<Day>: Run] = [:]
    for portion in portions {
      byDays[portion.days, default: Run(days: portion.days)].totals += portion.totals
      if portion.totals.others != 0 {
        byDays[portion.days]?.others.append(
          PublishedWindow(site: portion.site, days: portion.days))
      }
    }
    var runs: [Run] = []
    for run in byDays.values.sorted(by: { $0.days.lowerBound < $1.days.lowerBound }) {
      if let last = runs.last, last.days.overlaps(run.days) {
        let end = max(last.days.upperBound, run.days.upperBound)
        runs[runs.count - 1].days = last.days.lowerBound...end
        runs[runs.count - 1].add(run)
      } else {
        runs.append(run)
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
