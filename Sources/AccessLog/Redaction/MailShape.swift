/// E-mail addresses that are written so that programs do not see them, or that mailers wrote
/// differently: `kari=40example.org`, `bounce-kari=example.org`, `kari (at) example.org`.
enum MailShape {
  /// Whether such an address stands in a segment.
  ///
  /// - Complexity: O(*n*): no more than ``longestDomain`` bytes are looked at behind a sign.
  ///
  /// - Parameter hasDot: Whether there is a full stop in it at all.
  static func stands(in segment: ArraySlice<UInt8>, hasDot: Bool) -> Bool {
    let hasDomain = hasDot && hasEnding(segment)
    for index in segment.indices {
      if ASCII.isAlphanumeric(segment[index]) {
        if hasDomain, standsJoined(in: segment, at: index) { return true }
        continue
      }
      if stands(in: segment, at: index) { return true }
      if hasDomain, hasName(segment, before: index), standsWithoutSign(in: segment, at: index) {
        return true
      }
    }
    return isSlug(segment)
  }

  /// Whether a sign or a word for the at sign stands here.
  private static func stands(in segment: ArraySlice<UInt8>, at index: Int) -> Bool {
    switch segment[index] {
    case UInt8(ascii: "=") where behind(segment[index...], "at", between: 0x3d) == nil,
      UInt8(ascii: "!"):
      // A mailer's return path has the domain behind the sign; quoted-printable (RFC 2045, section
      // 6.7) has `40` for the at sign.
      guard hasName(segment, before: index) else { return false }
      let rest = segment[(index + 1)...]
      return isDomain(rest) || rest.starts(with: "40".utf8) && isDomain(rest.dropFirst(2))
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "<"):
      guard let rest = words.lazy.compactMap({ behindBrackets(segment[index...], $0) }).first else {
        return false
      }
      let isSpaced = index > segment.startIndex && segment[index - 1] == UInt8(ascii: " ")
      guard hasName(segment, before: isSpaced ? index - 1 : index) else { return false }
      return isDomain(isSpaced ? rest.drop { $0 == 0x20 } : rest) || hasDot(rest, between: nil)
    case let sign where " -_.+~*|:,=\"'".utf8.contains(sign):
      // Slugs have many hyphens, few of them before an `at`.
      guard index + 1 < segment.endIndex,
        segment[index + 1] | 0x20 == UInt8(ascii: "a") || segment[index + 1] == sign,
        hasName(segment, before: index), let rest = behind(segment[index...], "at", between: sign)
      else { return false }
      return isDomain(rest) || hasDot(rest, between: sign)
    default: return false
    }
  }

  /// What the at sign is called in brackets: in English, Norwegian, French, Spanish and Italian.
  private static let words: [StaticString] = [
    "at", "a", "\u{e6}t", "et", "alfakr\u{f8}ll", "arobase", "arrobase", "arroba", "chiocciola",
  ]

  /// Whether anything stands here in place of the at sign: behind a name in two parts and before a
  /// domain, or behind any name and before a domain that people have mail at; a symbol or what is not
  /// shown behind any name and before any domain.
  private static func standsWithoutSign(in segment: ArraySlice<UInt8>, at index: Int) -> Bool {
    let rest = segment[index...].drop { !ASCII.isAlphanumeric($0) }
    let signs = segment[index..<rest.startIndex]
    if signs.elementsEqual([UInt8(ascii: ".")]) { return false }
    // Three signs, or one character and some that nobody sees.
    if signs.count <= (segment[index] < 0x80 ? 3 : 12), isDomain(rest) {
      if signs.count == 1 || segment[index] >= 0x80, isProvider(rest) { return true }
      if segment[index] >= 0x80, areSymbols(signs) { return true }
      return isFullName(name(in: segment, before: index))
    }
    // Any word between two of the same, or in brackets.
    guard let domain = behindWord(segment[index...]), isDomain(domain) else { return false }
    return isFullName(name(in: segment, before: index))
  }

  /// Whether characters are symbols, or stand for what is not shown: no letters of any script, and no
  /// dashes and quotation marks, which stand between words.
  private static func areSymbols(_ signs: ArraySlice<UInt8>) -> Bool {
    String(decoding: signs, as: UTF8.self).unicodeScalars.allSatisfy { scalar in
      if scalar.value == 0xfffd { return true }
      return switch scalar.properties.generalCategory {
      case .otherSymbol, .mathSymbol, .currencySymbol, .modifierSymbol, .nonspacingMark: true
      case .otherPunctuation: scalar.value >= 0x80 && scalar.value != 0x2026
      default: false
      }
    }
  }

  private static func name(
    in segment: ArraySlice<UInt8>, before index: Int
  ) -> ArraySlice<UInt8> {
    Array(
      segment[..<index].reversed()
        .prefix { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: ".") }.reversed())[...]
  }

  /// What follows a word of up to sixteen bytes between signs: in brackets, perhaps with spaces around
  /// them, or between two that are the same.
  private static func behindWord(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = rest.first, first != UInt8(ascii: ".") else { return nil }
    let open = first == UInt8(ascii: " ") ? rest.dropFirst() : rest
    let isBracket = open.first.map { "([{<".utf8.contains($0) } ?? false
    let word = (isBracket ? open : rest).dropFirst().prefix(17).prefix {
      ASCII.isLetter($0) || $0 >= 0x80 || isBracket && $0 == UInt8(ascii: "-")
    }
    guard (1...16).contains(word.count) else { return nil }
    let behind = rest[word.endIndex...]
    guard let last = behind.first, isBracket ? ")]}>".utf8.contains(last) : last == first else {
      return nil
    }
    return behind.dropFirst().drop { isBracket && $0 == 0x20 }
  }

  /// Whether an at sign stands here without a sign around it, behind a name in two parts:
  /// `kari.nordmannATexample.org`, with its number for it (`0x40`, `40`).
  private static func standsJoined(in segment: ArraySlice<UInt8>, at index: Int) -> Bool {
    guard index > segment.startIndex, "A04".utf8.contains(segment[index]),
      ASCII.isLetter(segment[index - 1]), segment[index - 1] & 0x20 != 0
    else { return false }
    for word in ["AT", "0x40", "40"] where segment[index...].starts(with: word.utf8) {
      let rest = segment[(index + word.utf8.count)...]
      guard let first = rest.first, (0x61...0x7a).contains(first), isDomain(rest) else { continue }
      return isFullName(name(in: segment, before: index))
    }
    return false
  }

  /// Whether a name has two parts, of which the last is none of a domain's and the first none of a host's.
  static func isFullName(_ name: ArraySlice<UInt8>) -> Bool {
    let parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count >= 2, parts.allSatisfy({ $0.contains(where: ASCII.isLetter) }),
      !isDomain(name)
    else { return false }
    return !hostLabels.contains(String(decoding: parts[0].map { $0 | 0x20 }, as: UTF8.self))
  }

  private static func isProvider(_ rest: ArraySlice<UInt8>) -> Bool {
    let domain = rest.prefix(longestDomain).prefix {
      ASCII.isAlphanumeric($0) || ".-".utf8.contains($0)
    }
    .map { $0 < 0x41 || $0 > 0x5a ? $0 : $0 | 0x20 }
    return domain.contains(UInt8(ascii: "."))
      && providers.contains { provider in
        domain.starts(with: provider.utf8)
          && (domain.count == provider.utf8.count
            || domain[provider.utf8.count] == UInt8(ascii: "."))
      }
  }

  /// Where many people have mail: what the providers themselves name in their help pages.
  static let providers = [
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.no", "outlook.com", "live.com",
    "live.no",
    "msn.com", "yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.de", "ymail.com", "icloud.com",
    "me.com", "mac.com", "proton.me", "protonmail.com", "pm.me", "gmx.de", "gmx.net", "gmx.at",
    "web.de", "t-online.de", "freenet.de", "posteo.de", "mailbox.org", "online.no", "broadpark.no",
    "lyse.net", "telia.com", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "libero.it",
    "wp.pl", "o2.pl", "onet.pl", "interia.pl", "seznam.cz", "mail.ru", "yandex.ru", "qq.com",
    "163.com", "126.com", "naver.com", "daum.net", "aol.com", "zoho.com", "fastmail.com",
    "tutanota.com", "hey.com", "btinternet.com", "comcast.net", "verizon.net", "att.net",
    "bigpond.com", "rediffmail.com", "uol.com.br", "terra.com.br", "ziggo.nl", "kpnmail.nl",
  ]

  /// What hosts of a site are called: `www.my-site.example` is no name with a hyphen for its sign.
  private static let hostLabels: Set<String> = [
    "www", "www2", "web", "m", "cdn", "static", "img", "images", "media", "assets", "blog", "shop",
    "api", "docs", "dev", "test", "staging", "mail", "smtp", "ns", "ftp", "app", "forum", "support",
    "help", "news", "store", "en", "no", "de", "fr",
  ]

  /// The most bytes of a domain that is looked at.
  static let longestDomain = 64

  private static func hasName(_ segment: ArraySlice<UInt8>, before index: Int) -> Bool {
    index > segment.startIndex && ASCII.isAlphanumeric(segment[index - 1])
  }

  /// Whether a domain begins here: labels with dots between, the last one of an ending in use, perhaps
  /// with a file's ending behind.
  static func isDomain(_ rest: ArraySlice<UInt8>) -> Bool {
    var name = rest.prefix(longestDomain).prefix {
      ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    if name.last == UInt8(ascii: ".") { name = name.dropLast() }
    guard let first = name.first, ASCII.isAlphanumeric(first) else { return false }
    for isFile in [false, true] {
      guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
        return false
      }
      let last = name[(dot + 1)...]
      if isEnding(last) { return true }
      guard !isFile, (2...5).contains(last.count), last.allSatisfy(ASCII.isAlphanumeric) else {
        return false
      }
      name = name[..<dot]
    }
    return false
  }

  /// Whether a domain may end anywhere in a segment.
  private static func hasEnding(_ segment: ArraySlice<UInt8>) -> Bool {
    segment.indices.contains { index in
      segment[index] == UInt8(ascii: ".")
        && isEnding(segment[(index + 1)...].prefix(9).prefix(while: ASCII.isLetter))
    }
  }

  /// Whether a label is one that domains end in.
  private static func isEnding(_ label: ArraySlice<UInt8>) -> Bool {
    guard (2...8).contains(label.count), label.allSatisfy(ASCII.isLetter) else { return false }
    let ending = String(decoding: label.map { $0 | 0x20 }, as: UTF8.self)
    return label.count == 2 ? !fileEndings.contains(ending) : endings.contains(ending)
  }

  /// Whether a dot is written out: `example dot org`, `example[dot]org`.
  private static func hasDot(_ rest: ArraySlice<UInt8>, between sign: UInt8?) -> Bool {
    let rest = rest.prefix(longestDomain)
    return rest.indices.dropFirst().contains { index in
      let place = rest[index...]
      let ending = dots.lazy.compactMap { dot in
        if let sign { behind(place, dot, between: sign) } else { behindBrackets(place, dot) }
      }.first
      guard let ending else { return false }
      return ending.drop { $0 == 0x20 }.prefix(2).count(where: ASCII.isLetter) == 2
    }
  }

  private static let dots: [StaticString] = ["dot", "punkt", "punto", "point", "prikk", "ponto"]

  /// What follows a word with a sign on both sides, once or up to three times, if it begins here.
  private static func behind(
    _ rest: ArraySlice<UInt8>, _ word: StaticString, between sign: UInt8
  ) -> ArraySlice<UInt8>? {
    let before = rest.prefix(3).prefix { $0 == sign }
    let text = rest[before.endIndex...]
    guard !before.isEmpty, begins(text, word) else { return nil }
    let behind = text.dropFirst(word.utf8CodeUnitCount)
    let after = behind.prefix(3).prefix { $0 == sign }
    return after.isEmpty ? nil : behind[after.endIndex...]
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
    "js", "ts", "cs", "rb", "go", "pl", "pm", "po", "ps", "rs", "cc", "am", "in", "mk", "ml", "hs",
    "vb", "db", "gz", "bz", "xz", "py", "md", "sh", "kt", "so",
  ]
}
