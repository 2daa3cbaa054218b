public import TimeZones
public import Traffic

/// What a period is compared with.
public enum Comparison: Hashable, Sendable {
  /// The one right before it.
  case previous
  /// The same one of the year before.
  case lastYear
  /// One that the user names.
  case days(ClosedRange<Day>)

  /// What can be typed, for messages and help.
  public static let forms =
    "previous, last-year, a period as in 2026-09, or two ends as in 2026-09-01..2026-09-14"

  /// Reads what the user typed; `nil` where it says no period.
  ///
  /// - Parameters:
  ///   - now: The current hour.
  ///   - clock: The one that days are told by.
  public init?(_ text: String, now: Hour, clock: ZoneClock = .utc) {
    switch text {
    case "previous": self = .previous
    case "last-year": self = .lastYear
    default:
      let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
      guard let from = ends.first, let to = ends.last, ends.count <= 2,
        let first = PeriodEnd(from, now: now, clock: clock),
        let last = PeriodEnd(to, now: now, clock: clock), first.first <= last.last
      else { return nil }
      self = .days(first.first.day...last.last.day)
    }
  }

  /// The days that some days are compared with.
  ///
  /// Whole months are compared with as many whole months. Other days are compared with days that are whole weeks
  /// before them, so that each has the same weekday: a single day with the one a week before, 30 days with those that
  /// begin five weeks before.
  public func earlier(than days: ClosedRange<Day>) -> ClosedRange<Day> {
    let count = Int32(days.dayCount)
    let isMonths =
      days.lowerBound == days.lowerBound.firstOfMonth
      && days.upperBound == days.upperBound.lastOfMonth
    switch self {
    case .days(let named): return named
    case .previous:
      guard isMonths else { return days.moved(by: -(count + 6) / 7 * 7) }
      return days.movedByMonths(-(days.upperBound.month - days.lowerBound.month + 1))
    case .lastYear: return isMonths ? days.movedByMonths(-12) : days.moved(by: -52 * 7)
    }
  }
}

extension Comparison {
  /// The days that are compared with as much of some days as is known: no more days than those are, as long as nobody
  /// named others.
  func earlier(
    than days: ClosedRange<Day>, ofWhichAreKnown known: ClosedRange<Day>
  ) -> ClosedRange<Day> {
    let earlier = earlier(than: days)
    if case .days = self { return earlier }
    guard known.dayCount < days.dayCount else { return earlier }
    let last = earlier.lowerBound.rawValue + Int32(known.dayCount) - 1
    return earlier.lowerBound...min(earlier.upperBound, Day(rawValue: last))
  }
}

/// Two periods, of which days go with days of the same weekday.
struct ComparedDays {
  let days: ClosedRange<Day>
  let earlier: ClosedRange<Day>

  /// How many days lie between two that go together: whole weeks, as near as can be to what lies between the beginnings.
  private var shift: Int32 {
    let difference = days.lowerBound.rawValue - earlier.lowerBound.rawValue
    return Int32((Double(difference) / 7).rounded()) * 7
  }

  /// The day that goes with one; `nil` where that is not of the earlier period.
  func day(for day: Day) -> Day? {
    let other = Day(rawValue: day.rawValue - shift)
    return earlier.contains(other) ? other : nil
  }

  /// The name of the time that goes with one, as rows have it: a day, an hour of one, a week or a month. Hours of the
  /// day and weekdays go with themselves.
  func time(for text: String) -> String? {
    if let day = Day(text) { return self.day(for: day)?.description }
    if let day = Day(String(text.prefix(10))), text.dropFirst(10).first == "T" {
      return self.day(for: day).map { "\($0)\(text.dropFirst(10).prefix(3))" }
    }
    if let month = Day(text + "-01") {
      let months = days.lowerBound.month - earlier.lowerBound.month
      return Day(month: month.month - months).map { String($0.description.prefix(7)) }
    }
    if let week = Day.week(text) {
      return Day(rawValue: week.lowerBound.rawValue - shift).weekText
    }
    return text
  }
}

extension ClosedRange<Day> {
  fileprivate func moved(by days: Int32) -> ClosedRange<Day> {
    Day(rawValue: lowerBound.rawValue + days)...Day(rawValue: upperBound.rawValue + days)
  }

  /// Whole months so many later.
  fileprivate func movedByMonths(_ count: Int) -> ClosedRange<Day> {
    guard let first = Day(month: lowerBound.month + count),
      let last = Day(month: upperBound.month + count)
    else { return self }
    return first...last.lastOfMonth
  }
}

extension Day {
  /// The month it is in: months since the year 0.
  fileprivate var month: Int { date.year * 12 + date.month - 1 }

  /// The first day of a month.
  fileprivate init?(month: Int) {
    self.init(year: month / 12, month: month % 12 + 1, day: 1)
  }
}
