import Traffic

/// The time that a row of a series is about, read from its first cell.
///
/// Two times with a word between them are all from the one to the other.
public struct RowTime: Hashable, Sendable {
  public enum Unit: Hashable, Sendable {
    /// Hours since 1970.
    case hour
    /// Hours of any day.
    case hourOfDay
    /// Days since 1970.
    case day
  }

  public let unit: Unit
  /// In units.
  public let first: Int64
  public let last: Int64

  public var count: Int64 { last - first + 1 }

  /// - Parameter text: As reports write it, such as `2026-10-01`, `2026-10`, `2026-w41`, `2026-10-01T13:00Z`, `13:00`,
  ///   or two of these with a word between them.
  public init?(_ text: String) {
    let words = text.split(separator: " ")
    guard let begin = words.first.flatMap({ RowTime(word: String($0)) }),
      let end = words.last.flatMap({ RowTime(word: String($0)) }), begin.unit == end.unit,
      begin.first <= end.last, words.count == 1 || words.count == 3
    else { return nil }
    (unit, first, last) = (begin.unit, begin.first, end.last)
  }

  /// How many hours, days, weeks or months they are; one of any other step.
  func count(inStepsOf step: String) -> Int64 {
    switch (Step(rawValue: step), unit) {
    case (.hour, .hour), (.hour, .hourOfDay), (.day, .day): count
    case (.week, .day): max(1, count / 7)
    case (.month, .day): max(1, (count + 15) / 30)
    default: 1
    }
  }

  private init?(word: String) {
    if let day = Day(word) {
      self.init(day...day)
    } else if word.utf8.count == 7, let day = Day(word + "-01") {
      self.init(day.firstOfMonth...day.lastOfMonth)
    } else if let hour = Hour(word) {
      self.init(.hour, hour.start / 3600, hour.start / 3600)
    } else if word.utf8.count == 5, word.hasSuffix(":00"), let hour = Int64(word.prefix(2)),
      (0...23).contains(hour)
    {
      self.init(.hourOfDay, hour, hour)
    } else if let week = Day.week(word) {
      self.init(week)
    } else {
      return nil
    }
  }

  private init(_ days: ClosedRange<Day>) {
    self.init(.day, Int64(days.lowerBound.rawValue), Int64(days.upperBound.rawValue))
  }

  private init(_ unit: Unit, _ first: Int64, _ last: Int64) {
    (self.unit, self.first, self.last) = (unit, first, last)
  }
}
