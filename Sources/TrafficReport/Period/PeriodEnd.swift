public import TimeZones
public import Traffic

/// A time as the user names it on the command line: an hour, a day, a week, a month, a year, or a word.
public struct PeriodEnd: Hashable, Sendable {
  /// What the user typed.
  public var text: String
  /// The hour a period begins with that begins here.
  public var first: Hour
  /// The hour a period ends with that ends here.
  public var last: Hour

  /// What can be typed, for messages and help.
  public static let forms =
    "2026, 2026-10, 2026-w41, 2026-10-01, 2026-10-01T13, today, yesterday, this-week, last-week, this-month, "
    + "last-month, 7d or 12w"

  /// Reads a time; `nil` where it is none.
  ///
  /// `7d` begins a period of the seven days before today, and `12w` one of the twelve weeks before this one;
  /// each ends a period that comes right before it. Weeks begin on Monday (ISO 8601).
  ///
  /// - Parameters:
  ///   - now: The current hour.
  ///   - clock: The one that hours are told by, where the text does not say how far it is ahead of UTC.
  public init?(_ text: String, now: Hour, clock: ZoneClock = .utc) {
    if let hours = PeriodEnd.hours(text, clock: clock) {
      self.init(text: text, first: hours.lowerBound, last: hours.upperBound)
    } else if let days = PeriodEnd.days(text, today: now.day),
      PeriodEnd.counted.contains(days.lowerBound), PeriodEnd.counted.contains(days.upperBound)
    {
      self.init(text: text, first: days.hours.lowerBound, last: days.hours.upperBound)
    } else if let begin = PeriodEnd.begin(text, today: now.day), PeriodEnd.counted.contains(begin) {
      self.init(
        text: text, first: begin.firstHour,
        last: Day(rawValue: begin.rawValue - 1).hours.upperBound)
    } else {
      return nil
    }
  }

  /// The days that can be counted.
  private static let counted = Day(rawValue: 0)...Hour(rawValue: .max).day

  private init(text: String, first: Hour, last: Hour) {
    self.text = text
    self.first = first
    self.last = last
  }

  /// `2026-10-25T02`, which may be two hours, or `2026-10-25T02:00+02:00`.
  private static func hours(_ text: String, clock: ZoneClock) -> ClosedRange<Hour>? {
    switch text.utf8.count {
    case 13: return Hour(text + ":00Z")?.withAnyOffset
    case 16: return Hour(text + "Z")?.withAnyOffset
    default: return Hour(text).map { clock.hour(at: $0.start) }.map { $0...$0 }
    }
  }

  private static func days(_ text: String, today: Day) -> ClosedRange<Day>? {
    switch text {
    case "today": return today...today
    case "yesterday":
      let yesterday = Day(rawValue: today.rawValue - 1)
      return yesterday...yesterday
    case "this-week": return today.week
    case "last-week": return Day(rawValue: today.rawValue - 7).week
    case "this-month": return today.month
    case "last-month": return Day(rawValue: today.firstOfMonth.rawValue - 1).month
    default: break
    }
    if let day = Day(text) { return day...day }
    if text.utf8.count == 7, let first = Day(text + "-01") { return first.month }
    if text.utf8.count == 4, let first = Day(text + "-01-01"), let last = Day(text + "-12-31") {
      return first...last
    }
    return Day.week(text)
  }

  /// The first of so many days before today, or weeks before this one.
  private static func begin(_ text: String, today: Day) -> Day? {
    guard let count = number(text.dropLast()), (1...99_999).contains(count) else { return nil }
    switch text.last {
    case "d": return Day(rawValue: today.rawValue - count)
    case "w": return Day(rawValue: today.week.lowerBound.rawValue - count * 7)
    default: return nil
    }
  }

  private static func number(_ text: Substring) -> Int32? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int32(text) : nil
  }
}

extension Day {
  fileprivate var month: ClosedRange<Day> { firstOfMonth...lastOfMonth }
}
