/// The directives of an nginx configuration, one after another (`ngx_conf_read_token`).
///
/// Quotes begin a word only at its beginning, `\` keeps what follows from ending a word, `#` begins
/// a comment where a word could begin, and the brace of `${name}` opens no block.
struct NginxStatements {
  enum Ending { case semicolon, block, close, end }

  struct Statement {
    var words: [String]
    /// The line of the first word.
    var line: Int
    var ending: Ending
    /// Whether a quote was open at the end of the file.
    var isCut = false
  }

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1

  init(_ bytes: [UInt8]) {
    // A byte order mark, as editors leave it, is no directive.
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// The next directive; one with the ending `end` and no words at the end of the file.
  mutating func next() -> Statement {
    var statement = Statement(words: [], line: line, ending: .end)
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        at += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
      case UInt8(ascii: "#"): while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
      case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        if statement.words.isEmpty { statement.line = line }
        // A `}` behind words ends them, too: their `;` is missing.
        if byte == UInt8(ascii: "}"), !statement.words.isEmpty {
          statement.ending = .semicolon
          statement.isCut = true
          return statement
        }
        at += 1
        statement.ending =
          byte == UInt8(ascii: ";") ? .semicolon : byte == UInt8(ascii: "{") ? .block : .close
        return statement
      default:
        if statement.words.isEmpty { statement.line = line }
        let isQuoted = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        if isQuoted { at += 1 }
        statement.words.append(word(until: isQuoted ? byte : nil, &statement.isCut))
      }
    }
    if !statement.words.isEmpty { statement.isCut = true }
    return statement
  }

  private mutating func word(until quote: UInt8?, _ isCut: inout Bool) -> String {
    var word: [UInt8] = []
    var afterDollar = false
    while at < bytes.count {
      let byte = bytes[at]
      if let quote {
        if byte == quote {
          at += 1
          return String(decoding: word, as: UTF8.self)
        }
      } else {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"),
          UInt8(ascii: ";"):
          return String(decoding: word, as: UTF8.self)
        case UInt8(ascii: "{") where !afterDollar: return String(decoding: word, as: UTF8.self)
        default: break
        }
      }
      at += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      afterDollar = byte == UInt8(ascii: "$")
      guard byte == UInt8(ascii: "\\"), at < bytes.count else {
        word.append(byte)
        continue
      }
      let escaped = bytes[at]
      at += 1
      if escaped == UInt8(ascii: "\n") { line += 1 }
      switch escaped {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): word.append(escaped)
      case UInt8(ascii: "t"): word.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "r"): word.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "n"): word.append(UInt8(ascii: "\n"))
      default: word += [byte, escaped]
      }
    }
    isCut = isCut || quote != nil
    return String(decoding: word, as: UTF8.self)
  }
}

extension NginxStatements {
  /// Goes behind the `}` of a block whose `{` was just read, and that holds Lua.
  ///
  /// - Returns: Whether the block has an end.
  mutating func skipLua() -> Bool {
    var depth = 1
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 {
          at += 1
          return true
        }
      case UInt8(ascii: "\n"): line += 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        skipLuaString(byte)
        continue
      case UInt8(ascii: "-") where at + 1 < bytes.count && bytes[at + 1] == byte:
        at += 2
        if !skipLuaBrackets() {
          while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
        }
        continue
      case UInt8(ascii: "["):
        if skipLuaBrackets() { continue }
      default: break
      }
      at += 1
    }
    return false
  }

  private mutating func skipLuaString(_ quote: UInt8) {
    at += 1
    while at < bytes.count, bytes[at] != quote, bytes[at] != UInt8(ascii: "\n") {
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    // A line's end is left to be counted.
    if at < bytes.count, bytes[at] == quote { at += 1 }
  }

  /// `[[ … ]]` and `[==[ … ]==]`; stays where it is if none begins here.
  private mutating func skipLuaBrackets() -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "[") else { return false }
    var level = 0
    while at + 1 + level < bytes.count, bytes[at + 1 + level] == UInt8(ascii: "=") { level += 1 }
    guard at + 1 + level < bytes.count, bytes[at + 1 + level] == UInt8(ascii: "[") else {
      return false
    }
    at += level + 2
    var equals = -1
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte == UInt8(ascii: "]") {
        if equals == level { return true }
        equals = 0
      } else if byte == UInt8(ascii: "="), equals >= 0 {
        equals += 1
      } else {
        equals = -1
      }
    }
    return true
  }
}
