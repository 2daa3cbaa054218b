public import Traffic

/// The clock of a time zone: what it shows at a moment, and which moment is meant by what it shows.
///
/// In autumn, an hour of the clock on the wall comes twice, and a log without a zone cannot tell which
/// of the two a line is of: such a line is counted in the first. In spring an hour is skipped, and a
/// time within it is read by the clock of before, so that 02:30 is half an hour after the change.
public struct ZoneClock: Hashable, Sendable {
  /// What the zone is called, so that it can be found again: `UTC`, `Europe/Oslo`, `+01:00`.
  public let name: String
  /// Where each offset ends, in order: seconds since 1970 in UTC.
  private let changes: [Int64]
  /// Where the clock on the wall leaves each offset for the next, in order: seconds since 1970 by
  /// that clock.
  private let ends: [Int64]
  /// Seconds east of UTC until each of these ends, and after the last: one more than there are ends.
  private let offsets: [Int32]
  /// Where the changes of the 400 years before begin again, since the calendar does: from then on, to
  /// a time that no log has. Empty where there is a last change.
  private let repeats: Range<Int64>

  private static let calendarPeriod: Int64 = 146_097 * 86_400

  public static let utc = ZoneClock(named: "UTC", fixed: 0)

  init(named name: String, fixed: Int32) {
    self.name = name
    (changes, ends) = ([], [])
    offsets = [fixed]
    repeats = 0..<0
  }

  /// - Parameters:
  ///   - first: Seconds east of UTC before the first change.
  ///   - changes: The changes that are known one by one, in order.
  ///   - rule: What comes after them.
  init(named name: String, first: Int32, changes: [ClockChange], rule: TimeZoneRule?) {
    // 400 years of the rule are written out once, so that finding an offset is one search.
    var all = changes
    var repeats: Range<Int64> = 0..<0
    if let rule, rule.changesClocks {
      let last = changes.last?.time ?? .min
      // The year before the last change, or the one before that, at 365.2425 days a year.
      let firstYear = last > 0 ? Int(last / 31_556_952) + 1969 : 1969
      for year in firstYear...firstYear + 403 {
        all += rule.changes(in: year).filter { $0.time > last }
      }
      repeats = TimeZoneRule.start(ofYear: firstYear + 402)..<1 << 60
    }
    self.name = name
    self.changes = all.map(\.time)
    var end = Int64.min
    // The old offset is believed for as long as it can be right. Where the next change comes while
    // the clocks are still set back, its end must not lie before this one's.
    ends = all.map { change in
      end = max(end, change.time + Int64(max(change.before, change.after)))
      return end
    }
    offsets = [first] + all.map(\.after)
    self.repeats = repeats
  }

  /// Whether there is a change after the last one that is known by itself.
  var repeatsChanges: Bool { !repeats.isEmpty }

  /// All offsets that it has had or will have, as hours say them.
  public var offsetsEver: Set<UTCOffset> { Set(offsets.map { UTCOffset($0) }) }

  /// Whether all offsets are quarters of an hour, as those of hours are.
  public var hasWholeQuarters: Bool { !changes.isEmpty || offsets[0] % 900 == 0 }

  /// A stretch of time that has one offset.
  public struct Span: Sendable {
    /// Seconds since 1970.
    public var times: Range<Int64>
    /// Seconds east of UTC.
    public var offset: Int32

    /// Holds no time.
    public static let none = Span(times: 0..<0, offset: 0)
  }

  /// Seconds east of UTC at a moment that is told by the clock on the wall.
  ///
  /// - Parameter local: Seconds since 1970 as that clock has them.
  /// - Complexity: O(log n) for n changes of the clock. Lines of a log mostly share their ``Span``,
  ///   so who reads a log keeps the last one.
  public func offset(atLocal local: Int64) -> Int32 { span(atLocal: local).offset }

  /// The stretch of time, by the clock on the wall, around a moment that has the same offset.
  public func span(atLocal local: Int64) -> Span { span(at: local, of: ends) }

  /// Seconds east of UTC at a moment.
  ///
  /// - Parameter time: Seconds since 1970 in UTC.
  /// - Complexity: As ``offset(atLocal:)``.
  public func offset(at time: Int64) -> Int32 { span(at: time).offset }

  /// The stretch of time, in UTC, around a moment that has the same offset.
  public func span(at time: Int64) -> Span { span(at: time, of: changes) }

  /// What the clock on the wall shows at a moment: seconds since 1970 as it has them.
  public func wallTime(at time: Int64) -> Int64 { time + Int64(offset(at: time)) }

  /// The hour of a moment.
  ///
  /// - Parameter time: Seconds since 1970 in UTC.
  public func hour(at time: Int64) -> Hour { Hour(at: time, offset: UTCOffset(offset(at: time))) }

  /// The day of a moment.
  public func day(at time: Int64) -> Day { hour(at: time).day }

  /// The hours of a day, in order: 24, or as many as its clocks make it.
  ///
  /// - Complexity: O(log *n*) for *n* changes of the clock, a few hundred times.
  public func hours(of day: Day) -> [Hour] {
    let midnight = Int64(day.rawValue) * 86_400
    // Nearly all days have one offset. No clock is further from UTC than 16 hours.
    let span = span(at: midnight)
    if span.times.contains(midnight - 16 * 3600), span.times.contains(midnight + 40 * 3600) {
      return (0..<24).map { Hour(day, $0, offset: UTCOffset(span.offset)) }
    }
    var hours: [Hour] = []
    // No day is longer than two.
    for time in stride(from: midnight - 16 * 3600, to: midnight + 40 * 3600, by: 900) {
      let hour = hour(at: time)
      if hour.day == day, hour != hours.last { hours.append(hour) }
    }
    return hours
  }

  /// The first and the last hour there are of a period whose ends may be none of the clock's.
  public func hours(in period: ClosedRange<Hour>) -> ClosedRange<Hour> {
    // Where a day was left out, as in Samoa in 2011, the hours are those of the day beside it.
    let (begin, end) = (period.lowerBound.day, period.upperBound.day)
    let (second, secondLast) = (Day(rawValue: begin.rawValue + 1), Day(rawValue: end.rawValue - 1))
    let ends = [begin, min(second, end), max(secondLast, begin), end].flatMap(hours(of:))
      .filter(period.contains)
    guard let first = ends.min(), let last = ends.max() else { return period }
    return first...last
  }

  private func span(at time: Int64, of ends: [Int64]) -> Span {
    guard repeats.contains(time) else { return writtenSpan(at: time, of: ends) }
    let periods = (time - repeats.lowerBound) / ZoneClock.calendarPeriod + 1
    let shift = periods * ZoneClock.calendarPeriod
    let span = writtenSpan(at: time - shift, of: ends)
    // Neither end is the first or the last of all: the changes reach further both ways.
    return Span(
      times: span.times.lowerBound + shift..<span.times.upperBound + shift, offset: span.offset)
  }

  private func writtenSpan(at time: Int64, of ends: [Int64]) -> Span {
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= time { low = middle + 1 } else { high = middle }
    }
    let start = low > 0 ? ends[low - 1] : .min
    return Span(times: start..<(low < ends.count ? ends[low] : .max), offset: offsets[low])
  }
}

/// A change of a zone's clocks.
struct ClockChange: Hashable, Sendable {
  /// Seconds since 1970 in UTC.
  var time: Int64
  /// Seconds east of UTC until then.
  var before: Int32
  /// Seconds east of UTC from then on.
  var after: Int32
}
