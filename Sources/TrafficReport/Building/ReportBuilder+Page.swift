import TimeZones
import Traffic
import TrafficStore

/// One page whole: how often it was asked for, when, from where, and how long it took.
extension ReportBuilder {
  /// The report of a page; of all sites, what each has under this path.
  ///
  /// - Throws: ``ReportError`` when there is nothing to show of it.
  func page(_ path: String, in file: String) throws -> Report {
    var builder = self
    let pages = try snapshot.pages(at: path, site: site)
    builder.wantedPages = Set(pages.keys)
    let facts = try builder.facts(ofPage: path)
    guard !facts.rows.isEmpty else { throw ReportError(.unknownPage(path), path: file) }
    let (series, seriesNotes) = try series(of: pages)
    let parts = [
      try landings(limit: nil).tables[0], try notFound(limit: nil).tables[0],
      try builder.times(limit: nil),
    ].map { $0.only(path).withOwnShares.limited(to: limit) }
    let tables =
      try [facts, series] + hoursAndDevices(of: Set(pages.keys)) + parts.filter { !$0.rows.isEmpty }
    var notes = seriesNotes + visitorNotes + periodNotes
    if parts[2].rows.count > 0 { notes.append(.percentiles(isPrivate: isPrivate)) }
    notes += coarsenessNotes
    notes.append(isPrivate ? .everything : .threshold(threshold.least, isAboutNames: false))
    var report = Report(
      name: "page", title: path, site: selection.site?.name,
      period: clock.hours(in: selection.hours), timeZone: clock.name, tables: tables,
      threshold: isPrivate ? nil : threshold.least)
    for note in notes { report.add(note, in: language) }
    report.grains = grains
    return report
  }

  private func facts(ofPage path: String) throws -> Report.Table {
    var table = try pages(limit: nil).only(path)
    let columns = table.columns.indices.filter { table.columns[$0].kind != .text }
    table.columns = columns.map { table.columns[$0] }
    if let first = table.rows.first {
      // Of all sites, one row each.
      let sum = table.rows.dropFirst().reduce(first) { sum, row in
        zip(sum, row).map { left, right in
          switch (left, right) {
          case (.number(let left), .number(let right)): .number(left.addingClamped(right))
          case (.share(let left), .share(let right)): .share(left + right)
          default: .none
          }
        }
      }
      table.rows = [columns.map { sum[$0] }]
    }
    (table.name, table.totals, table.rowsLeftOut) = ("summary", nil, 0)
    table.shape = .facts
    return table
  }

  /// When people asked for a page, and with which devices: for the operator, since neither is published by page.
  private func hoursAndDevices(of pages: Set<Int>) throws -> [Report.Table] {
    guard isPrivate else { return [] }
    var hours: [Int: TrafficTotals] = [:]
    var devices = Parts<String>()
    try snapshot.visitHours(ofPages: pages, selection) { hour, device, totals in
      hours[hour.ofDay, default: TrafficTotals()] += totals
      devices.rows[device.name, default: TrafficTotals()] += totals
      devices.total += totals
    }
    let byHour = Report.Table(
      name: "hours", columns: [Step.hourOfDay.column(in: clock.name), .pageViewsWithBar],
      rows: (0..<24).map { hour in
        [
          .text(Step.text(hourOfDay: Int32(hour))), .number(hours[hour]?.pageViews ?? 0),
        ]
      })
    let byDevice = Ranking(
      name: "devices", labels: [Report.Column("device", "Device", .text)],
      values: [.pageViews, .shareOfViews]
    ).table(
      devices.rows.map { Ranking.Row(labels: [.text($0.key)], totals: $0.value) }
        .sorted(by: Ranking.precedes), of: (devices.total, TrafficTotals()), limit: nil)
    return kept(.hour) == .hour ? [byHour, byDevice] : [byDevice]
  }

