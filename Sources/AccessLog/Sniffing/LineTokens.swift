/// What separates the values of a line.
enum ValueSeparator: CaseIterable {
  /// Blanks and tabs, outside quotes and brackets.
  case blank
  case tab
  /// `|`, `;` and `,`: outside quotes, and the latter two not before a blank, since they stand so in
  /// user agents.
  case bar, semicolon, comma
  /// `|`, also in what looks like quotes: `Method: "GET | Host: "example.org" |`.
  case anyBar

  var byte: UInt8 {
    switch self {
    case .blank: 0x20
    case .tab: 0x09
    case .bar, .anyBar: UInt8(ascii: "|")
    case .semicolon: UInt8(ascii: ";")
    case .comma: UInt8(ascii: ",")
    }
  }
}

/// A value of a line with the bytes before it.
struct LineToken {
  enum Kind: UInt8 { case word, quoted, bracket, parenthesis, brace }

  var kind: Kind
  var range: Range<Int>
}

/// Cuts a line into values.
enum LineTokens {
  static func tokens(
    of line: ArraySlice<UInt8>, separator: ValueSeparator
  ) -> [LineToken] {
    separator == .blank ? words(of: line) : parts(of: line, separator)
  }

  private static func parts(
    of line: ArraySlice<UInt8>, _ separator: ValueSeparator
  ) -> [LineToken] {
    var tokens: [LineToken] = []
    var start = line.startIndex
    var index = start
    while index < line.endIndex, tokens.count <= SniffedTemplate.maxColumns {
      let byte = line[index]
      if byte == UInt8(ascii: "\""), index == start, separator != .anyBar, separator != .tab,
        let close = closingQuote(of: index, in: line, followedBy: separator.byte)
      {
        index = close + 1
        continue
      }
      if byte == separator.byte, !isInText(separator, line, index) {
        tokens.append(LineToken(kind: .word, range: start..<index))
        start = index + 1
      }
      index += 1
    }
    tokens.append(LineToken(kind: .word, range: start..<line.endIndex))
    return tokens
  }

  private static func isInText(
    _ separator: ValueSeparator, _ line: ArraySlice<UInt8>, _ index: Int
  ) -> Bool {
    guard separator == .semicolon || separator == .comma else { return false }
    return index + 1 < line.endIndex && line[index + 1] == 0x20
  }

