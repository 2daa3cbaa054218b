internal import LogFormats
internal import Traffic

/// A time as a line has it, whatever its notation.
struct LoggedMoment: Equatable {
  /// Seconds since 1970 by the clock of the line's zone.
  var local: Int64
  var nanoseconds: Int32 = 0
  /// Seconds east of UTC; `nil` where the line does not say.
  var offset: Int32?
}

/// Reads times, digit by digit: what is not as its notation says is no time.
@safe
struct TimeReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let count: Int
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe self.bytes = unsafe bytes
    count = bytes.count
  }

  private var isAtEnd: Bool { at == count }

  private var next: UInt8? {
    // SAFETY: the index is below the count.
    unsafe at < count ? bytes[unchecked: at] : nil
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    at += 1
    return true
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool { skip(UInt8(ascii: character)) }

  /// A number of just so many digits.
  private mutating func number(_ count: Int) -> Int? {
    var number = 0
    for _ in 0..<count {
      guard let digit = next, ASCII.isDigit(digit) else { return nil }
      number = number * 10 + Int(digit &- 0x30)
      at += 1
    }
    return number
  }

  /// A number of one or two digits, perhaps with a blank before it.
  private mutating func shortNumber() -> Int? {
    _ = skip(" ")
    guard let first = number(1) else { return nil }
    guard let digit = next, ASCII.isDigit(digit), let second = number(1) else { return first }
    return first * 10 + second
  }

  /// The number of a month from its English name, of which the first three letters are looked at.
  private mutating func month() -> Int? {
    guard count - at >= 3 else { return nil }
    // SAFETY: three bytes are there.
    let month = unsafe LogClock.month(
      bytes[unchecked: at], bytes[unchecked: at + 1], bytes[unchecked: at + 2])
    at += 3
    return month
  }

  /// Letters, as many as there are.
  private mutating func word() {
    while let byte = next, (byte | 0x20) >= 0x61, (byte | 0x20) <= 0x7a { at += 1 }
  }

  /// Digits behind a point as nanoseconds; those beyond the ninth say nothing.
  private mutating func fraction(most: Int = .max) -> Int32? {
    var value: Int32 = 0
    var count = 0
    while count < most, let digit = next, ASCII.isDigit(digit) {
      if count < 9 { value = value * 10 + Int32(digit &- 0x30) }
      count += 1
      at += 1
    }
    guard count > 0 else { return nil }
    for _ in min(count, 9)..<9 { value *= 10 }
    return value
  }

  private mutating func optionalFraction() -> Int32? {
    guard next == UInt8(ascii: ".") || next == UInt8(ascii: ",") else { return 0 }
    at += 1
    return fraction()
  }

  /// `+0100`, `+01:00`, `Z`, with a blank before it perhaps; the zone's name otherwise, if it is UTC.
  private mutating func zone() -> Int32?? {
    _ = skip(" ")
    guard let sign = next else { return .some(nil) }
    if skip("Z") || skip("z") { return 0 }
    if sign == UInt8(ascii: "U") || sign == UInt8(ascii: "G") {
      word()
      return 0
    }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    at += 1
    guard let hours = number(2), hours <= 23 else { return nil }
    // Squid 5 writes the sign of `-0230` twice: `-02-30`.
    if !skip(":"), sign == UInt8(ascii: "-") { _ = skip(sign) }
    let minutes = isAtEnd ? 0 : number(2)
    guard let minutes, minutes <= 59 else { return nil }
    return Int32(hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }

  private static func moment(
    year: Int, month: Int, day: Int, second: Int, nanoseconds: Int32 = 0, offset: Int32? = nil
  ) -> LoggedMoment? {
    guard let date = Day(year: year, month: month, day: day) else { return nil }
    return LoggedMoment(
      local: Int64(date.rawValue) * 86_400 + Int64(second), nanoseconds: nanoseconds, offset: offset
    )
  }

  /// `hh:mm:ss`, as seconds since midnight; a leap second is the last one of its minute.
  private mutating func timeOfDay() -> Int? {
    guard let hours = number(2), hours <= 23, skip(":"), let minutes = number(2), minutes <= 59
    else { return nil }
    guard skip(":") else { return hours * 3600 + minutes * 60 }
    guard let seconds = number(2), seconds <= 60 else { return nil }
    return hours * 3600 + minutes * 60 + min(seconds, 59)
  }

  // MARK: - Notations

  /// `20/Nov/2026:10:15:03`, perhaps with a fraction and a zone.
  mutating func commonLog() -> LoggedMoment? {
    guard let day = number(2), skip("/"), let month = month(), skip("/"), let year = number(4),
      skip(":"), let second = timeOfDay(), let nanoseconds = optionalFraction(),
      let offset = zone(), isAtEnd
    else { return nil }
    return TimeReader.moment(
      year: year, month: month, day: day, second: second, nanoseconds: nanoseconds, offset: offset)
  }

  /// A date, `T` or a blank, and a time of day, perhaps with a fraction and a zone.
  mutating func iso8601() -> LoggedMoment? {
    guard let date = isoDate() else { return nil }
    if isAtEnd { return nil }
    guard skip("T") || skip("t") || skip(" ") || skip("_"), let second = timeOfDay(),
      let nanoseconds = optionalFraction(), let offset = zone(), isAtEnd
    else { return nil }
    return LoggedMoment(
      local: date + Int64(second), nanoseconds: nanoseconds, offset: offset)
  }

  /// `2026-11-20` or `2026/11/20`, as seconds.
  private mutating func isoDate() -> Int64? {
    guard let year = number(4), skip("-") || skip("/"), let month = number(2),
      skip("-") || skip("/"), let day = number(2),
      let date = Day(year: year, month: month, day: day)
    else { return nil }
    return Int64(date.rawValue) * 86_400
  }

  /// A date alone.
  mutating func date() -> Int64? {
    guard let date = isoDate(), isAtEnd else { return nil }
    return date
  }

  /// A time of day alone, perhaps with a fraction.
  mutating func clock() -> (second: Int, nanoseconds: Int32)? {
    guard let second = timeOfDay(), let nanoseconds = optionalFraction(), isAtEnd else {
      return nil
    }
    return (second, nanoseconds)
  }

  /// A number of units since 1970, perhaps with a fraction or an exponent.
  mutating func epoch(_ unit: TimeUnit) -> LoggedMoment? {
    guard let value = unsafe LogNumber.nanoseconds(bytes, unit: unit), value >= 0 else {
      return nil
    }
    return LoggedMoment(
      local: value / 1_000_000_000, nanoseconds: Int32(value % 1_000_000_000), offset: 0)
  }

  /// `Fri Nov 20 10:15:03 2026` (ISO C, asctime), perhaps without the weekday.
  mutating func ctime() -> LoggedMoment? {
    let start = at
    word()
    if skip(" ") { _ = skip(" ") }
    if let digit = next, ASCII.isDigit(digit) { at = start }
    guard let month = month(), skip(" "), let day = shortNumber(), skip(" "),
      let second = timeOfDay(), let nanoseconds = optionalFraction(), skip(" "),
      let year = number(4), isAtEnd
    else { return nil }
    return TimeReader.moment(
      year: year, month: month, day: day, second: second, nanoseconds: nanoseconds)
  }

  /// Whichever of the notations it looks like. Numbers are told by how large they are: a time in
  /// seconds since 1970 has ten digits until the year 2286, and three more for each smaller unit.
  mutating func any() -> LoggedMoment? {
    guard count >= 10 else { return nil }
    // SAFETY: ten bytes are there.
    let (third, fifth) = unsafe (bytes[unchecked: 2], bytes[unchecked: 4])
    if third == UInt8(ascii: "/") { return commonLog() }
    if fifth == UInt8(ascii: "-") || fifth == UInt8(ascii: "/") { return iso8601() }
    guard let first = next, ASCII.isDigit(first) else { return ctime() }
    var digits = 0
    while digits < count, unsafe ASCII.isDigit(bytes[unchecked: digits]) { digits += 1 }
    return switch digits {
    case 0..<12: epoch(.seconds)
    case 12..<15: epoch(.milliseconds)
    case 15..<18: epoch(.microseconds)
    default: epoch(.nanoseconds)
    }
  }

  /// A time as a `strftime` pattern has it.
  mutating func time(by parts: [TimePattern.Part]) -> LoggedMoment? {
    var year = 1970
    var month = 1
    var day = 1
    var second = 0
    var nanoseconds: Int32 = 0
    var offset: Int32?
    var epoch: Int64?
    for part in parts {
      switch part {
      case .literal(let byte): guard skip(byte) else { return nil }
      case .year:
        guard let value = number(4) else { return nil }
        year = value
      case .shortYear:
        guard let value = number(2) else { return nil }
        year = value < 69 ? 2000 + value : 1900 + value
      case .month:
        guard let value = shortNumber() else { return nil }
        month = value
      case .monthName:
        guard let value = self.month() else { return nil }
        word()
        month = value
      case .day, .paddedDay:
        guard let value = shortNumber() else { return nil }
        day = value
      case .hour, .hour12:
        guard let value = shortNumber(), value <= 23 else { return nil }
        second += (part == .hour12 ? value % 12 : value) * 3600
      case .minute:
        guard let value = number(2), value <= 59 else { return nil }
        second += value * 60
      case .second:
        guard let value = number(2), value <= 60 else { return nil }
        second += min(value, 59)
      case .amPm:
        guard let letter = next else { return nil }
        if letter | 0x20 == UInt8(ascii: "p") { second += 12 * 3600 }
        word()
      case .zone:
        guard let value = zone() else { return nil }
        offset = value
      case .epoch:
        var value: Int64 = 0
        while let digit = next, ASCII.isDigit(digit), value < 1 << 40 {
          value = value * 10 + Int64(digit &- 0x30)
          at += 1
        }
        epoch = value
      case .word: word()
      case .digits(let count):
        guard let value = fraction(most: count) else { return nil }
        nanoseconds = value
      }
    }
    guard isAtEnd else { return nil }
    if let epoch { return LoggedMoment(local: epoch, nanoseconds: nanoseconds, offset: 0) }
    return TimeReader.moment(
      year: year, month: month, day: day, second: second, nanoseconds: nanoseconds, offset: offset)
  }
}
