import Traffic
import TrafficStore

extension ReportBuilder {
  /// People's page views by a property of their clients.
  func clients(_ property: ClientProperty, limit: Int?) throws -> Report.Table {
    let parts = try clientParts(property)
    let title =
      switch property {
      case .device: "Device"
      case .browser: "Browser"
      case .system: "Operating system"
      }
    return Ranking(
      name: property.rawValue + "s", labels: [Report.Column(property.rawValue, title, .text)],
      values: peopleValues
    ).table(
      parts.rows.map { Ranking.Row(labels: [.text($0.key)], totals: $0.value) }
        .sorted(by: Ranking.precedes),
      of: (parts.total, parts.other), limit: limit)
  }

  private func clientParts(_ property: ClientProperty) throws -> Parts<String> {
    if isPrivate { return Parts(try snapshot.clients(by: property, selection)) }
    let (breakdown, set): (Breakdown, NamedSet) =
      switch property {
      case .device: (.devices, .device)
      case .browser: (.browsers, .browser)
      case .system: (.systems, .system)
      }
    let names = try snapshot.names(of: set)
    return try published(breakdown, of: \.pageViews).named { names[$0.key] }
  }

  /// The columns of tables on people.
  var peopleValues: [Ranking.Value] {
    [.pageViews, .shareOfViews] + (isPrivate ? [.hits] : [])
  }

  /// Hits by response status, in numerical order; of many, those with the most hits. Never published.
  func statuses(limit: Int?) throws -> Report.Table {
    let parts = Parts(try snapshot.statuses(selection))
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
  func siteTable(limit: Int?) throws -> Report.Table {
    let (errors, sum) = (try errors(), whole)
    func line(_ label: Report.Cell, _ totals: TrafficTotals, _ errors: Report.Cell) -> [Report.Cell]
    {
      [
        label, .number(totals.pageViews), .share(of: totals.pageViews, in: sum.pageViews),
        .number(totals.hits), .number(totals.bots), errors, .number(totals.bytes),
      ] + visitorCells(totals)
    }
    let rows = days.sites.compactMap { site, totals -> (site: Int64, row: Ranking.Row)? in
      guard totals.hits > 0 else { return nil }
      return (site, Ranking.Row(labels: [.text(siteNames[site] ?? "")], totals: totals))
    }.sorted { Ranking.precedes($0.row, $1.row) }
    return Report.Table(
      name: "sites",
      columns: [
        Report.Column("site", "Site", .text), .pageViews, .share, .hits, .bots, .errors, .bytes,
      ] + visitorColumns,
      rows: rows.map { line($1.labels[0], $1.totals, errors.cell(in: span, site: $0)) },
      totals: line(.none, sum, errors.cell(in: span))
    ).limited(to: limit)
  }
}
