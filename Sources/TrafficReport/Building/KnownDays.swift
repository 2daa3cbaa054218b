import Traffic
import TrafficStore

/// What is known of the days of a period, by site: those that are published, or all that are counted.
struct KnownDays {
  /// What they have together.
  private(set) var total = TrafficTotals()
  /// Whether there are visitors or visits of any day: some formats and settings know none.
  private(set) var hasVisitors = false
  /// What each site has of it, but for the one that came last.
  private var siteSums: [Int64: SiteSum] = [:]
  private var lastSite: (site: Int64, sum: SiteSum)?
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
      if lastSite?.site != portion.site {
        if let lastSite { siteSums[lastSite.site] = lastSite.sum }
        lastSite = (portion.site, siteSums[portion.site] ?? SiteSum())
      }
      lastSite?.sum.totals += totals
      lastSite?.sum.days += portion.days.dayCount
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

  /// What some days of a site have together, and how many they are.
  private struct SiteSum {
    var totals = TrafficTotals()
    var days = 0
  }

  private var sums: [Int64: SiteSum] {
    var sums = siteSums
    if let lastSite { sums[lastSite.site] = lastSite.sum }
    return sums
  }

  /// What each site has of the total.
  var sites: [Int64: TrafficTotals] { sums.mapValues(\.totals) }

  /// How much of the period is known.
  var share: KnownShare {
    sums.reduce(into: KnownShare()) {
      $0.add($1.key, days: $1.value.days, views: $1.value.totals.pageViews)
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

  /// What is known together, in order: the same days may be in several of them, of one site alone and of another
  /// with days around.
  var parts: [Run] { byDays.sorted { $0.days.lowerBound < $1.days.lowerBound } }

  /// All days in order, each in one run.
  ///
  /// - Complexity: O(*n* log *n*) in the different days, and O(*m*) in all.
  var runs: [Run] { KnownDays.runs(of: parts) }

  /// The same by step, without parts that lie across an end of one where they are few beside the others: they would
  /// join the days of all sites for those of a quiet one.
  ///
  /// - Returns: The runs, and the page views of the parts that are in none.
  func runs(by step: Step) -> (runs: [Run], unknownViews: Int64) {
    var (kept, unknown): ([Run], Int64) = ([], 0)
    var rest = parts[...]
    for run in runs {
      let inRun = rest.prefix { $0.days.lowerBound <= run.days.upperBound }
      rest = rest.dropFirst(inRun.count)
      let across = inRun.filter {
        step.number(of: $0.days.lowerBound) != step.number(of: $0.days.upperBound)
      }.reduce(Int64(0)) { $0.addingClamped($1.totals.pageViews) }
      guard across > 0, across <= run.totals.pageViews / KnownDays.few else {
        kept += inRun
        continue
      }
      unknown = unknown.addingClamped(across)
      kept += inRun.filter {
        step.number(of: $0.days.lowerBound) == step.number(of: $0.days.upperBound)
      }
    }
    return (KnownDays.runs(of: kept), unknown)
  }

  /// A tenth of what there is: as much as a row may lack for being a day's.
  private static let few: Int64 = 10

  /// Parts in order as runs.
  static func runs(of parts: [Run]) -> [Run] {
    var runs: [Run] = []
    for run in parts {
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
