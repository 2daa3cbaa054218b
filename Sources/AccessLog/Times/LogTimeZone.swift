/// The zone of times that are logged without one, as `--log-time-zone` names it.
///
/// In autumn, an hour of the clock on the wall comes twice, and a log without a zone cannot tell which
/// of the two a line is of: such a line is counted in the first. In spring an hour is skipped, and a
/// time within it is read by the clock of before, so that 02:30 is half an hour after the change.
public struct LogTimeZone: Hashable, Sendable {
  /// Where the clock on the wall leaves each offset for the next, in order: seconds since 1970 by
  /// that clock.
  private let ends: [Int64]
  /// Seconds east of UTC until each of these ends, and after the last: one more than there are ends.
  private let offsets: [Int32]
  /// Where the changes of the 400 years before begin again, since the calendar does: from then on, to
  /// a time that no log has. Empty where there is a last change.
  private let repeats: Range<Int64>

  private static let calendarPeriod: Int64 = 146_097 * 86_400

  public static let utc = LogTimeZone(fixed: 0)

  init(fixed: Int32) {
    ends = []
    offsets = [fixed]
    repeats = 0..<0
  }

  /// - Parameters:
  ///   - first: Seconds east of UTC before the first change.
  ///   - changes: The changes that are known one by one, in order.
  ///   - rule: What comes after them.
  init(first: Int32, changes: [ClockChange], rule: TimeZoneRule?) {
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

  /// A stretch of time by the clock on the wall that has one offset.
  struct Span {
    var times: Range<Int64>
    /// Seconds east of UTC.
    var offset: Int32

    /// Holds no time.
    static let none = Span(times: 0..<0, offset: 0)
  }

  /// Seconds east of UTC at a moment that is told by the clock on the wall.
  ///
  /// - Parameter local: Seconds since 1970 as that clock has them.
  /// - Complexity: O(log n) for n changes of the clock. Lines of a log mostly share their ``Span``,
  ///   so a ``LogClock`` keeps the last one.
  func offset(atLocal local: Int64) -> Int32 { span(atLocal: local).offset }

  /// The stretch of time around a moment that has the same offset.
  func span(atLocal local: Int64) -> Span {
    guard repeats.contains(local) else { return writtenSpan(at: local) }
    let periods = (local - repeats.lowerBound) / LogTimeZone.calendarPeriod + 1
    let shift = periods * LogTimeZone.calendarPeriod
    let span = writtenSpan(at: local - shift)
    // Neither end is the first or the last of all: the changes reach further both ways.
    return Span(
      times: span.times.lowerBound + shift..<span.times.upperBound + shift, offset: span.offset)
  }

  private func writtenSpan(at local: Int64) -> Span {
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= local { low = middle + 1 } else { high = middle }
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
