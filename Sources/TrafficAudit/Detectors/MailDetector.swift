/// E-mail addresses (RFC 5321, section 4.1.2, as it is used), also as people write them to hide them from
/// programs: `kari (at) example (dot) org`, `kari.at.example.org`.
enum MailDetector {
  /// - Complexity: O(*n*).
  static func stands(in text: [UInt8], _ care: DetectorCare) -> Bool {
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "@"):
        if isName(before: index, in: text), isDomain(text[(index + 1)...]) { return true }
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "<"):
        if let rest = bracketed("at", text[index...]) ?? bracketed("@", text[index...]),
          isName(before: lastNonBlank(before: index, in: text), in: text),
          isDomain(rest.drop { $0 == 0x20 }) || isSpelledDomain(rest)
        {
          return true
        }
      case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "),
        UInt8(ascii: "+"):
        if isSpelled(at: index, in: text, care) { return true }
      case UInt8(ascii: "="):
        // Quoted-printable (RFC 2045, section 6.7).
        if text[(index + 1)...].starts(with: "40".utf8), isName(before: index, in: text),
          isDomain(text[(index + 3)...])
        {
          return true
        }
      case 0 where care == .name:
        // What was no text, in place of the sign.
        if index > 0, TextByte.isWord(text[index - 1]), isDomain(text[(index + 1)...]) {
          return true
        }
      default: break
      }
    }
    return false
  }

  /// Whether ` at `, `_at_`, `-at-` or `.at.` stands between a name and a domain. Hosts and slugs have
  /// such words, so they need more: a domain that is spelled, too, or a name with a dot.
  private static func isSpelled(at index: Int, in text: [UInt8], _ care: DetectorCare) -> Bool {
    let sign = text[index]
    guard index > 0, text[index - 1] != sign else { return false }
    let signs = text[index...].prefix(3).prefix { $0 == sign }
    let rest = text[signs.endIndex...]
    guard rest.count > 3, rest[rest.startIndex] | 0x20 == UInt8(ascii: "a"),
      rest[rest.startIndex + 1] | 0x20 == UInt8(ascii: "t"), rest[rest.startIndex + 2] == sign,
      isName(before: index, in: text), care != .host
    else { return false }
    let domain = rest.dropFirst(2).drop { $0 == sign }
    if isSpelledDomain(rest.dropFirst(3), sign: sign) { return true }
    let isBlank = sign == 0x20 || sign == UInt8(ascii: "+")
    if isBlank, care != .bytes, isSpacedDomain(domain, sign: sign) { return true }
    guard care != .bytes, isDomain(domain) else { return false }
    if signs.count > 1 { return true }
    if !care.isKept { return sign != UInt8(ascii: "-") }
    let name = text[..<index].reversed().prefix { TextByte.isWord($0) || $0 == UInt8(ascii: ".") }
    return sign != UInt8(ascii: "-") && name.contains(UInt8(ascii: "."))
  }

  /// Whether labels with blanks between end in a domain that is no word: `gmail com`.
  private static func isSpacedDomain(_ rest: ArraySlice<UInt8>, sign: UInt8) -> Bool {
    let labels = rest.prefix(255).prefix { TextByte.isWord($0) || $0 == sign || $0 == 0x2d }
      .split(separator: sign)
    guard (2...3).contains(labels.count), let last = labels.last else { return false }
    return ["com", "org", "net", "edu", "gov", "de", "fr", "uk", "nl", "se", "dk", "fi", "ch"]
      .contains(String(decoding: last.map(TextByte.lower), as: UTF8.self))
  }

  private static func isName(before index: Int, in text: [UInt8]) -> Bool {
    guard index > 0 else { return false }
    return TextByte.isWord(text[index - 1]) || ".!#$%'*+-?^_`{|}~\"".utf8.contains(text[index - 1])
  }

  private static func lastNonBlank(before index: Int, in text: [UInt8]) -> Int {
    var index = index
    while index > 0, text[index - 1] == 0x20 { index -= 1 }
    return index
  }

  /// Labels with dots, the last of which may be a top-level domain.
  private static func isDomain(_ rest: ArraySlice<UInt8>) -> Bool {
    let domain = rest.prefix(255).prefix {
      TextByte.isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    let labels = domain.split(separator: UInt8(ascii: "."))
    guard labels.count >= 2, domain.first != UInt8(ascii: "."), let last = labels.last else {
      return false
    }
    return last.count >= 2 && last.allSatisfy(TextByte.isLetter)
      && !fileEndings.contains(String(decoding: last.map(TextByte.lower), as: UTF8.self))
  }

  /// Endings of files, which no domain has.
  private static let fileEndings: Set<String> = [
    "html", "htm", "php", "css", "js", "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "xml",
    "json", "txt", "aspx", "jsp", "ico", "woff", "map",
  ]

  /// `example (dot) org`, or `example_dot_org` where a sign is given.
  private static func isSpelledDomain(_ rest: ArraySlice<UInt8>, sign: UInt8? = nil) -> Bool {
    let rest = rest.drop { $0 == 0x20 }
    let label = rest.prefix(63).prefix {
      TextByte.isWord($0) || $0 == UInt8(ascii: "-") && sign != $0
    }
    guard label.count >= 2 else { return false }
    let behind = rest[label.endIndex...]
    for word in ["dot", "punkt", "punto", "point"] {
      let top: ArraySlice<UInt8>?
      if let sign {
        let spelled = [sign] + Array(word.utf8) + [sign]
        top =
          behind.prefix(spelled.count).elementsEqual(spelled)
          ? behind.dropFirst(spelled.count) : nil
      } else {
        top = bracketed(word, behind.drop { $0 == 0x20 })?.drop { $0 == 0x20 }
      }
      if let top, top.prefix(while: TextByte.isLatin).count >= 2 { return true }
    }
    return false
  }

  /// What follows a word in brackets of any kind.
  private static func bracketed(
    _ word: String, _ text: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8>? {
    guard let first = text.first, let kind = brackets.first(where: { $0.open == first }) else {
      return nil
    }
    let inner = text.dropFirst().drop { $0 == 0x20 }
    guard inner.prefix(word.utf8.count).map(TextByte.lower).elementsEqual(word.utf8) else {
      return nil
    }
    let end = inner.dropFirst(word.utf8.count).drop { $0 == 0x20 }
    return end.first == kind.close ? end.dropFirst() : nil
  }

  private static let brackets: [(open: UInt8, close: UInt8)] = [
    (0x28, 0x29), (0x5b, 0x5d), (0x7b, 0x7d), (0x3c, 0x3e),
  ]
}
