extension Day {
  /// The first day of this day's month.
  public var firstOfMonth: Day { Day(rawValue: rawValue - Int32(date.day) + 1) }

  /// The last day of this day's month.
  public var lastOfMonth: Day {
    let (year, month, day) = date
    return Day(rawValue: rawValue + Int32(Day.length(ofMonth: month, year: year) - day))
  }

  /// The same day of an earlier month, or the last of that month where it has fewer days; the first
  /// day that can be written where there is no such month.
  func monthsBefore(_ count: Int) -> Day {
    let (year, month, day) = date
    let months = year * 12 + month - 1 - count
    let (earlierYear, earlierMonth) = (months / 12, months % 12 + 1)
    guard earlierYear >= 1 else { return Day(year: 1, month: 1, day: 1) ?? self }
    let length = Day.length(ofMonth: earlierMonth, year: earlierYear)
    return Day(year: earlierYear, month: earlierMonth, day: min(day, length)) ?? self
  }

  /// The month this day belongs to: `2026-10`.
  public var monthText: String { String(description.prefix(7)) }
}
