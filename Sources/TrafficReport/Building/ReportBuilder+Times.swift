import Traffic
import TrafficStore

extension ReportBuilder {
  /// How long pages' responses took; first the pages that kept the server busy for the longest.
  func times(limit: Int?) throws -> Report.Table {
    let pages = try pageTimes()
    var all = Percentiles()
    for times in pages.values { all.add(times) }
    let rows = try named(pages).sorted { left, right in
      let (a, b) = (left.times.milliseconds, right.times.milliseconds)
      return a == b ? PageName.precedes(left.name, right.name) : a > b
    }
    let whole = all.milliseconds
    func cells(_ times: Percentiles) -> [Report.Cell] {
      [.number(times.hits)]
        + [50, 95, 99].map { times.time($0).map { .milliseconds($0) } ?? .none }
        + [.share(whole > 0 ? times.milliseconds / whole : 0)]
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
      totals: pageColumns.map { _ in .none } + cells(all)
    ).limited(to: limit)
  }

  /// The times of each page, by its number. What is published has classes of times joined, and says the upper
  /// end of them.
  private func pageTimes() throws -> [Int: Percentiles] {
    var pages: [Int: Percentiles] = [:]
    if isPrivate {
      try snapshot.responseTimes(selection) { _, _, page, count in
        pages[page, default: Percentiles()].add(count)
      }
    } else {
      let known = try snapshot.pages()
      for part in try snapshot.published(.times, in: wholeSpan, site: site)
      where known.contains(Int(part.group)) {
        pages[Int(part.group), default: Percentiles()].add(
          TimeCount(time: ResponseTime(rawValue: UInt8(clamping: part.key)), hits: part.value))
      }
    }
    return pages
  }

  /// The times of each page under its name; all pages of a site without one are one.
  private func named(_ pages: [Int: Percentiles]) throws -> [(name: PageName, times: Percentiles)] {
    let names = try snapshot.names(ofPages: pages.keys)
    var rare: [String: Percentiles] = [:]
    var rows: [(name: PageName, times: Percentiles)] = []
    for (page, times) in pages {
      guard let name = names[page] else { continue }
      if name.path == nil {
        rare[name.site, default: Percentiles()].add(times)
      } else {
        rows.append((name, times))
      }
    }
    return rows + rare.map { (PageName(site: $0, path: nil), $1) }
  }

  /// What the columns mean, or why there is nothing in them.
  func timeNotes(_ table: Report.Table) -> [Note] {
    table.rows.isEmpty
      ? [.noTimes(isPrivate: isPrivate)] : [.percentiles(isPrivate: isPrivate), .timesInOrder]
  }
}