  /// The quote that ends a value: not escaped, and followed by what ends a value.
  private static func closingQuote(
    of open: Int, in line: ArraySlice<UInt8>, followedBy separator: UInt8
  ) -> Int? {
    var index = open + 1
    while index < line.endIndex {
      switch line[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "\""):
        let next = index + 1 < line.endIndex ? line[index + 1] : separator
        switch next {
        case separator, 0x20, 0x09, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"),
          UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"):
          return index
        default: break
        }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// The line's last quote, if nothing stands behind it but a number: `"curl/8.5.0"0.401`.
  private static func closingQuoteBeforeNumber(
    of open: Int, in line: ArraySlice<UInt8>
  ) -> Int? {
    guard let close = line.lastIndex(of: UInt8(ascii: "\"")), close > open,
      line[(close + 1)...].first.map(ASCII.isDigit) ?? false,
      line[(close + 1)...].allSatisfy({ ASCII.isDigit($0) || $0 == UInt8(ascii: ".") })
    else { return nil }
    return close
  }

  private static func words(of line: ArraySlice<UInt8>) -> [LineToken] {
    var tokens: [LineToken] = []
    var index = line.startIndex
    while index < line.endIndex, tokens.count <= SniffedTemplate.maxColumns {
      if line[index] == 0x20 || line[index] == 0x09 {
        index += 1
        continue
      }
      let token = token(at: index, in: line)
      tokens.append(token)
      index = token.range.upperBound
    }
    return tokens
  }

  private static func token(at start: Int, in line: ArraySlice<UInt8>) -> LineToken {
    let rest = line[start...]
    if line[start] == UInt8(ascii: "\""),
      let close = closingQuote(of: start, in: line, followedBy: 0x20)
        ?? closingQuoteBeforeNumber(of: start, in: line)
    {
      return LineToken(kind: .quoted, range: start..<(close + 1))
    }
    if let (kind, close) = group(at: start, in: line) {
      return LineToken(kind: kind, range: start..<(close + 1))
    }
    if let length = requestLength(rest) ?? timeLength(rest) ?? SniffedAgent.length(of: rest) {
      return LineToken(kind: .word, range: start..<(start + length))
    }
    return LineToken(kind: .word, range: start..<wordEnd(start, in: line))
  }

  /// A group in brackets that ends at a value's end; groups in quotes inside are left alone.
  private static func group(
    at start: Int, in line: ArraySlice<UInt8>
  ) -> (LineToken.Kind, Int)? {
    let (kind, end): (LineToken.Kind, UInt8)
    switch line[start] {
    case UInt8(ascii: "["): (kind, end) = (.bracket, UInt8(ascii: "]"))
    case UInt8(ascii: "("): (kind, end) = (.parenthesis, UInt8(ascii: ")"))
    case UInt8(ascii: "{"): (kind, end) = (.brace, UInt8(ascii: "}"))
    default: return nil
    }
    var index = start + 1
    while let close = line[index...].firstIndex(of: end) {
      if close + 1 == line.endIndex || line[close + 1] == 0x20 || line[close + 1] == 0x09 {
        return (kind, close)
      }
      index = close + 1
    }
    return nil
  }

  /// Where a word ends: at a blank, but quotes behind `=` belong to it, and lists go on.
  private static func wordEnd(_ start: Int, in line: ArraySlice<UInt8>) -> Int {
    var index = start
    while index < line.endIndex {
      let byte = line[index]
      if byte == UInt8(ascii: "\""), index > start,
        line[index - 1] == UInt8(ascii: "=") || line[index - 1] == UInt8(ascii: ":"),
        let close = closingQuote(of: index, in: line, followedBy: 0x20)
      {
        index = close + 1
        continue
      }
      // Where tabs stand between the values, the agent ends at one anyway.
      if index > start, "=:".utf8.contains(line[index - 1]), start > line.startIndex,
        line[start - 1] == 0x20, let length = SniffedAgent.length(of: line[index...])
      {
        index += length
        continue
      }
      if byte == UInt8(ascii: "["), index > start, line[index - 1] == UInt8(ascii: "="),
        let close = line[index...].prefix(64).firstIndex(of: UInt8(ascii: "]"))
      {
        index = close + 1
        continue
      }
      if byte == 0x09 { return index }
      if byte == 0x20 {
        guard index > start, let next = listItem(behind: index, of: start, in: line) else {
          return index
        }
        index = next
        continue
      }
      index += 1
    }
    return index
  }

  /// Where a list's next item begins behind a blank, if the word so far is one: addresses or numbers
  /// with `, ` or ` : ` between them.
  private static func listItem(
    behind blank: Int, of start: Int, in line: ArraySlice<UInt8>
  ) -> Int? {
    var next = blank + 1
    var end = blank
    if line[blank - 1] == UInt8(ascii: ",") {
      end = blank - 1
    } else if line[blank...].starts(with: " : ".utf8) {
      next = blank + 3
    } else {
      return nil
    }
    let word = line[start..<end]
    let item = line[next...].prefix { $0 != 0x20 && $0 != UInt8(ascii: ",") }
    let first = word.prefix { $0 != UInt8(ascii: ",") && $0 != 0x20 }
    return isListItem(first) && isListItem(item) ? next : nil
  }

  private static func isListItem(_ item: ArraySlice<UInt8>) -> Bool {
    guard !item.isEmpty, item.count <= 64 else { return false }
    if item.elementsEqual("-".utf8) || item.elementsEqual("unknown".utf8) { return true }
    if item.allSatisfy({ ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }) { return true }
    return SniffedAddress(item) != nil
  }

  /// The length of `GET /a HTTP/1.1` without quotes.
  private static func requestLength(_ rest: ArraySlice<UInt8>) -> Int? {
    let method = rest.prefix(16).prefix { $0 != 0x20 }
    guard RequestShape.isMethod(method) else { return nil }
    let target = rest.dropFirst(method.count + 1).prefix { $0 != 0x20 }
    guard RequestShape.isTarget(target) else { return nil }
    let length = method.count + 1 + target.count
    let version = rest.dropFirst(length + 1).prefix(16).prefix { $0 != 0x20 && $0 != 0x09 }
    return RequestShape.isVersion(version) ? length + 1 + version.count : nil
  }

  /// The length of a time with blanks in it.
  private static func timeLength(_ rest: ArraySlice<UInt8>) -> Int? {
    guard let time = SniffedTime.prefix(of: rest) else { return nil }
    let next = rest.dropFirst(time.length).first
    return next == nil || next == 0x20 || next == 0x09 ? time.length : nil
  }
}
