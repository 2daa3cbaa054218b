public import Traffic
internal import TrafficStore

/// An hour or a day of one source: what is sent as a whole.
public struct SentUnit: Hashable, Comparable, Sendable {
  public var kind: UnitKind
  /// The raw value of the ``Traffic/Hour``, or of the ``Traffic/Day``.
  public var at: Int32

  public init(_ kind: UnitKind, at: Int32) { (self.kind, self.at) = (kind, at) }

  public var day: Day { kind == .hour ? Hour(rawValue: at).day : Day(rawValue: at) }

  /// In the order of time, so that those of one month are sent together.
  public static func < (left: SentUnit, right: SentUnit) -> Bool {
    (left.day, left.kind, left.at) < (right.day, right.kind, right.at)
  }

  /// Whether nothing more is expected of it.
  ///
  /// Nothing is sent before, so that the store never knows a time finer than an hour. What comes later all the same
  /// has the whole unit sent again.
  ///
  /// - Parameters:
  ///   - now: Seconds since 1970 in UTC.
  ///   - today: The day of the sources' clock.
  func isOver(at now: Int64, today: Day) -> Bool {
    guard kind == .hour else { return day < today }
    let hour = Hour(rawValue: at)
    // An hour without an offset stands for a day, or for a month.
    guard hour.offset != nil else { return day < today }
    return hour.start + 3600 <= now
  }
}

extension RowBinary {
  /// Adds the row that says that a unit is there, and how many rows it has.
  mutating func addUnit(_ unit: SentUnit, rows: Int, of source: UInt64, version: UInt64) {
    var row = NamedCount(time: unit.at, site: "")
    row.numbers[0] = UInt32(unit.kind.rawValue)
    row.counts[0] = Int64(rows)
    add(StoredTable.unit, row, on: unit.day, of: source, version: version)
  }
}
