import Traffic

/// What the rows of a series in time are.
public enum Step: String, CaseIterable, Sendable {
  case hour
  case day
  case week
  case month
  /// Hours of the day, all days together.
  case hourOfDay = "hour-of-day"
  /// Days of the week, all weeks together.
  case weekday
  /// Hours of the days of the week.
  case weekdayHour = "weekday-hour"

  /// Whether each row is some whole days that follow each other.
  public var isDays: Bool { self == .day || self == .week || self == .month }

  /// Whether what is in a row is told by the hour.
  var isHours: Bool { self == .hour || self == .hourOfDay || self == .weekdayHour }

  /// The number of the row that holds a day; what follows each other has numbers that do.
  func number(of day: Day) -> Int32 {
    switch self {
    case .week: return (day.week.lowerBound.rawValue + 3) / 7
    case .month:
      let (year, month, _) = day.date
      return Int32(year * 12 + month - 1)
    case .weekday: return Int32(day.weekday)
    case .hour, .day, .hourOfDay, .weekdayHour: return day.rawValue
    }
  }

  /// The name of some rows together, which is mostly one.
  func text(_ numbers: ClosedRange<Int32>) -> String {
    let (first, last) = (text(numbers.lowerBound), text(numbers.upperBound))
    return first == last ? first : "\(first) to \(last)"
  }

  private func text(_ number: Int32) -> String {
    switch self {
    case .week: days(number...number).lowerBound.weekText
    case .month: days(number...number).lowerBound.monthText
    case .weekday: Step.weekdays[Int(number)]
    case .hour, .day, .hourOfDay, .weekdayHour: Day(rawValue: number).description
    }
  }

  /// The days of some rows of whole days.
  func days(_ numbers: ClosedRange<Int32>) -> ClosedRange<Day> {
    let (first, next) = (firstDay(of: numbers.lowerBound), firstDay(of: numbers.upperBound + 1))
    return first...Day(rawValue: next.rawValue - 1)
  }

  private func firstDay(of number: Int32) -> Day {
    switch self {
    case .week: Day(rawValue: number * 7 - 3)
    case .month:
      Day(year: Int(number / 12), month: Int(number % 12) + 1, day: 1) ?? Day(rawValue: 0)
    case .hour, .day, .hourOfDay, .weekday, .weekdayHour: Day(rawValue: number)
    }
  }

  /// `09:00`.
  static func text(hourOfDay hour: Int32) -> String { "\(hour < 10 ? "0" : "")\(hour):00" }

  static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// The column with the names of rows.
  ///
  /// - Parameter zone: The name of the time zone.
  func column(in zone: String) -> Report.Column {
    switch self {
    case .hour: Report.Column("hour", "Hour (\(zone))", .time)
    case .day: Report.Column("day", "Day (\(zone))", .time)
    case .week: Report.Column("week", "Week (\(zone))", .time)
    case .month: Report.Column("month", "Month (\(zone))", .time)
    case .hourOfDay: Report.Column("hour", "Hour of the day (\(zone))", .time)
    case .weekday: Report.Column("weekday", "Weekday (\(zone))", .time)
    case .weekdayHour: Report.Column("hour", "Weekday and hour (\(zone))", .time)
    }
  }
}
