public import TimeZones
public import Traffic

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// When days are published.
public struct PublicationTime {
  /// Hours after a day's end.
  public var after: Int
  /// The hours after that in which logs that do not reach beyond the day are waited for.
  private static let patience = 24

  public init(after: Int = 2) { self.after = after }

  /// The last day that may be published now.
  ///
  /// - Parameters:
  ///   - whole: The last day that all logs reach beyond.
  ///   - today: The day of today, where somebody vouches for it.
  public func lastDay(_ clock: ZoneClock, whole: Day?, today: Day?) -> Day {
    if let today { return Day(rawValue: today.rawValue - 1) }
    let (over, late) = (over(clock), over(clock, andMore: PublicationTime.patience))
    return min(over, max(whole ?? late, late))
  }

  /// The last day that is over for long enough.
  public func over(_ clock: ZoneClock, andMore hours: Int = 0) -> Day {
    let then = Int64(time(nil)) - Int64(after + hours) * 3600
    return Day(rawValue: clock.hour(at: then).day.rawValue - 1)
  }
}
