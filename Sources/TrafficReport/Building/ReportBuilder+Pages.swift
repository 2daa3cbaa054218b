import Traffic
import TrafficStore

extension ReportBuilder {
  /// What stands in a table for pages without a name.
  static let namelessPage = "(rare pages)"

  /// Whether pages need the name of their site.
  var namesSite: Bool { selection.site == nil && history.sites.count > 1 }

  /// The columns that name a page.
  var pageColumns: [Report.Column] {
    (namesSite ? [Report.Column("site", "Site", .text)] : [])
      + [Report.Column("page", "Page", .text)]
  }

  func pageLabels(_ name: PageName) -> [Report.Cell] {
    (namesSite ? [.text(name.site)] : []) + [.text(name.path ?? ReportBuilder.namelessPage)]
  }

  /// The pages people asked for most; with the site where there are several.
  func pages(limit: Int?) throws -> Report.Table {
    var (views, visits) = (pageFeed, pageFeed)
    try snapshot.pages(reading) { count in
      views.add(count)
      if let entry = count.entries { visits.add(entry) }
    }
    let (parts, entries) = (views.finish(), visits.finish())
    let nameless = try snapshot.namelessPages()
    let ranked = parts.rows.filter { !nameless.contains($0.key) }.sorted { left, right in
      (left.value.pageViews, left.value.hits) > (right.value.pageViews, right.value.hits)
    }
    // Pages on a par with the last one wanted are ordered by name, so those are needed too.
    var end = min(limit ?? Int.max, ranked.count)
    while end > 0, end < ranked.count, ranksAlike(ranked[end].value, ranked[end - 1].value) {
      end += 1
    }
    let names = try snapshot.names(ofPages: ranked[..<end].map(\.key))
    let rare = try rarePages(parts.rows.filter { nameless.contains($0.key) }, entries.rows)
    let named = ranked[..<end].map { page, totals in
      (name: names[page]!, totals: totals, visits: entries.rows[page]?.pageViews)
    }
    let rows = (named + rare).sorted {
      ranksAlike($0.totals, $1.totals)
        ? PageName.precedes($0.name, $1.name)
        : ($0.totals.pageViews, $0.totals.hits) > ($1.totals.pageViews, $1.totals.hits)
    }
    let knownVisits = parts.rows.keys.reduce(Int64(0)) {
      $0 + (entries.rows[$1]?.pageViews ?? 0)
    }
    let all = whole.sum(in: span)
    let shown = rows.prefix(limit ?? Int.max)
    return Ranking(
      name: "pages", labels: pageColumns, values: [.pageViews, .shareOfViews, .hits, .bytes],
      more: history.hasVisitors
        ? [
          // Who views two pages is a visitor of both: these do not add up.
          (.visitors, .none, visitorCells(all)[0]),
          (.visits, .number(entries.total.pageViews - knownVisits), .number(all.visits)),
        ] : [],
      otherLabel: pageColumns.count - 1
    ).table(
      shown.map { row in
        Ranking.Row(
          labels: pageLabels(row.name), totals: row.totals,
          more: history.hasVisitors
            ? [visitorCells(row.totals)[0], row.visits.map { .number($0) } ?? .none] : [])
      },
      of: (parts.total, parts.other), limit: limit,
      leftOut: ranked.count + rare.count - shown.count)
  }

  /// The pages without a name, all those of a site as one.
  ///
  /// They are one in the report only: in the ledger each is a part by itself, so that a page which
  /// gets its name changes nothing of what was known.
  private func rarePages(
    _ rows: [Int: TrafficTotals], _ entries: [Int: TrafficTotals]
  ) throws -> [(name: PageName, totals: TrafficTotals, visits: Int64?)] {
    let names = try snapshot.names(ofPages: rows.keys)
    var sites: [String: (totals: TrafficTotals, visits: Int64?)] = [:]
    for (page, totals) in rows {
      var site = sites[names[page]!.site] ?? (TrafficTotals(), nil)
      site.totals += totals
      if let visits = entries[page]?.pageViews { site.visits = (site.visits ?? 0) + visits }
      sites[names[page]!.site] = site
    }
    return sites.map { (PageName(site: $0, path: nil), $1.totals, $1.visits) }
  }

  private func ranksAlike(_ left: TrafficTotals, _ right: TrafficTotals) -> Bool {
    left.pageViews == right.pageViews && left.hits == right.hits
  }
}
