import Traffic
import TrafficReport

/// Bars in time, drawn with lengths in parts of the width there is, so that the chart fits any page and its
/// text is never scaled.
struct SeriesChart {
  let series: Series
  let words: Words
  let numbers: NumberText
  let dates: DateStyle
  /// The chart's number on its page.
  let number: Int
  /// What somebody wrote on its days.
  var annotations: [Annotation] = []

  private static let height = 190.0
  /// Room above the highest line for half its label, and below for those of the times.
  private static let (above, below) = (8.0, 22.0)

  init(_ series: Series, language: Language, number: Int) {
    self.series = series
    self.number = number
    (words, numbers, dates) = (
      Words(language), NumberText(language, on: .page), DateStyle(language)
    )
  }

  /// The chart with its title, and what reads it needs to know.
  ///
  /// - Parameters:
  ///   - earlier: The period that it is compared with, in words.
  ///   - list: What was written on its days.
  ///   - table: The same numbers as a table.
  func figure(earlier: String?, list: HTML = HTML(), table: HTML) -> HTML {
    Tag.figure(.class("card")) {
      Tag.figcaption(.id("chart", number)) {
        Tag.h2 { title }
        if series.hasEarlier {
          Tag.p { words.earlierLine(earlier ?? words.earlierPeriod) }
        }
        if series.hasJoined { Tag.p { series.unit == .day ? words.joinedBars : words.joinedHours } }
      }
      Tag.div(.class("chart")) {
        scale
        plot
      }
      list
      table
    }
  }

  var title: String {
    switch series.unit {
    case .day: words.chartTitle(series.title, .days(Int(series.step)))
    case .hour, .hourOfDay: words.chartTitle(series.title, .hours(Int(series.step)))
    case nil: series.title
    }
  }

  private var ticks: Ticks { Ticks(upTo: series.most) }

  private func y(_ value: Double) -> Double {
    SeriesChart.above + SeriesChart.height * (1 - value / Double(ticks.top))
  }

  private var whole: Length { .pixels(SeriesChart.above + SeriesChart.height + SeriesChart.below) }

  /// The numbers beside the plot: a drawing of its own, as wide as they are.
  private var scale: HTML {
    let labels = ticks.values.map { (value: $0, text: numbers.count($0)) }
    let width = Double(labels.map(\.text.count).max() ?? 1) * 7 + 6
    return Tag.svg(.class("scale"), .width(.pixels(width)), .height(whole), .hiddenFromReaders) {
      for label in labels {
        Tag.text(.x(.pixels(width - 6)), .y(.pixels(y(Double(label.value)) + 4)), .end) {
          label.text
        }
      }
    }
  }

  private var plot: HTML {
    Tag.svg(
      .class("plot"), .width(.part(1)), .height(whole), .image, .labelledBy("chart", number),
      first.map { .firstDay($0) } ?? .none, first.map { _ in .dayCount(series.width) } ?? .none
    ) {
      for value in ticks.values {
        Tag.line(
          .x2(.part(1)), .y1(.pixels(y(Double(value)))), .y2(.pixels(y(Double(value)))))
      }
      for bar in series.bars { drawn(bar) }
      for mark in marks { drawn(mark) }
      for tick in TimeTicks(series, dates: dates).ticks {
        Tag.text(
          tick.isMain ? .none : .class("w"), .x(.part(tick.place)),
          .y(.pixels(SeriesChart.above + SeriesChart.height + 16)),
          // The last one would leave the card on the right.
          tick.place > TimeTicks.end ? .end : .middle
        ) { tick.text }
      }
    }
  }

  /// The day that the plot begins with; `nil` where it is not of days.
  private var first: Day? {
    series.unit == .day ? Int32(exactly: series.start).map { Day(rawValue: $0) } : nil
  }

  /// A place in the width of the plot where something was written, from 0 to 1.
  private struct Mark {
    var place: Double
    var text: String
  }

  /// One for each day with annotations that is in the plot; of hours, none: they are about days.
  private var marks: [Mark] {
    guard series.unit == .day else { return [] }
    var marks: [Mark] = []
    var last: Day?
    for annotation in annotations {
      let place =
        (Double(annotation.day.rawValue) - Double(series.start) + 0.5)
        / Double(max(series.width, 1))
      guard (0...1).contains(place) else { continue }
      if annotation.day == last {
        marks[marks.count - 1].text += "; " + annotation.text
      } else {
        marks.append(
          Mark(place: place, text: "\(dates.short(annotation.day)): \(annotation.text)"))
        last = annotation.day
      }
    }
    return marks
  }

  /// A line over the whole height, which says what was written when it is pointed at.
  private func drawn(_ mark: Mark) -> HTML {
    Tag.g {
      Tag.title { mark.text }
      Tag.line(
        .class("a"), .x1(.part(mark.place)), .x2(.part(mark.place)), .y1(.pixels(0)),
        .y2(.pixels(SeriesChart.above + SeriesChart.height)))
    }
  }

  private func drawn(_ bar: Series.Bar) -> HTML {
    let unit = 1 / Double(max(series.width, 1))
    let room = Double(bar.count) * unit
    // A gap of a sixth of one step, whatever the bar's width.
    let gap = min(room, unit * Double(series.step)) / 6
    let (left, width) = (Double(bar.first) * unit + gap / 2, room - gap)
    let base = y(0)
    return Tag.g {
      Tag.title { said(bar) }
      if let average = bar.average {
        let top = y(average * Double(series.step))
        // What is there can be seen, however little.
        let height = average > 0 ? max(base - top, 1) : 0
        Tag.rect(
          bar.count > series.step ? .class("j") : .none, .x(.part(left)),
          .y(.pixels(base - height)), .width(.part(width)), .height(.pixels(height)))
      } else {
        Tag.rect(
          .class("u"), .x(.part(left)), .y(.pixels(base - 3)), .width(.part(width)),
          .height(.pixels(3)))
      }
      if let earlier = bar.earlierAverage {
        let height = y(earlier * Double(series.step))
        Tag.line(
          .class("e"), .x1(.part(Double(bar.first) * unit)),
          .x2(.part(Double(bar.first) * unit + room)), .y1(.pixels(height)), .y2(.pixels(height)))
      }
    }
  }

  /// What a bar says when it is pointed at.
  private func said(_ bar: Series.Bar) -> String {
    guard let value = bar.value else { return "\(bar.label): \(words.heldBack)" }
    var text = "\(bar.label): \(numbers.count(value))"
    if bar.count > series.step, let average = bar.average {
      text = "\(bar.label): \(words.together(numbers.count(value), numbers.average(average)))"
    }
    if let earlier = bar.earlier { text += ", \(words.before(numbers.count(earlier)))" }
    return text
  }
}
