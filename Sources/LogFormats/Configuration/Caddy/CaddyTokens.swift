/// The tokens of a Caddyfile (<https://caddyserver.com/docs/caddyfile/concepts#tokens-and-quotes>).
struct CaddyTokens {
  struct Token {
    var text: String
    var line: Int
    /// Whether it is the first of its line.
    var beginsLine: Bool
    /// Whether quotes keep a brace from opening a block.
    var isQuoted = false
  }

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var beginsLine = true
  private(set) var tokens: [Token] = []
  /// The line of a quote that is not closed.
  private(set) var cutLine: Int?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    read()
  }

  private mutating func read() {
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        beginsLine = true
        at += 1
      case let byte where ASCIIBlank.contains(byte): at += 1
      case UInt8(ascii: "#"): while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
      case UInt8(ascii: "\\") where at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "\n"):
        // The line goes on.
        line += 1
        at += 2
      case UInt8(ascii: "\""), UInt8(ascii: "`"): quoted(byte)
      case UInt8(ascii: "<") where heredoc(): break
      default: word()
      }
    }
  }

  private mutating func append(_ text: [UInt8], from first: Int, isQuoted: Bool) {
    tokens.append(
      Token(
        text: String(decoding: text, as: UTF8.self), line: first, beginsLine: beginsLine,
        isQuoted: isQuoted))
    beginsLine = false
  }

  private mutating func word() {
    let word = bytes[at...].prefix { !ASCIIBlank.contains($0) && $0 != UInt8(ascii: "\n") }
    at += word.count
    append(Array(word), from: line, isQuoted: false)
  }

  private mutating func quoted(_ quote: UInt8) {
    let first = line
    var text: [UInt8] = []
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == quote { return append(text, from: first, isQuoted: true) }
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), at < bytes.count,
        bytes[at] == quote
      {
        text.append(bytes[at])
        at += 1
      } else {
        text.append(byte)
      }
    }
    cutLine = first
    append(text, from: first, isQuoted: true)
  }

  /// `<<NAME`, lines, and a line with `NAME` alone; stays where it is if none begins here.
  private mutating func heredoc() -> Bool {
    let first = bytes[at...].prefix { $0 != UInt8(ascii: "\n") }
    var name = first.dropFirst(2)
    while let last = name.last, ASCIIBlank.contains(last) { name.removeLast() }
    guard first.starts(with: Array("<<".utf8)), !name.isEmpty,
      name.allSatisfy({ ShellAssignments.isName(String(UnicodeScalar($0))) })
    else { return false }
    let start = line
    at += first.count
    var text: [UInt8] = []
    while at < bytes.count {
      at += 1
      line += 1
      let next = bytes[min(at, bytes.count)...].prefix { $0 != UInt8(ascii: "\n") }
      let content = next.drop(while: ASCIIBlank.contains)
      if content.starts(with: name),
        content.dropFirst(name.count).first.map(ASCIIBlank.contains) ?? true
      {
        at += next.count - content.count + name.count
        append(text, from: start, isQuoted: true)
        return true
      }
      if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
      text += next
      at += next.count
    }
    cutLine = start
    append(text, from: start, isQuoted: true)
    return true
  }
}
