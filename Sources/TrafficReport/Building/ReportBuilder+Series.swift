import TimeZones
import Traffic
import TrafficStore

extension ReportBuilder {
  /// Traffic by hour or day, in order, those without any included; of many, the last ones. Where an
  /// hour or a day counts too little to be known, all steps are longer.
  func series(_ asked: Step, limit: Int?) throws -> (tables: [Report.Table], notes: [String]) {
    let step = kept(asked)
    if step == .hour, let hours = try hourRows() {
      return ([table(.hour, hours, limit: limit)], [])
    }
    if step != .month, let days = dayRows() {
      return ([table(.day, days, limit: limit)], step == .day ? [] : [note(.hour, .day)])
    }
    return ([table(.month, monthRows(), limit: limit)], step == .month ? [] : [note(step, .month)])
  }

  private func note(_ asked: Step, _ shown: Step) -> String {
    "There is \(asked == .hour ? "an hour" : "a day") of fewer than \(threshold.least) page views "
      + "or other hits of people, so \(shown.rawValue)s are shown."
  }

  private func table(_ step: Step, _ rows: [[Report.Cell]], limit: Int?) -> Report.Table {
    let shown = rows.suffix(limit ?? Int.max)
    let cells = kindCells
    return Report.Table(
      name: step.rawValue + "s",
      columns: [
        Report.Column(step.rawValue, step.title(in: clock.name), .time),
        Report.Column("page_views", "Page views", .count, hasBar: true), .hits, .bots, .errors,
        .bytes,
      ] + (step == .hour ? [] : visitorColumns),
      rows: Array(shown),
      totals: [.none]
        + self.cells(
          whole.sum(in: span), cells.cell(.bot, in: span), cells.cell(.error, in: span))
        + (step == .hour ? [] : visitorCells(whole.sum(in: span))),
      rowsLeftOut: rows.count - shown.count)
  }

  private func cells(
    _ totals: TrafficTotals, _ bots: Report.Cell, _ errors: Report.Cell
  ) -> [Report.Cell] {
    [.number(totals.pageViews), .number(totals.hits), bots, errors, .number(totals.bytes)]
  }

  /// The days of the period, if each is known by itself.
  private func dayRows() -> [[Report.Cell]]? {
    let portions = whole.filter { $0.lies(in: span) }
    guard portions.allSatisfy({ $0.days.count == 1 }), !hidesTraffic(portions) else { return nil }
    let totals = Dictionary(uniqueKeysWithValues: portions.map { ($0.days[0], $0.totals) })
    let kinds = kindCells
    return (span.lowerBound.rawValue...span.upperBound.rawValue).map { number in
      let day = Day(rawValue: number)
      return [.text(Step.day.text(number...number))]
        + cells(
          totals[day] ?? TrafficTotals(), kinds.cell(.bot, in: day...day),
          kinds.cell(.error, in: day...day)) + visitorCells(totals[day] ?? TrafficTotals())
    }
  }

  /// Whether there is traffic in the period that is in none of these.
  private func hidesTraffic(_ portions: [Portion]) -> Bool {
    let known = Set(portions.flatMap(\.days))
    let site = selection.site?.id
    return history.kinds.contains {
      (site == nil || $0.site == site) && span.contains($0.day) && !known.contains($0.day)
    }
  }

  /// The hours of the period, if each of them counts enough.
  private func hourRows() throws -> [[Report.Cell]]? {
    guard dayRows() != nil else { return nil }
    var hours: [Hour: TrafficTotals] = [:]
    for (hour, totals) in try snapshot.hours(selection) {
      guard Measure.whole.allows(totals, threshold) else { return nil }
      hours[hour] = totals
    }
    let kinds = kindCells
    var rows: [[Report.Cell]] = []
    let counted = Dictionary(grouping: hours.keys, by: \.day)
    for number in span.lowerBound.rawValue...span.upperBound.rawValue {
      let day = Day(rawValue: number)
      // Those that were counted when the zone had other rules, too.
      let ofDay = Set(clock.hours(of: day) + (counted[day] ?? [])).filter(selection.hours.contains)
        .sorted { ($0.start, $0) < ($1.start, $1) }
      let totals = ofDay.map { hours[$0] ?? TrafficTotals() }
      // Programs are nobody, so few of them are shown; unless the whole day's are held back.
      let bots = column(
        totals.map(\.bots), isKnown: kinds.cell(.bot, in: day...day) != .none, .none)
      let errors = column(
        totals.map(\.errors), isKnown: kinds.cell(.error, in: day...day) != .none, threshold)
      rows += ofDay.indices.map { index in
        [.text(ofDay[index].description)] + cells(totals[index], bots[index], errors[index])
      }
    }
    return rows
  }

  /// A kind of hits in the hours of a day: those of few are left open, and never one alone.
  private func column(
    _ numbers: [Int64], isKnown: Bool, _ threshold: Threshold
  ) -> [Report.Cell] {
    var hidden = Set(
      numbers.indices.filter { numbers[$0] > 0 && (!isKnown || !threshold.allows(numbers[$0])) })
    if hidden.count == 1,
      let next = numbers.indices.filter({ numbers[$0] > 0 && !hidden.contains($0) })
        .min(by: { (numbers[$0], $0) < (numbers[$1], $1) })
    {
      hidden.insert(next)
    }
    return numbers.indices.map { hidden.contains($0) ? .none : .number(numbers[$0]) }
  }

  /// The months of the period; those that share days which are known together only are one.
  private func monthRows() -> [[Report.Cell]] {
    let portions = whole.filter { $0.lies(in: span) }
    let (first, last) = (
      Step.month.number(of: span.lowerBound), Step.month.number(of: span.upperBound)
    )
    // A month whose end lies within a portion is one with the next.
    var joined = Set<Int32>()
    for portion in portions {
      let (begin, end) = (
        Step.month.number(of: portion.days[0]),
        Step.month.number(of: portion.days[portion.days.count - 1])
      )
      joined.formUnion(begin..<end)
    }
    let kinds = kindCells
    var rows: [[Report.Cell]] = []
    var begin = first
    for month in first...last where !joined.contains(month) || month == last {
      let days = Step.month.days(begin...month).clamped(to: span)
      rows.append(
        [.text(Step.month.text(begin...month))]
          + cells(portions.sum(in: days), kinds.cell(.bot, in: days), kinds.cell(.error, in: days))
          + visitorCells(portions.sum(in: days)))
      begin = month + 1
    }
    return rows
  }
}
