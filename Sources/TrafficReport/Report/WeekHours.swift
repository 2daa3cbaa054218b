internal import TrafficStore

/// What each hour of a week has, where several may be known only together.
public struct WeekHours: Hashable, Sendable {
  /// For each hour of the week, from Monday on: an hour's part of those it is known together with; `nil` where
  /// it is not known.
  public let averages: [Double?]
  /// For each weekday, what is known of it; `nil` where that is nothing, or some of it only together with another day.
  public let sums: [Int64?]

  /// - Parameters:
  ///   - hours: The hours of the week that each value is of, in order, none of them twice.
  ///   - values: As many.
  public init(_ hours: [ClosedRange<Int>], values: [Int64]) {
    var averages = [Double?](repeating: nil, count: 7 * 24)
    var sums = [Int64?](repeating: nil, count: 7)
    var isShared = [Bool](repeating: false, count: 7)
    for (hours, value) in zip(hours, values) {
      let hours = hours.clamped(to: 0...(7 * 24 - 1))
      for hour in hours { averages[hour] = Double(value) / Double(hours.count) }
      let days = (hours.lowerBound / 24)...(hours.upperBound / 24)
      for day in days {
        sums[day] = (sums[day] ?? 0).addingClamped(value)
        isShared[day] = isShared[day] || days.count > 1
      }
    }
    for day in sums.indices where isShared[day] { sums[day] = nil }
    self.averages = averages
    self.sums = sums
  }

  /// The most in an hour.
  public var most: Double { averages.compactMap(\.self).max() ?? 0 }
}
