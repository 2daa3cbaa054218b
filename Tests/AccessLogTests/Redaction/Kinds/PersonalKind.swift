import Foundation
import TestSupport

/// A kind of personal value that may stand in a path, and how one of it is made up.
struct PersonalKind: Sendable {
  /// What the privacy model's tables give rates for.
  enum Group: String, CaseIterable, Sendable {
    case mail = "e-mail addresses"
    case named = "named values and handles"
    case birth = "dates of birth"
    case phone = "telephone numbers"
    case national = "national numbers"
    case document = "documents and plates"
    case money = "cards and accounts"
    case number = "other long numbers"
    case place = "places"
    case network = "network addresses"
    case shortToken = "tokens of 8 to 11"
    case longToken = "longer tokens"
    /// What no shape can tell: the model does not mean to hide it.
    case untold = "no shape"
  }

  let group: Group
  let name: String
  private let make: @Sendable (inout SeededGenerator) -> PersonalValue

  init(
    _ group: Group, _ name: String,
    make: @escaping @Sendable (inout SeededGenerator) -> PersonalValue
  ) {
    self.group = group
    self.name = name
    self.make = make
  }

  /// A kind of values in a pattern: see ``PersonalPattern``.
  ///
  /// - Parameter secret: Which part of the value gives somebody away, if it is not all of it.
  init(
    _ group: Group, _ name: String, _ pattern: String, secret: String? = nil,
    writing: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.init(group, name) { random in
      var parts = PersonalPattern(filling: &random)
      let text = parts.text(of: pattern)
      return PersonalValue(
        path: writing(text), secret: secret.map { parts.text(of: $0) } ?? Self.decoded(text))
    }
  }

  /// A text without percent-encoding, whose digits are none of the secret's.
  private static func decoded(_ text: String) -> String {
    var text = text
    while let next = text.removingPercentEncoding, next != text { text = next }
    return text
  }

  /// Values in the places of a path where such values stand, each with its secret.
  func paths(_ count: Int, using random: inout SeededGenerator) -> [PersonalValue] {
    (0..<count).map { index in
      var value = make(&random)
      if value.path.hasPrefix("/") { return value }
      value.path =
        switch index % 8 {
        case 0: "/r/\(value.path)/edit"
        case 1: "/r/ref=\(value.path)"
        case 2: "/a/b/\(value.path).pdf"
        default: "/r/\(value.path)"
        }
      return value
    }
  }
}

/// A path with a personal value in it.
struct PersonalValue: Sendable {
  var path: String
  /// The letters and digits that give somebody away, decoded.
  var secret: String

  /// Whether enough of the secret stands in a text that it can be read there: at least six in ten of
  /// its letters and digits, in a row, whatever stands between them.
  func isReadable(in text: String) -> Bool {
    let secret = PersonalValue.letters(of: self.secret)
    let text = PersonalValue.letters(of: text)
    return PersonalValue.longestCommonRun(secret, text) * 10 >= secret.count * 6
  }

  private static func letters(of text: String) -> [UInt8] {
    text.lowercased().utf8.filter { (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) }
  }

  private static func longestCommonRun(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var longest = 0
    var row = [Int](repeating: 0, count: right.count + 1)
    for byte in left {
      for index in right.indices.reversed() {
        row[index + 1] = byte == right[index] ? row[index] + 1 : 0
        longest = max(longest, row[index + 1])
      }
    }
    return longest
  }
}

/// Fills patterns with random characters.
///
/// In braces stand an alphabet and how many of it: `{#3}` three digits, `{1}` a digit but 0, `{A2}`
/// capitals, `{a2}` small letters, `{h8}` hexadecimal, `{H8}` in capitals, `{b8}` base62, `{s8}` base36,
/// `{S8}` base36 in capitals, `{u8}` base64url, `{c8}` base32; `{first}`, `{last}` and `{domain}` of
/// invented people, in capitals `{FIRST}` and `{LAST}`; `{year}`, `{month}` and `{day}` of a birth. The same word gives the same again.
struct PersonalPattern {
  private var random: SeededGenerator
  private var words: [String: String] = [:]

  init(filling random: inout SeededGenerator) {
    self.random = SeededGenerator(seed: random.next())
  }

  mutating func text(of pattern: String) -> String {
    var text = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      text += filling(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private mutating func filling(_ name: String) -> String {
    if let word = words[name] { return word }
    if name.count > 2, name == name.uppercased(), Self.lists[name.lowercased()] != nil {
      return filling(name.lowercased()).uppercased()
    }
    if let list = Self.lists[name] {
      let word = list.randomElement(using: &random)!
      words[name] = word
      return word
    }
    guard let alphabet = name.first.flatMap({ Self.alphabets[$0] }) else {
      fatalError("\(name) is no part of a pattern")
    }
    let count = Int(name.dropFirst()) ?? 1
    return String((0..<count).map { _ in alphabet.randomElement(using: &random)! })
  }

  private static let digits = "0123456789"
  private static let lower = "abcdefghijklmnopqrstuvwxyz"
  private static let upper = lower.uppercased()
  private static let alphabets: [Character: [Character]] = [
    "#": Array(digits), "1": Array("123456789"), "2": Array("23456789"), "A": Array(upper),
    "a": Array(lower), "h": Array(digits + "abcdef"), "H": Array(digits + "ABCDEF"),
    "b": Array(digits + lower + upper), "s": Array(digits + lower), "S": Array(digits + upper),
    "u": Array(digits + lower + upper + "-_"), "c": Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
    "l": Array(lower + upper), "k": Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
    // What German documents have (ICAO Doc 9303 leaves the choice to the state).
    "g": Array("0123456789CFGHJKLMNPRTVWXYZ"), "G": Array("CFGHJKLMNPRTVWXYZ"),
    "p": Array("23456789CFGHJMPQRVWX"), "z": Array("0123456789bcdefghjkmnpqrstuvwxyz"),
    "B": Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
  ]
  private static let lists: [String: [String]] = [
    "first": [
      "kari", "ola", "jane", "john", "erika", "max", "juan", "maria", "jan", "anna", "jean",
      "mario",
    ],
    "last": [
      "nordmann", "doe", "roe", "mustermann", "perez", "rossi", "kowalski", "dupont", "svensson",
      "jansen", "novak", "silva",
    ],
    "domain": [
      "example.org", "example.com", "example.net", "mail.example.org", "example.no",
      "example.co.uk",
      "example.de",
    ],
    "provider": ["gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "gmx.de"],
    "year": (1938...2006).map(String.init),
    "month": (1...12).map { $0 < 10 ? "0\($0)" : "\($0)" },
    "day": (1...28).map { $0 < 10 ? "0\($0)" : "\($0)" },
    "old": (1938...1994).map(String.init), "yy": (38...99).map(String.init),
    "m": (1...9).map(String.init), "d": (1...9).map(String.init),
    "mon": ["january", "march", "june", "august", "october", "feb", "dec", "sep", "may"],
    "mnd": ["januar", "mars", "mai", "juni", "oktober", "desember"],
    "nonyear": (2111...9899).map(String.init), "w": ["soap", "lamp", "river", "candle"],
    "lat": (35...69).map(String.init), "lon": (4...39).map(String.init),
    "min": (10...59).map(String.init), "sec": (10...59).map(String.init),
    "geohash": ["u", "g", "e", "s", "d", "9", "w", "x", "r"],
  ]
}
