/// An hour on a site's clock, from 1970 to 3882: the finest time that is ever kept.
///
/// Written as `2026-10-25T02:00+02:00` (RFC 3339), since one hour of a year comes twice; in UTC, as
/// `2026-10-01T13:00Z`. What was counted by the hour and is kept by the day stands in an hour without an offset,
/// `2026-10-01T00:00`.
public struct Hour: RawRepresentable, Hashable, Comparable, Sendable {
  /// The hours since 1970-01-01T00:00 by that clock, times 128, and how far the clock is behind the one that is
  /// ahead of UTC by 16 hours, in quarters of an hour.
  ///
  /// So a number tells its day and its offset without any table of time zones, and of an hour that comes twice
  /// the first one is the lesser number. Where clocks go back by more than an hour, as on Troll, two hours of a day
  /// are not in the order of time.
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// An hour by what the clock shows.
  ///
  /// - Parameters:
  ///   - ofDay: 0 to 23.
  ///   - offset: Of the clock at that time.
  public init(_ day: Day, _ ofDay: Int, offset: UTCOffset = .utc) {
    let hours = Int64(day.rawValue) * 24 + Int64(ofDay)
    rawValue = Int32(clamping: hours * Int64(Hour.step) + 64 - Int64(offset.rawValue))
  }

  /// The hour of a moment.
  ///
  /// - Parameters:
  ///   - time: Seconds since 1970 in UTC.
  ///   - offset: Of the clock at that time.
  public init(at time: Int64, offset: UTCOffset = .utc) {
    let wall = time + offset.seconds
    let hours = wall >= 0 ? wall / 3600 : (wall - 3599) / 3600
    rawValue = Int32(clamping: hours * Int64(Hour.step) + 64 - Int64(offset.rawValue))
  }

  /// The numbers that an hour by the clock has for its offsets.
  static let step: Int32 = 128
  /// The numbers of a day.
  public static let perDay: Int32 = 24 * step

  /// The day this hour belongs to.
  public var day: Day {
    let perDay = Hour.perDay
    return Day(rawValue: rawValue >= 0 ? rawValue / perDay : (rawValue + 1) / perDay - 1)
  }

  /// The hour of the day, 0 to 23.
  public var ofDay: Int { Int((rawValue - day.rawValue * Hour.perDay) / Hour.step) }

  /// All hours of its day that the clock shows as it shows this one.
  public var withAnyOffset: ClosedRange<Hour> {
    let first = rawValue & ~(Hour.step - 1)
    return Hour(rawValue: first)...Hour(rawValue: first + Hour.step - 1)
  }

  /// How far the clock was ahead of UTC; `nil` where the hour stands for a day.
  public var offset: UTCOffset? {
    let quarters = rawValue & (Hour.step - 1)
    return quarters == 0 ? nil : UTCOffset(rawValue: Int8(64 - quarters))
  }

  /// When it begins: seconds since 1970 in UTC.
  ///
  /// Where clocks change by half an hour, a second hour of this number begins within the first one, and what is
  /// told here is when it would have begun.
  public var start: Int64 {
    Int64(rawValue >> 7) * 3600 - (offset ?? .utc).seconds
  }

  public static func < (left: Hour, right: Hour) -> Bool { left.rawValue < right.rawValue }
}

extension Hour: LosslessStringConvertible {
  public init?(_ description: String) {
    guard (16...22).contains(description.utf8.count), let day = Day(String(description.prefix(10)))
    else { return nil }
    let time = description.dropFirst(10).prefix(6)
    guard time.first == "T", time.hasSuffix(":00"), time.utf8.count == 6,
      let hour = Int(time.dropFirst().prefix(2)), (0...23).contains(hour)
    else { return nil }
    let rest = description.dropFirst(16)
    if rest.isEmpty {
      guard hour == 0 else { return nil }
      self = day.firstHour
      return
    }
    guard let offset = UTCOffset(String(rest)) else { return nil }
    self.init(day, hour, offset: offset)
  }

  public var description: String {
    "\(day)T\(padded(ofDay, to: 2)):00\(offset?.description ?? "")"
  }
}

extension Day {
  /// What stands for the day where its hours are not kept; no hour of it is before.
  public var firstHour: Hour {
    Hour(rawValue: Int32(clamping: Int64(rawValue) * Int64(Hour.perDay)))
  }

  /// All hours that may be of the day, whatever its clock.
  public var hours: ClosedRange<Hour> {
    let last = Int64(firstHour.rawValue) + Int64(Hour.perDay - 1)
    return firstHour...Hour(rawValue: Int32(clamping: last))
  }
}

extension ClosedRange<Day> {
  /// All hours that may be of these days.
  public var hours: ClosedRange<Hour> { lowerBound.firstHour...upperBound.hours.upperBound }
}
