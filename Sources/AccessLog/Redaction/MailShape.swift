/// E-mail addresses that are written so that programs do not see them, or that mailers wrote
/// differently: `kari=40example.org`, `bounce-kari=example.org`, `kari (at) example.org`.
enum MailShape {
  /// Whether such an address stands in a segment.
  ///
  /// - Complexity: O(*n*): no more than ``longestDomain`` bytes are looked at behind a sign.
  static func stands(in segment: ArraySlice<UInt8>) -> Bool {
    for index in segment.indices where !ASCII.isAlphanumeric(segment[index]) {
      switch segment[index] {
      case UInt8(ascii: "="), UInt8(ascii: "!"):
        // A mailer's return path has the domain behind the sign; quoted-printable (RFC 2045, section
        // 6.7) has `40` for the at sign.
        guard hasName(segment, before: index) else { continue }
        let rest = segment[(index + 1)...]
        if isDomain(rest) { return true }
        if rest.starts(with: "40".utf8), isDomain(rest.dropFirst(2)) { return true }
      case UInt8(ascii: "%"), UInt8(ascii: "\\"):
        if begins(segment[(index + 1)...], "u0040") { return true }
      case UInt8(ascii: "&"):
        if begins(segment[(index + 1)...], "commat") { return true }
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "<"):
        guard let rest = behindBrackets(segment[index...], "at") else { continue }
        let isSpaced = index > segment.startIndex && segment[index - 1] == UInt8(ascii: " ")
        guard hasName(segment, before: isSpaced ? index - 1 : index) else { continue }
        if isDomain(isSpaced ? rest.drop { $0 == 0x20 } : rest) || hasDot(rest, between: nil) {
          return true
        }
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "_"):
        // Slugs have many hyphens, few of them before an `at`.
        guard index + 1 < segment.endIndex, segment[index + 1] | 0x20 == UInt8(ascii: "a") else {
          continue
        }
        let sign = segment[index]
        guard let rest = behind(segment[index...], "at", between: sign),
          hasName(segment, before: index)
        else { continue }
        if isDomain(rest) || hasDot(rest, between: sign) { return true }
      default: break
      }
    }
    return false
  }

  /// The most bytes of a domain that is looked at.
  private static let longestDomain = 64

  private static func hasName(_ segment: ArraySlice<UInt8>, before index: Int) -> Bool {
    index > segment.startIndex && ASCII.isAlphanumeric(segment[index - 1])
  }

  /// Whether a domain begins here: labels with dots between, the last one of an ending in use.
  private static func isDomain(_ rest: ArraySlice<UInt8>) -> Bool {
    var name = rest.prefix(longestDomain).prefix {
      ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    if name.last == UInt8(ascii: ".") { name = name.dropLast() }
    guard let first = name.first, ASCII.isAlphanumeric(first),
      let dot = name.lastIndex(of: UInt8(ascii: "."))
    else { return false }
    let last = name[(dot + 1)...]
    guard (2...8).contains(last.count), last.allSatisfy(ASCII.isLetter) else { return false }
    let ending = String(decoding: last, as: UTF8.self).lowercased()
    return last.count == 2 ? !fileEndings.contains(ending) : endings.contains(ending)
  }

  /// Whether a dot is written out: `example dot org`, `example[dot]org`.
  private static func hasDot(_ rest: ArraySlice<UInt8>, between sign: UInt8?) -> Bool {
    let rest = rest.prefix(longestDomain)
    return rest.indices.dropFirst().contains { index in
      let place = rest[index...]
      let ending =
        if let sign { behind(place, "dot", between: sign) } else { behindBrackets(place, "dot") }
      guard let ending else { return false }
      return ending.drop { $0 == 0x20 }.prefix(2).count(where: ASCII.isLetter) == 2
    }
  }

  /// What follows a word between two signs, if it begins here.
  private static func behind(
    _ rest: ArraySlice<UInt8>, _ word: StaticString, between sign: UInt8
  ) -> ArraySlice<UInt8>? {
    guard rest.first == sign, begins(rest.dropFirst(), word) else { return nil }
    let rest = rest.dropFirst(1 + word.utf8CodeUnitCount)
    return rest.first == sign ? rest.dropFirst() : nil
  }

  /// What follows a word in brackets, if it begins here.
  private static func behindBrackets(
    _ rest: ArraySlice<UInt8>, _ word: StaticString
  ) -> ArraySlice<UInt8>? {
    guard let first = rest.first, "([{<".utf8.contains(first), begins(rest.dropFirst(), word)
    else { return nil }
    let rest = rest.dropFirst(1 + word.utf8CodeUnitCount)
    return rest.first.map { ")]}>".utf8.contains($0) } == true ? rest.dropFirst() : nil
  }

  /// Whether a word begins here, in either case.
  private static func begins(_ rest: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard rest.count >= count else { return false }
    return word.withUTF8Buffer { word in
      // SAFETY: the index is below the count of the word.
      rest.prefix(count).enumerated().allSatisfy { unsafe ($1 | 0x20) == (word[$0] | 0x20) }
    }
  }

  /// Endings with more than two letters that mail is sent to, and those of examples (RFC 2606).
  private static let endings: Set<String> = [
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "name", "email", "mobi", "app",
    "dev", "online", "shop", "site", "store", "cloud", "tech", "xyz", "club", "live", "pro",
    "cat", "blog", "agency", "digital", "media", "news", "group", "company", "solutions",
    "services",
    "consulting", "design", "studio", "world", "life", "today", "london", "berlin", "paris", "wien",
    "amsterdam", "gmbh", "swiss", "nrw", "bayern", "koeln", "hamburg", "eus", "gal", "scot",
    "wales",
    "africa", "asia", "travel", "museum", "coop", "aero", "jobs", "tel", "example", "test",
    "invalid",
    "local",
  ]

  /// Endings of two letters that are those of files rather than a country's.
  private static let fileEndings: Set<String> = [
    "js", "ts", "cs", "rb", "go", "hs", "vb", "db", "gz", "bz", "xz", "py", "md", "sh", "kt", "so",
  ]
}
