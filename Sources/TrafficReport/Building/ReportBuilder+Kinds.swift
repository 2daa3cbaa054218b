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
    var errors = KindErrors()
    if isPrivate {
      for count in try snapshot.kinds(selection) {
        errors.add(
          count.key == HitKind.error.name ? count.totals.hits : 0, of: count.day...count.day,
          count.site)
      }
      return errors
    }
    // Where all other kinds are known, and there is no error among them, there is none.
    var left: [PublishedWindow: Int64] = [:]
    for window in try snapshot.windows(in: wholeSpan, site: site) {
      left[window] = days.sum(in: window.days, site: window.site).others
    }
    for (days, part) in try snapshot.publishedByWindow(.kinds, in: wholeSpan, site: site) {
      left[PublishedWindow(site: part.site, days: days)]? -= part.value
      if part.key == Int64(HitKind.error.rawValue) { errors.add(part.value, of: days, part.site) }
    }
    for (window, hits) in left where hits == 0 { errors.add(0, of: window.days, window.site) }
    return errors
  }

  /// The errors of a row of days: nothing where those of any of its sites are not known.
  func errorCell(_ errors: KindErrors, in row: ClosedRange<Day>) -> Report.Cell {
    let isKnown =
      isPrivate
      || days.portions.allSatisfy {
        !$0.lies(in: row) || $0.totals.others == 0 || errors.covers($0, within: row)
      }
    guard isKnown else { return .none }
    let cell = errors.cell(in: row)
    return cell == .none ? .number(0) : cell
  }
}

/// How many errors are known of some days.
struct KindErrors {
  private var counts: [(days: ClosedRange<Day>, site: Int64, hits: Int64)] = []

  mutating func add(_ hits: Int64, of days: ClosedRange<Day>, _ site: Int64) {
    counts.append((days, site, hits))
  }

  /// Whether those of a site's days are known, alone or with others that are in a row, too.
  func covers(_ published: PublishedDays, within row: ClosedRange<Day>) -> Bool {
    counts.contains {
      $0.site == published.site && published.lies(in: $0.days)
        && $0.days.lowerBound >= row.lowerBound && $0.days.upperBound <= row.upperBound
    }
  }

  /// The errors of some days; nothing where none are known.
  ///
  /// - Complexity: O(*n*) in the windows.
  func cell(in span: ClosedRange<Day>, site: Int64? = nil) -> Report.Cell {
    let known = counts.filter {
      (site == nil || $0.site == site) && $0.days.lowerBound >= span.lowerBound
        && $0.days.upperBound <= span.upperBound
    }
    return known.isEmpty ? .none : .number(known.reduce(0) { $0 + $1.hits })
  }
}

extension TrafficTotals {
  /// Hits of people that are no page views.
  fileprivate var others: Int64 { hits - pageViews - bots }

  /// The same hits and bytes, so that rows are in the order of their hits.
  var withoutViews: TrafficTotals {
    var totals = self
    totals.pageViews = 0
    return totals
  }
}
