import Traffic
import TrafficStore

/// Kinds of hits: a report of their own, and the columns of bots and errors in others.
extension ReportBuilder {
  /// Hits and bandwidth by kind of hit.
  func kinds(limit: Int?) -> Report.Table {
    let parts = kindParts
    return Ranking(
      name: "kinds", labels: [Report.Column("kind", "Kind", .text)],
      values: [.hits, .shareOfHits, .bytes]
    ).table(
      parts.rows.map { Ranking.Row(labels: [.text($0.key)], totals: $0.value.withoutViews) }
        .sorted(by: Ranking.precedes),
      of: (parts.total.withoutViews, parts.other.withoutViews), limit: limit)
  }

  /// Page views are known beside all hits in any case, and bots are nobody.
  var kindParts: Breakdown<Int64, String> {
    let known = Set([HitKind.pageView.name, HitKind.bot.name])
    let site = selection.site?.id
    return breakdown(
      history.kinds.filter { site == nil || $0.site == site }, .hits, isNonPersonal: known.contains)
  }
}

/// What is known of the kinds of hits, to be asked more than once.
struct KindCells {
  /// Hits of some days, all of them or those that are known.
  private struct Entry {
    var first: Day
    var last: Day
    var site: Int64
    var all: Int64
    var known: Int64
  }

  /// By kind, in the order of their first days.
  private var entries: [String: [Entry]] = [:]

  /// Nothing is known.
  init() {}

  /// - Complexity: O(*n* log *n*) in the days, sites and kinds.
  init(_ builder: ReportBuilder) {
    let parts = builder.kindParts
    for (site, kinds) in parts.portions {
      for (kind, portions) in kinds {
        entries[kind, default: []] += portions.map {
          Entry(
            first: $0.days[0], last: $0.days[$0.days.count - 1], site: site, all: 0,
            known: $0.totals.hits)
        }
      }
    }
    var wholes: [Int64: [Day: Portion]] = [:]
    for (site, portions) in builder.sitePortions {
      for portion in portions {
        for day in portion.days { wholes[site, default: [:]][day] = portion }
      }
    }
    for count in builder.history.kinds {
      guard let whole = wholes[count.site]?[count.day] else { continue }
      entries[count.key, default: []].append(
        Entry(
          first: whole.days[0], last: whole.days[whole.days.count - 1], site: count.site,
          all: count.totals.hits, known: 0))
    }
    for kind in entries.keys { entries[kind]?.sort { $0.first < $1.first } }
  }

  /// The hits of a kind in some days.
  ///
  /// - Returns: Nothing where there are some, but too few of each day to be known.
  /// - Complexity: O(log *n* + *m*) in the days of the database and of the period.
  func cell(_ kind: HitKind, in span: ClosedRange<Day>, site: Int64? = nil) -> Report.Cell {
    let entries = entries[kind.name] ?? []
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].first < span.lowerBound { low = middle + 1 } else { high = middle }
    }
    var (all, known): (Int64, Int64) = (0, 0)
    for entry in entries[low...] {
      guard entry.first <= span.upperBound else { break }
      guard entry.last <= span.upperBound, site == nil || entry.site == site else { continue }
      all += entry.all
      known += entry.known
    }
    return all > known && known == 0 ? .none : .number(known)
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
