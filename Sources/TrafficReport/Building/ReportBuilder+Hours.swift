import TimeZones
import Traffic
import TrafficStore

extension ReportBuilder {
  /// Traffic by hour, in order; of many, the last ones.
  func hours(limit: Int?) throws -> (tables: [Report.Table], notes: [Note]) {
    if let step, !step.isHours { return try days(limit: limit) }
    if !isPrivate { return try publishedHours(limit: limit) }
    guard kept(.hour) == .hour else {
      var builder = self
      builder.step = .day
      return try builder.days(limit: limit)
    }
    return ([try countedHours(step ?? .hour, limit: limit)], [])
  }

  private func countedHours(_ step: Step, limit: Int?) throws -> Report.Table {
    var hours: [Hour: TrafficTotals] = [:]
    for (hour, totals) in try snapshot.hours(selection) { hours[hour] = totals }
    let counted = Dictionary(grouping: hours.keys, by: \.day)
    var rows: [(name: HourName, totals: TrafficTotals)] = []
    for number in span.lowerBound.rawValue...span.upperBound.rawValue {
      let day = Day(rawValue: number)
      // Those that were counted when the zone had other rules, too.
      let ofDay = Set(clock.hours(of: day) + (counted[day] ?? [])).filter(selection.hours.contains)
        .sorted { ($0.start, $0) < ($1.start, $1) }
      rows += ofDay.map { (HourName($0, step), hours[$0] ?? TrafficTotals()) }
    }
    let sum = rows.reduce(into: TrafficTotals()) { $0 += $1.totals }
    if step != .hour {
      var sums: [HourName: TrafficTotals] = [:]
      for row in rows { sums[row.name, default: TrafficTotals()] += row.totals }
      rows = sums.keys.sorted().map { ($0, sums[$0] ?? TrafficTotals()) }
    }
    let shown = rows.suffix(limit ?? Int.max)
    let lines = shown.map { row -> [Report.Cell] in
      [.text(row.name.text)] + hourCells(row.totals)
    }
    return Report.Table(
      name: "hours",
      columns: [step.column(in: clock.name), .pageViewsWithBar, .hits, .bots, .errors, .bytes],
      rows: lines, totals: [.none] + hourCells(sum), rowsLeftOut: rows.count - shown.count,
      shape: shape(step, rows.map { $0.name...$0.name }, isWhole: shown.count == rows.count))
  }

  /// All hours of the week are a picture of it.
  private func shape(_ step: Step, _ names: [ClosedRange<HourName>], isWhole: Bool) -> Report.Shape
  {
    guard step == .weekdayHour, isWhole, !names.isEmpty else { return .rows }
    return .week(hours: names.map { Int($0.lowerBound.number)...Int($0.upperBound.number) })
  }

  private func hourCells(_ totals: TrafficTotals) -> [Report.Cell] {
    [
      .number(totals.pageViews), .number(totals.hits), .number(totals.bots),
      .number(totals.errors), .number(totals.bytes),
    ]
  }

  /// Page views by hour, where each window is of one day; else by the hour of the day.
  private func publishedHours(limit: Int?) throws -> (tables: [Report.Table], notes: [Note]) {
    let parts = try snapshot.publishedHours(in: wholeSpan, site: site)
    let isByDay = parts.allSatisfy(\.isOfOneDay)
    let step =
      step == .weekdayHour || (step ?? .hour) == .hour && isByDay ? step ?? .hour : .hourOfDay
    typealias Run = (names: ClosedRange<HourName>, views: Int64)
    var runs = parts.compactMap { part -> Run? in
      // Days that are known only together have no weekday.
      guard part.isOfOneDay || step != .weekdayHour else { return nil }
      func name(_ number: Int32) -> HourName {
        part.isOfOneDay ? HourName(Hour(rawValue: number), step) : HourName(ofDay: number)
      }
      let (first, last) = (name(part.first), name(part.last))
      return first <= last ? (first...last, part.pageViews) : nil
    }.sorted { left, right in
      (left.names.lowerBound, left.names.upperBound) < (
        right.names.lowerBound, right.names.upperBound
      )
    }
    // What is joined in one window or site is joined in all.
    runs = runs.reduce(into: []) { joined, run in
      guard let last = joined.last, run.names.lowerBound <= last.names.upperBound else {
        return joined.append(run)
      }
      let end = max(last.names.upperBound, run.names.upperBound)
      joined[joined.count - 1] = (
        last.names.lowerBound...end, last.views.addingClamped(run.views)
      )
    }
    let rows = runs.map { run -> [Report.Cell] in
      let (first, last) = (run.names.lowerBound.text, run.names.upperBound.text)
      return [.text(first == last ? first : "\(first) to \(last)"), .number(run.views)]
    }
    let shown = rows.suffix(limit ?? Int.max)
    let sum = runs.reduce(Int64(0)) { $0.addingClamped($1.views) }
    let table = Report.Table(
      name: "hours",
      columns: [step.column(in: clock.name), .pageViewsWithBar], rows: Array(shown),
      totals: [.none, .number(sum)], rowsLeftOut: rows.count - shown.count,
      shape: shape(step, runs.map(\.names), isWhole: shown.count == rows.count))
    var notes: [Note] = []
    if step == .hourOfDay, self.step != .hourOfDay {
      notes.append(.hoursOfTheDay)
    }
    if runs.contains(where: { $0.names.lowerBound != $0.names.upperBound }) {
      notes.append(.hoursJoined)
    }
    let missing = windowTotals.pageViews - sum
    if missing > 0 {
      notes.append(
        step == .weekdayHour ? .timeUnknown(.weekday, views: missing) : .hourUnknown(views: missing)
      )
    }
    return ([table], notes)
  }
}

/// An hour as a series of them names it.
private struct HourName: Hashable, Comparable {
  private let step: Step
  /// The hour itself, or its place in the day or the week.
  let number: Int32

  init(_ hour: Hour, _ step: Step) {
    self.step = step
    switch step {
    case .hourOfDay: number = Int32(hour.ofDay)
    case .weekdayHour: number = Int32(hour.day.weekday * 24 + hour.ofDay)
    case .hour, .day, .week, .month, .weekday: number = hour.rawValue
    }
  }

  init(ofDay number: Int32) {
    (step, self.number) = (.hourOfDay, number)
  }

  var text: String {
    switch step {
    case .hourOfDay: Step.text(hourOfDay: number)
    case .weekdayHour: "\(Step.weekdays[Int(number) / 24]) \(Step.text(hourOfDay: number % 24))"
    case .hour, .day, .week, .month, .weekday: Hour(rawValue: number).description
    }
  }

  static func < (left: HourName, right: HourName) -> Bool { left.number < right.number }
}
