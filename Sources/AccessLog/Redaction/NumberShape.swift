/// Numbers that people are known by: telephone numbers, payment cards, national identity numbers.
enum NumberShape {
  /// The number in groups that begins here: its length in bytes and its placeholder.
  static func number(at rest: ArraySlice<UInt8>) -> (Int, String)? {
    guard let first = rest.first,
      ASCII.isDigit(first) || first == UInt8(ascii: "+") || first == UInt8(ascii: "(")
    else { return nil }
    if let length = coordinates(at: rest) { return (length, ":id") }
    var run = run(at: rest)
    let digits = run.count(where: ASCII.isDigit)
    // Fewer are nobody's number; most numbers of a path are years, days and sizes.
    guard digits >= 6 else { return nil }
    while let last = run.last, !ASCII.isDigit(last) { run = run.dropLast() }
    let groups = run.split { !ASCII.isDigit($0) }
    if digits >= 13, digits <= 19, passesLuhn(run) { return (run.count, ":card") }
    if first == UInt8(ascii: "+") { return (run.count, ":phone") }
    // Eleven digits, also in two groups, as Norway's national identity numbers are written.
    if digits == 11, groups.count <= 2, groups[0].count == 6 || groups.count == 1 {
      return (run.count, ":id")
    }
    guard groups.count > 1, digits >= 7, !isDate(groups), !isYears(groups) else { return nil }
    return digits >= 8 || isLocal(run, groups) ? (run.count, ":phone") : nil
  }

