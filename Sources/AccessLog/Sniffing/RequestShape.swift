/// What parts of a request look like.
enum RequestShape {
  private static let methods: Set<String> = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "PROPFIND",
    "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "REPORT", "SEARCH", "PURGE", "BAN",
    "MKCALENDAR", "ACL", "BIND", "LINK", "UNLINK", "QUERY", "PRI", "ICP_QUERY",
  ]

  /// Codes that servers send or log: IANA's register, nginx, Cloudflare, load balancers.
  static let statusCodes: Set<Int> = Set(
    [
      100, 101, 102, 103, 226, 300, 301, 302, 303, 304, 305, 307, 308, 418, 421, 422, 423, 424, 425,
      426, 428, 429, 431, 444, 451, 460, 463, 464, 494, 495, 496, 497, 499, 561,
    ] + Array(200...208) + Array(400...417) + Array(500...511) + Array(520...530))

  static func isMethod(_ text: ArraySlice<UInt8>) -> Bool {
    (2...12).contains(text.count) && (text.first.map(ASCII.isLetter) ?? false)
      && methods.contains(String(decoding: text, as: UTF8.self))
  }

  /// `HTTP/1.1`, also in lower case and without the point.
  static func isVersion(_ text: ArraySlice<UInt8>) -> Bool {
    guard (6...9).contains(text.count),
      text.prefix(5).map({ $0 | 0x20 }).elementsEqual("http/".utf8)
    else { return false }
    return text.dropFirst(5).allSatisfy { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }
  }

  /// A known method, a blank and something that may be a target, perhaps with the protocol.
  static func isRequest(_ text: ArraySlice<UInt8>) -> Bool {
    guard let blank = text.firstIndex(of: 0x20), isMethod(text[..<blank]) else { return false }
    let target = text[(blank + 1)...]
    return isTarget(target.prefix { $0 != 0x20 }) || target.first == UInt8(ascii: "*")
  }

  /// A path, a URL, or the `host:port` of `CONNECT`.
  static func isTarget(_ text: ArraySlice<UInt8>) -> Bool {
    text.first == UInt8(ascii: "/") || isURL(text) || text.elementsEqual("*".utf8)
      || (text.contains(UInt8(ascii: ":")) && DomainShape(text) != nil)
      || (SniffedAddress(text)?.port ?? 0) > 0
  }

  /// A scheme, `://` and something behind it, without blanks.
  static func isURL(_ text: ArraySlice<UInt8>) -> Bool {
    let scheme = text.prefix(24).prefix {
      ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
    }
    guard let first = scheme.first, ASCII.isLetter(first) else { return false }
    let rest = text.dropFirst(scheme.count)
    guard rest.count > 3 else { return false }
    // Percent-encoded (Akamai), or with the slashes escaped (PHP's JSON).
    guard rest.starts(with: "://".utf8) || rest.starts(with: "%3A%2F%2F".utf8) else { return false }
    return !text.contains(0x20)
  }

  /// The host of a URL, without its port.
  static func host(of url: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let colon = url.firstIndex(of: UInt8(ascii: ":")),
      url[colon...].starts(with: "://".utf8)
    else { return [] }
    return url[(colon + 3)...].prefix {
      $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "?")
    }
  }
}
