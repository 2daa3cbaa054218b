/// Dates of birth that are written otherwise than ``DateShape`` knows dates: with a month as a word,
/// with digits left out, or with any signs behind a word that says what they are.
enum BirthShape {
  /// The length of a date of birth that begins here at a word's start.
  ///
  /// - Parameter before: What stands before it in its segment.
  static func birth(at rest: ArraySlice<UInt8>, behind before: ArraySlice<UInt8>) -> Int? {
    guard let parts = parts(at: rest) else { return nil }
    let year = year(of: parts)
    if DateShape.isBehindBirth(before), isDate(parts, year, isAssigned: before.last == equals) {
      return parts.end - rest.startIndex
    }
    let isBehindName = before.contains(where: ASCII.isLetter)
    // A month without its day is what archives have, too, but none from before the web.
    if parts.groups.count == 2, parts.hasMonth, isBehindName, let last = parts.groups.last,
      DateShape.isYear(last)
    {
      return (1925..<1995).contains(value(last)) ? parts.end - rest.startIndex : nil
    }
    guard parts.groups.count == 3, let year, year >= 1925 else { return nil }
    if isBehindName { return year < 2010 ? parts.end - rest.startIndex : nil }
    let behind = rest[parts.end...]
    return parts.hasMonth && year < 1995 && behind.count > 2
      && ASCII.isLetter(behind[behind.startIndex + 1]) ? parts.end - rest.startIndex : nil
  }

  private static let equals = UInt8(ascii: "=")

  private struct Parts {
    var groups: [ArraySlice<UInt8>] = []
    var hasMonth = false
    var end: Int
    /// Whether always the same sign stands between them, and one of those between the parts of a date.
    var isPlain = true
    /// The sign between the first two.
    var sign: UInt8?
  }

  /// Up to four numbers and the name of a month, with one or two signs between.
  private static func parts(at rest: ArraySlice<UInt8>) -> Parts? {
    var parts = Parts(end: rest.startIndex)
    // The signs before the next.
    var nextSign: UInt8?
    var count = 0
    var index = rest.startIndex
    while parts.groups.count < 4 {
      let digits = rest[index...].prefix(5).prefix(while: ASCII.isDigit)
      let word = rest[index...].prefix(11).prefix(while: ASCII.isLetter)
      let isMonth = !parts.hasMonth && isMonth(word)
      guard (1...4).contains(digits.count) || isMonth else { break }
      let group = isMonth ? word : digits
      let next = rest[group.endIndex...]
      // `17mai1984` has no signs around its month.
      let isJoined = isMonth ? next.first.map(ASCII.isDigit) ?? false : beginsWithMonth(next)
      guard isJoined || next.first.map(ASCII.isAlphanumeric) != true else { break }
      parts.groups.append(group)
      parts.hasMonth = parts.hasMonth || isMonth
      index = group.endIndex
      if parts.sign != nil && parts.sign != nextSign || count > 1 {
        parts.isPlain = parts.hasMonth
      }
      parts.sign = parts.sign ?? nextSign
      parts.end = index
      if isJoined {
        count = 0
        continue
      }
      let signs = rest[index...].prefix(3).prefix { "-_. ,:/".utf8.contains($0) }
      guard (1...2).contains(signs.count) else { break }
      (nextSign, count) = (signs.first, signs.count)
      index += signs.count
    }
    return parts.groups.isEmpty || parts.end == rest.startIndex ? nil : parts
  }

  /// Whether parts behind a word for a birth are a date: three of them, or a year with something else; a
  /// year alone behind an equals sign.
  private static func isDate(_ parts: Parts, _ year: Int?, isAssigned: Bool) -> Bool {
    let hasYear = year != nil || parts.groups.contains { DateShape.isYear($0) && !parts.hasMonth }
    return switch parts.groups.count {
    case 1: hasYear && isAssigned
    case 2: hasYear
    default: true
    }
  }

