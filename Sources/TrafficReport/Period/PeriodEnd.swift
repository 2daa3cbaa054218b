public import Traffic

/// A time as the user names it on the command line: an hour, a day, a month, a year, or a word.
public struct PeriodEnd: Hashable, Sendable {
  /// What the user typed.
  public var text: String
  /// The hour a period begins with that begins here.
  public var first: Hour
  /// The hour a period ends with that ends here.
  public var last: Hour

  /// What can be typed, for messages and help.
  public static let forms =
    "2026, 2026-10, 2026-10-01, 2026-10-01T13, today, yesterday or 7d"

  /// Reads a time; `nil` where it is none.
  ///
  /// `7d` begins a period of the last seven days, today included, and ends one that comes right
  /// before it.
  ///
  /// - Parameter now: The current hour. All times are UTC.
  public init?(_ text: String, now: Hour) {
    let today = now.day
    guard let days = PeriodEnd.days(text, today: today) else {
      guard let hour = PeriodEnd.hour(text) else { return nil }
      self.init(text: text, first: hour, last: hour)
      return
    }
    self.init(
      text: text, first: days.lowerBound.firstHour,
      last: Hour(rawValue: days.upperBound.firstHour.rawValue + 23))
    if text.hasSuffix("d") {
      last = Hour(rawValue: days.lowerBound.firstHour.rawValue - 1)
    }
  }

  private init(text: String, first: Hour, last: Hour) {
    self.text = text
    self.first = first
    self.last = last
  }

  private static func hour(_ text: String) -> Hour? {
    switch text.utf8.count {
    case 13: Hour(text + ":00Z")
    case 16: Hour(text + "Z")
    default: Hour(text)
    }
  }

  private static func days(_ text: String, today: Day) -> ClosedRange<Day>? {
    switch text {
    case "today": return today...today
    case "yesterday":
      let yesterday = Day(rawValue: today.rawValue - 1)
      return yesterday...yesterday
    default: break
    }
    if let day = Day(text) { return day...day }
    if text.utf8.count == 7, let first = Day(text + "-01") {
      let (year, month, _) = first.date
      let length = Day.length(ofMonth: month, year: year)
      return first...Day(rawValue: first.rawValue + Int32(length) - 1)
    }
    if text.utf8.count == 4, let first = Day(text + "-01-01"), let last = Day(text + "-12-31") {
      return first...last
    }
    guard text.hasSuffix("d"), text.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) }),
      let count = Int32(text.dropLast()), (1...99_999).contains(count)
    else { return nil }
    return Day(rawValue: today.rawValue - count + 1)...today
  }
}
