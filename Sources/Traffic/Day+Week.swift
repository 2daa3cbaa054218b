/// Weeks of ISO 8601: they begin on Monday, and the first one of a year has its first Thursday.
extension Day {
  /// The place in its week: 0 for Monday, 6 for Sunday.
  public var weekday: Int {
    // The first day of 1970 was a Thursday.
    Int(((rawValue + 3) % 7 + 7) % 7)
  }

  /// The week this day belongs to, from Monday on.
  public var week: ClosedRange<Day> {
    let monday = Day(rawValue: rawValue - Int32(weekday))
    return monday...Day(rawValue: monday.rawValue + 6)
  }

  /// Its week as `2026-w41`.
  public var weekText: String {
    let thursday = Day(rawValue: week.lowerBound.rawValue + 3)
    let year = thursday.date.year
    guard let first = Day(year: year, month: 1, day: 1) else { return thursday.description }
    return
      "\(padded(year, to: 4))-w\(padded(Int(thursday.rawValue - first.rawValue) / 7 + 1, to: 2))"
  }
}
