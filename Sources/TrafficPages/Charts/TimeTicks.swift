import Traffic
import TrafficReport

/// What is written below the bars of a chart.
struct TimeTicks {
  /// A label below the middle of a time.
  struct Tick {
    /// From 0 to 1.
    var place: Double
    var text: String
    /// Whether there is room for it where the chart is narrow, too.
    var isMain: Bool
  }

  private(set) var ticks: [Tick] = []

  /// Where labels begin to end below the middle of their times, so that they do not leave the card.
  static let end = 0.92

  /// The most labels of a wide chart, and of a narrow one; fewer where they are long.
  private static let most = (wide: 12, narrow: 4)
  /// For how many letters of labels there is room: each label needs that of two more.
  private static let letters = (wide: 84, narrow: 32)

  init(_ series: Series, dates: DateStyle) {
    var places: [(at: Double, text: String)]
    switch series.unit {
    case .day: places = TimeTicks.days(series, dates)
    case .hour: places = TimeTicks.hours(series, dates)
    case .hourOfDay, nil:
      places = series.bars.map {
        (Double($0.first) + 0.5, String($0.label.split(separator: " ").first ?? ""))
      }
    }
    let length = (places.map(\.text.count).max() ?? 0) + 2
    let most = (
      wide: min(TimeTicks.most.wide, max(TimeTicks.letters.wide / length, 1)),
      narrow: min(TimeTicks.most.narrow, max(TimeTicks.letters.narrow / length, 1))
    )
    let step = TimeTicks.step(places.count, most: most.wide)
    places = places.enumerated().filter { $0.offset % step == 0 }.map(\.element)
    let main = TimeTicks.step(places.count, most: most.narrow)
    ticks = places.enumerated().map { number, place in
      let part = place.at / Double(max(series.width, 1))
      // The last one is moved to the left, towards the one before it.
      return Tick(
        place: part, text: place.text,
        isMain: number % main == 0 && (number == 0 || part <= TimeTicks.end))
    }
  }

  /// Every how many are shown so that no more than `most` are.
  private static func step(_ count: Int, most: Int) -> Int { max(1, (count + most - 1) / most) }

  /// Every day, Mondays, firsts of months or of quarters, as there is room.
  private static func days(_ series: Series, _ dates: DateStyle) -> [(at: Double, text: String)] {
    let count = series.width
    let days = (0..<min(count, 40_000)).compactMap { number in
      Int32(exactly: series.start + number).map { Day(rawValue: $0) }
    }
    func places(_ text: (Day) -> String, _ isTick: (Day) -> Bool) -> [(Double, String)] {
      days.enumerated().filter { isTick($0.element) }.map {
        (Double($0.offset) + 0.5, text($0.element))
      }
    }
    if count <= 10 { return places(dates.tick) { _ in true } }
    if count <= 84 { return places(dates.tick) { $0.weekday == 0 } }
    return places(dates.monthTick) { $0.date.day == 1 }
  }

  /// Midnights, or every sixth hour of few days.
  private static func hours(_ series: Series, _ dates: DateStyle) -> [(at: Double, text: String)] {
    var places: [(Double, String)] = []
    for bar in series.bars {
      let words = bar.label.split(separator: " ")
      guard let clock = words.last, words.count > 2 else { continue }
      if series.width <= 48 {
        if ["00:00", "06:00", "12:00", "18:00"].contains(clock) {
          places.append((Double(bar.first) + 0.5, String(clock)))
        }
      } else if clock == "00:00" {
        // Without the weekday, the year and the hour.
        places.append((Double(bar.first) + 0.5, words[1...2].joined(separator: " ")))
      }
    }
    return places
  }
}
