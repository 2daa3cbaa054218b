internal import CScan
internal import LogFormats
internal import TimeZones
internal import Traffic

/// Reads times as hours of a site's clock: `01/Oct/2026:13:55:36 +0200` (Apache's `%t`, nginx's `$time_local`) as
/// fast as can be, ISO 8601 nearly so, and every other notation by a ``TimeReader``.
///
/// Lines of a log mostly share their hour, so the last answer is kept with the bytes it was for.
struct LogClock {
  private let notation: FieldNotation
  private let isCommonLog: Bool
  private let isISO: Bool
  private let pattern: [TimePattern.Part]
  /// The zone of times that do not say it.
  let zone: ZoneClock
  /// The clock whose hours are told.
  private let site: ZoneClock
  /// What it is ahead of UTC by, in the months around the last time.
  private var siteSpan = ZoneClock.Span.none
  private var siteOffset = UTCOffset.utc
  /// The last answer of the zone, which lines of some months share.
  private var span = ZoneClock.Span.none

  /// Day, month, year and hour: bytes 0 to 7 and 6 to 13 of the last time.
  private var knownStart: UInt64 = 0
  private var knownHour: UInt64 = 0
  /// The zone: all behind the seconds and their fraction. No zone is so large, so a new clock knows no time.
  private var knownZone = UInt64.max
  private var known: Int32 = 0

  static let length = 26
  /// The end of what can be counted, in the year 3883: seconds since 1970.
  private static let end: Int64 = (1 << 24) * 3600 - 86_400

  /// - Parameters:
  ///   - notation: How times are written.
  ///   - zone: The zone of those that do not say it.
  ///   - site: The clock whose hours are told.
  init(
    _ notation: FieldNotation = .commonLog, zone: ZoneClock = .utc, site: ZoneClock = .utc
  ) {
    self.notation = notation
    self.zone = zone
    self.site = site
    isCommonLog = notation == .commonLog
    isISO = notation == .iso8601
    if case .strftime(let pattern) = notation {
      self.pattern = TimePattern(pattern)?.parts ?? []
    } else {
      pattern = []
    }
  }

  /// The hour of a time, as an ``Hour`` has it.
  ///
  /// - Parameter date: The date where it stands apart.
  /// - Complexity: O(1).
  @inline(__always)
  mutating func hour(
    of bytes: UnsafeBufferPointer<UInt8>, date: UnsafeBufferPointer<UInt8>
  ) -> Int32? {
    // SAFETY: the bytes are the caller's, for as long as the call.
    if isCommonLog { return unsafe commonLogHour(of: bytes) }
    if isISO { return unsafe isoHour(of: bytes) }
    return unsafe otherHour(of: bytes, date: date)
  }

  @inline(never)
  private mutating func otherHour(
    of bytes: UnsafeBufferPointer<UInt8>, date: UnsafeBufferPointer<UInt8>? = nil
  ) -> Int32? {
    var day: Int64?
    if let date = unsafe date, date.count > 0 {
      var dates = unsafe TimeReader(date)
      day = dates.date()
    }
    guard let moment = unsafe moment(of: bytes, day: day) else { return nil }
    return hour(of: moment)
  }

  /// The hour of a moment, by the zone it says or else by the one of those that do not.
  private mutating func hour(of moment: LoggedMoment) -> Int32? {
    hour(at: moment.local - Int64(offset(of: moment)))
  }

  /// The hour of a time in UTC; none before 1970.
  private mutating func hour(at time: Int64) -> Int32? {
    guard time >= 0, time < LogClock.end else { return nil }
    if !siteSpan.times.contains(time) {
      siteSpan = site.span(at: time)
      siteOffset = UTCOffset(siteSpan.offset)
    }
    let hour = Hour(at: time, offset: siteOffset).rawValue
    return hour >= 0 ? hour : nil
  }

