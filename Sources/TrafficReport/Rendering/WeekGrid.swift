import Traffic

/// The hours of a week as a picture: a line for each weekday, and the more in an hour, the darker its mark.
struct WeekGrid {
  let text: String

  private static let label = 11
  private static let hours = 24

  /// - Parameter hours: What hours of the week each row is of.
  /// - Returns: `nil` where lines are too narrow for it, or where each row has something beside it.
  init?(_ table: Report.Table, hours: [ClosedRange<Int>], style: TextStyle) {
    let column = table.columns.firstIndex(where: \.hasBar)
    let width = [2, 1].first { WeekGrid.label + WeekGrid.hours * $0 <= style.width }
    guard let column, let width, table.earlier == nil, hours.count == table.rows.count else {
      return nil
    }
    let week = WeekHours(hours, values: table.rows.map { $0[column].number })
    let marks = Marks(most: week.most, style: style)
    let sums = week.sums.map { $0.map(style.numbers.count) ?? "" }
    let widest = sums.map(\.count).max() ?? 0
    let hasSums = WeekGrid.label + WeekGrid.hours * width + 2 + widest <= style.width

    // Every third hour has its number above it, where that leaves a space between two.
    let scale = stride(from: 0, to: WeekGrid.hours, by: 3).map { hour in
      "\(hour < 10 ? "0" : "")\(hour)".padded(to: 3 * width, isRight: false)
    }.joined()
    var lines = [
      style.heading(("".padded(to: WeekGrid.label, isRight: false) + scale).trimmed)
    ]
    for (day, name) in style.words.weekdays.enumerated() {
      let first = day * WeekGrid.hours
      let row = week.averages[first..<(first + WeekGrid.hours)].map {
        String(repeating: marks.mark($0), count: width)
      }.joined()
      lines.append(
        name.padded(to: WeekGrid.label, isRight: false) + row
          + (hasSums ? "  " + sums[day].padded(to: widest, isRight: true) : ""))
    }
    var legend =
      marks.legend + " " + style.words.anHourOfTheWeek(table.columns[column].title.lowercased())
    if let peak = table.rows.max(by: { $0[column].number < $1[column].number }) {
      legend +=
        "; "
        + style.words.most(
          on: style.text(peak[0], .time), style.text(peak[column], .count))
    }
    legend += week.averages.contains(nil) ? ". " + style.words.notKnown : "."
    text = lines.map(\.trimmed).joined(separator: "\n") + "\n\n" + style.wrapped(legend)
  }

  /// Marks of one column for a part of the most in an hour.
  private struct Marks {
    let most: Double
    let style: TextStyle

    private var shades: [String] {
      style.isUnicode ? ["·", "░", "▒", "▓", "█"] : [".", ":", "+", "#", "@"]
    }

    func mark(_ value: Double?) -> String {
      guard let value else { return "-" }
      guard value > 0, most > 0 else { return shades[0] }
      return shades[min(4, max(1, Int((value / most * 4).rounded(.up))))]
    }

    /// `░ up to 342, ▒ 683, ▓ 1,025, █ 1,367`.
    var legend: String {
      (1...4).map { level in
        let bound = style.numbers.count(Int64((most * Double(level) / 4).rounded(.down)))
        return shades[level] + (level == 1 ? " \(style.words.upTo) " : " ") + bound
      }.joined(separator: ", ")
    }
  }
}
