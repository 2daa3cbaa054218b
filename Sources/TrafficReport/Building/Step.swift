import Traffic

/// The steps of a series in time.
enum Step: String {
  case hour
  case day
  case month

  /// The number of the step that holds a day; days come in order.
  func number(of day: Day) -> Int32 {
    guard self == .month else { return day.rawValue }
    let (year, month, _) = day.date
    return Int32(year * 12 + month - 1)
  }

  /// The name of some steps together, which is mostly one.
  func text(_ numbers: ClosedRange<Int32>) -> String {
    let (first, last) = (text(numbers.lowerBound), text(numbers.upperBound))
    return first == last ? first : "\(first) to \(last)"
  }

  private func text(_ number: Int32) -> String {
    self == .month
      ? String(Step.firstDay(ofMonth: number).description.prefix(7))
      : Day(rawValue: number).description
  }

  /// The days of some steps.
  func days(_ numbers: ClosedRange<Int32>) -> ClosedRange<Day> {
    guard self == .month else {
      return Day(rawValue: numbers.lowerBound)...Day(rawValue: numbers.upperBound)
    }
    let next = Step.firstDay(ofMonth: numbers.upperBound + 1)
    return Step.firstDay(ofMonth: numbers.lowerBound)...Day(rawValue: next.rawValue - 1)
  }

  private static func firstDay(ofMonth number: Int32) -> Day {
    Day(year: Int(number / 12), month: Int(number % 12) + 1, day: 1) ?? Day(rawValue: 0)
  }

  /// - Parameter zone: The name of the time zone.
  func title(in zone: String) -> String {
    switch self {
    case .hour: "Hour (\(zone))"
    case .day: "Day (\(zone))"
    case .month: "Month (\(zone))"
    }
  }
}
