import Traffic
import TrafficStore

/// Pages, and where those who asked for them came from.
extension ReportBuilder {
  /// The pages on which people came in, and from where: what a campaign or a link brought.
  func landings(limit: Int?) throws -> (tables: [Report.Table], notes: [Note]) {
    let parts =
      try isPrivate
      ? Parts(snapshot.landings(selection)) : links(.landings, of: \.visits, .views)
    let table = table("landings", parts, [.pageViews, .shareOfViews], limit: limit)
    return (
      [table],
      table.rows.isEmpty
        ? [.noVisits] : [.landings]
    )
  }

  /// What people asked for and is not there, and who links to it.
  func notFound(limit: Int?) throws -> (tables: [Report.Table], notes: [Note]) {
    var parts =
      try isPrivate ? Parts(snapshot.notFound(selection)) : links(.notFoundLinks, of: \.hits, .hits)
    if !isPrivate {
      // Of the errors that are known, those that are others are the rest.
      let errors = try snapshot.published(.kinds, in: span, site: site)
        .reduce(0) { $1.key == Int64(HitKind.error.rawValue) ? $0 + $1.value : $0 }
      parts.total = try published(.notFound, of: { _ in errors }, .hits).total
    }
    let table = table("not_found", parts, [.hits, .shareOfHits], limit: limit)
    return (
      [table],
      table.rows.isEmpty
        ? [.nothingNotFound] : [.notFound]
    )
  }

  private func links(
    _ breakdown: Breakdown, of whole: (TrafficTotals) -> Int64, _ counted: Counted
  ) throws -> Parts<PageLink> {
    let parts = try published(breakdown, of: whole, counted)
    let hosts = try snapshot.referrerNames()
    let known = try snapshot.pages()
    let pages = try snapshot.names(
      ofPages: known.intersection(parts.rows.keys.map { Int($0.group) }))
    return parts.named { part in
      guard let host = hosts[part.key] else { return nil }
      return PageLink(
        page: LinkedPage(site: part.site, path: pages[Int(part.group)]?.path),
        referrer: host.name ?? "",
        kind: host.group)
    }
  }

  private func table(
    _ name: String, _ parts: Parts<PageLink>, _ values: [Ranking.Value], limit: Int?
  ) -> Report.Table {
    let rows = parts.rows.map { link, totals in
      Ranking.Row(
        labels: pageLabels(PageName(site: siteNames[link.page.site] ?? "", path: link.page.path))
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
