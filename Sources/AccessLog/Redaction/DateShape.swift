/// Dates: those of news and events stay, those that somebody was born on do not.
enum DateShape {
  /// The length of a date that begins here, and its year: year first, or last in either order, with a
  /// time behind it if there is one: `2026-10-01`, `2026_10_01_12_30`, `01.10.2026`. What follows is no
  /// part of it.
  static func date(at rest: ArraySlice<UInt8>) -> (length: Int, year: Int)? {
    guard let first = rest.first, ASCII.isDigit(first), rest.count >= 10,
      ASCII.isDigit(rest[rest.startIndex + 1])
    else { return nil }
    let start = rest.startIndex
    let widths = ASCII.isDigit(rest[start + 2]) ? [4, 2, 2] : [2, 2, 4]
    let separator = rest[start + widths[0]]
    guard "-_. ".utf8.contains(separator), rest[start + widths[0] + 3] == separator else {
      return nil
    }
    let second = start + widths[0] + 1
    let groups = [
      rest[start..<(second - 1)], rest[second..<(second + 2)],
      rest[(second + 3)...].prefix(widths[2]),
    ]
    guard isCalendar(groups[...]), let year = groups.first(where: { $0.count == 4 }) else {
      return nil
    }
    var index = start + 10
    for _ in 0..<3 {
      guard index < rest.endIndex, "-_".utf8.contains(rest[index]),
        rest[(index + 1)...].prefix(while: ASCII.isDigit).count == 2
      else { break }
      index += 3
    }
    if index < rest.endIndex, ASCII.isDigit(rest[index]) { return nil }
    return (index - start, value(year))
  }

  /// Whether a date is one that somebody was born on: behind a word that says so; behind a name, where
  /// it is too old for most of what the web has; before one, where it is older than the web.
  ///
  /// - Parameters:
  ///   - before: What stands before it in its segment.
  ///   - behind: What stands behind it.
  static func isBirth(
    year: Int, before: ArraySlice<UInt8>, behind: ArraySlice<UInt8>
  ) -> Bool {
    if isBehindBirth(before) { return true }
    if before.contains(where: ASCII.isLetter) { return year < 2010 }
    return year < 1995 && behind.count > 2 && ASCII.isLetter(behind[behind.startIndex + 1])
  }

  /// Whether a text ends in a word that says that somebody was born, and signs.
  static func isBehindBirth(_ before: ArraySlice<UInt8>) -> Bool {
    let words = before.suffix(32).reversed().drop { !ASCII.isLetter($0) && $0 < 0x80 }.reversed()
    let whole = Array(words)
    return isBirthWord(whole[...])
      || isBirthWord(
        whole[(whole.lastIndex { "-_=&, .".utf8.contains($0) } ?? -1).advanced(by: 1)...])
  }

  /// Whether a segment or a part of one says that somebody was born on what follows.
  static func isBirthWord(_ word: ArraySlice<UInt8>) -> Bool {
    guard (3...20).contains(word.count), let first = word.first,
      first >= 0x80 || "bdfgnsuy".utf8.contains(first | 0x20)
    else { return false }
    let letters = word.filter { ASCII.isLetter($0) || $0 >= 0x80 }.map {
      $0 < 0x80 ? $0 | 0x20 : $0
    }
    return birthWords.contains(String(decoding: letters, as: UTF8.self))
  }

  /// In English, Norwegian, Danish, Swedish, German, Dutch, French, Italian, Spanish, Portuguese,
  /// Finnish, Polish, Czech, Hungarian, Turkish, Romanian and Russian; letters only.
  private static let birthWords: Set<String> = [
    "born", "birth", "birthday", "birthdate", "dateofbirth", "dob", "bday", "f\u{f8}dt", "fodt",
    "foedt", "f\u{f8}dselsdato", "fodselsdato", "foedselsdato", "f\u{f8}dselsdag", "fodselsdag",
    "f\u{f6}dd", "fodd", "f\u{f6}delsedatum", "fodelsedatum", "geboren", "geburtstag",
    "geburtsdatum", "geboortedatum", "geborenop", "datedenaissance", "naissance", "n\u{e9}e",
    "nele", "natoil", "nascita", "datadinascita", "nacimiento", "nacidoel", "nascimento",
    "datadenascimento", "syntynyt", "syntymaaika", "syntym\u{e4}aika",
    "syntymapaiva", "syntym\u{e4}p\u{e4}iv\u{e4}", "bursdag", "fdato", "fodelsedag",
    "f\u{f6}delsedag", "geb", "gebdat", "fechadenacimiento", "fechanacimiento", "natael", "nacido",
    "nacida", "nacidael", "natoa", "dataurodzenia", "urodzony", "urodzona", "urodziny",
    "datumnarozeni", "narozeni", "narozen", "szuletett", "szulinap", "dogumtarihi", "dogum",
    "datanasterii", "nascut", "birthyear", "yearofbirth", "yob",
    "\u{440}\u{43e}\u{434}\u{438}\u{43b}\u{441}\u{44f}",
    "\u{440}\u{43e}\u{434}\u{438}\u{43b}\u{430}\u{441}\u{44c}",
  ]

  /// Year, month and day in either order, perhaps with a time or a short number behind, or with
  /// another date: `2026-10-01`, `01.10.2026`, `2026-10-01-5` of `2026-10-01-5-tips`.
  static func isDate(_ groups: [ArraySlice<UInt8>]) -> Bool {
    guard groups.count >= 3, isCalendar(groups[..<3]) else { return false }
    let rest = groups[3...]
    return rest.count <= 3 && (rest.allSatisfy { $0.count <= 2 } || isCalendar(rest))
  }

  /// Years: `2019-2024`.
  static func isYears(_ groups: [ArraySlice<UInt8>]) -> Bool { groups.allSatisfy(isYear) }

  static func isYear(_ group: ArraySlice<UInt8>) -> Bool {
    group.count == 4 && (group.starts(with: "19".utf8) || group.starts(with: "20".utf8))
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

  private static func isMonth(_ group: ArraySlice<UInt8>) -> Bool {
    (1...12).contains(value(group))
  }
  private static func isDayOfMonth(_ group: ArraySlice<UInt8>) -> Bool {
    (1...31).contains(value(group))
  }

  private static func value(_ group: ArraySlice<UInt8>) -> Int {
    group.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
