import Traffic

/// Periods that are one click away.
enum PeriodPreset: CaseIterable {
  case week
  case thirtyDays
  case thisMonth
  case lastMonth
  case thisYear

  /// Its days, whole ones up to yesterday.
  func days(today: Day) -> ClosedRange<Day> {
    let yesterday = Day(rawValue: today.rawValue - 1)
    switch self {
    case .week: return Day(rawValue: today.rawValue - 7)...yesterday
    case .thirtyDays: return Day(rawValue: today.rawValue - 30)...yesterday
    // On the first of a month there is nothing of it yet: then it is the one before.
    case .thisMonth: return yesterday.firstOfMonth...yesterday
    case .lastMonth:
      let last = Day(rawValue: yesterday.firstOfMonth.rawValue - 1)
      return last.firstOfMonth...last
    case .thisYear:
      return (Day(year: yesterday.date.year, month: 1, day: 1) ?? yesterday)...yesterday
    }
  }
}
