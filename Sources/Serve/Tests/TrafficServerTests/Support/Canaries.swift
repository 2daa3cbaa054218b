import Foundation

/// A log whose every line says who somebody is, and what no answer may have of it.
struct Canaries {
  /// Days and visitors, of whom each asks for the same few pages, so that these are published.
  static let days = 1...20
  static let visitors = 0..<60

  private(set) var log = ""
  /// Everything that is one person's.
  private(set) var words: Set<String> = []

  init() {
    var lines: [String] = []
    for day in Canaries.days {
      for visitor in Canaries.visitors {
        for (index, page) in ["/courses/winter", "/articles/snow", "/contact"].enumerated() {
          let number = (day * 100 + visitor) * 10 + index
          // Everybody is of another network: pages that only one asks for get no names.
          let address =
            visitor % 2 == 0
            ? "\(20 + visitor).\(100 + visitor).77.\(11 + visitor)"
            : "2a\(10 + visitor):\(1000 + visitor)::77:9"
          let person = Canaries.name(number)
          let agent = "Kestrel\(person)/17.31"
          let token = Canaries.token(number)
          let mail = "\(person)@mail.example"
          // What everybody asks for is published; a secret in it must not be.
          let shared = Canaries.token(7_000_000 + index)
          let paths = [
            "\(page)?name=\(person)&mail=\(mail)", "/reset/\(token)", "/profile/\(mail)",
            "/share/\(shared)/view", "/from/\(address)",
          ]
          let referrers = [
            "https://www.search.example/find/\(person)?q=\(person)",
            "https://news.example/\(token)?s=\(address)",
          ]
          for (place, path) in paths.enumerated() {
            lines.append(
              "\(address) - \(person) [\(day < 10 ? "0" : "")\(day)/Oct/2026:1\(place):11:\(10 + visitor % 50) +0000] "
                + "\"GET \(path) HTTP/1.1\" \(place == 4 ? 404 : 200) 512 \"\(referrers[place % 2])\" "
                + "\"\(Canaries.browsers[visitor % Canaries.browsers.count]) \(agent)\""
            )
          }
          [address, person, mail, token, shared, agent].forEach { add($0) }
        }
      }
    }
    log = lines.joined(separator: "\n") + "\n"
  }

  private static let browsers = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
  ]

  /// Letters that are nobody's name and no word of a page.
  private static func name(_ number: Int) -> String {
    var rest = number
    var name = "qv"
    let letters = Array("bcdfghjklm")
    for _ in 0..<5 {
      name.append(letters[rest % 10])
      rest /= 10
    }
    return name + "xz"
  }

  private static func token(_ number: Int) -> String {
    // Multiplication by an odd number tells all apart, and looks like nothing.
    (0..<2).map { part in
      let mixed = (UInt64(number) &+ UInt64(part) &* 7919) &* 0x9E37_79B9_7F4A_7C15
      let digits = String(mixed, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The canaries that stand in an answer: as they are, with percent signs, in base64, in entities of HTML, with tags in them, with JSON's
  /// or hexadecimal numbers, whatever the case.
  ///
  /// - Complexity: O(*n*) in the bytes, of each of which the next eight are looked up.
  func found(in answer: String) -> Set<String> {
    var found: Set<String> = []
    let decoded = Canaries.decoded(answer)
    // Pages break long names with tags.
    for text in [answer, decoded, Canaries.withoutTags(decoded)] {
      let bytes = Array(text.lowercased().utf8)
      var window: UInt64 = 0
      for (index, byte) in bytes.enumerated() {
        window = window << 8 | UInt64(byte)
        guard let forms = forms[window] else { continue }
        for form in forms where bytes[max(0, index - 7)...].starts(with: form.bytes) {
          found.insert(form.word)
        }
      }
    }
    return found
  }

  private static func withoutTags(_ text: String) -> String {
    var isTag = false
    return String(
      decoding: text.utf8.filter { byte in
        if byte == UInt8(ascii: "<") { isTag = true }
        defer { if byte == UInt8(ascii: ">") { isTag = false } }
        return !isTag
      }, as: UTF8.self)
  }

  private struct Form {
    var word: String
    var bytes: [UInt8]
  }

  /// How words may be written, by the first eight bytes.
  private var forms: [UInt64: [Form]] = [:]

  private mutating func add(_ word: String) {
    guard words.insert(word).inserted else { return }
    let bytes = Array(word.lowercased().utf8)
    for form in [
      String(decoding: bytes, as: UTF8.self),
      bytes.map { "%" + String($0, radix: 16) }.joined(),
      bytes.map { String($0, radix: 16) }.joined(),
      Data(word.utf8).base64EncodedString().lowercased().filter { $0 != "=" },
    ] {
      let key = form.utf8.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      forms[key, default: []].append(Form(word: word.lowercased(), bytes: Array(form.utf8)))
    }
  }

  /// A text without percent-encoding, entities and JSON's escapes.
  private static func decoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var at = 0
    func hex(_ range: Range<Int>) -> UInt8? {
      range.upperBound <= bytes.count
        ? UInt8(String(decoding: bytes[range], as: UTF8.self), radix: 16) : nil
    }
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "%"), let byte = hex(at + 1..<at + 3) {
        out.append(byte)
        at += 3
      } else if bytes[at...].starts(with: "\\u00".utf8), let byte = hex(at + 4..<at + 6) {
        out.append(byte)
        at += 6
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
      .replacing("&#64;", with: "@").replacing("&#x40;", with: "@").replacing("&#58;", with: ":")
      .replacing("\\/", with: "/")
  }
}
