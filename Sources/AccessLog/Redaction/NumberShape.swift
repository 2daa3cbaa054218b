/// Numbers that people are known by: telephone numbers, payment cards, national identity numbers.
enum NumberShape {
  /// The number in groups that begins here: its length in bytes and its placeholder.
  static func number(at rest: ArraySlice<UInt8>) -> (Int, String)? {
    guard let first = rest.first,
      ASCII.isDigit(first) || first == UInt8(ascii: "+") || first == UInt8(ascii: "(")
    else { return nil }
    var run = run(at: rest)
    var digits = run.count(where: ASCII.isDigit)
    if digits < 7, let mixed = mixedRun(at: rest) {
      run = mixed
      digits = run.count(where: ASCII.isDigit)
    }
    // Fewer are nobody's number; most numbers of a path are years, days and sizes.
    guard digits >= 5 else { return nil }
    while let last = run.last, !ASCII.isDigit(last) { run = run.dropLast() }
    let groups = run.split { !ASCII.isDigit($0) }
    if digits >= 13, digits <= 19, passesLuhn(run) { return (run.count, ":card") }
    if isThousands(run, groups) { return (run.count, ":id") }
    guard digits >= 6 else { return nil }
    if first == UInt8(ascii: "+") { return (run.count, ":phone") }
    // Eleven digits, also in two groups, as Norway's national identity numbers are written.
    if digits == 11, groups.count <= 2, groups[0].count == 6 || groups.count == 1 {
      return (run.count, ":id")
    }
    guard groups.count > 1, digits >= 7, !DateShape.isDate(groups), !DateShape.isYears(groups)
    else { return nil }
    return digits >= 8 || isLocal(run, groups) ? (run.count, ":phone") : nil
  }

  /// The length of digits that begin here and go on behind single letters: `9717x7836`, `k0151o7655`.
  /// Two numbers with an `x` may be a picture's size.
  static func lettered(at rest: ArraySlice<UInt8>) -> Int? {
    var index = rest.startIndex
    var end = index
    var groups: [ArraySlice<UInt8>] = []
    while true {
      let digits = rest[index...].prefix(while: ASCII.isDigit)
      guard digits.count >= 2 else { break }
      groups.append(digits)
      end = digits.endIndex
      guard end < rest.endIndex else { break }
      // A letter of two bytes is one of Europe's that ASCII has not.
      if (0xc3...0xdf).contains(rest[end]) {
        index = end + 2
        if index >= rest.endIndex { break }
        continue
      }
      if let word = word(at: rest[end...], behind: digits) {
        index = word.endIndex
        continue
      }
      let isSpaced = "- _".utf8.contains(rest[end]) && groups.count == 1
      let sign = isSpaced ? end + 1 : end
      guard sign < rest.endIndex, ASCII.isLetter(rest[sign]) else { break }
      index = sign + 1
      if isSpaced {
        guard index < rest.endIndex, rest[index] == rest[end] else { break }
        index += 1
      }
    }
    guard groups.count >= 2, groups.reduce(0, { $0 + $1.count }) >= 7, !DateShape.isYears(groups)
    else { return nil }
    if groups.count == 2, groups[1].startIndex - groups[0].endIndex < 4 {
      let isLetter = ASCII.isAlphanumeric(rest[groups[0].endIndex])
      if !isLetter, rest[groups[0].endIndex] < 0x80, groups.contains(where: { $0.count < 4 }) {
        return nil
      }
      let sign = rest[groups[0].endIndex + (isLetter ? 0 : 1)]
      if sign | 0x20 == UInt8(ascii: "x"), isPictureSize(groups.map(value)) { return nil }
    }
    return end - rest.startIndex
  }

