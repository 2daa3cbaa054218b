public import Traffic

/// How long counts are kept, and how long as finely as they were counted.
public struct Retention: Hashable, Sendable {
  /// How long anything is kept.
  public var keep: Age
  /// How long counts stay by the hour; then they are of whole days.
  public var hours: Age
  /// How long counts stay by the day; then they are of whole months. `nil` for as long as they are kept.
  public var days: Age?

  /// 25 months, the limit that the French authority CNIL sets for audience measurement that needs no
  /// consent; by the hour for 13, so that a month can be held against the same of the year before.
  public static let standard = Retention(keep: .months(25), hours: .months(13), days: nil)

  /// How long a page may wait for its name before it is counted with the rare ones, in days.
  public static let daysWithoutName: Int32 = 31

  public init(keep: Age, hours: Age, days: Age?) {
    self.keep = keep
    self.hours = hours
    self.days = days
  }

  /// The first day that is kept.
  public func firstDay(today: Day) -> Day { keep.before(today) }

  /// The grain that counts may have today.
  func coarseness(today: Day) -> Coarseness {
    let months = days.map { $0.before(today).firstOfMonth } ?? Day(rawValue: 0)
    // What is of whole months is of whole days, too.
    return Coarseness(dailyBefore: max(hours.before(today), months), monthlyBefore: months)
  }
}

/// Up to where counts are of whole days, and of whole months.
///
/// What was counted of a day then stands at its first hour, what was counted of a month at the first
/// hour of its first day.
public struct Coarseness: Hashable, Sendable {
  /// Hours of earlier days cannot be told apart.
  public var dailyBefore: Day
  /// Days of earlier months cannot be told apart; the first of a month.
  public var monthlyBefore: Day

  /// Everything as it was counted.
  public static let none = Coarseness(
    dailyBefore: Day(rawValue: 0), monthlyBefore: Day(rawValue: 0))

  public init(dailyBefore: Day, monthlyBefore: Day) {
    self.dailyBefore = dailyBefore
    self.monthlyBefore = monthlyBefore
  }

  /// The hours that cannot be told from this one: itself, its day or its month.
  public func hours(like hour: Hour) -> ClosedRange<Hour> {
    let day = hour.day
    let days =
      day < monthlyBefore
      ? day.firstOfMonth...day.lastOfMonth : day < dailyBefore ? day...day : nil
    return days?.hours ?? hour...hour
  }

  /// The hours, and all that cannot be told from the first and the last of them.
  public func widened(_ period: ClosedRange<Hour>) -> ClosedRange<Hour> {
    hours(like: period.lowerBound).lowerBound...hours(like: period.upperBound).upperBound
  }

  /// The days, and all that cannot be told from the first and the last of them.
  public func widened(_ days: ClosedRange<Day>) -> ClosedRange<Day> {
    let hours = widened(days.lowerBound.firstHour...days.upperBound.firstHour)
    return hours.lowerBound.day...hours.upperBound.day
  }
}
