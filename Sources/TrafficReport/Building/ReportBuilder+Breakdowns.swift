import Traffic
import TrafficStore

extension ReportBuilder {
  /// People's page views and hits by a property of their clients.
  func clients(_ property: ClientProperty, limit: Int?) throws -> Report.Table {
    let parts = breakdown(try snapshot.clients(by: property, reading), .views)
    let title =
      switch property {
      case .device: "Device"
      case .browser: "Browser"
      case .system: "Operating system"
      }
    return Ranking(
      name: property.rawValue + "s", labels: [Report.Column(property.rawValue, title, .text)],
      values: [.pageViews, .shareOfViews, .hits]
    ).table(
      parts.rows.map { Ranking.Row(labels: [.text($0.key)], totals: $0.value) }
        .sorted(by: Ranking.precedes),
      of: (parts.total, parts.other), limit: limit)
  }

  /// Hits by response status, in numerical order; of many, those with the most hits.
  func statuses(limit: Int?) throws -> Report.Table {
    let parts = breakdown(try snapshot.statuses(reading), .hits)
    let most = parts.rows.sorted { ($0.value.hits, $1.key) > ($1.value.hits, $0.key) }
      .prefix(limit ?? Int.max)
    let rows = most.sorted { $0.key < $1.key }.map { status, totals in
      Ranking.Row(
        labels: [.text(StatusText.number(status)), .text(StatusText.meaning(status))],
        totals: totals)
    }
    return Ranking(
      name: "statuses",
      labels: [
        Report.Column("status", "Status", .text), Report.Column("meaning", "Meaning", .text),
      ], values: [.hits, .shareOfHits]
    ).table(
      rows, of: (parts.total, parts.other), limit: limit, leftOut: parts.rows.count - rows.count)
  }

  /// Traffic by site, the most page views first.
  func sites(limit: Int?) throws -> Report.Table {
    let names = Dictionary(
      uniqueKeysWithValues: try snapshot.sites().map { ($0.id, $0.name) })
    let cells = kindCells
    let sum = whole.sum(in: span)
    let rows = sitePortions.compactMap { site, portions -> (site: Int64?, row: Ranking.Row)? in
      guard portions.contains(where: { $0.lies(in: span) }) else { return nil }
      let totals = portions.sum(in: span)
      guard totals.hits > 0 else { return nil }
      return (site, Ranking.Row(labels: [.text(names[site] ?? "")], totals: totals))
    }.sorted { Ranking.precedes($0.row, $1.row) }
    let other = rows.reduce(into: sum) { $0 -= $1.row.totals }
    func line(_ row: Ranking.Row, _ bots: Report.Cell, _ errors: Report.Cell) -> [Report.Cell] {
      row.labels + [
        .number(row.totals.pageViews), .share(of: row.totals.pageViews, in: sum.pageViews),
        .number(row.totals.hits), bots, errors, .number(row.totals.bytes),
      ] + visitorCells(row.totals)
    }
    var lines = rows.map { site, row in
      line(row, cells.cell(.bot, in: span, site: site), cells.cell(.error, in: span, site: site))
    }
    if other.hits > 0 {
      // What programs and errors are among so few hits is not known.
      lines.append(
        line(Ranking.Row(labels: [.text(Threshold.otherName)], totals: other), .none, .none))
    }
    let totals = Ranking.Row(labels: [.none], totals: sum)
    return Report.Table(
      name: "sites",
      columns: [
        Report.Column("site", "Site", .text), .pageViews, .share, .hits, .bots, .errors, .bytes,
      ] + visitorColumns,
      rows: lines,
      totals: line(totals, cells.cell(.bot, in: span), cells.cell(.error, in: span))
    ).limited(to: limit)
  }
}
