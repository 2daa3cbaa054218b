import Traffic

/// The time that a row of a series is about, read from its first cell.
///
/// Two times with a word between them are all from the one to the other.
struct RowTime: Hashable {
  enum Unit: Hashable {
    /// Hours since 1970.
    case hour
    /// Hours of any day.
    case hourOfDay
    /// Days since 1970.
    case day
  }

  let unit: Unit
  /// In units.
  let first: Int64
  let last: Int64

  var count: Int64 { last - first + 1 }

  /// - Parameter text: As reports write it, such as `2026-10-01`, `2026-10`, `2026-w41`, `2026-10-01T13:00Z`, `13:00`,
  ///   or two of these with a word between them.
  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard let begin = words.first.flatMap({ RowTime(word: String($0)) }),
      let end = words.last.flatMap({ RowTime(word: String($0)) }), begin.unit == end.unit,
      begin.first <= end.last, words.count == 1 || words.count == 3
    else { return nil }
    (unit, first, last) = (begin.unit, begin.first, end.last)
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
