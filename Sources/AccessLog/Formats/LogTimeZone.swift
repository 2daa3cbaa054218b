/// The zone of times that are logged without one, as `--log-time-zone` names it.
public struct LogTimeZone: Hashable, Sendable {
  /// Seconds east of UTC.
  let fixed: Int32

  public static let utc = LogTimeZone(fixed: 0)

  /// - Parameter name: `UTC`, `Z` or an offset such as `+01:00`.
  public init?(_ name: String) {
    if ["UTC", "utc", "Z", "GMT"].contains(name) {
      self = .utc
      return
    }
    let digits = name.dropFirst().filter { $0 != ":" }.utf8.map { Int32($0) - 0x30 }
    guard let sign = name.first, sign == "+" || sign == "-", digits.count == 4,
      digits.allSatisfy({ (0...9).contains($0) })
    else { return nil }
    let hours = digits[0] * 10 + digits[1]
    let minutes = digits[2] * 10 + digits[3]
    guard hours <= 15, minutes <= 59 else { return nil }
    fixed = (hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1)
  }

  init(fixed: Int32) { self.fixed = fixed }

  /// Seconds east of UTC at a moment that is told by the clock on the wall.
  ///
  /// - Parameter local: Seconds since 1970 as that clock has them.
  func offset(atLocal local: Int64) -> Int32 { fixed }
}