  /// Whether all of an hour of the log is within one hour of the site, of which the answer was given last.
  ///
  /// - Parameter start: When it begins, in UTC.
  private func isWithinOne(from start: Int64) -> Bool {
    (start + siteOffset.seconds) % 3600 == 0
      && siteSpan.times.contains(start) && siteSpan.times.contains(start + 3599)
  }

  /// Seconds east of UTC at a moment: as its line says, or else by the zone of those that do not.
  ///
  /// - Complexity: O(1) within the months that share an offset.
  private mutating func offset(of moment: LoggedMoment) -> Int32 {
    if let offset = moment.offset { return offset }
    if !span.times.contains(moment.local) { span = zone.span(atLocal: moment.local) }
    return span.offset
  }

  /// Seconds since 1970 of a moment.
  func seconds(of moment: LoggedMoment) -> Int64 {
    moment.local - Int64(moment.offset ?? zone.offset(atLocal: moment.local))
  }

  /// All that a time says, in any notation.
  ///
  /// - Parameter day: Seconds since 1970 of the date, where that stands apart.
  func moment(of bytes: UnsafeBufferPointer<UInt8>, day: Int64? = nil) -> LoggedMoment? {
    var reader = unsafe TimeReader(bytes)
    switch notation {
    case .commonLog, .commonLogLocal: return reader.commonLog()
    case .iso8601: return reader.iso8601()
    case .epoch(let unit): return reader.epoch(unit)
    case .strftime: return reader.time(by: pattern)
    case .timeOfDay, .localTimeOfDay:
      guard let day, let clock = reader.clock() else { return nil }
      // W3C's dates and times are UTC ("Extended Log File Format", 1996).
      return LoggedMoment(
        local: day + Int64(clock.second), nanoseconds: clock.nanoseconds,
        offset: notation == .timeOfDay ? 0 : nil)
    default: return reader.any()
    }
  }

  /// - Complexity: O(1).
  @inline(__always)
  private mutating func commonLogHour(of bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
    guard bytes.count == LogClock.length else {
      return bytes.count == LogClock.length + 1 ? unsafe otherHour(of: bytes) : nil
    }
    // SAFETY: 26 bytes are there; the loads end at byte 25.
    let at = unsafe bytes.baseAddress.unsafelyUnwrapped
    let start = unsafe scan_load8(at)
    let hour = unsafe scan_load8(at + 6)
    let zone = unsafe UInt64(littleEndian: scan_load8(at + 18)) >> 16
    let clock = unsafe UInt64(littleEndian: scan_load8(at + 12))
    guard LogClock.hasMinutes(clock) || LogClock.hasLeapSecond(clock) else { return nil }
    if start == knownStart, hour == knownHour, zone == knownZone { return known }
    guard let (time, minutes) = unsafe LogClock.read(bytes), let answer = self.hour(at: time)
    else { return nil }
    if isWithinOne(from: time - minutes * 60) {
      knownStart = start
      knownHour = hour
      knownZone = zone
      known = answer
    }
    return answer
  }

  /// The hour of a time such as `2026-10-01T13:55:36.042+02:00`: where no more than minutes, seconds and a
  /// fraction are others than in the last one, it is that of the last one.
  ///
  /// - Complexity: O(*n*) in the fraction's digits.
  private mutating func isoHour(of bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
    // SAFETY: 20 bytes are there; the loads end at byte 18, and each index is below the count.
    guard bytes.count > 19 else { return unsafe otherHour(of: bytes) }
    let at = unsafe bytes.baseAddress.unsafelyUnwrapped
    let start = unsafe scan_load8(at)
    let hour = unsafe scan_load8(at + 6)
    let clock = unsafe UInt64(littleEndian: scan_load8(at + 11))
    var end = 19
    if unsafe at[end] == UInt8(ascii: ".") {
      end += 1
      while end < bytes.count, unsafe ASCII.isDigit(at[end]) { end += 1 }
    }
    // SAFETY: as above.
    guard end != 20, (1...8).contains(bytes.count - end), LogClock.hasMinutes(clock) else {
      return unsafe otherHour(of: bytes)
    }
    var zone: UInt64 = 0
    for index in end..<bytes.count { zone = unsafe zone << 8 | UInt64(at[index]) }
    if start == knownStart, hour == knownHour, zone == knownZone { return known }
    guard let moment = unsafe moment(of: bytes), let answer = self.hour(of: moment) else {
      return nil
    }
    // A zone that is not written may change within the hour.
    if let offset = moment.offset,
      isWithinOne(from: moment.local - moment.local % 3600 - Int64(offset))
    {
      knownStart = start
      knownHour = hour
      knownZone = zone
      known = answer
    }
    return answer
  }

