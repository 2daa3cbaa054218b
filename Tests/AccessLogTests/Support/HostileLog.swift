import TestSupport

/// Writes lines whose requests, referrers and user agents are made to be read as something else than
/// they were: random pieces, encoded over and over, among the lines of ``RandomLog``.
struct HostileLog {
  private var log: RandomLog

  init(seed: UInt64, format: String) { log = RandomLog(seed: seed, format: format) }

  mutating func bytes(lines: Int) -> [UInt8] {
    var bytes = log.bytes(lines: lines / 2)
    for _ in 0..<(lines / 2) {
      var line = log.line()
      line = replacing(line, quoted: 1, with: request())
      line = replacing(line, quoted: 3, with: referrer())
      line = replacing(line, quoted: 5, with: pick(Self.agents))
      bytes += Array(line.utf8) + [0x0a]
    }
    return bytes
  }

  /// The line with another text between its quotes of this number.
  private func replacing(_ line: String, quoted index: Int, with text: String) -> String {
    var parts = line.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > index + 1 else { return line }
    parts[index] = text
    return parts.joined(separator: "\"")
  }

  private mutating func request() -> String {
    var target = ""
    for _ in 0..<Int.random(in: 1...4, using: &log.random) {
      target += "/" + encoded(pick(Self.pieces) + pick(["", "", pick(Self.pieces)]))
    }
    if Bool.random(using: &log.random) {
      let name = pick([
        "utm_source", "utm_medium", "utm_campaign", "q", "UTM_Source", "utm%5fmedium",
      ])
      target += "?" + name + "=" + encoded(pick(Self.pieces) + pick(Self.pieces))
      if Bool.random(using: &log.random) { target += "&utm_campaign=" + encoded(pick(Self.pieces)) }
    }
    return
      "\(pick(["GET", "GET", "GET", "POST", "BREW"])) \(target)\(pick([" HTTP/1.1", " HTTP/2.0", ""]))"
  }

  private mutating func referrer() -> String {
    let host = (0..<Int.random(in: 1...5, using: &log.random)).map { _ in pick(Self.labels) }
      .joined(separator: ".")
    return pick(["https://", "http://", "HTTP://", "//", "ftp://", "android-app://", ""]) + host
      + pick(["", "/", ":80/", ":x/", "?q", "\\\\x", "/jane"])
  }

  /// Some bytes percent-encoded, up to seven times.
  private mutating func encoded(_ text: String) -> String {
    let times = Int.random(in: 0...7, using: &log.random)
    let oneIn = Int.random(in: 1...6, using: &log.random)
    let digits = Array("0123456789abcdef")
    var result = ""
    for byte in text.utf8 {
      let isEncoded =
        byte <= 0x20 || byte == 0x22 || byte >= 0x7f
        || (times > 0 && Int.random(in: 0..<oneIn, using: &log.random) == 0)
      if isEncoded {
        result += "%" + String(repeating: "25", count: max(0, times - 1))
        result += String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      } else {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return result
  }

  private mutating func pick(_ values: [String]) -> String {
    values.randomElement(using: &log.random)!
  }

  static let pieces = [
    "a", "news", "shop", "x", ".env", "..", ".", ";", "?", "#", "%", "%4", "+", "*", "**", ":id",
    ":email", "jane@example.org", "12345", "1234", "192.0.2.1", "2001:db8::1", "<script>",
    "' or 1=1--", "../..", "wp-login.php", "index.html", "style.css", "feed", "api",
    "data.json", "\u{200b}", "\u{e9}", "\u{661}\u{662}\u{663}\u{664}\u{665}", "\u{ff20}",
    "\u{fffd}",
    "\u{2028}", "eyJhbGciOiJIUzI1NiJ9.e30.abcdefgh", "9f86d081884c7d65", "4111111111111111",
    "+4799900010", "2026-10-01", "\"", "\\", "'", "|", "{{7*7}}", " ", "0123456789abcdef0123",
    "aVeryLongSegmentWithoutAnyGrainOfWords0123456789", String(repeating: "long-", count: 60),
    "PHPUnit", "HTTP/1.1", "(probe)", "(invalid request)", "sp\u{301}ort",
    "\u{1F469}\u{200D}\u{1F680}",
  ]

  static let labels = [
    "www", "example", "org", "com", "co", "uk", "12345", "1", "192", "0", "2", "0x7f", "intranet",
    "localhost", "local", "lan", "shop12345", "jane-12345", "a1b2c3d4e5", "xn--bcher-kva", "t", "",
    "9f86d081884c7d65", "x-4111111111111111", "0000-0000", "google", "in-addr", "arpa", "net",
    "123e4567-e89b-42d3-a456-426614174000", "192-0-2-1", "ABCdef123", "a_b", "-", "j\u{f8}rgen",
    "averyveryveryveryverylonglabelofmanyletters", "1234", "com.example",
  ]

  static let agents =
    RandomLog.agents + [
      "Sporlos/1 (desktop; Chrome/141; Windows; person; none)", "Sporlos/1 (bot; x; y; z; none)",
      #"Sporlos/1 (desktop; C\xE1\xBB\x91c C\xE1\xBB\x91c/9; Windows; person; none)"#,
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36",
      "Feedly/1.0", "facebookexternalhit/1.1", "Mozilla/5.0 (compatible; x; +http://example.org)",
      #"\x00\x01"#, "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/99999.0",
      "python-requests/2.3",
    ]
}
