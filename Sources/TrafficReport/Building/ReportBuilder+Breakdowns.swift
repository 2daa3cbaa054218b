import Traffic
import TrafficStore

extension ReportBuilder {
  /// People's page views and hits by a property of their clients.
  func clients(_ property: ClientProperty, limit: Int?) throws -> Report.Table {
    let rows = try snapshot.clients(by: property, selection)
    let pageViews = rows.reduce(0) { $0 + $1.pageViews }
    let title =
      switch property {
      case .device: "Device"
      case .browser: "Browser"
      case .system: "Operating system"
      }
    return ranking(
      property.rawValue + "s",
      [Report.Column(property.rawValue, title, .text), .pageViews, .share, .hits],
      rows.map {
        [
          .text($0.name), .number($0.pageViews), .share(of: $0.pageViews, in: pageViews),
          .number($0.hits),
        ]
      },
      totals: [
        .none, .number(pageViews), .share(of: pageViews, in: pageViews),
        .number(rows.reduce(0) { $0 + $1.hits }),
      ], limit: limit)
  }

  /// Hits by response status, in numerical order; of many, those with the most hits.
  func statuses(limit: Int?) throws -> Report.Table {
    let rows = try snapshot.statuses(selection)
    let hits = rows.reduce(0) { $0 + $1.hits }
    let most = rows.sorted { $0.hits > $1.hits }.prefix(limit ?? Int.max).map(\.status)
    let shown = rows.filter { most.contains($0.status) }
    return ranking(
      "statuses",
      [
        Report.Column("status", "Status", .text), Report.Column("meaning", "Meaning", .text),
        .hits, .share,
      ],
      shown.map {
        [
          .text(StatusText.number($0.status)), .text(StatusText.meaning($0.status)),
          .number($0.hits), .share(of: $0.hits, in: hits),
        ]
      }, totals: [.none, .none, .number(hits), .share(of: hits, in: hits)],
      limit: limit, leftOut: rows.count - shown.count)
  }

  /// Traffic by site, the most page views first.
  func sites(limit: Int?) throws -> Report.Table {
    var rows = try snapshot.sites(selection)
    // The names are in order already, and this sort keeps the order of equals.
    rows.sort {
      ($0.totals.pageViews, $0.totals.hits) > ($1.totals.pageViews, $1.totals.hits)
    }
    let sum = rows.reduce(into: TrafficTotals()) { $0 += $1.totals }
    func cells(_ totals: TrafficTotals) -> [Report.Cell] {
      var cells = self.cells(totals)
      cells.insert(.share(of: totals.pageViews, in: sum.pageViews), at: 1)
      return cells
    }
    return ranking(
      "sites",
      [
        Report.Column("site", "Site", .text), .pageViews, .share, .hits, .bots, .errors, .bytes,
      ],
      rows.map { [.text($0.site)] + cells($0.totals) }, totals: [.none] + cells(sum),
      limit: limit)
  }

  /// Hits and bandwidth by kind of hit.
  func kinds(limit: Int?) throws -> Report.Table {
    let rows = try snapshot.kinds(selection)
    let (hits, bytes) = rows.reduce((0, 0)) { ($0.0 + $1.hits, $0.1 + $1.bytes) }
    return ranking(
      "kinds", [Report.Column("kind", "Kind", .text), .hits, .share, .bytes],
      rows.map {
        [.text($0.kind), .number($0.hits), .share(of: $0.hits, in: hits), .number($0.bytes)]
      }, totals: [.none, .number(hits), .share(of: hits, in: hits), .number(bytes)],
      limit: limit)
  }

  private func ranking(
    _ name: String, _ columns: [Report.Column], _ rows: [[Report.Cell]], totals: [Report.Cell],
    limit: Int?, leftOut: Int = 0
  ) -> Report.Table {
    let shown = Array(rows.prefix(limit ?? Int.max))
    return Report.Table(
      name: name, columns: columns, rows: shown, totals: totals,
      rowsLeftOut: leftOut + rows.count - shown.count)
  }
}
