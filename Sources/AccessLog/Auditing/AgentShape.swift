/// The text of a program about itself (RFC 9110, section 10.1.5): products with versions, and notes
/// in parentheses.
enum AgentShape {
  /// Words that nothing but a user agent has.
  private static let words = Needles([
    "mozilla/", "applewebkit", "(khtml", "gecko/", "chrome/", "safari/", "firefox/", "opera/",
    "dalvik/", "okhttp/", "curl/", "wget/", "python-requests/", "java/", "go-http-client/",
  ])

  /// Whether a user agent stands in a text: one of its words, or a product and its version before a
  /// note or another product.
  ///
  /// - Complexity: O(*n*).
  static func stands(in text: [UInt8]) -> Bool {
    guard text.contains(UInt8(ascii: "/")) || text.contains(UInt8(ascii: "(")) else { return false }
    let lower = text.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
    if words.stand(in: lower[...]) { return true }
    let parts = text.split(separator: UInt8(ascii: " "))
    return zip(parts, parts.dropFirst()).contains { left, right in
      isProduct(left) && (right.first == UInt8(ascii: "(") || isProduct(right))
    }
  }

  /// A name, a slash and a number with a dot.
  private static func isProduct(_ word: ArraySlice<UInt8>) -> Bool {
    guard let slash = word.lastIndex(of: UInt8(ascii: "/")), slash > word.startIndex,
      let first = word.first, ASCII.isLetter(first),
      word[..<slash].allSatisfy({ ASCII.isAlphanumeric($0) || "-_.".utf8.contains($0) })
    else { return false }
    let version = word[(slash + 1)...].prefix { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }
    return version.contains(UInt8(ascii: ".")) && version.first.map(ASCII.isDigit) == true
  }
}
