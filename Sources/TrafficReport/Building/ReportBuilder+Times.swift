import Traffic
import TrafficStore

extension ReportBuilder {
  /// How long pages' responses took; first the pages that kept the server busy for the longest.
  func times(limit: Int?) throws -> Report.Table {
    let times = try pageTimes()
    let (shown, leftOut) = try named(times, limit: limit)
    let rows = shown.sorted { left, right in
      left.times.milliseconds == right.times.milliseconds
        ? PageName.precedes(left.name, right.name)
        : left.times.milliseconds > right.times.milliseconds
    }
    let all = times.all.facts
    func cells(_ times: Percentiles.Facts) -> [Report.Cell] {
      [.number(times.hits)]
        + [times.median, times.p95, times.p99].map { $0.map { .milliseconds($0) } ?? .none }
        + [.share(all.milliseconds > 0 ? times.milliseconds / all.milliseconds : 0)]
    }
    return Report.Table(
      name: "times",
      columns: pageColumns + [
        .hits, Report.Column("p50_ms", "p50", .milliseconds),
        Report.Column("p95_ms", "p95", .milliseconds),
        Report.Column("p99_ms", "p99", .milliseconds),
        Report.Column("time_share", "Time share", .share),
      ],
      rows: rows.map { pageLabels($0.name) + cells($0.times) },
      totals: pageColumns.map { _ in .none } + cells(all), rowsLeftOut: leftOut
    ).limited(to: limit)
  }

  /// The times of pages: of each one that has a name, with its number; and of those of each site that have none.
  private struct PageTimes {
    var named: [(page: Int, times: Percentiles.Facts)] = []
    var rare: [Int64: Percentiles] = [:]
    var all = Percentiles()
  }

  /// What is published has classes of times joined, and says the upper end of them.
  private func pageTimes() throws -> PageTimes {
    let nameless = try snapshot.namelessPages()
    var sums = PageTimes()
    func add(_ page: Int, _ times: Percentiles) {
      sums.all.add(times)
      if let site = nameless[page] {
        sums.rare[site, default: Percentiles()].add(times)
      } else if isWanted(page) {
        sums.named.append((page, times.facts))
      }
    }
    guard isPrivate else {
      try snapshot.visitTimes(in: wholeSpan, site: site) { add($0, Percentiles($1)) }
      return sums
    }
    var pages: [Int: Percentiles] = [:]
    try snapshot.responseTimes(selection) { _, _, page, count in
      pages[page, default: Percentiles()].add(count)
    }
    for (page, times) in pages { add(page, times) }
    return sums
  }

  /// A row of the table.
  private struct Row {
    var name: PageName
    var times: Percentiles.Facts
  }

  /// The pages that the first rows may be of, with their names, and how many others there are; all pages of a site
  /// without one are one.
  private func named(
    _ times: PageTimes, limit: Int?
  ) throws -> (rows: [Row], leftOut: Int) {
    let first = times.named.greatest(limit, by: \.times.milliseconds)
    let names = try snapshot.names(ofPages: first.map(\.page))
    let rows = first.compactMap { page, times in
      names[page].map { Row(name: $0, times: times) }
    }
    let sites = try snapshot.sites()
    let others = times.rare.compactMap { site, times in
      sites.first { $0.id == site }.map {
        Row(name: PageName(site: $0.name, path: nil), times: times.facts)
      }
    }
    return (rows + others, times.named.count - first.count)
  }

  /// What the columns mean, or why there is nothing in them.
  func timeNotes(_ table: Report.Table) -> [Note] {
    table.rows.isEmpty
      ? [.noTimes(isPrivate: isPrivate)] : [.percentiles(isPrivate: isPrivate), .timesInOrder]
  }
}