  /// Whether a month's name begins here and a digit or nothing alphanumeric follows it.
  private static func beginsWithMonth(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first, ASCII.isLetter(first) else { return false }
    return isMonth(rest.prefix(11).prefix(while: ASCII.isLetter))
  }

  /// The year of three parts that are a day: one at an end, with a month and a day beside it; of two
  /// digits only at the end, and not where it may be a version's number, as `1.7.32`.
  private static func year(of parts: Parts) -> Int? {
    guard parts.groups.count == 3, parts.isPlain else { return nil }
    let numbers = parts.groups.map { $0.contains(where: ASCII.isLetter) ? nil : value($0) }
    for (year, others) in [(2, [0, 1]), (0, [1, 2])] {
      guard let number = numbers[year] else { continue }
      let isFull = DateShape.isYear(parts.groups[year])
      let isShort =
        year == 2 && (30...99).contains(number) && parts.groups[2].count == 2
        && others.allSatisfy { place in
          numbers[place] == nil || parts.groups[place].count == 2
            || parts.groups[place].count == 1 && parts.sign != UInt8(ascii: ".")
        }
      guard isFull || isShort else { continue }
      let days = others.map { numbers[$0] }
      let isDay =
        parts.hasMonth
        ? days.compactMap(\.self).allSatisfy { (1...31).contains($0) }
        : days.allSatisfy { (1...31).contains($0 ?? 0) }
          && days.contains { (1...12).contains($0 ?? 0) }
          && others.allSatisfy { parts.groups[$0].count <= 2 }
      if isDay { return isFull ? number : number + 1900 }
    }
    return nil
  }

  private static func value(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// The length of a date in any form that stands behind a segment which says that somebody was born:
  /// nothing but numbers, signs, months and what is said with them. Perhaps it is the name of a document.
  static func date(inSegment segment: ArraySlice<UInt8>) -> Int? {
    guard segment.count <= 40, segment.contains(where: ASCII.isDigit) else { return nil }
    let end =
      TokenShape.isDocument(segment) ? segment.lastIndex(of: UInt8(ascii: ".")) : segment.endIndex
    let text = segment[..<(end ?? segment.endIndex)]
    let words = text.split { !ASCII.isLetter($0) && $0 < 0x80 }
    return words.allSatisfy { isMonth($0) || isBesideMonth($0) } ? text.count : nil
  }

  /// Whether a word is said with a date: `19th of june`, `19 de junio`, `den 19. juni`.
  private static func isBesideMonth(_ word: ArraySlice<UInt8>) -> Bool {
    (2...3).contains(word.count)
      && ["st", "nd", "rd", "th", "er", "de", "del", "of", "the", "le", "den", "am", "el"]
        .contains(String(decoding: word.map { $0 | 0x20 }, as: UTF8.self))
  }

  /// Whether a text is a month's name.
  static func isMonth(_ word: ArraySlice<UInt8>) -> Bool {
    guard (3...10).contains(word.count), let first = word.first,
      "jfmasondeg".utf8.contains(first | 0x20)
    else { return false }
    return months.contains(
      String(decoding: word.map { $0 < 0x80 ? $0 | 0x20 : $0 }, as: UTF8.self))
  }

  /// In English, Norwegian, Danish, Swedish, German, Dutch, French, Italian and Spanish.
  private static let months = Set(
    """
    jan feb mar apr may jun jul aug sep sept oct nov dec okt des mai maj mrz dez ene abr ago dic gen
    mag giu lug ott set fev avr january february march april june july august september october
    november december januar februar mars juni juli oktober desember januari februari maart mei
    augustus augusti maerz dezember marts janvier fevrier avril juin juillet aout septembre octobre
    novembre decembre gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre
    dicembre f\u{e9}vrier ao\u{fb}t d\u{e9}cembre m\u{e4}rz enero febrero abril mayo junio julio septiembre octubre noviembre diciembre
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
