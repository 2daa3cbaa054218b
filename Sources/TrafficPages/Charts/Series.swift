import Traffic
import TrafficReport

/// The numbers of a column in time, as a chart shows them.
struct Series: Hashable {
  /// What one bar stands for.
  struct Bar: Hashable {
    /// In units, from the beginning of the series.
    var first: Int64
    var count: Int64
    /// `nil` where it is held back.
    var value: Int64?
    /// Of the period that it is compared with.
    var earlier: Int64?
    /// Its time in words.
    var label: String

    /// For each unit of its time.
    var average: Double? { value.map { Double($0) / Double(count) } }
    var earlierAverage: Double? { earlier.map { Double($0) / Double(count) } }
  }

  var title: String
  /// `nil` where the rows are no times that could be measured, such as days of the week.
  var unit: RowTime.Unit?
  /// The unit that the series begins with.
  var start: Int64
  var bars: [Bar]
  /// How many units a bar is drawn for: its height is as many times its average.
  var step: Int64 = 1

  /// More bars than this are too thin to be seen apart.
  private static let mostBars = 190

  /// The series of a table; `nil` where it has none, or too little to draw.
  ///
  /// - Complexity: O(*n*) in the rows.
  init?(_ table: Report.Table, dates: DateStyle) {
    guard let time = table.columns.firstIndex(where: { $0.kind == .time }),
      let column = table.columns.firstIndex(where: \.hasBar), table.rows.count > 1
    else { return nil }
    title = table.columns[column].title
    let times = table.rows.map { RowTime($0[time].words) }
    // Months are compared as they are, though some have more days.
    let isOfMonths = times.allSatisfy { $0.map { (28...31).contains($0.count) } ?? false }
    let isInOrder =
      !isOfMonths
      && zip(times, times.dropFirst()).allSatisfy { before, after in
        guard let before, let after else { return false }
        return before.unit == after.unit && before.last < after.first
      }
    unit = isInOrder ? times.first??.unit : nil
    start = isInOrder ? times.first??.first ?? 0 : 0
    bars = []
    for (number, row) in table.rows.enumerated() {
      let span = isInOrder ? times[number] : nil
      let earlier = table.earlier.flatMap {
        $0.rows.indices.contains(number) ? $0.rows[number] : nil
      }
      bars.append(
        Bar(
          first: span.map { $0.first - start } ?? Int64(number), count: span?.count ?? 1,
          value: row[column].whole, earlier: earlier?[column].whole,
          label: dates.words(row[time].words)))
    }
    let width = bars.last.map { $0.first + $0.count } ?? 0
    guard bars.contains(where: { $0.value != nil }) else { return nil }
    if bars.count > Series.mostBars, width > Int64(Series.mostBars) { join(width, dates) }
    // All bars alike in width are each one step, as weeks and full months are.
    if step == 1, let first = bars.first, first.count == 7, bars.allSatisfy({ $0.count == 7 }) {
      step = 7
    }
  }

  /// Joins bars into ones of a week, or of several days or hours.
  private mutating func join(_ width: Int64, _ dates: DateStyle) {
    let least = (width + Int64(Series.mostBars) - 1) / Int64(Series.mostBars)
    let natural: Int64 = unit == .day ? 7 : 24
    step = least <= natural ? natural : (least + natural - 1) / natural * natural
    var joined: [Bar] = []
    for bar in bars {
      let place = bar.first / step
      if let last = joined.last, last.first / step == place {
        var sum = last
        sum.count = bar.first + bar.count - last.first
        sum.value = Series.sum(last.value, bar.value)
        sum.earlier = Series.sum(last.earlier, bar.earlier)
        joined[joined.count - 1] = sum
      } else {
        joined.append(bar)
      }
    }
    bars = joined
  }

  /// Of what is known.
  private static func sum(_ left: Int64?, _ right: Int64?) -> Int64? {
    guard left != nil || right != nil else { return nil }
    let (sum, overflows) = (left ?? 0).addingReportingOverflow(right ?? 0)
    return overflows ? .max : sum
  }

  /// The whole width, in units.
  var width: Int64 { bars.last.map { $0.first + $0.count } ?? 1 }

  /// The greatest height.
  var most: Double {
    bars.flatMap { [$0.average, $0.earlierAverage] }.compactMap { $0 }.max().map {
      $0 * Double(step)
    } ?? 0
  }

  var hasEarlier: Bool { bars.contains { $0.earlier != nil } }

  /// Whether some bars are wider than others, since their times are known only together.
  var hasJoined: Bool { bars.contains { $0.count > step } }
}

extension Report.Cell {
  /// The number of a count or a size; `nil` where there is none.
  var whole: Int64? {
    if case .number(let number) = self { return number }
    return nil
  }

  /// The text of a name or a time; nothing for anything else.
  var words: String {
    if case .text(let text) = self { return text }
    return ""
  }
}

extension DateStyle {
  /// A time as a report writes it in a cell, in words; as it is where it is none.
  func words(_ cell: String) -> String {
    guard let time = RowTime(cell), time.unit == .day,
      let first = Int32(exactly: time.first), let last = Int32(exactly: time.last)
    else { return hourWords(cell) }
    if cell.utf8.count == 7, let day = Day(cell + "-01") { return "\(month(day)) \(day.date.year)" }
    return first == last
      ? short(Day(rawValue: first)) : period(Day(rawValue: first)...Day(rawValue: last))
  }

  /// `2026-10-01T13:00Z` as `Thu 1 Oct 2026 13:00`.
  private func hourWords(_ cell: String) -> String {
    cell.split(separator: " ").map { word in
      guard let hour = Hour(String(word)), hour.offset != nil else { return String(word) }
      return "\(short(hour.day)) \(hour.ofDay < 10 ? "0" : "")\(hour.ofDay):00"
    }.joined(separator: " ")
  }
}
