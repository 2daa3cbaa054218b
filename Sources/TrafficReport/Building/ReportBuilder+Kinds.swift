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
    var errors: [PublishedWindow: Int64] = [:]
    if isPrivate {
      for count in try snapshot.kinds(selection) {
        let hits = count.key == HitKind.error.name ? count.totals.hits : 0
        errors[PublishedWindow(site: count.site, days: count.day...count.day), default: 0] += hits
      }
      return KindErrors(errors)
    }
    var left = windows.mapValues(\.others)
    for (days, part) in try snapshot.publishedByWindow(.kinds, in: wholeSpan, site: site) {
      let window = PublishedWindow(site: part.site, days: days)
      left[window]? -= part.value
      if part.key == Int64(HitKind.error.rawValue) { errors[window, default: 0] += part.value }
    }
    // Where all other kinds are known, and there is no error among them, there is none.
    for (window, hits) in left where hits == 0 { errors[window, default: 0] += 0 }
    return KindErrors(errors)
  }

  /// The errors of a row of days: nothing where those of any of its sites are not known.
  func errorCell(_ errors: KindErrors, in row: KnownDays.Run) -> Report.Cell {
    let isKnown =
      isPrivate
      || row.portions.allSatisfy { $0.totals.others == 0 || errors.covers($0, within: row.days) }
    guard isKnown else { return .none }
    let cell = errors.cell(in: row.days)
    return cell == .none ? .number(0) : cell
  }
}

/// How many errors are known of some days.
struct KindErrors {
  /// By site, in the order of their first days.
  private let counts: [Int64: [(days: ClosedRange<Day>, hits: Int64)]]

  init(_ counts: [PublishedWindow: Int64]) {
    self.counts = Dictionary(grouping: counts, by: \.key.site).mapValues { counts in
      counts.map { ($0.key.days, $0.value) }.sorted { $0.0.lowerBound < $1.0.lowerBound }
    }
  }

  /// Whether those of a site's days are known, alone or with others that are in a row, too.
  func covers(_ published: PublishedDays, within row: ClosedRange<Day>) -> Bool {
    within(row, of: published.site).contains { published.lies(in: $0.days) }
  }

  /// The errors of some days; nothing where none are known.
  ///
  /// - Complexity: O(log *n* + *m*) for each site, in its windows and those of these days.
  func cell(in span: ClosedRange<Day>, site: Int64? = nil) -> Report.Cell {
    let known = (site.map { [$0] } ?? Array(counts.keys)).flatMap { within(span, of: $0) }
    return known.isEmpty ? .none : .number(known.reduce(0) { $0 + $1.hits })
  }

  /// What is known of a site's days within others.
  private func within(
    _ span: ClosedRange<Day>, of site: Int64
  ) -> [(days: ClosedRange<Day>, hits: Int64)] {
    let counts = counts[site] ?? []
    var (low, high) = (0, counts.count)
    while low < high {
      let middle = (low + high) / 2
      if counts[middle].days.lowerBound < span.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return counts[low...].prefix { $0.days.lowerBound <= span.upperBound }
      .filter { $0.days.upperBound <= span.upperBound }
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
