/// What user agents look like where nothing says that they are some.
enum SniffedAgent {
  private static let words: [StaticString] = [
    "Mozilla/", "AppleWebKit", "curl/", "Wget/", "wget/", "python-", "Python", "Go-http-client",
    "okhttp/", "Java/", "Dalvik/", "Opera/", "libwww", "axios/", "PostmanRuntime", "Prometheus/",
    "facebookexternalhit", "kube-probe", "HealthChecker", "GoogleHC", "CFNetwork", "HttpClient",
    "http-client", "bot/", "Bot/", "Googlebot", "bingbot", "spider", "Spider", "crawler", "Crawler",
    "Chrome/", "Safari/", "Firefox/", "Lynx/", "Links (", "feed", "Feed", "node-fetch", "undici",
    "Ruby", "PHP/", "Monit", "monitor", "Uptime",
  ]

  /// Whether it says what a browser or a well-known program says of itself.
  static func isAgent(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count >= 6, let first = text.first, ASCII.isLetter(first) else { return false }
    // Percent-encoded or with a `+` for each blank, it begins in the same way.
    guard !RequestShape.isURL(text), text.prefix(512).contains(0x2f) || text.contains(0x20) else {
      return false
    }
    let start = text.prefix(512)
    return words.contains { start.holds($0) }
  }

  /// Whether it is a name, `/` and a version, perhaps with more behind a blank.
  static func isProduct(_ text: ArraySlice<UInt8>) -> Bool {
    let name = text.prefix(64).prefix {
      ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: ".") || $0 == 0x20
    }
    guard let first = name.first, ASCII.isLetter(first), !RequestShape.isVersion(text) else {
      return false
    }
    let rest = text.dropFirst(name.count)
    guard rest.first == UInt8(ascii: "/"), let digit = rest.dropFirst().first else { return false }
    return ASCII.isDigit(digit) || digit == UInt8(ascii: "v")
  }
}
