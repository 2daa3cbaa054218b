import Traffic
import TrafficStore

extension ReportBuilder {
  /// How long pages' responses took; first the pages that kept the server busy for the longest.
  ///
  /// Pages are parts of all hits whose time was logged, programs' included, which is itself a part.
  func times(limit: Int?) throws -> Report.Table {
    let (days, times) = try snapshot.responseTimes(reading)
    let timed = breakdown(
      days.map { DayCounts(day: $0.day, site: $0.site, key: 1, totals: $0.totals) }, .hits,
      rest: .init(key: 0) { whole in
        var hits = TrafficTotals()
        hits.hits = whole.hits
        return hits
      })
    let wholes = timed.portions.mapValues { $0[1] ?? [] }
    let parts = Breakdown(days, of: wholes, in: span, .hits, threshold, parent: \.site)
    var all = Percentiles()
    let known = wholes.mapValues { Set($0.filter { $0.lies(in: span) }.flatMap(\.days)) }
    for day in days where known[day.site]?.contains(day.day) == true {
      all.add(times[PageDay(page: day.key, day: day.day)] ?? [])
    }
    let rows = try named(parts, times).sorted { left, right in
      let (a, b) = (left.times.milliseconds, right.times.milliseconds)
      return a == b ? PageName.precedes(left.name, right.name) : a > b
    }
    let whole = all.milliseconds
    func cells(_ times: Percentiles) -> [Report.Cell] {
      [.number(times.hits)]
        + [50, 95, 99].map { times.time($0).map { .milliseconds($0) } ?? .none }
        + [.share(whole > 0 ? times.milliseconds / whole : 0)]
    }
    var lines = rows.map { pageLabels($0.name) + cells($0.times) }
    let named = pageColumns.count - 1
    if parts.other.hits > 0 {
      let labels = pageColumns.indices.map { index -> Report.Cell in
        index == named ? .text(Threshold.otherName) : .none
      }
      lines.append(labels + [.number(parts.other.hits), .none, .none, .none, .none])
    }
    return Report.Table(
      name: "times",
      columns: pageColumns + [
        .hits, Report.Column("p50_ms", "p50", .milliseconds),
        Report.Column("p95_ms", "p95", .milliseconds),
        Report.Column("p99_ms", "p99", .milliseconds),
        Report.Column("time_share", "Time share", .share),
      ],
      rows: lines, totals: pageColumns.map { _ in .none } + cells(all)
    ).limited(to: limit)
  }

  /// The times of each page in what is known of it; all pages of a site without a name are one.
  private func named(
    _ parts: Breakdown<Int64, Int>, _ times: [PageDay: [TimeCount]]
  ) throws -> [(name: PageName, times: Percentiles)] {
    let names = try snapshot.names(ofPages: parts.rows.keys)
    var rows: [String: (name: PageName, times: Percentiles)] = [:]
    for (page, portions) in parts.portions.values.flatMap(\.self) {
      guard let name = names[page] else { continue }
      let place = name.path == nil ? "rare \(name.site)" : "page \(page)"
      var sum = rows[place]?.times ?? Percentiles()
      for day in portions.filter({ $0.lies(in: span) }).flatMap(\.days) {
        sum.add(times[PageDay(page: page, day: day)] ?? [])
      }
      rows[place] = (name, sum)
    }
    return Array(rows.values)
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
