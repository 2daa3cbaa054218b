import Traffic
import TrafficStore

extension ReportBuilder {
  /// How long pages' responses took; first the pages that kept the server busy for the longest.
  func times(limit: Int?) throws -> Report.Table {
    let pages = try pageTimes()
    var all = Percentiles()
    for (_, times) in pages { all.add(times) }
    let (shown, leftOut) = try named(pages, limit: limit)
    let rows = shown.sorted { left, right in
      left.milliseconds == right.milliseconds
        ? PageName.precedes(left.name, right.name) : left.milliseconds > right.milliseconds
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
      totals: pageColumns.map { _ in .none } + cells(all), rowsLeftOut: leftOut
    ).limited(to: limit)
  }

  /// The times of each page, with its number. What is published has classes of times joined, and says the upper
  /// end of them.
  private func pageTimes() throws -> [(page: Int, times: Percentiles)] {
    if isPrivate {
      var pages: [Int: Percentiles] = [:]
      try snapshot.responseTimes(selection) { _, _, page, count in
        pages[page, default: Percentiles()].add(count)
      }
      return pages.map { ($0, $1) }
    }
    let known = try snapshot.pages()
    var pages: [(page: Int, times: Percentiles)] = []
    var places: [Int64: Int] = [:]
    try snapshot.visitSites(.times, in: wholeSpan, site: site) { parts in
      var (page, place): (Int64?, Int?) = (nil, nil)
      for part in parts {
        if part.group != page {
          (page, place) = (part.group, places[part.group])
          if place == nil, known.contains(Int(part.group)) {
            place = pages.count
            places[part.group] = place
            pages.append((Int(part.group), Percentiles()))
          }
        }
        guard let place else { continue }
        pages[place].times.add(
          TimeCount(time: ResponseTime(rawValue: UInt8(clamping: part.key)), hits: part.value))
      }
    }
    return pages
  }

  /// A row of the table.
  private struct Row {
    var name: PageName
    var times: Percentiles
    var milliseconds: Double
  }

  /// The pages that the first rows may be of, with their names, and how many others there are; all pages of a site
  /// without one are one.
  private func named(
    _ pages: [(page: Int, times: Percentiles)], limit: Int?
  ) throws -> (rows: [Row], leftOut: Int) {
    let nameless = try snapshot.namelessPages()
    var rare: [Int64: Percentiles] = [:]
    var ranked: [(page: Int, times: Percentiles, milliseconds: Double)] = []
    for (page, times) in pages {
      if let site = nameless[page] {
        rare[site, default: Percentiles()].add(times)
      } else if isWanted(page) {
        ranked.append((page, times, times.milliseconds))
      }
    }
    let first = ranked.greatest(limit, by: \.milliseconds)
    let names = try snapshot.names(ofPages: first.map(\.page))
    let rows = first.compactMap { page, times, milliseconds in
      names[page].map { Row(name: $0, times: times, milliseconds: milliseconds) }
    }
    let sites = try snapshot.sites()
    let others = rare.compactMap { site, times in
      sites.first { $0.id == site }.map {
        Row(
          name: PageName(site: $0.name, path: nil), times: times, milliseconds: times.milliseconds)
      }
    }
    return (rows + others, ranked.count - first.count)
  }

  /// What the columns mean, or why there is nothing in them.
  func timeNotes(_ table: Report.Table) -> [Note] {
    table.rows.isEmpty
      ? [.noTimes(isPrivate: isPrivate)] : [.percentiles(isPrivate: isPrivate), .timesInOrder]
  }
}
