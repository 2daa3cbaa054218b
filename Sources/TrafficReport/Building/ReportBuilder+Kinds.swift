import Traffic
import TrafficStore

/// Kinds of hits: a report of their own, and the column of errors in others.
extension ReportBuilder {
  /// Hits by kind of hit; bandwidth, too, where all is shown.
  func kinds(limit: Int?) throws -> Report.Table {
    let parts = try isPrivate ? countedKinds : publishedKinds()
    return Ranking(
      name: "kinds", labels: [Report.Column("kind", "Kind", .text)],
      values: [.hits, .shareOfHits] + (isPrivate ? [.bytes] : [])
    ).table(
      parts.rows.map { Ranking.Row(labels: [.text($0.key)], totals: $0.value.withoutViews) }
        .sorted(by: Ranking.precedes),
      of: (parts.total.withoutViews, parts.other.withoutViews), limit: limit)
  }

  private var countedKinds: Parts<String> {
    get throws { Parts(try snapshot.kinds(selection)) }
  }

  /// Page views and bots are known beside all hits in any case.
  private func publishedKinds() throws -> Parts<String> {
    let names = try snapshot.names(of: .kind)
    var parts = try published(.kinds, of: { $0.hits }, .hits).named { names[$0.key] }
    let counted = Counted.hits
    parts.rows[HitKind.pageView.name] = counted.totals(windowTotals.pageViews)
    parts.rows[HitKind.bot.name] = counted.totals(windowTotals.bots)
    parts.total += parts.rest
    parts.rows = parts.rows.filter { $0.value.hits != 0 }
    return parts
  }

  /// The errors of some times, to be asked more than once.
  func errors() throws -> KindErrors {
    guard isPrivate else {
      return try snapshot.remembered(ErrorsQuestion(span: span, days: wholeSpan, site: site)) {
        try publishedErrors()
      }
    }
    var errors: [PublishedWindow: Int64] = [:]
    for count in try snapshot.kinds(selection) {
      let hits = count.key == HitKind.error.name ? count.totals.hits : 0
      errors[PublishedWindow(site: count.site, days: count.day...count.day), default: 0] += hits
    }
    return KindErrors(errors.map { ($0, $1) })
  }

  private func publishedErrors() throws -> KindErrors {
    var left = windows.windows.map(\.others)
    var known = [Int64?](repeating: nil, count: left.count)
    // Sums of a month, which is no window.
    var months: [PublishedWindow: Int64] = [:]
    var place = 0
    try snapshot.visitPublished(.kinds, in: wholeSpan, site: site) { days, part in
      let window = PublishedWindow(site: part.site, days: days)
      let isError = part.key == Int64(HitKind.error.rawValue)
      guard let found = windows.place(of: window, after: place) else {
        if isError { months[window, default: 0] += part.value }
        return
      }
      place = found
      left[place] -= part.value
      if isError { known[place] = (known[place] ?? 0) + part.value }
    }
    var errors = months.map { ($0, $1) }
    for (place, window) in windows.windows.enumerated() {
      // Where all other kinds are known, and there is no error among them, there is none.
      if let hits = known[place] ?? (left[place] == 0 ? 0 : nil) {
        errors.append((window.window, hits))
      }
    }
    return KindErrors(errors)
  }

  /// What the errors hang on.
  private struct ErrorsQuestion: Hashable {
    var span: ClosedRange<Day>
    var days: ClosedRange<Day>
    var site: Int64?
  }

  /// The errors of a row of days: nothing where those of any of its sites are not known.
  func errorCell(_ errors: KindErrors, in row: KnownDays.Run) -> Report.Cell {
    let isKnown =
      isPrivate
      || row.others.allSatisfy { errors.covers($0, within: row.days) }
    guard isKnown else { return .none }
    let cell = errors.cell(in: row.days)
    return cell == .none ? .number(0) : cell
  }
}

/// How many errors are known of some days.
struct KindErrors {
  /// Some days and their errors.
  private typealias Count = (days: ClosedRange<Day>, hits: Int64)
  /// By site, in the order of their first days.
  private let counts: [Int64: [Count]]
  /// Those of all sites together, in the same order.
  private let all: [Count]

  /// - Parameter counts: Those of each window, once.
  init(_ counts: [(window: PublishedWindow, hits: Int64)]) {
    var sites: [Int64: [Count]] = [:]
    var sums: [ClosedRange<Day>: Int64] = [:]
    for (window, hits) in counts {
      sites[window.site, default: []].append((window.days, hits))
      sums[window.days, default: 0] += hits
    }
    func ordered(_ counts: [Count]) -> [Count] {
      counts.sorted { $0.days.lowerBound < $1.days.lowerBound }
    }
    self.counts = sites.mapValues(ordered)
    all = ordered(sums.map { ($0.key, $0.value) })
  }

  /// Whether those of a site's days are known, alone or with others that are in a row, too.
  ///
  /// - Complexity: O(log *n* + *m*) in its windows and those of the row.
  func covers(_ days: PublishedWindow, within row: ClosedRange<Day>) -> Bool {
    let counts = counts[days.site] ?? []
    let begin = KindErrors.place(of: row.lowerBound, in: counts)
    return counts[begin...].prefix { $0.days.lowerBound <= days.days.lowerBound }.contains {
      $0.days.upperBound >= days.days.upperBound && $0.days.upperBound <= row.upperBound
    }
  }

  /// The errors of some days; nothing where none are known.
  ///
  /// - Complexity: O(log *n* + *m*) in the windows of the site, or of all together, and those of these days.
  func cell(in span: ClosedRange<Day>, site: Int64? = nil) -> Report.Cell {
    let counts = site.map { self.counts[$0] ?? [] } ?? all
    var (isKnown, sum) = (false, Int64(0))
    for count in counts[KindErrors.place(of: span.lowerBound, in: counts)...] {
      guard count.days.lowerBound <= span.upperBound else { break }
      if count.days.upperBound <= span.upperBound { (isKnown, sum) = (true, sum + count.hits) }
    }
    return isKnown ? .number(sum) : .none
  }

  /// Where the counts begin that do not begin before a day.
  private static func place(of day: Day, in counts: [Count]) -> Int {
    var (low, high) = (0, counts.count)
    while low < high {
      let middle = (low + high) / 2
      if counts[middle].days.lowerBound < day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension TrafficTotals {
  /// The same hits and bytes, so that rows are in the order of their hits.
  var withoutViews: TrafficTotals {
    var totals = self
    totals.pageViews = 0
    return totals
  }
}
