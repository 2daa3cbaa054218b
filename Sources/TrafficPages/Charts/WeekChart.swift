import TrafficReport

/// The hours of a week as a drawing: a row for each weekday, and the more in an hour, the darker it is.
struct WeekChart {
  private let series: Report.Table
  private let hours: [ClosedRange<Int>]
  private let week: WeekHours
  private let words: Words
  private let numbers: NumberText
  private let dates: DateStyle
  private let column: Int
  /// The chart's number on its page.
  private let number: Int

  private static let line = 22.0
  private static let axis = 20.0

  init?(_ table: Report.Table, language: Language, number: Int) {
    guard case .week(let hours) = table.shape, hours.count == table.rows.count,
      let column = table.columns.firstIndex(where: \.hasBar), !hours.isEmpty
    else { return nil }
    (self.series, self.hours, self.column, self.number) = (table, hours, column, number)
    (words, numbers, dates) = (
      Words(language), NumberText(language, on: .page), DateStyle(language)
    )
    week = WeekHours(hours, values: table.rows.map { $0[column].whole ?? 0 })
  }

  var title: String { words.weekTitle(series.columns[column].title) }

  /// The chart with its title, and the same numbers as a table, folded.
  func figure(table rows: HTML) -> HTML {
    Tag.figure(.class("card")) {
      Tag.figcaption(.id("chart", number)) {
        Tag.h2 { title }
        Tag.p { explained }
      }
      Tag.div(.class("chart")) {
        weekdays
        plot
      }
      Tag.details {
        Tag.summary { words.asTable }
        rows
      }
    }
  }

  /// The numbers with the hours of the day below each other, and weekdays beside each other; `nil` where some are
  /// known only together.
  var table: HTML? {
    guard hours.allSatisfy({ $0.count == 1 }) else { return nil }
    let rows = (0..<24).map { hour in
      Tag.tr {
        Tag.th(.scopeRow) { WeekChart.two(hour) }
        for day in 0..<7 {
          Tag.td { week.averages[day * 24 + hour].map { numbers.count(Int64($0)) } ?? "–" }
        }
      }
    }
    return Tag.div(.class("scroll"), .region, .tabStop, .label(title)) {
      Tag.table {
        Tag.caption(.class("v")) { title }
        Tag.thead {
          Tag.tr {
            Tag.td()
            for day in 0..<7 { Tag.th(.scopeColumn) { dates.shortWeekday(day) } }
          }
        }
        Tag.tbody { rows }
      }
    }
  }

  private static func two(_ hour: Int) -> String { "\(hour < 10 ? "0" : "")\(hour)" }

  private var explained: String {
    let peak = series.rows.max { ($0[column].whole ?? 0) < ($1[column].whole ?? 0) }
    let most = peak.map { numbers.count($0[column].whole ?? 0) } ?? ""
    let text = words.darker(most, peak.map { dates.words($0[0].words) } ?? "")
    return week.averages.contains(nil) ? text + " " + words.emptyUnknown : text
  }

  private var height: Length { .pixels(WeekChart.line * 7 + WeekChart.axis) }

  private var weekdays: HTML {
    Tag.svg(.class("scale"), .width(.pixels(34)), .height(height), .hiddenFromReaders) {
      for day in 0..<7 {
        Tag.text(.x(.pixels(0)), .y(.pixels(Double(day) * WeekChart.line + 15))) {
          dates.shortWeekday(day)
        }
      }
    }
  }

  private var plot: HTML {
    Tag.svg(
      .class("plot"), .width(.part(1)), .height(height), .image, .labelledBy("chart", number)
    ) {
      for (hours, row) in zip(hours, series.rows) { cells(hours, row) }
      for hour in stride(from: 0, to: 24, by: 6) {
        Tag.text(
          .x(.part(Double(hour) / 24)), .y(.pixels(WeekChart.line * 7 + WeekChart.axis - 4))
        ) { WeekChart.two(hour) }
      }
    }
  }

  /// The hours of one row, which are several where they are known only together.
  private func cells(_ hours: ClosedRange<Int>, _ row: [Report.Cell]) -> HTML {
    Tag.g {
      Tag.title {
        "\(dates.words(row[0].words)): \(numbers.count(row[column].whole ?? 0))"
      }
      for hour in hours.clamped(to: 0...(7 * 24 - 1)) {
        Tag.rect(
          shade(week.averages[hour] ?? 0), .x(.part(Double(hour % 24) / 24)),
          .y(.pixels(Double(hour / 24) * WeekChart.line)), .width(.part(0.93 / 24)),
          .height(.pixels(WeekChart.line - 2)))
      }
    }
  }

  private func shade(_ average: Double) -> Attribute {
    guard average > 0, week.most > 0 else { return .class("q0") }
    switch average / week.most {
    case ...0.25: return .class("q1")
    case ...0.5: return .class("q2")
    case ...0.75: return .class("q3")
    default: return .none
    }
  }
}
