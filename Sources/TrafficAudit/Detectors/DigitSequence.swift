/// Groups of digits with signs between them, as people write long numbers.
struct DigitSequence {
  /// The value of each digit.
  var digits: [UInt8] = []
  /// How many digits each group has.
  var groups: [Int] = []
  /// What stands between groups.
  var signs: [[UInt8]] = []
  /// Where it stands in the text.
  var range = 0..<0
  /// Whether it begins as an international telephone number does.
  var hasPlus = false
  /// The word before it, in lower case.
  var word: [UInt8] = []

  private static let longestSign = 3
  private static let between = Array(" .-_:,()x|*".utf8)

  /// All sequences of a text, each as long as it can be.
  ///
  /// - Complexity: O(*n*).
  static func all(in text: [UInt8]) -> [DigitSequence] {
    var found: [DigitSequence] = []
    var index = 0
    while index < text.count {
      guard TextByte.isDigit(text[index]) else {
        index += 1
        continue
      }
      let sequence = DigitSequence(text, from: index)
      index = sequence.range.upperBound
      found.append(sequence)
    }
    return found
  }

  private init(_ text: [UInt8], from start: Int) {
    var index = start
    while index < text.count {
      let first = index
      while index < text.count, TextByte.isDigit(text[index]) { index += 1 }
      groups.append(index - first)
      digits += text[first..<index].map { $0 - 0x30 }
      var next = index
      while next < text.count, next - index <= DigitSequence.longestSign,
        DigitSequence.between.contains(TextByte.lower(text[next]))
      {
        next += 1
      }
      guard next > index, next < text.count, TextByte.isDigit(text[next]),
        next - index <= DigitSequence.longestSign, groups.count < 24
      else { break }
      signs.append(Array(text[index..<next]))
      index = next
    }
    range = start..<index
    hasPlus = start > 0 && text[start - 1] == UInt8(ascii: "+")
    let before = text[..<start].reversed().drop { !TextByte.isWord($0) && $0 != 0 }.prefix(24)
    word = Array(before.prefix(while: TextByte.isLetter).map(TextByte.lower).reversed())
  }

  /// Runs of whole groups that have so many digits.
  func parts(of lengths: ClosedRange<Int>) -> [(digits: ArraySlice<UInt8>, groups: ArraySlice<Int>)]
  {
    var found: [(ArraySlice<UInt8>, ArraySlice<Int>)] = []
    var start = 0
    for first in groups.indices {
      var count = 0
      for last in first..<groups.count {
        count += groups[last]
        if count > lengths.upperBound { break }
        if count >= lengths.lowerBound {
          found.append((digits[start..<(start + count)], groups[first...last]))
        }
      }
      start += groups[first]
    }
    return found
  }

  /// The number that a group says; of a long one, its last digits.
  func value(of group: Int) -> Int {
    let start = groups[..<group].reduce(0, +)
    return digits[start..<(start + groups[group])].suffix(9).reduce(0) { $0 * 10 + Int($1) }
  }

  /// Whether it begins with a day, a month or years: what calendars and archives have.
  var beginsWithDate: Bool {
    if date != nil { return true }
    guard groups.count >= 2, groups[0] == 4, (1000...2199).contains(value(of: 0)) else {
      return false
    }
    return (1...12).contains(value(of: 1)) || groups[1] == 4 && (1000...2199).contains(value(of: 1))
  }

  /// The day that its first three groups are, in the order of years or of days.
  var date: (year: Int, length: Int)? {
    guard groups.count >= 3 else { return nil }
    let values = (0..<3).map { value(of: $0) }
    let isYearFirst = groups[0] == 4 && groups[1] <= 2 && groups[2] <= 2
    let isDayFirst = groups[0] <= 2 && groups[1] <= 2 && groups[2] == 4
    guard isYearFirst || isDayFirst else { return nil }
    let (year, month, day) =
      isYearFirst ? (values[0], values[1], values[2]) : (values[2], values[1], values[0])
    guard (1000...2199).contains(year) else { return nil }
    let isDay = (1...12).contains(month) && (1...31).contains(day)
    // Americans write the month first.
    let isAmerican = isDayFirst && (1...12).contains(day) && (1...31).contains(month)
    return isDay || isAmerican ? (year, 3) : nil
  }
}
