internal import LogFormats
internal import TimeZones
internal import Traffic

extension LogEntry {
  /// The response status, 0 for `-`, `-1`, `0` and `000`; `nil` where it is no status.
  @inline(__always)
  func status(mayBeMissing: Bool) -> UInt16? {
    if mayBeMissing, isMissing(.status) { return 0 }
    return unsafe declassify(.status) { bytes, _ in unsafe LogNumber.status(bytes) }
  }

  /// Response bytes, 0 for `-`; `nil` where it is no number.
  @inline(__always)
  func byteCount(mayBeMissing: Bool) -> Int64? {
    if mayBeMissing, isMissing(.bytes) { return 0 }
    return unsafe declassify(.bytes) { bytes, _ in
      unsafe LogNumber.size(bytes).map { min($0, LogNumber.maxBytes) }
    }
  }
}

extension LogEntry {
  /// How long the response took: all that is logged of it added up; `nil` where it is no time.
  @inline(never)
  func responseTime(_ reading: DurationReading) -> ResponseTime? {
    var total: Int64?
    for part in reading.parts {
      let nanoseconds = unsafe declassify(part.meaning) { bytes, _ in
        unsafe LoggedDuration(bytes, part.notation)
      }
      guard let nanoseconds else { return nil }
      if let value = nanoseconds.nanoseconds { total = (total ?? 0) + value }
    }
    guard let total else { return ResponseTime.none }
    return ResponseTime(microseconds: UInt64(total / 1000))
  }
}

extension LogEntry {
  /// How long the response took, of when it began and ended; none where either is missing.
  @inline(never)
  func responseTime(until end: FieldNotation, _ clock: LogClock) -> ResponseTime {
    func moment(_ field: FieldMeaning, _ clock: LogClock) -> LoggedMoment? {
      unsafe declassify(field) { bytes, _ in
        unsafe clock.moment(of: bytes)
      }
    }
    guard let start = moment(.time, clock),
      let stop = moment(.end, LogClock(end, zone: clock.zone))
    else { return ResponseTime.none }
    // Many years, before or behind, are damage, and have more nanoseconds than a number can count.
    let seconds = clock.seconds(of: stop) - clock.seconds(of: start)
    guard (0..<366 * 86_400).contains(seconds) else { return ResponseTime.none }
    let nanoseconds = seconds * 1_000_000_000 + Int64(stop.nanoseconds) - Int64(start.nanoseconds)
    return nanoseconds < 0
      ? ResponseTime.none : ResponseTime(microseconds: UInt64(nanoseconds / 1000))
  }
}

/// Where a format has durations, and how they are written.
struct DurationReading: Sendable {
  struct Part: Sendable {
    var meaning: FieldMeaning
    var notation: FieldNotation
  }

  let parts: [Part]

  init(_ plan: FormatPlan) {
    parts = [.duration, .duration2, .duration3].compactMap { meaning in
      plan.field(meaning).map { Part(meaning: meaning, notation: $0.notation) }
    }
  }
}

/// One duration of a line.
struct LoggedDuration {
  /// `nil` where the server has none to say: `-`, nothing, or a number below zero.
  let nanoseconds: Int64?

  /// What counts at most, a year: more is damage, and would make sums overflow.
  private static let most: Int64 = 366 * 86_400 * 1_000_000_000

  /// - Returns: `nil` for what is no duration.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ notation: FieldNotation) {
    if unsafe bytes.count == 0 || bytes.count == 1 && bytes[0] == UInt8(ascii: "-") {
      nanoseconds = nil
      return
    }
    let value: Int64?
    switch notation {
    case .duration(let unit):
      // Caddy and others can be told to write the unit, too.
      value =
        unsafe LogNumber.nanoseconds(bytes, unit: unit) ?? LogNumber.nanosecondsWithUnits(bytes)
    case .durationWithUnit: value = unsafe LogNumber.nanosecondsWithUnits(bytes)
    default:
      let hasPoint = unsafe bytes.contains(UInt8(ascii: "."))
      let whole: TimeUnit = notation == .secondsOrMilliseconds ? .milliseconds : .microseconds
      value = unsafe LogNumber.nanoseconds(bytes, unit: hasPoint ? .seconds : whole)
    }
    guard let value else { return nil }
    nanoseconds = value < 0 ? nil : min(value, LoggedDuration.most)
  }
}
