/// An hour in UTC, counted from 1970-01-01T00Z: the finest time that is ever kept.
///
/// Written as `2026-10-01T13:00Z` (ISO 8601).
public struct Hour: RawRepresentable, Hashable, Comparable, Sendable {
  /// Hours since 1970-01-01T00:00Z; negative before it.
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The day this hour belongs to.
  public var day: Day {
    Day(rawValue: rawValue >= 0 ? rawValue / 24 : (rawValue - 23) / 24)
  }

  /// The hour of the day, 0 to 23.
  public var ofDay: Int { Int(rawValue) - Int(day.rawValue) * 24 }

  public static func < (left: Hour, right: Hour) -> Bool { left.rawValue < right.rawValue }
}

extension Hour: LosslessStringConvertible {
  public init?(_ description: String) {
    guard description.utf8.count == 17, description.hasSuffix(":00Z"),
      let day = Day(String(description.prefix(10))),
      description.dropFirst(10).first == "T",
      let hour = Int(description.dropFirst(11).prefix(2)), (0...23).contains(hour)
    else { return nil }
    self.init(rawValue: day.rawValue * 24 + Int32(hour))
  }

  public var description: String { "\(day)T\(padded(ofDay, to: 2)):00Z" }
}
