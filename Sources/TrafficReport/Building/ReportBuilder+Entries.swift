import Traffic
import TrafficStore

/// Visits: page views that came from outside.
extension ReportBuilder {
  /// The pages on which people came in.
  func entries(limit: Int?) throws -> (tables: [Report.Table], notes: [String]) {
    var visits = pageFeed
    try snapshot.pageVisitors(reading) { if let entry = $0.entries { visits.add(entry) } }
    let parts = visits.finish()
    let names = try snapshot.names(ofPages: parts.rows.keys)
    var rows: [[Report.Cell]: TrafficTotals] = [:]
    for (page, totals) in parts.rows {
      rows[pageLabels(names[page]!), default: TrafficTotals()] += totals
    }
    var table = Ranking(
      name: "entries", labels: pageColumns, values: [.pageViews, .shareOfViews],
      otherLabel: pageColumns.count - 1
    ).table(
      rows.map { Ranking.Row(labels: $0.key, totals: $0.value) }.sorted(by: Ranking.precedes),
      of: (parts.total, parts.other), limit: limit)
    table.columns[pageColumns.count] = .visits
    return (
      [table],
      table.rows.isEmpty
        ? ["No visits of this period are known: that takes logs with referrers."]
        : ["A visit is a page view that came from outside, not from a page of the site."]
    )
  }

  /// What the columns of visitors mean.
  var visitorNotes: [String] {
    guard history.hasVisitors else { return [] }
    return [
      "Visitors are those of each day: who comes on three days counts three times. Visits are page "
        + "views that came from outside."
    ] + (splitsDays && !threshold.holdsBack ? ["Both are those of whole days."] : [])
  }

  /// Visitors and visits, where they are counted.
  func visitorCells(_ totals: TrafficTotals) -> [Report.Cell] {
    // Where something was viewed by nobody, visitors were not counted.
    let isCounted = totals.visitors > 0 || totals.pageViews == 0
    return history.hasVisitors
      ? [isCounted ? .number(totals.visitors) : .none, .number(totals.visits)] : []
  }

  /// The columns of those.
  var visitorColumns: [Report.Column] { history.hasVisitors ? [.visitors, .visits] : [] }
}

extension DayCounts<Int> {
  /// The visits of a page as page views, since they are some of those; `nil` where there are none.
  var entries: Self? {
    guard totals.visits > 0 else { return nil }
    var views = TrafficTotals()
    (views.pageViews, views.hits) = (totals.visits, totals.visits)
    return DayCounts(day: day, site: site, key: key, totals: views)
  }
}

extension Report.Column {
  static let visitors = Report.Column("visitors", "Visitors", .count)
  static let visits = Report.Column("visits", "Visits", .count)
}
