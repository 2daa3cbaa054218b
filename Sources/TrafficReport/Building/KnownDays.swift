import Traffic
import TrafficStore

/// What is known of the days of a period, by site: those that are published, or all that are counted.
struct KnownDays {
  /// What they have together.
  private(set) var total = TrafficTotals()
  /// Whether there are visitors or visits of any day: some formats and settings know none.
  private(set) var hasVisitors = false
  /// What each site has of it, but for the one that came last.
  private var siteTotals: [Int64: TrafficTotals] = [:]
  private var lastSite: (site: Int64, totals: TrafficTotals)?
  /// What all sites have of the same days.
  private var byDays: [Run] = []
  private var places: [ClosedRange<Day>: Int] = [:]
  private var lastPlace = -1
  /// The days that totals are of.
  private let span: ClosedRange<Day>

  init(in span: ClosedRange<Day>) { self.span = span }

  /// Adds what is known of some days of a site; at best one that follows the last one.
  mutating func add(_ portion: PublishedDays) {
    let totals = portion.totals
    hasVisitors = hasVisitors || totals.visitors > 0 || totals.visits > 0
    if portion.lies(in: span) {
      total += totals
      if lastSite?.site == portion.site {
        lastSite?.totals += totals
      } else {
        if let lastSite { siteTotals[lastSite.site, default: TrafficTotals()] += lastSite.totals }
        lastSite = (portion.site, totals)
      }
    }
    let place = place(of: portion.days)
    byDays[place].totals += totals
    if totals.others != 0 {
      byDays[place].others.append(PublishedWindow(site: portion.site, days: portion.days))
    }
  }

  /// Where some days are added up. Mostly they follow the last ones, since sites have the same days.
  private mutating func place(of days: ClosedRange<Day>) -> Int {
    for place in max(0, lastPlace)...lastPlace + 1
    where place < byDays.count && byDays[place].days == days {
      lastPlace = place
      return place
    }
    lastPlace = places[days] ?? byDays.count
    if lastPlace == byDays.count {
      places[days] = lastPlace
      byDays.append(Run(days: days))
    }
    return lastPlace
  }

  /// Whether nothing is known.
  var isEmpty: Bool { byDays.isEmpty }

  /// What each site has of the total.
  var sites: [Int64: TrafficTotals] {
    var sites = siteTotals
    if let lastSite { sites[lastSite.site, default: TrafficTotals()] += lastSite.totals }
    return sites
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
  /// - Complexity: O(*n* log *n*) in the different days, and O(*m*) in all.
  var runs: [Run] {
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

extension KnownDays {
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
    self.init(in: span)
    for (day, sites) in days.sorted(by: { $0.key < $1.key }) {
      for (site, totals) in sites.sorted(by: { $0.key < $1.key }) {
        let known = day < monthlyBefore ? day.firstOfMonth...day.lastOfMonth : day...day
        add(PublishedDays(site: site, days: known, totals: totals))
      }
    }
  }
}

extension PublishedDays {
  /// Whether all of it is of this time.
  fileprivate func lies(in span: ClosedRange<Day>) -> Bool {
    days.lowerBound >= span.lowerBound && days.upperBound <= span.upperBound
  }
}