  /// Whether `hh:mm:ss` has minutes and seconds below 60 behind colons, all bytes looked at at once.
  @inline(__always)
  private static func hasMinutes(_ clock: UInt64) -> Bool {
    // A digit's byte becomes its number, a colon's becomes 0; what is too large for its place goes
    // into the highest bit of its byte.
    let digits = clock ^ 0x3030_3a30_303a_3030
    let tooLarge = (digits & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x767a_7f76_7a7f_0000 | digits
    return tooLarge & 0x8080_8080_8080_0000 == 0
  }

  /// Whether the seconds are those of a leap second, which is logged as :60.
  @inline(__always)
  private static func hasLeapSecond(_ clock: UInt64) -> Bool {
    clock >> 48 == 0x3036 && hasMinutes(clock ^ 0x0006_0000_0000_0000)
  }

  /// Reads all of a time: seconds since 1970 in UTC, and the minutes of its hour, as it is written.
  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (time: Int64, minutes: Int64)? {
    guard unsafe bytes[2] == UInt8(ascii: "/"), unsafe bytes[6] == UInt8(ascii: "/"),
      unsafe bytes[11] == UInt8(ascii: ":"), unsafe bytes[20] == UInt8(ascii: " "),
      let month = unsafe month(bytes[3], bytes[4], bytes[5]),
      let dayOfMonth = unsafe number(bytes, 0..<2), let year = unsafe number(bytes, 7..<11),
      let day = Day(year: year, month: month, day: dayOfMonth),
      let hours = unsafe number(bytes, 12..<14), hours <= 23,
      let minutes = unsafe number(bytes, 15..<17),
      let zoneHours = unsafe number(bytes, 22..<24), zoneHours <= 23,
      let zoneMinutes = unsafe number(bytes, 24..<26), zoneMinutes <= 59
    else { return nil }
    let isEast = unsafe bytes[21] == UInt8(ascii: "+")
    guard unsafe isEast || bytes[21] == UInt8(ascii: "-") else { return nil }
    let offset = (zoneHours * 60 + zoneMinutes) * (isEast ? 1 : -1)
    let sinceMidnight = hours * 60 + minutes - offset
    return (Int64(day.rawValue) * 86_400 + Int64(sinceMidnight) * 60, Int64(minutes))
  }

  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    var number = 0
    for index in range {
      let digit = unsafe bytes[index] &- 0x30
      guard digit <= 9 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// The number of a month from its three English letters.
  static func month(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int? {
    switch (first, second, third) {
    case (0x4a, 0x61, 0x6e): 1
    case (0x46, 0x65, 0x62): 2
    case (0x4d, 0x61, 0x72): 3
    case (0x41, 0x70, 0x72): 4
    case (0x4d, 0x61, 0x79): 5
    case (0x4a, 0x75, 0x6e): 6
    case (0x4a, 0x75, 0x6c): 7
    case (0x41, 0x75, 0x67): 8
    case (0x53, 0x65, 0x70): 9
    case (0x4f, 0x63, 0x74): 10
    case (0x4e, 0x6f, 0x76): 11
    case (0x44, 0x65, 0x63): 12
    default: nil
    }
  }
}
