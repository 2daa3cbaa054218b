import TrafficReport

/// Where names in a report's table lead: to a page, or to the rows of a report that have the same name.
///
/// Only where a table has both: which page goes with which referrer is stored, for others it is not.
struct RowLinks {
  let query: PageQuery
  /// What the table is the rows of.
  let kind: ReportKind

  /// Where a value of a row leads to.
  func link(_ table: Report.Table, _ column: Report.Column, _ row: [Report.Cell]) -> Link? {
    guard let name = table.text(column.name, of: row) else { return nil }
    var other = query
    // Of all sites, each row names its own.
    if let site = table.text("site", of: row) { other.site = Report.siteName(site) }
    switch (kind, column.name) {
    case (.pages, "page"), (.entries, "page"), (.landings, "page"):
      (other.page, other.report) = (name, nil)
    case (.referrers, "referrer"):
      (other.report, other.part, other.referrer) = (.landings, nil, name)
    case (.landings, "referrer"), (.notFound, "referrer"):
      (other.report, other.referrer) = (kind, name)
    case (.referrers, "kind"), (.landings, "kind"), (.notFound, "kind"):
      (other.report, other.part) = (kind, Report.kindName(name))
    case (.referrerKinds, "kind"):
      (other.report, other.part) = (.referrers, Report.kindName(name))
    default: return nil
    }
    return other == query ? nil : other.link()
  }
}
