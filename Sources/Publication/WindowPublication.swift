import Traffic
import TrafficStore

/// Breaks the published days of one month down by window.
struct WindowPublication {
  private let store: PublicationTransaction
  private let month: ClosedRange<Day>
  private let horizon: Day
  private let threshold: Threshold
  /// The windows of before.
  private let known: [Int64: [ClosedRange<Day>]]

  init(
    _ store: PublicationTransaction, _ month: ClosedRange<Day>, upTo horizon: Day,
    _ threshold: Threshold
  ) throws {
    (self.store, self.month, self.horizon) = (store, month, horizon)
    self.threshold = threshold
    known = Dictionary(grouping: try store.windows(in: month), by: \.site)
      .mapValues { $0.map(\.days) }
  }

  /// Decides the windows that are over.
  ///
  /// - Parameter isGathered: Whether days cannot be told apart any more.
  func publish(isGathered: Bool) throws {
    let published = Dictionary(grouping: try store.published(in: month), by: \.site)
    var windows: [ClosedRange<Day>: [(key: Int64, value: TrafficTotals)]] = [:]
    for (site, portions) in published.sorted(by: { $0.key < $1.key }) {
      for days in try self.windows(ofSite: site, portions, isGathered: isGathered) {
        let totals = portions.reduce(into: TrafficTotals()) {
          if days.contains($1.days.lowerBound), days.contains($1.days.upperBound) {
            $0 += $1.totals
          }
        }
        windows[days, default: []].append((site, totals))
        try store.add(PublishedWindow(site: site, days: days))
      }
    }
    for (days, sites) in windows.sorted(by: { $0.key.precedes($1.key) }) {
      try decide(Breakdown.inOrder, in: days, sites) { _, _, counts in (counts, 1) }
    }
  }

  /// The windows of published days that are in none yet, as far as they are over.
  ///
  /// Each begins with the first such day, and ends as the grain of its quarter says; days that were joined stay
  /// together.
  private func windows(
    ofSite site: Int64, _ portions: [PublishedDays], isGathered: Bool
  ) throws -> [ClosedRange<Day>] {
    var known = known[site] ?? []
    var windows: [ClosedRange<Day>] = []
    let portions = portions.filter { $0.portion == 1 }.map(\.days).sorted { $0.precedes($1) }
    for days in portions where !known.contains(where: { $0.overlaps(days) }) {
      let first = days.lowerBound
      var end = isGathered ? month.upperBound : try grain(ofSite: site, at: first).end(first)
      guard end <= horizon else { continue }
      if let next = known.map(\.lowerBound).filter({ $0 > first }).min() {
        end = min(end, Day(rawValue: next.rawValue - 1))
      }
      end = max(end, days.upperBound)
      let last = portions.filter { $0.lowerBound >= first && $0.lowerBound <= end }
        .filter { portion in !known.contains { $0.overlaps(portion) } }.last?.upperBound
      let window = first...max(last ?? end, days.upperBound)
      known.append(window)
      windows.append(window)
    }
    return windows
  }

  /// The grain of a site's quarter: by the page views of the quarter before, or, where there was none, by those that
  /// are published of this one so far. All of them are known, so the choice tells nothing.
  private func grain(ofSite site: Int64, at day: Day) throws -> Grain {
    let quarter = day.firstOfQuarter
    if let known = try store.grain(ofSite: site, quarter: quarter).flatMap(Grain.init(rawValue:)) {
      return known
    }
    let last = Day(rawValue: quarter.rawValue - 1)
    let mean =
      try store.meanViews(ofSite: site, in: last.firstOfQuarter...last)
      ?? store.meanViews(ofSite: site, in: quarter...month.upperBound)
    let grain = Grain(meanViews: mean ?? 0)
    try store.choose(grain: grain.rawValue, ofSite: site, quarter: quarter)
    return grain
  }

  /// Decides what came to windows of before, days that had nothing among them: a portion by itself, of which the
  /// whole is what became known of their days.
  ///
  /// If nothing is left of what was published of a window's days, all of it is taken back, the sums of its month
  /// included.
  func publish(late portions: [PublishedDays]) throws {
    var changed: [ClosedRange<Day>: [Int64: TrafficTotals]] = [:]
    for portion in portions {
      let days = known[portion.site]?.first {
        $0.contains(portion.days.lowerBound) && $0.contains(portion.days.upperBound)
      }
      guard let days else { continue }
      changed[days, default: [:]][portion.site, default: TrafficTotals()] += portion.totals
    }
    for (days, all) in changed.sorted(by: { $0.key.precedes($1.key) }) {
      let empty = try emptySites(in: days)
      for site in all.keys.sorted() where empty.contains(site) {
        try store.takeBack(PublishedWindow(site: site, days: days))
        try store.takeBackSums(of: month, ofSite: site)
      }
      let left = all.filter { !empty.contains($0.key) }
      let tooLittle = try sitesWithTooLittle(left.keys, in: days)
      let sites = left.filter { !tooLittle.contains($0.key) }.sorted { $0.key < $1.key }
      let numbers = try sites.reduce(into: [:]) {
        $0[$1.key] = try store.portions(of: PublishedWindow(site: $1.key, days: days)) + 1
      }
      try decide(Breakdown.inOrder.filter(\.takesMore), in: days, sites) {
        breakdown, window, counts in
        (try growth(of: breakdown, in: window, counts), numbers[window.site] ?? 1)
      }
    }
  }

