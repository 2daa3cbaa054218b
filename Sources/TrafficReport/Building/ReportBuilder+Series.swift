import TimeZones
import Traffic
import TrafficStore

extension ReportBuilder {
  /// Traffic by day, in order; of many, the last ones. Days of which only the sum is known are one row.
  func days(limit: Int?) throws -> (tables: [Report.Table], notes: [String]) {
    let errors = try errors()
    let runs = days.runs
    let end = KnownDays.Run(days: span.upperBound.next...span.upperBound.next, portions: [])
    var rows: [[Report.Cell]] = []
    var day = span.lowerBound
    for run in runs + [end] {
      // Nothing is known of days between; where all is shown, nothing was counted.
      while day < run.days.lowerBound {
        let isWhole = kept(.day) == .day && isPrivate
        if isWhole || !isPrivate {
          rows.append(
            [.text(day.description)] + (isWhole ? cells(TrafficTotals(), .number(0)) : unknown))
        }
        day = day.next
      }
      guard day <= span.upperBound else { break }
      rows.append(
        [.text(text(run.days))] + cells(run.totals, errorCell(errors, in: run)))
      day = run.days.upperBound.next
    }
    var notes: [String] = []
    if rows.contains(where: { $0[1] == .none }) {
      notes.append(
        "Nothing is known of days without numbers: there was too little traffic, or none.")
    }
    if runs.contains(where: { $0.days.dayCount > 1 && $0.days != $0.days.lowerBound.month }) {
      notes.append("Quiet days are joined with those after them until they count enough.")
    }
    let shown = rows.suffix(limit ?? Int.max)
    return (
      [
        Report.Table(
          name: "days",
          columns: [
            Report.Column("day", Step.day.title(in: clock.name), .time),
            Report.Column("page_views", "Page views", .count, hasBar: true), .hits, .bots, .errors,
            .bytes,
          ] + visitorColumns,
          rows: Array(shown), totals: [.none] + cells(whole, errors.cell(in: span)),
          rowsLeftOut: rows.count - shown.count)
      ], notes
    )
  }

  private func text(_ days: ClosedRange<Day>) -> String {
    if days.dayCount == 1 { return days.lowerBound.description }
    if days == days.lowerBound.month { return String(days.lowerBound.description.prefix(7)) }
    return "\(days.lowerBound) to \(days.upperBound)"
  }

  private func cells(_ totals: TrafficTotals, _ errors: Report.Cell) -> [Report.Cell] {
    [
      .number(totals.pageViews), .number(totals.hits), .number(totals.bots), errors,
      .number(totals.bytes),
    ] + visitorCells(totals)
  }

  private var unknown: [Report.Cell] {
    [Report.Cell](repeating: .none, count: 5 + visitorColumns.count)
  }

  /// Traffic by hour, in order; of many, the last ones.
  func hours(limit: Int?) throws -> (tables: [Report.Table], notes: [String]) {
    if isPrivate {
      return kept(.hour) == .hour ? ([try countedHours(limit: limit)], []) : try days(limit: limit)
    }
    return try publishedHours(limit: limit)
  }

  private func countedHours(limit: Int?) throws -> Report.Table {
    var hours: [Hour: TrafficTotals] = [:]
    for (hour, totals) in try snapshot.hours(selection) { hours[hour] = totals }
    let counted = Dictionary(grouping: hours.keys, by: \.day)
    var rows: [[Report.Cell]] = []
    var sum = TrafficTotals()
    for number in span.lowerBound.rawValue...span.upperBound.rawValue {
      let day = Day(rawValue: number)
      // Those that were counted when the zone had other rules, too.
      let ofDay = Set(clock.hours(of: day) + (counted[day] ?? [])).filter(selection.hours.contains)
        .sorted { ($0.start, $0) < ($1.start, $1) }
      for hour in ofDay {
        let totals = hours[hour] ?? TrafficTotals()
        rows.append([.text(hour.description)] + hourCells(totals))
        sum += totals
      }
    }
    let shown = rows.suffix(limit ?? Int.max)
    return Report.Table(
      name: "hours",
      columns: [
        Report.Column("hour", Step.hour.title(in: clock.name), .time),
        Report.Column("page_views", "Page views", .count, hasBar: true), .hits, .bots, .errors,
        .bytes,
      ], rows: Array(shown), totals: [.none] + hourCells(sum), rowsLeftOut: rows.count - shown.count
    )
  }

  private func hourCells(_ totals: TrafficTotals) -> [Report.Cell] {
    [
      .number(totals.pageViews), .number(totals.hits), .number(totals.bots),
      .number(totals.errors), .number(totals.bytes),
    ]
  }

  /// Page views by hour, where each window is of one day; else by the hour of the day.
  private func publishedHours(limit: Int?) throws -> (tables: [Report.Table], notes: [String]) {
    let parts = try snapshot.publishedByWindow(.hours, in: wholeSpan, site: site)
    let isByDay = parts.allSatisfy { $0.window.dayCount == 1 }
    var runs = parts.map { window, part in
      let ends = (part.key, part.group)
      let isHour = window.dayCount == 1
      // An hour by its day is told by its number, an hour of the day by that.
      let number = { (key: Int64) -> Int64 in
        isByDay || !isHour ? key : Int64(Hour(rawValue: Int32(clamping: key)).ofDay)
      }
      return (first: number(ends.0), last: number(ends.1), views: part.value)
    }.sorted { ($0.first, $0.last) < ($1.first, $1.last) }
    // What is joined in one window or site is joined in all.
    runs = runs.reduce(into: []) { joined, run in
      guard let last = joined.last, run.first <= last.last else { return joined.append(run) }
      joined[joined.count - 1] = (
        last.first, max(last.last, run.last), last.views.addingClamped(run.views)
      )
    }
    func text(_ number: Int64) -> String {
      isByDay
        ? Hour(rawValue: Int32(clamping: number)).description
        : "\(number < 10 ? "0" : "")\(number):00"
    }
    let rows = runs.map { run -> [Report.Cell] in
      [
        .text(run.first == run.last ? text(run.first) : "\(text(run.first)) to \(text(run.last))"),
        .number(run.views),
      ]
    }
    let shown = rows.suffix(limit ?? Int.max)
    let sum = runs.reduce(Int64(0)) { $0.addingClamped($1.views) }
    let table = Report.Table(
      name: "hours",
      columns: [
        Report.Column("hour", Step.hour.title(in: clock.name), .time),
        Report.Column("page_views", "Page views", .count, hasBar: true),
      ], rows: Array(shown), totals: [.none, .number(sum)], rowsLeftOut: rows.count - shown.count)
    var notes: [String] = []
    if !isByDay {
      notes.append(
        "Hours of the day, all days together: there is too little traffic to tell days apart.")
    }
    if runs.contains(where: { $0.first != $0.last }) {
      notes.append("Quiet hours are joined until they count enough.")
    }
    let missing = windowTotals.pageViews - sum
    if missing > 0 {
      notes.append("Of \(NumberText.count(missing)) page views the hour is not known.")
    }
    return ([table], notes)
  }
}

extension Day {
  fileprivate var next: Day { Day(rawValue: rawValue + 1) }
  /// All days of its month.
  fileprivate var month: ClosedRange<Day> { firstOfMonth...lastOfMonth }
}
