internal import Traffic

/// A request line (RFC 9112, section 3): method, target and protocol, of which HTTP/0.9 has none.
enum RequestLine {
  /// The page that a request line asks for, redacted.
  ///
  /// The page is a function of the bytes before the first `?` and of whether there is one, since
  /// that is what a request is known again by; so a protocol is only looked for where there is no
  /// query, and what stands behind a `?` cannot change the page.
  ///
  /// - Parameters:
  ///   - line: The request line as the server wrote it, without its quotes.
  ///   - isEscaped: Whether there is a backslash in it.
  static func page(
    of line: ArraySlice<UInt8>, isEscaped: Bool, rules: [PageRule]
  ) -> PagePath {
    let path = line.prefix { $0 != UInt8(ascii: "?") }
    let hasQuery = path.count < line.count
    if !hasQuery, path.isEmpty || path.elementsEqual("-".utf8) { return .noRequest }
    let line = isEscaped ? LogEscape.unescaped(path) : Array(path)
    guard let space = line.firstIndex(of: UInt8(ascii: " ")), space > 0,
      line[..<space].allSatisfy({ (0x41...0x5a).contains($0) })
    else { return .invalidRequest }
    var target = line[(space + 1)...]
    if !hasQuery, let last = target.lastIndex(of: UInt8(ascii: " ")),
      target[last...].starts(with: " HTTP/".utf8)
    {
      target = target[..<last]
    }
    return RequestTarget.page(
      of: target, isConnect: line[..<space].elementsEqual("CONNECT".utf8), rules: rules)
  }
}
