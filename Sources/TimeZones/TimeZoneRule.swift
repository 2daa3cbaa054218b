internal import Traffic

/// When clocks change each year, as `CET-1CEST,M3.5.0,M10.5.0/3` says it (POSIX.1-2024, "TZ", with hours
/// from -167 to 167 as in RFC 8536).
struct TimeZoneRule {
  /// Seconds east of UTC in winter.
  let standard: Int32
  private let summer: Summer?

  /// Whether there is summer time.
  var changesClocks: Bool { summer != nil }

  private struct Summer {
    /// Seconds east of UTC.
    var offset: Int32
    var start: YearlyTime
    var end: YearlyTime
  }

  /// A moment of each year, by the clock that it ends.
  private struct YearlyTime {
    var date: YearlyDate
    /// Seconds after midnight, or before.
    var second: Int32

    func seconds(in year: Int) -> Int64 {
      TimeZoneRule.start(ofYear: year) + Int64(date.dayOfYear(in: year)) * 86_400 + Int64(second)
    }
  }

  private enum YearlyDate {
    /// `J60`: the first of March, always, since no leap day is counted. From 1 to 365.
    case withoutLeapDay(Int)
    /// `59`: the days before it in this year. From 0 to 365.
    case day(Int)
    /// `M3.5.0`: the last Sunday of March. Weeks are from 1 to 5, where 5 is the last.
    case weekday(Int, week: Int, month: Int)

    /// Days since the first of January.
    func dayOfYear(in year: Int) -> Int {
      switch self {
      case .withoutLeapDay(let day):
        let isLeapYear = Day.length(ofMonth: 2, year: year) == 29
        return day - 1 + (isLeapYear && day >= 60 ? 1 : 0)
      case .day(let day): return day
      case .weekday(let weekday, let week, let month):
        let before = (1..<month).reduce(0) { $0 + Day.length(ofMonth: $1, year: year) }
        // 1970 began on a Thursday, the fourth day of a week that begins with 0.
        let first = Int(TimeZoneRule.start(ofYear: year) / 86_400) + before + 4
        let day = ((weekday - first) % 7 + 7) % 7 + (week - 1) * 7
        return before + (day < Day.length(ofMonth: month, year: year) ? day : day - 7)
      }
    }
  }

  /// Seconds from the start of 1970 to the start of a year that has four digits.
  static func start(ofYear year: Int) -> Int64 {
    Int64(Day(year: year, month: 1, day: 1)?.rawValue ?? 0) * 86_400
  }

  /// The changes of a year, in order of time.
  func changes(in year: Int) -> [ClockChange] {
    guard let summer else { return [] }
    let start = ClockChange(
      time: summer.start.seconds(in: year) - Int64(standard), before: standard,
      after: summer.offset)
    let end = ClockChange(
      time: summer.end.seconds(in: year) - Int64(summer.offset), before: summer.offset,
      after: standard)
    // In the south, summer ends before it starts.
    return start.time < end.time ? [start, end] : [end, start]
  }
}

// MARK: - Reading

extension TimeZoneRule {
  /// Reads a rule; `nil` for what is none.
  init?(_ text: ArraySlice<UInt8>) {
    var reader = RuleReader(text)
    guard reader.name(), let west = reader.time(most: 24) else { return nil }
    standard = -west
    if reader.isAtEnd {
      summer = nil
      return
    }
    guard reader.name() else { return nil }
    var offset = standard + 3600
    if !reader.isAtEnd, !reader.isAt(",") {
      guard let west = reader.time(most: 24) else { return nil }
      offset = -west
    }
    // A rule without dates is one of the United States.
    if reader.isAtEnd { reader = RuleReader(Array(",M3.2.0,M11.1.0".utf8)[...]) }
    guard reader.skip(","), let start = reader.yearlyTime(), reader.skip(","),
      let end = reader.yearlyTime(), reader.isAtEnd
    else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }

  private struct RuleReader {
    private var rest: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>) { rest = text }

    var isAtEnd: Bool { rest.isEmpty }

    func isAt(_ character: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: character) }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard isAt(character) else { return false }
      rest = rest.dropFirst()
      return true
    }

    /// Steps over a name: `CET`, or `<+03>` where it is not of letters, of three to eight signs. So a rule has no
    /// room for text.
    mutating func name() -> Bool {
      if skip("<") {
        let name = rest.prefix { ASCII.isLetter($0) || ASCII.isDigit($0) || "+-".utf8.contains($0) }
        rest = rest.dropFirst(name.count)
        return (3...8).contains(name.count) && skip(">")
      }
      let name = rest.prefix(while: ASCII.isLetter)
      rest = rest.dropFirst(name.count)
      return (3...8).contains(name.count)
    }

    /// A number within a range, without a sign.
    private mutating func number(_ range: ClosedRange<Int>) -> Int? {
      let digits = rest.prefix(while: ASCII.isDigit)
      guard (1...3).contains(digits.count) else { return nil }
      rest = rest.dropFirst(digits.count)
      let number = digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
      return range.contains(number) ? number : nil
    }

    /// `2`, `-2:30` or `02:30:00`, as seconds.
    mutating func time(most hours: Int) -> Int32? {
      let isNegative = skip("-")
      if !isNegative { _ = skip("+") }
      guard var seconds = number(0...hours).map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where skip(":") {
        guard let count = number(0...59) else { return nil }
        seconds += count * unit
      }
      return Int32(isNegative ? -seconds : seconds)
    }

    mutating func yearlyTime() -> YearlyTime? {
      guard let date = yearlyDate() else { return nil }
      guard skip("/") else { return YearlyTime(date: date, second: 2 * 3600) }
      return time(most: 167).map { YearlyTime(date: date, second: $0) }
    }

    private mutating func yearlyDate() -> YearlyDate? {
      if skip("J") { return number(1...365).map(YearlyDate.withoutLeapDay) }
      guard skip("M") else { return number(0...365).map(YearlyDate.day) }
      guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
        let weekday = number(0...6)
      else { return nil }
      return .weekday(weekday, week: week, month: month)
    }
  }
}
