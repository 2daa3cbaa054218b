import Traffic

/// How long the windows are by which a site's traffic is broken down.
enum Grain: Int64 {
  case day = 1
  case week = 2
  case month = 3

  /// The grain of a site with so many page views a day in the mean: the finest with which most of them are of
  /// pages and referrers that may be named.
  init(meanViews: Double) {
    self = meanViews >= 1500 ? .day : meanViews >= 25 ? .week : .month
  }

  /// The last day of the window that a day is in. Weeks end on Sunday, and with their month.
  func end(_ day: Day) -> Day {
    switch self {
    case .day: day
    // 1970-01-01 was a Thursday.
    case .week: min(Day(rawValue: day.rawValue + 6 - (day.rawValue + 3) % 7), day.lastOfMonth)
    case .month: day.lastOfMonth
    }
  }
}

extension Day {
  /// The first day of its quarter of the year.
  var firstOfQuarter: Day {
    var day = firstOfMonth
    while (day.date.month - 1) % 3 != 0 { day = Day(rawValue: day.rawValue - 1).firstOfMonth }
    return day
  }
}
