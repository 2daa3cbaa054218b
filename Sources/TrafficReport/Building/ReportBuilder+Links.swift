import Traffic
import TrafficStore

/// Pages, and where those who asked for them came from.
extension ReportBuilder {
  /// The pages on which people came in, and from where: what a campaign or a link brought.
  func landings(limit: Int?) throws -> (tables: [Report.Table], notes: [String]) {
    let table = try links(
      "landings", snapshot.landings(reading), .views, [.pageViews, .shareOfViews],
      of: ReportBuilder.views, limit: limit)
    return (
      [table],
      table.rows.isEmpty
        ? ["No visits of this period are known: that takes logs with referrers."]
        : [
          "Direct is without a referrer: typed, bookmarked or withheld. Page views from a page of the site "
            + "itself are no visits."
        ]
    )
  }

  /// What people asked for and is not there, and who links to it.
  func notFound(limit: Int?) throws -> (tables: [Report.Table], notes: [String]) {
    let table = try links(
      "not_found", snapshot.notFound(reading), .hits, [.hits, .shareOfHits],
      of: ReportBuilder.people, limit: limit)
    return (
      [table],
      table.rows.isEmpty
        ? [
          "No request of people in this period was answered with 404 or 410 by a log with referrers."
        ]
        : [
          "Answered with 404 or 410. Internal is a link on a page of the site itself: those you can mend."
        ]
    )
  }

  /// Each page is a part of its site, and the whole of the hosts that led to it: what a page has is known
  /// from other reports, so a host that is held back must not be what is left of it.
  private func links(
    _ name: String, _ counts: [DayCounts<PageLink>], _ measure: Measure, _ values: [Ranking.Value],
    of expected: @escaping (TrafficTotals) -> TrafficTotals, limit: Int?
  ) throws -> Report.Table {
    let pages = Breakdown(
      counts.map {
        DayCounts(day: $0.day, site: $0.site, key: $0.key.page, totals: $0.totals)
      }, of: known(counts, measure, expected), in: span, measure, threshold, parent: \.site)
    let wholes = pages.portions.values.reduce(into: [:]) { $0.merge($1) { known, _ in known } }
    let links = Breakdown(counts, of: wholes, in: span, measure, threshold, parent: \.key.page)
    let names = Dictionary(
      uniqueKeysWithValues: try snapshot.sites().map { ($0.id, $0.name) })
    let rows = links.rows.map { link, totals in
      Ranking.Row(
        labels: pageLabels(PageName(site: names[link.page.site] ?? "", path: link.page.path))
          + [.text(link.referrer), .text(link.kind)],
        totals: totals)
    }
    let other = links.rows.values.reduce(into: pages.total) { $0 -= $1 }
    return Ranking(
      name: name,
      labels: pageColumns + [
        Report.Column("referrer", "From", .text), Report.Column("kind", "Kind", .text),
      ], values: values, otherLabel: pageColumns.count - 1
    ).table(rows.sorted(by: Ranking.precedes), of: (pages.total, other), limit: limit)
  }
}
