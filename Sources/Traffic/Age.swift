/// How far back something reaches from a day: `25mo`, `90d`, `2y`.
///
/// Months and years are the calendar's.
public struct Age: Hashable, Sendable {
  /// What an age is counted in.
  public enum Unit: String, CaseIterable, Sendable {
    case days = "d"
    case months = "mo"
    case years = "y"

    /// The most that make sense: a hundred years.
    fileprivate var most: Int { self == .days ? 36_500 : self == .months ? 1200 : 100 }
    fileprivate var word: String { self == .days ? "day" : self == .months ? "month" : "year" }
  }

  public let count: Int
  public let unit: Unit

  /// An age of at least one unit and at most a hundred years; `nil` for any other.
  public init?(_ count: Int, _ unit: Unit) {
    guard (1...unit.most).contains(count) else { return nil }
    (self.count, self.unit) = (count, unit)
  }

  private init(known count: Int, _ unit: Unit) { (self.count, self.unit) = (count, unit) }

  public static func months(_ count: Int) -> Age { Age(known: min(max(count, 1), 1200), .months) }

  /// The day that lies this far before another; the last of its month where that has fewer days.
  ///
  /// - Complexity: O(1).
  public func before(_ day: Day) -> Day {
    switch unit {
    case .days: Day(rawValue: day.rawValue - Int32(count))
    case .months: day.monthsBefore(count)
    case .years: day.monthsBefore(count * 12)
    }
  }

  /// The age in words: `25 months`.
  public var words: String { "\(count) \(unit.word)\(count == 1 ? "" : "s")" }
}

extension Age: LosslessStringConvertible {
  public init?(_ description: String) {
    let digits = description.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits),
      let unit = Unit(rawValue: String(description[digits.endIndex...]))
    else { return nil }
    self.init(count, unit)
  }

  public var description: String { "\(count)\(unit.rawValue)" }
}
