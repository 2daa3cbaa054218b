internal import LogFormats

/// A time as a log of unknown format may hold one.
struct SniffedTime: Equatable {
  var notation: FieldNotation
  var hasZone: Bool
  /// The bytes it takes.
  var length: Int
  /// The first two numbers of a date like `03/04/2026`, to see which is the day.
  var leading: (Int, Int)?

  static func == (left: SniffedTime, right: SniffedTime) -> Bool {
    left.notation == right.notation && left.hasZone == right.hasZone
  }

  /// What a whole value is; `nil` where it is no time.
  static func read(_ text: ArraySlice<UInt8>) -> SniffedTime? {
    guard text.count <= 40,
      let time = prefix(of: text) ?? epoch(text) ?? inBrackets(text) ?? compact(text),
      time.length == text.count
    else { return nil }
    return time
  }

  /// `[20/Nov/2026:10:15:03 +0100]`: Apache's `%t` as the value of a key.
  private static func inBrackets(_ text: ArraySlice<UInt8>) -> SniffedTime? {
    guard text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]"),
      var time = prefix(of: text.dropFirst().dropLast()), time.notation == .commonLog,
      time.length + 2 == text.count
    else { return nil }
    time.notation = .strftime("[%d/%b/%Y:%H:%M:%S %z]")
    time.length += 2
    return time
  }

  /// Patterns of dates: `0` a digit, `m` a letter of a month's name, `w` one of a weekday's, `~` a
  /// digit or a blank; the notation and whether day and month are both numbers.
  private static let dates: [(pattern: String, strftime: String?, isNumbers: Bool)] = [
    ("00/mmm/0000:00:00:00", nil, false),
    ("0000-00-00T00:00:00", nil, false),
    ("0000-00-00 00:00:00", nil, false),
    ("www mmm ~0 00:00:00 0000", "%a %b %e %H:%M:%S %Y", false),
    // RFC 9110, section 5.6.7.
    ("www, 00 mmm 0000 00:00:00", "%a, %d %b %Y %H:%M:%S", false),
    ("www 00 mmm 0000 00:00:00", "%a %d %b %Y %H:%M:%S", false),
    ("0000/00/00 00:00:00", "%Y/%m/%d %H:%M:%S", false),
    ("0000/00/00 - 00:00:00", "%Y/%m/%d - %H:%M:%S", false),
    ("00/mmm/0000 00:00:00", "%d/%b/%Y %H:%M:%S", false),
    ("00-mmm-0000 00:00:00", "%d-%b-%Y %H:%M:%S", false),
    ("00 mmm 0000 00:00:00", "%d %b %Y %H:%M:%S", false),
    ("mmm ~0, 0000 00:00:00", "%b %e, %Y %H:%M:%S", false),
    ("mmm ~0 0000 00:00:00", "%b %e %Y %H:%M:%S", false),
    ("mmm ~0 00:00:00 0000", "%b %e %H:%M:%S %Y", false),
    ("00.00.0000 00:00:00", "%d.%m.%Y %H:%M:%S", false),
    ("00/00/0000 00:00:00", "%d/%m/%Y %H:%M:%S", true),
    ("00/00/0000:00:00:00", "%d/%m/%Y:%H:%M:%S", true),
    ("00-00-0000 00:00:00", "%d-%m-%Y %H:%M:%S", true),
  ]

  /// The calendar time that a text begins with.
  static func prefix(of text: ArraySlice<UInt8>) -> SniffedTime? {
    guard text.count >= 19, text.prefix(24).contains(UInt8(ascii: ":")) else { return nil }
    for (index, date) in dates.enumerated() {
      guard matches(text, date.pattern) else { continue }
      let length = date.pattern.utf8.count
      let rest = text.dropFirst(length)
      switch index {
      case 0:
        if zone(rest, blank: true) == 6 {
          return SniffedTime(notation: .commonLog, hasZone: true, length: length + 6)
        }
        // Squid 5 writes the sign of `-0230` twice.
        if matches(rest, " -00-00") {
          return SniffedTime(notation: .commonLog, hasZone: true, length: length + 7)
        }
        let fraction = fraction(rest)
        switch zone(rest.dropFirst(fraction), blank: true) {
        case 0:
          return SniffedTime(notation: .commonLogLocal, hasZone: false, length: length + fraction)
        case 6 where fraction > 0:
          // Apache's `%{begin:%d/%b/%Y:%T}t.%{msec_frac}t %{%z}t`.
          return SniffedTime(
            notation: .strftime("%d/%b/%Y:%H:%M:%S.%\(fraction - 1)f %z"), hasZone: true,
            length: length + fraction + 6)
        default: return nil
        }
      case 1, 2:
        guard isDate(text) else { return nil }
        // Python's and Java's loggers write `,123`.
        let fraction = matches(rest, ",000") ? 4 : fraction(rest)
        let zone = zone(rest.dropFirst(fraction), blank: index == 2)
        return SniffedTime(
          notation: .iso8601, hasZone: zone > 0, length: length + fraction + zone)
      default:
        guard let pattern = date.strftime else { return nil }
        var time = SniffedTime(
          notation: .strftime(pattern), hasZone: false, length: length,
          leading: date.isNumbers
            ? (number(text.prefix(2)), number(text.dropFirst(3).prefix(2))) : nil)
        time.extend(by: rest, pattern)
        return time
      }
    }
    return nil
  }

  /// Takes in what stands behind the seconds: a fraction, which half of the day it is, a zone.
  private mutating func extend(by rest: ArraySlice<UInt8>, _ pattern: String) {
    var pattern = pattern
    let fraction = SniffedTime.fraction(rest)
    if fraction > 0 { pattern += ".%\(fraction - 1)f" }
    var behind = rest.dropFirst(fraction)
    if behind.starts(with: " AM".utf8) || behind.starts(with: " PM".utf8) {
      pattern = pattern.replacing("%H", with: "%I") + " %p"
      behind = behind.dropFirst(3)
    }
    let zone = SniffedTime.zone(behind, blank: true)
    if zone > 0 {
      let written = behind.prefix(zone)
      if written.first == 0x20 { pattern += " " }
      pattern += written.count { $0 != 0x20 } == 5 ? "%z" : "%-z"
    }
    notation = .strftime(pattern)
    hasZone = zone > 0
    length += rest.count - behind.count + zone
  }

  /// `20261120T101503Z` (the basic form of ISO 8601) and `20261120101503`: told from other numbers by
  /// holding a date and a time of day of this century.
  private static func compact(_ text: ArraySlice<UInt8>) -> SniffedTime? {
    guard text.starts(with: "20".utf8) else { return nil }
    let hasLetter = matches(text, "00000000T000000")
    guard hasLetter || matches(text, "00000000000000") else { return nil }
    let clock = text.dropFirst(hasLetter ? 9 : 8)
    guard (1...12).contains(number(text.dropFirst(4).prefix(2))),
      (1...31).contains(number(text.dropFirst(6).prefix(2))), number(clock.prefix(2)) < 24,
      number(clock.dropFirst(2).prefix(2)) < 60, number(clock.dropFirst(4).prefix(2)) <= 60
    else { return nil }
    let pattern = hasLetter ? "%Y%m%dT%H%M%S" : "%Y%m%d%H%M%S"
    var time = SniffedTime(
      notation: .strftime(pattern), hasZone: false, length: hasLetter ? 15 : 14)
    time.extend(by: clock.dropFirst(6), pattern)
    return time
  }

  /// `2026-11-20`, where the time stands apart.
  static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    guard matches(text, "0000-00-00") else { return false }
    return (1...12).contains(number(text.dropFirst(5).prefix(2)))
      && (1...31).contains(number(text.dropFirst(8).prefix(2)))
  }

  /// `10:15:03`, where the date stands apart.
  static func isTimeOfDay(_ text: ArraySlice<UInt8>) -> Bool {
    matches(text, "00:00:00") && fraction(text.dropFirst(8)) == text.count - 8
  }

  /// Seconds since 1970, with or without a fraction, milliseconds, microseconds or nanoseconds, of
  /// the years 2001 to 2096.
  private static func epoch(_ text: ArraySlice<UInt8>) -> SniffedTime? {
    let digits = text.prefix(while: ASCII.isDigit)
    guard let first = digits.first, (0x31...0x33).contains(first) else { return nil }
    let rest = text.dropFirst(digits.count)
    let unit: TimeUnit
    switch digits.count {
    case 10: unit = .seconds
    case 13 where rest.isEmpty: unit = .milliseconds
    case 16 where rest.isEmpty: unit = .microseconds
    case 19 where rest.isEmpty: unit = .nanoseconds
    default: return nil
    }
    guard rest.isEmpty || fraction(rest) == rest.count else { return nil }
    return SniffedTime(notation: .epoch(unit), hasZone: true, length: text.count)
  }

  private static func matches(_ text: ArraySlice<UInt8>, _ pattern: String) -> Bool {
    guard text.count >= pattern.utf8.count else { return false }
    var index = text.startIndex
    for sign in pattern.utf8 {
      let byte = text[index]
      let fits =
        switch sign {
        case UInt8(ascii: "0"): ASCII.isDigit(byte)
        case UInt8(ascii: "~"): ASCII.isDigit(byte) || byte == 0x20
        case UInt8(ascii: "m"), UInt8(ascii: "w"): ASCII.isLetter(byte)
        default: byte == sign
        }
      guard fits else { return false }
      index += 1
    }
    return true
  }

  /// The length of `.123`, or 0.
  private static func fraction(_ text: ArraySlice<UInt8>) -> Int {
    guard text.first == UInt8(ascii: ".") else { return 0 }
    let digits = text.dropFirst().prefix(while: ASCII.isDigit).count
    return (1...9).contains(digits) ? digits + 1 : 0
  }

  /// The length of `Z`, `+0100` or `+01:00`, with a blank before it or not, of ` GMT` or ` UTC`, or 0.
  private static func zone(_ text: ArraySlice<UInt8>, blank: Bool) -> Int {
    if text.first == UInt8(ascii: "Z") { return 1 }
    if blank, text.starts(with: " GMT".utf8) || text.starts(with: " UTC".utf8) { return 4 }
    let skipped = blank && text.first == 0x20 ? 1 : 0
    let zone = text.dropFirst(skipped)
    guard zone.first == UInt8(ascii: "+") || zone.first == UInt8(ascii: "-") else { return 0 }
    if matches(zone.dropFirst(), "00:00") { return skipped + 6 }
    return matches(zone.dropFirst(), "0000") ? skipped + 5 : 0
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
  }
}
