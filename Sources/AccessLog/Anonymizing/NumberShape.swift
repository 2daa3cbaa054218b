/// Numbers that people are known by: telephone numbers, payment cards, national identity numbers.
enum NumberShape {
  /// The number in groups that begins here: its length in bytes and its placeholder.
  static func number(at rest: ArraySlice<UInt8>) -> (Int, String)? {
    guard let first = rest.first,
      ASCII.isDigit(first) || first == UInt8(ascii: "+") || first == UInt8(ascii: "(")
    else { return nil }
    var run = rest.prefix { ASCII.isDigit($0) || "+-. ()".utf8.contains($0) }
    while let last = run.last, !ASCII.isDigit(last) { run = run.dropLast() }
    let groups = run.split { !ASCII.isDigit($0) }
    let digits = groups.reduce(0) { $0 + $1.count }
    if digits >= 13, digits <= 19, passesLuhn(run) { return (run.count, ":card") }
    if first == UInt8(ascii: "+"), digits >= 6 { return (run.count, ":phone") }
    // Eleven digits, also in two groups, as Norway's national identity numbers are written.
    if digits == 11, groups.count <= 2, groups[0].count == 6 || groups.count == 1 {
      return (run.count, ":id")
    }
    guard groups.count > 1, digits >= 8, !isDate(groups), !isYears(groups) else { return nil }
    return (run.count, ":phone")
  }

  /// Year, month and day in either order, perhaps with a short number behind: `2026-10-01`,
  /// `01.10.2026`, `2026-10-01-5` of `2026-10-01-5-tips`.
  private static func isDate(_ groups: [ArraySlice<UInt8>]) -> Bool {
    let counts = groups.prefix(3).map(\.count)
    guard groups.count == 3 || (groups.count == 4 && groups[3].count <= 2) else { return false }
    switch counts {
    case [4, 2, 2]: return isYear(groups[0]) && isMonth(groups[1]) && isDayOfMonth(groups[2])
    case [2, 2, 4]:
      return isYear(groups[2])
        && (isMonth(groups[1]) && isDayOfMonth(groups[0])
          || isMonth(groups[0]) && isDayOfMonth(groups[1]))
    default: return false
    }
  }

  /// Two years: `2019-2024`.
  private static func isYears(_ groups: [ArraySlice<UInt8>]) -> Bool {
    groups.count == 2 && groups.allSatisfy(isYear)
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