  private func series(of pages: [Int: Int64]) throws -> (table: Report.Table, notes: [Note]) {
    var series: [Int64: PageSeries] = [:]
    if isPrivate {
      try snapshot.pages(selection) { count in
        guard let site = pages[count.key] else { return }
        series[site, default: PageSeries()].add(count.totals, of: count.day...count.day)
      }
    } else {
      for (page, site) in pages {
        try snapshot.visitPublished(.pages, key: Int64(page), ofSite: site, in: wholeSpan) {
          series[site, default: PageSeries()].add(
            Counted.views.totals($1.value, visitors: $1.visitors), of: $0)
        }
      }
    }
    let lines = PageSeries.lines(series.values)
    let rows = lines.map { line -> [Report.Cell] in
      let name = Step.day.text(line.days)
      return [.text(line.isRest ? name + ", otherwise" : name), .number(line.totals.pageViews)]
        + (hasVisitors ? [.number(line.totals.visitors)] : [])
    }
    let table = Report.Table(
      name: "days",
      columns: [Step.day.column(in: clock.name), .pageViewsWithBar]
        + (hasVisitors ? [.visitors] : []), rows: rows)
    return (table, lines.contains(where: \.isRest) ? [.monthsBesideWindows] : [])
  }

  private var hasVisitors: Bool { days.hasVisitors }
}

/// What is known of a page of one site, by the days that it is known of.
private struct PageSeries {
  /// What some days have of a page, of one site or of several.
  struct Line {
    var days: ClosedRange<Day>
    var totals: TrafficTotals
    /// Whether that is what single windows hide: it is known of some months, and stands beside the windows that are
    /// shown.
    var isRest: Bool
  }

  private var known: [ClosedRange<Day>: TrafficTotals] = [:]

  mutating func add(_ totals: TrafficTotals, of days: ClosedRange<Day>) {
    known[days, default: TrafficTotals()] += totals
  }

  private var lines: [Line] {
    known.map { days, totals in
      let isRest = known.keys.contains {
        $0 != days && days.contains($0.lowerBound) && days.contains($0.upperBound)
      }
      return Line(days: days, totals: totals, isRest: isRest)
    }
  }

  /// Those of several sites: what is joined in one is joined in all.
  static func lines(_ sites: some Sequence<PageSeries>) -> [Line] {
    let all = sites.flatMap(\.lines).sorted {
      ($0.days.lowerBound, $1.days.upperBound) < ($1.days.lowerBound, $0.days.upperBound)
    }
    func joined(_ lines: [Line]) -> [Line] {
      lines.reduce(into: []) { joined, line in
        guard let last = joined.last, last.days.overlaps(line.days) else {
          return joined.append(line)
        }
        let end = max(last.days.upperBound, line.days.upperBound)
        joined[joined.count - 1].days = last.days.lowerBound...end
        joined[joined.count - 1].totals += line.totals
      }
    }
    return (joined(all.filter { !$0.isRest }) + joined(all.filter(\.isRest))).sorted {
      ($0.days.lowerBound, $1.days.upperBound, $1.isRest ? 0 : 1)
        < ($1.days.lowerBound, $0.days.upperBound, $0.isRest ? 0 : 1)
    }
  }
}

extension Step {
  /// The name of some days together: a day, a month, or from one day to another.
  func text(_ days: ClosedRange<Day>) -> String {
    if days.dayCount == 1 { return days.lowerBound.description }
    if days == days.lowerBound.firstOfMonth...days.lowerBound.lastOfMonth {
      return days.lowerBound.monthText
    }
    return "\(days.lowerBound) to \(days.upperBound)"
  }
}

extension Report.Table {
  /// The rows of one page, without the columns that name it.
  fileprivate func only(_ path: String) -> Report.Table {
    guard let page = columns.firstIndex(where: { $0.name == "page" }) else { return self }
    var table = self
    let places = columns.indices.filter { $0 != page && columns[$0].name != "site" }
    table.columns = places.map { columns[$0] }
    table.rows = rows.filter { $0[page] == .text(path) }.map { row in places.map { row[$0] } }
    (table.totals, table.rowsLeftOut) = (nil, 0)
    return table
  }

  /// The same with shares of what its rows are together.
  fileprivate var withOwnShares: Report.Table {
    guard let share = columns.firstIndex(where: { $0.name == "share" }),
      let count = columns.firstIndex(where: { $0.kind == .count })
    else { return self }
    var table = self
    let whole = rows.reduce(Int64(0)) { $0.addingClamped($1[count].number) }
    for row in rows.indices {
      table.rows[row][share] = .share(of: rows[row][count].number, in: whole)
    }
    return table
  }
}
