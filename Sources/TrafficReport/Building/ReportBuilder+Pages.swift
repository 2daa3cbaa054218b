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
    let parts = breakdown(try snapshot.pages(reading), .views)
    let ranked = parts.rows.sorted { left, right in
      (left.value.pageViews, left.value.hits) > (right.value.pageViews, right.value.hits)
    }
    // Pages on a par with the last one wanted are ordered by name, so those are needed too.
    var end = min(limit ?? Int.max, ranked.count)
    while end > 0, end < ranked.count, ranksAlike(ranked[end].value, ranked[end - 1].value) {
      end += 1
    }
    let names = try snapshot.names(ofPages: ranked[..<end].map(\.key))
    let rows = ranked[..<end].map { (name: names[$0.key]!, totals: $0.value) }.sorted {
      ranksAlike($0.totals, $1.totals)
        ? PageName.precedes($0.name, $1.name)
        : ($0.totals.pageViews, $0.totals.hits) > ($1.totals.pageViews, $1.totals.hits)
    }.prefix(limit ?? Int.max)
    return Ranking(
      name: "pages", labels: pageColumns, values: [.pageViews, .shareOfViews, .hits, .bytes],
      otherLabel: pageColumns.count - 1
    ).table(
      rows.map { Ranking.Row(labels: pageLabels($0.name), totals: $0.totals) },
      of: (parts.total, parts.other), limit: limit, leftOut: ranked.count - rows.count)
  }

  private func ranksAlike(_ left: TrafficTotals, _ right: TrafficTotals) -> Bool {
    left.pageViews == right.pageViews && left.hits == right.hits
  }
}
