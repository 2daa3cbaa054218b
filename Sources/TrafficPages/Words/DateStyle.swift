public import Traffic
public import TrafficReport

/// Days and periods as a language writes them.
public struct DateStyle: Hashable, Sendable {
  let language: Language

  public init(_ language: Language) { self.language = language }

  private static let months: [Language: [String]] = [
    .english: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ],
    .norwegian: [
      "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
      "november", "desember",
    ],
  ]
  private static let shortMonths: [Language: [String]] = [
    .english: [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    .norwegian: [
      "jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.",
      "des.",
    ],
  ]
  private static let weekdays: [Language: [String]] = [
    .english: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    .norwegian: ["man.", "tir.", "ons.", "tor.", "fre.", "lør.", "søn."],
  ]

  /// `Mon` or `man.`, for a number from 0 on.
  func shortWeekday(_ number: Int) -> String {
    DateStyle.name(number + 1, DateStyle.weekdays[language])
  }

  func month(_ day: Day) -> String { DateStyle.name(day.date.month, DateStyle.months[language]) }

  private func shortMonth(_ day: Day) -> String {
    DateStyle.name(day.date.month, DateStyle.shortMonths[language])
  }

  private static func name(_ number: Int, _ names: [String]?) -> String {
    names.flatMap { $0.indices.contains(number - 1) ? $0[number - 1] : nil } ?? ""
  }

  private func number(_ day: Day) -> String {
    language == .english ? "\(day.date.day)" : "\(day.date.day)."
  }

  /// `1 October 2026` or `1. oktober 2026`.
  public func long(_ day: Day) -> String { "\(number(day)) \(month(day)) \(day.date.year)" }

  /// `Thu 1 Oct 2026` or `tor. 1. okt. 2026`.
  func short(_ day: Day) -> String {
    let weekday = DateStyle.name(day.weekday + 1, DateStyle.weekdays[language])
    return "\(weekday) \(number(day)) \(shortMonth(day)) \(day.date.year)"
  }

  /// `1 Oct` or `1. okt.`, for the axis of a chart.
  func tick(_ day: Day) -> String { "\(number(day)) \(shortMonth(day))" }

  /// `Oct`, and with the year in January, for the axis of a chart.
  func monthTick(_ day: Day) -> String {
    day.date.month == 1 ? "\(day.date.year)" : shortMonth(day)
  }

  private var to: String { language == .english ? " to " : " til " }

  /// `1 to 31 October 2026`, with as much of the first day as differs.
  func period(_ days: ClosedRange<Day>) -> String {
    let (first, last) = (days.lowerBound, days.upperBound)
    if first == last { return long(first) }
    if first.date.year != last.date.year { return long(first) + to + long(last) }
    if first.date.month != last.date.month {
      return "\(number(first)) \(month(first))" + to + long(last)
    }
    return number(first) + to + long(last)
  }

  /// With times of day where it is not about whole days.
  func period(_ hours: ClosedRange<Hour>) -> String {
    let (first, last) = (hours.lowerBound, hours.upperBound)
    guard first.ofDay != 0 || last.ofDay != 23 else { return period(first.day...last.day) }
    func clock(_ hour: Int, _ minutes: String) -> String {
      "\(hour < 10 ? "0" : "")\(hour):\(minutes)"
    }
    let (begin, end) = (clock(first.ofDay, "00"), clock(last.ofDay, "59"))
    return first.day == last.day
      ? "\(long(first.day)), \(begin)\(to)\(end)"
      : "\(long(first.day)), \(begin)\(to)\(long(last.day)), \(end)"
  }
}
