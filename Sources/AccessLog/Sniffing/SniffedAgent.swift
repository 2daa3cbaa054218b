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

  /// The length of a browser's agent that no quotes enclose: names with versions, comments in
  /// parentheses, and the few words that browsers have between them.
  static func length(of text: ArraySlice<UInt8>) -> Int? {
    guard text.starts(with: "Mozilla/".utf8) else { return nil }
    var end = text[text.startIndex...].prefix { $0 != 0x20 && $0 != 0x09 }.endIndex
    while end < text.endIndex, text[end] == 0x20 {
      let rest = text[(end + 1)...]
      guard let length = comment(rest) ?? product(rest) else { break }
      end = rest.startIndex + length
    }
    return end - text.startIndex
  }

  private static func comment(_ text: ArraySlice<UInt8>) -> Int? {
    guard text.first == UInt8(ascii: "(") else { return nil }
    var depth = 0
    for (length, byte) in text.prefix(512).enumerated() {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return length + 1 }
    }
    return nil
  }

  private static let between: Set<String> = ["Mobile", "like", "Gecko", "Safari", "compatible;"]

  private static func product(_ text: ArraySlice<UInt8>) -> Int? {
    let word = text.prefix { $0 != 0x20 && $0 != 0x09 }
    if between.contains(String(decoding: word, as: UTF8.self)) { return word.count }
    // Not what a cache did with a request, as `TCP_MISS/200`.
    guard isProduct(word), !word.contains(UInt8(ascii: "_")),
      word.allSatisfy({ ASCII.isAlphanumeric($0) || "/._-+".utf8.contains($0) })
    else { return nil }
    return word.count
  }
}
