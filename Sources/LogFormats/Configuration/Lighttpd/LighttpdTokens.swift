/// The tokens of a lighttpd configuration, and where lines end.
struct LighttpdTokens {
  enum Token: Equatable {
    case word(String)
    case string(String)
    /// `=`, `+=`, `==`, `=~`, `{`, `(`, `,` …
    case sign(String)
    case lineEnd
    case end
  }

  private let bytes: [UInt8]
  private var at = 0
  private(set) var line = 1
  private(set) var isCut = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next token without taking it.
  func peek() -> Token {
    var copy = self
    return copy.next()
  }

  mutating func next() -> Token {
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
      case UInt8(ascii: "#"): while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
      case UInt8(ascii: "\n"):
        at += 1
        line += 1
        return .lineEnd
      case UInt8(ascii: "\""): return string()
      case let byte where Self.isWord(byte):
        let word = bytes[at...].prefix { Self.isWord($0) }
        at += word.count
        return .word(String(decoding: word, as: UTF8.self))
      default: return sign(byte)
      }
    }
    return .end
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte >= 0x80
      || ShellAssignments.isName(String(UnicodeScalar(byte)))
  }

  private mutating func string() -> Token {
    at += 1
    var text: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") { return .string(String(decoding: text, as: UTF8.self)) }
      if byte == UInt8(ascii: "\n") { line += 1 }
      // A backslash keeps a quote from ending the string, and nothing else.
      if byte == UInt8(ascii: "\\"), at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
        text.append(bytes[at])
        at += 1
      } else {
        text.append(byte)
      }
    }
    isCut = true
    return .string(String(decoding: text, as: UTF8.self))
  }

  private mutating func sign(_ byte: UInt8) -> Token {
    at += 1
    let isFirst: [UInt8] = Array("=!+:".utf8)
    let isSecond: [UInt8] = Array("=~^$>".utf8)
    guard isFirst.contains(byte), at < bytes.count, isSecond.contains(bytes[at]),
      // `+` and `:` go with `=` alone.
      bytes[at] == UInt8(ascii: "=") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "!")
    else { return .sign(String(UnicodeScalar(byte))) }
    at += 1
    return .sign(String(decoding: [byte, bytes[at - 1]], as: UTF8.self))
  }
}
