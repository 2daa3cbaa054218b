import Traffic
import TrafficStore

extension ReportBuilder {
  /// What stands in a table for pages without a name.
  static let namelessPage = "(rare pages)"

  /// Whether pages need the name of their site.
  func namesSite() throws -> Bool { try selection.site == nil && snapshot.sites().count > 1 }

  /// The pages people asked for most; with the site where there are several.
  func pages(limit: Int?) throws -> Report.Table {
    let pages = try snapshot.pages(selection, limit: limit ?? Int.max)
    let namesSite = try namesSite()
    let site = namesSite ? [Report.Column("site", "Site", .text)] : []
    let rows = pages.top.map { page -> [Report.Cell] in
      (namesSite ? [.text(page.site)] : []) + [
        .text(page.path ?? ReportBuilder.namelessPage), .number(page.pageViews),
        .share(of: page.pageViews, in: pages.pageViews), .number(page.hits), .number(page.bytes),
      ]
    }
    let totals: [Report.Cell] =
      (namesSite ? [.none] : []) + [
        .none, .number(pages.pageViews), .share(of: pages.pageViews, in: pages.pageViews),
        .number(pages.hits), .number(pages.bytes),
      ]
    return Report.Table(
      name: "pages",
      columns: site + [Report.Column("page", "Page", .text), .pageViews, .share, .hits, .bytes],
      rows: rows, totals: totals, rowsLeftOut: pages.count - pages.top.count)
  }
}
