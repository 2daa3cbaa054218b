/// The time a log spans, beginning on 2026-10-01 UTC.
public enum LogPeriod: String, CaseIterable, Sendable {
  /// One day: two million lines fill 38,000 page-hours.
  case day
  /// Thirty days, a backfill: two million lines fill 660,000 page-hours.
  case month

  /// The number of days.
  public var days: Int {
    switch self {
    case .day: 1
    case .month: 30
    }
  }
}

/// Says at which second each line of a log is written: busy evenings, quiet nights and weekends.
struct Schedule {
  /// The share of each hour of a day, in UTC.
  private static let hours = [
    14, 9, 7, 6, 7, 12, 24, 38, 48, 54, 56, 57, 55, 56, 55, 52, 50, 52, 56, 60, 58, 48, 34, 22,
  ]

  /// How many lines are due by the end of each hour.
  private var due: [Int] = []
  private var hour = 0

  init(period: LogPeriod, lines: Int) {
    // The first of October 2026 is a Thursday; its third and fourth day are a weekend.
    let weights = (0..<period.days).flatMap { day in
      Schedule.hours.map { $0 * ([2, 3].contains(day % 7) ? 7 : 10) }
    }
    let total = weights.reduce(0, +)
    var sum = 0
    for weight in weights {
      sum += weight
      due.append(lines * sum / total)
    }
  }

  /// Seconds from the beginning of the period to line `line`, counted from 0 and asked in order.
  mutating func second(ofLine line: Int) -> Int {
    while line >= due[hour] { hour += 1 }
    let first = hour == 0 ? 0 : due[hour - 1]
    return hour * 3600 + (line - first) * 3600 / (due[hour] - first)
  }
}
