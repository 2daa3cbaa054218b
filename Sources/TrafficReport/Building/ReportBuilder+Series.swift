import TimeZones
import Traffic
import TrafficStore

extension ReportBuilder {
  /// Traffic in the order of time, by day unless told otherwise; of many rows, the last ones.
  ///
  /// - Parameter known: The errors, where they were read already.
  func days(limit: Int?, _ known: KindErrors? = nil) throws -> (
    tables: [Report.Table], notes: [Note]
  ) {
    let step = step ?? .day
    if step.isHours { return try hours(limit: limit) }
    let errors = try known ?? errors()
    let (lines, unknownViews) = lines(by: step)
    var rows: [[Report.Cell]] = []
    var number = lines.first?.numbers.lowerBound ?? 0
    if step.isDays { number = step.number(of: span.lowerBound) }
    for line in lines {
      // Nothing is known of times between; where all is shown, nothing was counted.
      while step.isDays, number < line.numbers.lowerBound {
        rows += [betweenCells(step, number)].compactMap { $0 }
        number += 1
      }
      rows.append([.text(text(line, step))] + cells(line.run.totals, errorCell(errors, step, line)))
      number = line.numbers.upperBound + 1
    }
    while step.isDays, number <= step.number(of: span.upperBound) {
      rows += [betweenCells(step, number)].compactMap { $0 }
      number += 1
    }
    let shown = rows.suffix(limit ?? Int.max)
    let column = step.column(in: clock.name)
    return (
      [
        Report.Table(
          name: "days",
          columns: [column, .pageViewsWithBar, .hits, .bots, .errors, .bytes] + visitorColumns,
          rows: Array(shown), totals: [.none] + cells(whole, errors.cell(in: span)),
          rowsLeftOut: rows.count - shown.count)
      ], dayNotes(step, lines, rows, unknownViews)
    )
  }

  private func dayNotes(
    _ step: Step, _ lines: [Line], _ rows: [[Report.Cell]], _ unknownViews: Int64
  ) -> [Note] {
    var notes: [Note] = []
    if rows.contains(where: { $0[1] == .none }) {
      notes.append(.timesUnknown(step))
    }
    let isJoined = lines.contains {
      $0.numbers.count > 1 && !(step == .day && $0.run.days == $0.run.days.lowerBound.month)
    }
    if isJoined {
      notes.append(.timesJoined(step))
    }
    if unknownViews > 0 {
      notes.append(.timeUnknown(step, views: unknownViews))
    }
    if step == .week || step == .month {
      let ends = [span.lowerBound, span.upperBound].map {
        step.days(step.number(of: $0)...step.number(of: $0))
      }
      if ends[0].lowerBound < span.lowerBound || ends[1].upperBound > span.upperBound {
        notes.append(.partOfStep(step))
      }
    }
    return notes
  }

  /// A row of a series in time.
  private struct Line {
    var numbers: ClosedRange<Int32>
    var run: KnownDays.Run
  }

  /// What is known by step, and the page views of days that are known only together, so that they are in none.
  private func lines(by step: Step) -> (lines: [Line], unknownViews: Int64) {
    step == .weekday ? weekdayLines() : timeLines(by: step)
  }

  /// By weekday, of each site the days that are known alone.
  private func weekdayLines() -> (lines: [Line], unknownViews: Int64) {
    var lines: [Int32: Line] = [:]
    var unknown: Int64 = 0
    for part in days.parts {
      guard part.days.dayCount == 1 else {
        unknown = unknown.addingClamped(part.totals.pageViews)
        continue
      }
      let weekday = Step.weekday.number(of: part.days.lowerBound)
      if lines[weekday] == nil {
        lines[weekday] = Line(numbers: weekday...weekday, run: part)
      } else {
        lines[weekday]?.run.add(part)
      }
    }
    return (lines.values.sorted { $0.numbers.lowerBound < $1.numbers.lowerBound }, unknown)
  }

  private func timeLines(by step: Step) -> (lines: [Line], unknownViews: Int64) {
    let (runs, unknown) = days.runs(by: step)
    var lines: [Line] = []
    for run in runs {
      let (first, last) = (
        step.number(of: run.days.lowerBound), step.number(of: run.days.upperBound)
      )
      if let line = lines.last, line.numbers.upperBound >= first {
        lines[lines.count - 1].numbers =
          line.numbers.lowerBound...max(line.numbers.upperBound, last)
        lines[lines.count - 1].run.add(run)
      } else {
        lines.append(Line(numbers: first...last, run: run))
      }
    }
    if step == .week || step == .month {
      for index in lines.indices { lines[index].run.days = step.days(lines[index].numbers) }
    }
    return (lines, unknown)
  }

  /// The row of a time of which nothing is counted; nothing where that is not worth a row.
  private func betweenCells(_ step: Step, _ number: Int32) -> [Report.Cell]? {
    let isWhole = isPrivate && (step != .day || kept(.day) == .day)
    guard isWhole || !isPrivate else { return nil }
    return [.text(step.text(number...number))]
      + (isWhole ? cells(TrafficTotals(), .number(0)) : unknown)
  }

  private func text(_ line: Line, _ step: Step) -> String {
    step == .day ? step.text(line.run.days) : step.text(line.numbers)
  }

  private func errorCell(_ errors: KindErrors, _ step: Step, _ line: Line) -> Report.Cell {
    guard step == .weekday else { return errorCell(errors, in: line.run) }
    var sum: Int64 = 0
    for other in line.run.others {
      guard isPrivate || errors.covers(other, within: other.days) else { return .none }
      sum = sum.addingClamped(errors.cell(in: other.days, site: other.site).number)
    }
    return .number(sum)
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
}

extension Day {
  /// All days of its month.
  fileprivate var month: ClosedRange<Day> { firstOfMonth...lastOfMonth }
}
