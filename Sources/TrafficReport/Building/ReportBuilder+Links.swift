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

  private func links(
    _ name: String, _ counts: [DayCounts<PageLink>], _ measure: Measure, _ values: [Ranking.Value],
    of expected: @escaping (TrafficTotals) -> TrafficTotals, limit: Int?
  ) throws -> Report.Table {
    let parts = Breakdown(
      counts, of: known(counts, measure, expected), in: span, measure, threshold, parent: \.site)
    let names = Dictionary(
      uniqueKeysWithValues: try snapshot.sites().map { ($0.id, $0.name) })
    let rows = parts.rows.map { link, totals in
      Ranking.Row(
        labels: pageLabels(PageName(site: names[link.site] ?? "", path: link.page))
          + [.text(link.referrer), .text(link.kind)],
        totals: totals)
    }
    return Ranking(
      name: name,
      labels: pageColumns + [
        Report.Column("referrer", "From", .text), Report.Column("kind", "Kind", .text),
      ], values: values, otherLabel: pageColumns.count - 1
    ).table(rows.sorted(by: Ranking.precedes), of: (parts.total, parts.other), limit: limit)
  }
}
