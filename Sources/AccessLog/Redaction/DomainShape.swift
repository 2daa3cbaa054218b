/// A host name with a top-level domain that exists, with or without a port.
///
/// `kari.nordmann` is none. `kari.no` is one, so a name alone never says that a value is a host:
/// it has to be the same in many lines, too.
struct DomainShape {
  /// Whether it is hardly a user's name or another dotted word: it has a generic top-level domain,
  /// three labels or a port.
  var isPlain: Bool

  init?(_ text: ArraySlice<UInt8>) {
    guard (4...259).contains(text.count), text.allSatisfy(Self.isByte) else { return nil }
    let name = text.prefix { $0 != UInt8(ascii: ":") }
    let port = text.dropFirst(name.count)
    if !port.isEmpty {
      guard (2...6).contains(port.count), port.dropFirst().allSatisfy(ASCII.isDigit) else {
        return nil
      }
    }
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, let first = labels.first, let last = labels.last,
      labels.allSatisfy(Self.isLabel)
    else { return nil }
    let domain = String(decoding: last, as: UTF8.self).lowercased()
    let isCountry = domain.utf8.count == 2 && TopLevelDomains.all.contains(domain)
    let isGeneric = Self.generic.contains(domain)
    let isOther = Self.others.contains(domain) || domain.hasPrefix("xn--")
    guard isCountry || isGeneric || isOther else { return nil }
    // Names of packages and classes are written the other way round: `org.example.shop`.
    let start = String(decoding: first, as: UTF8.self)
    if labels.count > 2, Self.generic.contains(start) { return nil }
    isPlain = isGeneric || labels.count >= 3 || !port.isEmpty
  }

  /// Whether a name with a port may have this byte.
  private static func isByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"): true
    default: ASCII.isAlphanumeric(byte)
    }
  }

  private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
    (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
      && label.allSatisfy {
        ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
  }

  /// Whether it has only the bytes of a host name, and a letter: `web1`, `localhost`, `a.example`.
  static func isHostName(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.allSatisfy(isByte) else { return false }
    let name = text.prefix { $0 != UInt8(ascii: ":") }
    let port = text.dropFirst(name.count).dropFirst()
    return name.count <= 253 && port.allSatisfy(ASCII.isDigit)
      && name.contains(where: ASCII.isLetter)
      && name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        .allSatisfy(isLabel)
  }

  /// Generic domains that are common, and those that RFC 2606 reserves.
  private static let generic: Set<String> = [
    "com", "org", "net", "info", "biz", "edu", "gov", "mil", "int", "example", "test", "localhost",
    "arpa",
  ]

  /// Others that are common, and those of private networks: some are words or names, too.
  private static let others: Set<String> = [
    "academy", "agency", "app", "art", "bayern", "berlin", "bio", "blog", "cat", "center", "city",
    "cloud", "club", "coffee", "community", "company", "consulting", "coop", "design", "dev",
    "digital", "email", "engineering", "events", "expert", "family", "fun", "fund", "games",
    "global", "group", "guru", "hamburg", "health", "help", "homes", "host", "house", "icu",
    "institute", "internal", "invalid", "jobs", "koeln", "lan", "life", "link", "live", "local",
    "london", "ltd", "marketing", "media", "mobi", "museum", "name", "network", "news", "nyc",
    "ngo", "one", "online", "page", "paris", "photo", "photography", "plus", "press", "pro",
    "quest", "report", "rocks", "run", "school", "science", "services", "shop", "site", "social",
    "software", "solutions", "space", "store", "studio", "support", "swiss", "systems", "team",
    "tech", "technology", "tel", "tips", "today", "tools", "top", "tours", "town", "training",
    "travel", "university", "video", "vip", "wien", "website", "wiki", "work", "works", "world",
    "xyz", "zone", "zuerich", "home", "corp", "intern", "intra", "fritz", "box",
  ]
}
