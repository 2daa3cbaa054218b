/// Names of people beside digits: `kari-nordmann-1984`, `kari84`.
///
/// Names alone are no find: pages are named after people, and a list cannot tell whom.
enum NameDetector {
  /// - Complexity: O(*n*).
  static func stands(in text: [UInt8], _ care: DetectorCare) -> Bool {
    guard text.contains(where: TextByte.isDigit) else { return false }
    var index = 0
    while index < text.count {
      guard TextByte.isLetter(text[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, isPart(text[index], care) { index += 1 }
      // Among bytes, what a row begins with may look like a digit: the byte behind it is no text then.
      let isText = index == text.count || care != .bytes || text[index] >= 0x20
      if isText, isName(text[start..<index], care) { return true }
    }
    return false
  }

  private static func isPart(_ byte: UInt8, _ care: DetectorCare) -> Bool {
    TextByte.isWord(byte) || "-_ +".utf8.contains(byte)
      || byte == UInt8(ascii: ".") && care != .host
  }

  private static func isName(_ segment: ArraySlice<UInt8>, _ care: DetectorCare) -> Bool {
    let parts = segment.split(whereSeparator: { !TextByte.isWord($0) }).map { part in
      String(decoding: part.map(TextByte.lower), as: UTF8.self)
    }
    if parts.contains(where: { isNameAndDigits($0) }) { return true }
    for index in parts.indices {
      let numbers = parts[index...].drop { !$0.utf8.allSatisfy(TextByte.isDigit) }
      let names = parts[index..<numbers.startIndex]
      guard !numbers.isEmpty, let first = names.first, NameTable.given.contains(first) else {
        continue
      }
      let isPerson = (2...3).contains(names.count) && NameTable.isFamily(names.last ?? "")
      // A slug goes on behind a year; what names a person ends there.
      if isPerson, numbers.allSatisfy({ $0.utf8.allSatisfy(TextByte.isDigit) }),
        isBirth(Array(numbers))
      {
        return index == 0 || !care.isKept
      }
      if names.count == 1, numbers.count == 3, isDate(Array(numbers)) { return true }
    }
    return false
  }

  /// A name with two to four digits behind it, as people call themselves where their name is taken.
  private static func isNameAndDigits(_ part: String) -> Bool {
    let bytes = Array(part.utf8)
    let digits = bytes.reversed().prefix(while: TextByte.isDigit).count
    guard (2...4).contains(digits), bytes.count > digits,
      bytes.dropLast(digits).allSatisfy(TextByte.isLetter)
    else { return false }
    let letters = String(part.dropLast(digits))
    if letters.utf8.count >= 4, NameTable.given.contains(letters),
      !NameTable.books.contains(letters)
    {
      return true
    }
    return NameTable.given.contains { given in
      letters.hasPrefix(given) && given.utf8.count >= 3
        && NameTable.isFamily(String(letters.dropFirst(given.count)))
    }
  }

  /// A year of birth, two digits of one, or a date.
  private static func isBirth(_ numbers: [String]) -> Bool {
    if numbers.count == 1, let value = Int(numbers[0]) {
      return numbers[0].utf8.count == 2 || (1920...2012).contains(value)
    }
    return isDate(numbers)
  }

  private static func isDate(_ numbers: [String]) -> Bool {
    guard numbers.count == 3 else { return false }
    let values = numbers.compactMap { Int($0) }
    guard values.count == 3 else { return false }
    let year = max(values[0], values[2])
    let (month, day) = (values[1], min(values[0], values[2]))
    return (1920...2012).contains(year) && (1...31).contains(month) && (1...31).contains(day)
  }
}
