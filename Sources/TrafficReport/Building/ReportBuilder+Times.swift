import Traffic
import TrafficStore

extension ReportBuilder {
  /// How long pages' responses took; first the pages that kept the server busy for the longest.
  ///
  /// Pages are parts of all hits whose time was logged, programs' included, which is itself a part.
  func times(limit: Int?) throws -> Report.Table {
    let days = try pageDays()
    let wholes = try timedWholes(days)
    let known = try knownTimes(days, of: wholes)
    let rows = try named(known.pages).sorted { left, right in
      let (a, b) = (left.times.milliseconds, right.times.milliseconds)
      return a == b ? PageName.precedes(left.name, right.name) : a > b
    }
    let whole = known.all.milliseconds
    func cells(_ times: Percentiles) -> [Report.Cell] {
      [.number(times.hits)]
        + [50, 95, 99].map { times.time($0).map { .milliseconds($0) } ?? .none }
        + [.share(whole > 0 ? times.milliseconds / whole : 0)]
    }
    var lines = rows.map { pageLabels($0.name) + cells($0.times) }
    let named = pageColumns.count - 1
    if known.other > 0 {
      let labels = pageColumns.indices.map { index -> Report.Cell in
        index == named ? .text(Threshold.otherName) : .none
      }
      lines.append(labels + [.number(known.other), .none, .none, .none, .none])
    }
    return Report.Table(
      name: "times",
      columns: pageColumns + [
        .hits, Report.Column("p50_ms", "p50", .milliseconds),
        Report.Column("p95_ms", "p95", .milliseconds),
        Report.Column("p99_ms", "p99", .milliseconds),
        Report.Column("time_share", "Time share", .share),
      ],
      rows: lines, totals: pageColumns.map { _ in .none } + cells(known.all)
    ).limited(to: limit)
  }

  /// The hits of a page on a day whose time was logged; a small thing, for there are very many.
  private struct PageDay {
    var day: Day
    var page: Int32
    var site: Int32
    var hits: Int64
  }

  private func pageDays() throws -> [PageDay] {
    var days: [PageDay] = []
    try snapshot.responseTimes(reading) { day, site, page, count in
      if days.last?.day != day || days.last?.page != Int32(page) {
        days.append(PageDay(day: day, page: Int32(page), site: Int32(site), hits: 0))
      }
      days[days.count - 1].hits += count.hits
    }
    return days
  }

  /// What may be known of all hits whose time was logged, by site.
  private func timedWholes(_ days: [PageDay]) throws -> [Int64: [Portion]] {
    var counts: [DayCounts<Int>] = []
    var places: [Int32: Int] = [:]
    for (index, day) in days.enumerated() {
      if index > 0, days[index - 1].day != day.day { places.removeAll(keepingCapacity: true) }
      let place = places[day.site] ?? counts.count
      if place == counts.count {
        places[day.site] = place
        counts.append(
          DayCounts(day: day.day, site: Int64(day.site), key: 1, totals: TrafficTotals()))
      }
      counts[place].totals.hits += day.hits
    }
    let timed = breakdown(
      counts, .hits,
      rest: .init(key: 0) { whole in
        var hits = TrafficTotals()
        hits.hits = whole.hits
        return hits
      })
    return timed.portions.mapValues { $0[1] ?? [] }
  }

  /// The times of all hits and those of each page, as far as they are known, and how many hits are of
  /// no page that is.
  private func knownTimes(
    _ days: [PageDay], of wholes: [Int64: [Portion]]
  ) throws -> (all: Percentiles, pages: [Int: Percentiles], other: Int64) {
    var feed = LedgerFeed<Int64, Int>(
      of: wholes, in: span,
      ledger: PortionLedger(.hits, threshold, record: .sums(span, withDays: true)))
    for day in days {
      var totals = TrafficTotals()
      totals.hits = day.hits
      feed.add(totals, of: Int(day.page), in: Int64(day.site), on: day.day)
    }
    let (ledgers, total) = feed.finish()
    var pages: [Int: Percentiles] = [:]
    var known: [UInt64] = []
    for ledger in ledgers.values {
      for key in ledger.sums.keys { pages[key] = Percentiles() }
      known += ledger.days.map { UInt64($0.day.rawValue) << 32 | UInt64($0.key) }
    }
    known.sort()
    let parts = Breakdown(ledgers, total: total)
    var all = Percentiles()
    let knownDays = wholes.mapValues { Set($0.filter { $0.lies(in: span) }.flatMap(\.days)) }
    var next = known.startIndex
    try snapshot.responseTimes(TrafficSelection(hours: selection.hours, site: selection.site)) {
      day, site, page, count in
      if knownDays[site]?.contains(day) == true { all.add(count) }
      let place = UInt64(day.rawValue) << 32 | UInt64(page)
      while next < known.endIndex, known[next] < place { next += 1 }
      if next < known.endIndex, known[next] == place { pages[page]?.add(count) }
    }
    return (all, pages, parts.other.hits)
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
