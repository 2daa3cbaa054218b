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

  /// The week that is written as `2026-w41`; `nil` where there is none.
  public static func week(_ text: String) -> ClosedRange<Day>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 3,
      parts[1].lowercased().hasPrefix("w"),
      parts[1].dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int32(parts[1].dropFirst()), let fourth = Day("\(parts[0])-01-04")
    else { return nil }
    let week = Day(rawValue: fourth.week.lowerBound.rawValue + (number - 1) * 7).week
    // The last week is of the year, too, if its Thursday is.
    let thursday = Day(rawValue: week.lowerBound.rawValue + 3)
    return number >= 1 && thursday.description.hasPrefix(parts[0]) ? week : nil
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