  /// A word between two groups of four digits: `9717ext7836`. With signs around it, only one that says what
  /// follows.
  private static func word(
    at rest: ArraySlice<UInt8>, behind digits: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8>? {
    guard digits.count >= 4, digits.count <= 6 else { return nil }
    let signs = rest.prefix(1).prefix { "-_ .".utf8.contains($0) }
    let word = rest[signs.endIndex...].prefix(10).prefix(while: ASCII.isLetter)
    guard (2...9).contains(word.count) else { return nil }
    let after = rest[word.endIndex...].prefix(1).prefix { "-_ .".utf8.contains($0) }
    let number = rest[after.endIndex...].prefix(7).prefix(while: ASCII.isDigit)
    guard (4...6).contains(number.count), !DateShape.isYear(digits), !DateShape.isYear(number)
    else { return nil }
    let name = String(decoding: word.map { $0 | 0x20 }, as: UTF8.self)
    if name == "to" || name == "by" { return nil }
    let isNamed = ["ext", "extension", "anknytning", "innvalg"].contains(name)
    return isNamed || signs.isEmpty && after.isEmpty ? rest[..<after.endIndex] : nil
  }

  /// Whether two numbers are the sides of a picture: small ones, or such as cameras and screens have,
  /// which are multiples of eight.
  private static func isPictureSize(_ sides: [Int]) -> Bool {
    sides.allSatisfy { $0 >= 16 && $0 <= 4096 } || sides.allSatisfy { $0 % 8 == 0 && $0 <= 16_384 }
  }

  private static func value(_ digits: ArraySlice<UInt8>) -> Int {
    digits.prefix(9).reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Whether groups are thousands of one number: `1,234,567`, `12'345`. Of five or six digits, full
  /// stops and spaces stand between other numbers, too.
  private static func isThousands(
    _ run: ArraySlice<UInt8>, _ groups: [ArraySlice<UInt8>]
  ) -> Bool {
    guard groups.count >= 2, let first = groups.first,
      run.count == first.count + 4 * (groups.count - 1),
      groups.dropFirst().allSatisfy({ $0.count == 3 }), (1...3).contains(first.count)
    else { return false }
    let separator = run[first.endIndex]
    if separator == UInt8(ascii: ",") || separator == UInt8(ascii: "'") { return true }
    return groups.count >= 3 && ". _-".utf8.contains(separator)
  }

  /// Digits with what stands between the groups of a number: any of the usual signs, or always the
  /// same one of others, which also stand between numbers that have nothing to do with each other.
  private static func run(at rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = rest.first == UInt8(ascii: "+") ? rest.dropFirst() : rest
    let separator = start.drop(while: ASCII.isDigit).first ?? 0
    switch separator {
    case let byte where "_,~*|:'\"!^=&$\\`<>[{".utf8.contains(byte): break
    default: return rest.prefix { ASCII.isDigit($0) || isUsualSign($0) }
    }
    return rest[..<start.prefix { ASCII.isDigit($0) || $0 == separator }.endIndex]
  }

  /// Eight digits or more in groups with several kinds of signs between them, of which one has three
  /// digits or more and none is a year, or four pairs: `493:27.361`, `9717_-_7836`, `97.17-78_36`.
  private static func mixedRun(at rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = rest.first, ASCII.isDigit(first) else { return nil }
    var index = rest.startIndex
    var end = index
    var (digits, widest) = (0, 0)
    while true {
      let group = rest[index...].prefix(while: ASCII.isDigit)
      guard !group.isEmpty, !DateShape.isYear(group) else { break }
      digits += group.count
      widest = max(widest, group.count)
      end = group.endIndex
      let signs = rest[end...].prefix(4).prefix { "-_. ,:~*|+()".utf8.contains($0) }
      guard (1...3).contains(signs.count) else { break }
      index = signs.endIndex
    }
    guard digits >= 8, digits <= 16, widest <= 6 else { return nil }
    let run = rest[..<end]
    return widest >= 3 || digits == 8 && isFourPairs(run) ? run : nil
  }

  /// Whether digits are four pairs, but no two decimals, and no day of a short year with its hour, as
  /// `26-10-01_12`.
  private static func isFourPairs(_ run: ArraySlice<UInt8>) -> Bool {
    let groups = run.split { !ASCII.isDigit($0) }
    let pairs = groups.map(value)
    if groups.count == 4, run[groups[0].endIndex] == UInt8(ascii: "."),
      run[groups[2].endIndex] == UInt8(ascii: ".")
    {
      return false
    }
    return pairs.count == 4
      && !((1...12).contains(pairs[1]) && (1...31).contains(pairs[2]) && pairs[3] < 24)
  }

  private static func isUsualSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "),
      UInt8(ascii: "("), UInt8(ascii: ")"):
      true
    default: false
    }
  }

  /// Seven digits as they are written within an area: `555-0199`. Behind a number that is none of an
  /// exchange, or before a year, they are something else; commas and the like stand in larger numbers.
  private static func isLocal(_ run: ArraySlice<UInt8>, _ groups: [ArraySlice<UInt8>]) -> Bool {
    guard let first = run.first, first >= UInt8(ascii: "2"), groups[0].endIndex < run.endIndex
    else {
      return false
    }
    let separator = run[groups[0].endIndex]
    if separator == UInt8(ascii: ",") || separator == UInt8(ascii: "'") { return true }
    guard groups.count == 2, groups[0].count == 3, groups[1].count == 4, run.count == 8 else {
      return false
    }
    return !DateShape.isYear(groups[1])
  }

  /// The check digit of payment cards (ISO/IEC 7812-1, annex B).
  private static func passesLuhn(_ run: ArraySlice<UInt8>) -> Bool {
    var sum = 0
    for (index, byte) in run.lazy.filter(ASCII.isDigit).reversed().enumerated() {
      let digit = Int(byte - 0x30) * (index % 2 == 0 ? 1 : 2)
      sum += digit > 9 ? digit - 9 : digit
    }
    return sum % 10 == 0
  }
}
