/// The text of a browser or another program about itself (RFC 9110, section 10.1.5).
enum AgentDetector {
  private static let words = [
    "mozilla/", "applewebkit", "like gecko", "gecko/2", "chrome/", "safari/", "firefox/", "opera/",
    "edg/",
    "trident/", "msie ", "dalvik/", "okhttp/", "curl/", "wget/", "python-requests",
    "go-http-client",
    "windows nt ", "; rv:", "(x11;", "(iphone;", "(macintosh;",
  ].map { Array($0.utf8) }

  /// - Complexity: O(*n*).
  static func stands(in text: [UInt8], _ care: DetectorCare) -> Bool {
    // In a page's path a slash is no sign of one.
    let signs = care.isKept ? "(; " : "/(; "
    guard text.contains(where: { signs.utf8.contains($0) }) else { return false }
    let lower = text.map(TextByte.lower)
    for index in lower.indices where "magclstfoedpw;(".utf8.contains(lower[index]) {
      for word in words where lower[index] == word[0] && lower[index...].starts(with: word) {
        // A page may be about a program: `/chrome/`.
        guard word.last == UInt8(ascii: "/") else { return true }
        if index + word.count < lower.count, TextByte.isDigit(lower[index + word.count]),
          !care.isKept || index > 0 && lower[index - 1] == 0x20
        {
          return true
        }
      }
    }
    return false
  }
}
