import Traffic
import TrafficStore

/// What is known of the days of a period, by site: those that are published, or all that are counted.
struct KnownDays {
  let portions: [PublishedDays]
  /// What they have together.
  let total: TrafficTotals
  /// What each site has of it.
  let sites: [Int64: TrafficTotals]
  /// Whether there are visitors or visits of any day: some formats and settings know none.
  let hasVisitors: Bool

  /// - Parameter span: The days that totals are of.
  init(_ portions: [PublishedDays], in span: ClosedRange<Day>) {
    self.portions = portions
    var total = TrafficTotals()
    var sites: [Int64: TrafficTotals] = [:]
    var hasVisitors = false
    for portion in portions {
      hasVisitors = hasVisitors || portion.totals.visitors > 0 || portion.totals.visits > 0
      guard portion.lies(in: span) else { continue }
      total += portion.totals
      sites[portion.site, default: TrafficTotals()] += portion.totals
    }
    (self.total, self.sites, self.hasVisitors) = (total, sites, hasVisitors)
  }

  /// All days that are counted, as they are; before one they are months.
  init(
    kinds: [DayCounts<String>], visitors: [DayCounts<Int64>], monthlyBefore: Day,
    in span: ClosedRange<Day>
  ) {
    var days: [Day: [Int64: TrafficTotals]] = [:]
    for count in kinds {
      days[count.day, default: [:]][count.site, default: TrafficTotals()] += count.totals
    }
    for count in visitors {
      days[count.day, default: [:]][count.site, default: TrafficTotals()] += count.totals
    }
    let portions = days.sorted { $0.key < $1.key }.flatMap { day, sites in
      sites.sorted { $0.key < $1.key }.map {
        PublishedDays(
          site: $0.key,
          days: day < monthlyBefore ? day.firstOfMonth...day.lastOfMonth : day...day,
          totals: $0.value)
      }
    }
    self.init(portions, in: span)
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
    var byDays: [Run] = []
    var places: [ClosedRange<Day>: Int] = [:]
    for portion in portions {
      let place = places[portion.days] ?? byDays.count
      if place == byDays.count {
        places[portion.days] = place
        byDays.append(Run(days: portion.days))
      }
      byDays[place].totals += portion.totals
      if portion.totals.others != 0 {
        byDays[place].others.append(PublishedWindow(site: portion.site, days: portion.days))
      }
    }
    var runs: [Run] = []
    for run in byDays.sorted(by: { $0.days.lowerBound < $1.days.lowerBound }) {
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