  /// The sites of which something was published of some days, and is no more.
  private func emptySites(in days: ClosedRange<Day>) throws -> Set<Int64> {
    var totals: [Int64: TrafficTotals] = [:]
    for published in try store.published(in: days) {
      totals[published.site, default: TrafficTotals()] += published.totals
    }
    return Set(totals.filter { $0.value.hits == 0 && $0.value.pageViews == 0 }.keys)
  }

  /// Of some sites, those of which a part of the window has less than was decided, and so little that it must not be
  /// known: then all of what was decided stays as it is.
  ///
  /// What is taken away may be large enough while what is left of it is not.
  private func sitesWithTooLittle(
    _ sites: some Collection<Int64>, in days: ClosedRange<Day>
  ) throws -> Set<Int64> {
    var found: Set<Int64> = []
    var (views, visits): ([PartPlace: Int64], [PartPlace: Int64]) = ([:], [:])
    var lessened: Set<PartPlace> = []
    for breakdown in Breakdown.inOrder.filter(\.takesMore) {
      let counts = try store.counts(of: breakdown, in: days)
      for site in sites {
        let counts = counts[site] ?? []
        let left = Dictionary(
          counts.map { (PartPlace(site: site, group: $0.group, key: $0.key), $0) },
          uniquingKeysWith: { $1 })
        if breakdown == .pages { views.merge(left.mapValues(\.value)) { $1 } }
        if breakdown == .entries { visits.merge(left.mapValues(\.value)) { $1 } }
        let window = PublishedWindow(site: site, days: days)
        for cell in try growth(of: breakdown, in: window, counts)
        where cell.value < 0 || cell.visitors < 0 {
          let place = PartPlace(site: site, group: cell.group, key: cell.key)
          let isEnough =
            threshold.allows(left[place]?.value ?? 0)
            && threshold.allows(left[place]?.visitors ?? 0)
          if !isEnough { found.insert(site) }
          if [.pages, .entries].contains(breakdown) { lessened.insert(place) }
        }
      }
    }
    // Of a page with both, the views from within the site are known.
    for page in lessened where !threshold.allows((views[page] ?? 0) - (visits[page] ?? 0)) {
      found.insert(page.site)
    }
    return found
  }

  /// Decides breakdowns of the same days of some sites.
  ///
  /// - Parameter portion: What there is to decide of a breakdown of a site's window, by its counts, and as which
  ///   portion.
  private func decide(
    _ breakdowns: [Breakdown], in days: ClosedRange<Day>,
    _ sites: [(key: Int64, value: TrafficTotals)],
    portion: (Breakdown, PublishedWindow, [Cell]) throws -> ([Cell], Int64)
  ) throws {
    var decided: [Int64: [Breakdown: [Cell]]] = [:]
    for breakdown in breakdowns {
      let counts = try store.counts(of: breakdown, in: days)
      for (site, totals) in sites {
        let window = PublishedWindow(site: site, days: days)
        let (cells, number) = try portion(breakdown, window, counts[site] ?? [])
        let decision = Decision(breakdown, threshold, totals, others: decided[site] ?? [:])
          .cells(cells, in: days)
        if decision.isEmpty { continue }
        try store.decide(decision, of: breakdown, in: window, portion: number)
        decided[site, default: [:]][breakdown] = decision
      }
    }
  }

  /// What each part has more, or less, than was decided.
  private func growth(
    of breakdown: Breakdown, in window: PublishedWindow, _ counts: [Cell]
  ) throws -> [Cell] {
    struct Place: Hashable, Comparable {
      var group, key: Int64
      static func < (left: Place, right: Place) -> Bool {
        (left.group, left.key) < (right.group, right.key)
      }
    }
    var cells: [Place: Cell] = [:]
    for cell in counts { cells[Place(group: cell.group, key: cell.key)] = cell }
    for cell in try store.decided(breakdown, in: window) where cell.key != Cell.rest {
      let place = Place(group: cell.group, key: cell.key)
      cells[place, default: Cell(group: cell.group, key: cell.key, value: 0)].value -= cell.value
      cells[place]?.visitors -= cell.visitors
    }
    return cells.sorted { $0.key < $1.key }.map(\.value).filter { $0.value != 0 }.map {
      var cell = $0
      // Who came late may be who came before. What is taken away is hidden as it was hidden when it came.
      if cell.visitors > 0, !threshold.allows(cell.visitors) { cell.visitors = 0 }
      return cell
    }
  }

  /// Decides the sums of what is hidden in the windows of the month, once for each site.
  func publishSums() throws {
    let windows = Dictionary(grouping: try store.windows(in: month), by: \.site)
    for (site, windows) in windows.sorted(by: { $0.key < $1.key }) {
      guard try !store.isMonthDecided(month.lowerBound, ofSite: site) else { continue }
      try store.noteMonth(month.lowerBound, ofSite: site)
      guard windows.count > 1 else { continue }
      for breakdown in Breakdown.allCases
      where breakdown.takesMore {
        let hidden = try store.hidden(breakdown, ofSite: site, in: month)
        let groups = Dictionary(grouping: hidden, by: \.cell.group)
        let sums = groups.sorted { $0.key < $1.key }.flatMap { _, cells in
          MonthRelease(threshold: threshold).sums(cells.map { .init(sum: $0.sum, cell: $0.cell) })
        }
        if sums.isEmpty { continue }
        try store.decide(
          sums, of: breakdown, in: PublishedWindow(site: site, days: month), portion: 0)
      }
    }
  }
}

extension ClosedRange<Day> {
  /// The order of their last days.
  fileprivate func precedes(_ other: ClosedRange<Day>) -> Bool {
    (upperBound, lowerBound) < (other.upperBound, other.lowerBound)
  }
}
