import GRDB
public import Traffic

/// Days of a site whose sum is published, as nothing finer of them is.
public struct PublishedDays: Hashable, Sendable {
  /// The number of the site.
  public var site: Int64
  public var days: ClosedRange<Day>
  /// 1 for what was counted when they were published first; more for what came later.
  public var portion: Int64
  public var totals: TrafficTotals

  public init(site: Int64, days: ClosedRange<Day>, portion: Int64 = 1, totals: TrafficTotals) {
    (self.site, self.days, self.portion, self.totals) = (site, days, portion, totals)
  }
}

/// A window of a site's days, by which its traffic is broken down.
public struct PublishedWindow: Hashable, Sendable {
  public var site: Int64
  public var days: ClosedRange<Day>

  public init(site: Int64, days: ClosedRange<Day>) { (self.site, self.days) = (site, days) }
}

extension Row {
  /// The days from that in one column to that in another.
  ///
  /// - Throws: `DatabaseError` where there are none: the database is damaged.
  func days(_ first: Int, _ last: Int) throws -> ClosedRange<Day> {
    guard let first = Day(stored: try decode(atIndex: first)),
      let last = Day(stored: try decode(atIndex: last)), first <= last
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    return first...last
  }
}

extension Int64 {
  /// Whether so much can have been counted, or taken away: sums of such numbers are numbers, too.
  var isCount: Bool { magnitude < 1 << 56 }
}