  /// The length of a date that begins here, year first, with a time behind it if there is one:
  /// `2026-10-01`, `2026_10_01_12_30`. What follows is no part of it.
  static func date(at rest: ArraySlice<UInt8>) -> Int? {
    guard let first = rest.first, first == UInt8(ascii: "1") || first == UInt8(ascii: "2"),
      rest.count >= 10
    else { return nil }
    let start = rest.startIndex
    let separator = rest[start + 4]
    guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: "_"),
      rest[start + 7] == separator,
      isCalendar([
        rest[start..<(start + 4)], rest[(start + 5)..<(start + 7)],
        rest[(start + 8)..<(start + 10)],
      ])
    else { return nil }
    var index = start + 10
    for _ in 0..<3 {
      guard index < rest.endIndex, "-_".utf8.contains(rest[index]),
        rest[(index + 1)...].prefix(while: ASCII.isDigit).count == 2
      else { break }
      index += 3
    }
    return index < rest.endIndex && ASCII.isDigit(rest[index]) ? nil : index - start
  }

  /// Digits with what stands between the groups of a number: any of the usual signs, or always the
  /// same one of others, which also stand between numbers that have nothing to do with each other.
  private static func run(at rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = rest.first == UInt8(ascii: "+") ? rest.dropFirst() : rest
    let separator = start.drop(while: ASCII.isDigit).first ?? 0
    switch separator {
    case UInt8(ascii: "_"), UInt8(ascii: ","), UInt8(ascii: "~"), UInt8(ascii: "*"),
      UInt8(ascii: "|"):
      break
    default: return rest.prefix { ASCII.isDigit($0) || isUsualSign($0) }
    }
    return rest[..<start.prefix { ASCII.isDigit($0) || $0 == separator }.endIndex]
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
  /// exchange, or before a year, they are something else.
  private static func isLocal(_ run: ArraySlice<UInt8>, _ groups: [ArraySlice<UInt8>]) -> Bool {
    guard groups.count == 2, groups[0].count == 3, groups[1].count == 4, run.count == 8,
      let first = run.first, first >= UInt8(ascii: "2")
    else { return false }
    return "-_ ".utf8.contains(run[run.startIndex + 3]) && !isYear(groups[1])
  }

  /// The length of two decimals with four places or more: a place on Earth to ten metres.
  private static func coordinates(at rest: ArraySlice<UInt8>) -> Int? {
    guard let latitude = decimal(at: rest) else { return nil }
    var index = rest.startIndex + latitude
    guard index < rest.endIndex, ",_ ".utf8.contains(rest[index]) else { return nil }
    index += 1
    if index < rest.endIndex, " -+".utf8.contains(rest[index]) { index += 1 }
    guard let longitude = decimal(at: rest[index...]) else { return nil }
    return index + longitude - rest.startIndex
  }

  private static func decimal(at rest: ArraySlice<UInt8>) -> Int? {
    let whole = rest.prefix(4).prefix(while: ASCII.isDigit)
    guard (1...3).contains(whole.count), whole.endIndex < rest.endIndex,
      rest[whole.endIndex] == UInt8(ascii: ".")
    else { return nil }
    let places = rest[(whole.endIndex + 1)...].prefix(while: ASCII.isDigit).count
    return places >= 4 ? whole.count + 1 + places : nil
  }

  /// The length of a British national insurance number in groups: `QQ-12-34-56-C` (GOV.UK, "National
  /// Insurance: how it works").
  static func insurance(at rest: ArraySlice<UInt8>) -> Int? {
    guard rest.count >= 12, rest.prefix(2).allSatisfy(ASCII.isLetter) else { return nil }
    let separator = rest[rest.startIndex + 2]
    let isSeparate = "-_. ".utf8.contains(separator)
    var index = rest.startIndex + (isSeparate ? 3 : 2)
    for group in 0..<3 {
      if group > 0 {
        guard index < rest.endIndex, "-_. ".utf8.contains(rest[index]) else { return nil }
        index += 1
      }
      guard rest[index...].prefix(while: ASCII.isDigit).count == 2 else { return nil }
      index += 2
    }
    if index < rest.endIndex, "-_. ".utf8.contains(rest[index]) { index += 1 }
    guard index < rest.endIndex, (0x61...0x64).contains(rest[index] | 0x20) else { return nil }
    index += 1
    guard index == rest.endIndex || !ASCII.isAlphanumeric(rest[index]) else { return nil }
    return index - rest.startIndex
  }

  /// Year, month and day in either order, perhaps with a time or a short number behind, or with
  /// another date: `2026-10-01`, `01.10.2026`, `2026-10-01-5` of `2026-10-01-5-tips`.
  private static func isDate(_ groups: [ArraySlice<UInt8>]) -> Bool {
    guard groups.count >= 3, isCalendar(groups[..<3]) else { return false }
    let rest = groups[3...]
    return rest.count <= 3 && (rest.allSatisfy { $0.count <= 2 } || isCalendar(rest))
  }

  private static func isCalendar(_ groups: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    guard groups.count == 3, groups.allSatisfy({ $0.allSatisfy(ASCII.isDigit) }) else {
      return false
    }
    let groups = Array(groups)
    switch groups.map(\.count) {
    case [4, 2, 2]: return isYear(groups[0]) && isMonth(groups[1]) && isDayOfMonth(groups[2])
    case [2, 2, 4]:
      return isYear(groups[2])
        && (isMonth(groups[1]) && isDayOfMonth(groups[0])
          || isMonth(groups[0]) && isDayOfMonth(groups[1]))
    default: return false
    }
  }

  /// Years: `2019-2024`.
  private static func isYears(_ groups: [ArraySlice<UInt8>]) -> Bool {
    groups.allSatisfy(isYear)
  }

  private static func isYear(_ group: ArraySlice<UInt8>) -> Bool {
    group.count == 4 && (group.starts(with: "19".utf8) || group.starts(with: "20".utf8))
  }

  private static func isMonth(_ group: ArraySlice<UInt8>) -> Bool {
    (1...12).contains(group.reduce(0) { $0 * 10 + Int($1 - 0x30) })
  }

  private static func isDayOfMonth(_ group: ArraySlice<UInt8>) -> Bool {
    (1...31).contains(group.reduce(0) { $0 * 10 + Int($1 - 0x30) })
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
