import Traffic

/// Periods in words.
enum PeriodText {
  /// `2026-10-01 to 2026-10-31 UTC` for whole days, with times of day for others.
  ///
  /// - Parameters:
  ///   - zone: The name of the time zone.
  ///   - to: The word between the ends.
  static func text(_ period: ClosedRange<Hour>, _ zone: String, to: String = "to") -> String {
    let (first, last) = (period.lowerBound, period.upperBound)
    if first.ofDay == 0, last.ofDay == 23 {
      let days = first.day == last.day ? "\(first.day)" : "\(first.day) \(to) \(last.day)"
      return "\(days) \(zone)"
    }
    let end = first.day == last.day ? clock(last, "59") : "\(last.day) \(clock(last, "59"))"
    return "\(first.day) \(clock(first, "00")) \(to) \(end) \(zone)"
  }

  /// A period in a sentence, where its ends may be open; `nil` where both are.
  static func text(first: Hour?, last: Hour?, _ zone: String) -> String? {
    switch (first, last) {
    case (let first?, let last?) where first <= last: "from \(text(first...last, zone))"
    case (let first?, _): "from \(first.day) \(clock(first, "00")) \(zone) on"
    case (nil, let last?): "up to \(last.day) \(clock(last, "59")) \(zone)"
    case (nil, nil): nil
    }
  }

  private static func clock(_ hour: Hour, _ minutes: String) -> String {
    "\(hour.ofDay < 10 ? "0" : "")\(hour.ofDay):\(minutes)"
  }
}
