public import Traffic

/// How long counts may be kept.
public struct Retention: Hashable, Sendable {
  public var months: Int
  /// Days that may pass before a page without a name is folded.
  public static let daysWithoutName: Int32 = 31
  /// Days that may pass until somebody comes to delete what is due.
  public static let grace: Int32 = 2

  /// 25 months: what France's authority for data protection allows for the measurement of audiences
  /// (CNIL, guidelines on cookies and other trackers, 2020-09-17, article 5).
  public static let standard = Retention(months: 25)

  public init(months: Int) { self.months = months }

  /// The first day that may be kept, on a day.
  public func earliest(on today: Day) -> Day {
    let (year, month, day) = today.date
    let count = year * 12 + month - 1 - months
    let first = (year: count / 12, month: count % 12 + 1)
    let last = Day.length(ofMonth: first.month, year: first.year)
    let exact = Day(year: first.year, month: first.month, day: min(day, last)) ?? today
    return Day(rawValue: exact.rawValue - Retention.grace)
  }
}
