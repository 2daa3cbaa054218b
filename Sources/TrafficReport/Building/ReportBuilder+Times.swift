import Traffic
import TrafficStore

extension ReportBuilder {
  /// How long pages' responses took; first the pages that kept the server busy for the longest.
  func times(limit: Int?) throws -> Report.Table {
    let pages = try snapshot.responseTimes(selection)
    var all = Percentiles()
    for page in pages { all.add(page) }
    let whole = all.milliseconds
    func cells(_ times: Percentiles) -> [Report.Cell] {
      [.number(times.hits)]
        + [50, 95, 99].map { times.time($0).map { .milliseconds($0) } ?? .none }
        + [.share(whole > 0 ? times.milliseconds / whole : 0)]
    }
    let namesSite = try namesSite()
    let ranked = pages.enumerated().map { index, page in
      var times = Percentiles()
      times.add(page)
      return (index: index, times: times, total: times.milliseconds)
    }.sorted { ($0.total, $1.index) > ($1.total, $0.index) }
    let shown = ranked.prefix(limit ?? Int.max).map { page -> [Report.Cell] in
      let (site, path) = (pages[page.index].site, pages[page.index].path)
      return (namesSite ? [.text(site)] : [])
        + [.text(path ?? ReportBuilder.namelessPage)] + cells(page.times)
    }
    return Report.Table(
      name: "times",
      columns: (namesSite ? [Report.Column("site", "Site", .text)] : []) + [
        Report.Column("page", "Page", .text), .hits,
        Report.Column("p50_ms", "p50", .milliseconds),
        Report.Column("p95_ms", "p95", .milliseconds),
        Report.Column("p99_ms", "p99", .milliseconds),
        Report.Column("time_share", "Time share", .share),
      ],
      rows: shown, totals: (namesSite ? [.none] : []) + [.none] + cells(all),
      rowsLeftOut: pages.count - shown.count)
  }

  /// What the columns mean, or why there is nothing in them.
  func timeNotes(_ table: Report.Table) -> [String] {
    guard !table.rows.isEmpty else {
      return [
        "No log of this period has response times: nginx writes them with $request_time, "
          + "Apache with %D."
      ]
    }
    return [
      "Half of a page's responses took up to p50, 95 of 100 up to p95, 99 up to p99; "
        + "each is at most 9% too high.",
      "Pages are in the order of the time their responses took together.",
    ]
  }
}
