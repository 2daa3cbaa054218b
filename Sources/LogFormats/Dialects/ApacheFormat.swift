/// Apache's `LogFormat` and its relatives.
public enum ApacheFormat {
  public typealias Dialect = ApacheDialect

  /// The format that a string says: bare, or as a line of the configuration has it.
  ///
  ///     %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"
  ///     LogFormat "%h %l %u %t \"%r\" %>s %b" common
  ///     accesslog.format = "%h %V %u %t \"%r\" %>s %b"
  ///
  /// `\\t`, `\\"` and `\\\\` are what Apache takes them for.
  ///
  /// - Complexity: O(*n*) in the string.
  /// - Throws: Where the server has no such directive. Offsets are those of the string as given.
  public static func definition(
    of string: String, dialect: Dialect = .apache
  ) throws(FormatProblem) -> FormatDefinition {
    try definition(of: string, dialect: dialect, skipsDuration: false)
  }

  /// - Parameter skipsDuration: Whether the unit of `%D` is not known, so that it is not read.
  static func definition(
    of string: String, dialect: Dialect, skipsDuration: Bool
  ) throws(FormatProblem) -> FormatDefinition {
    var compiler = ApacheCompiler(text: try FormatText(string).withoutApacheQuotes(), dialect)
    compiler.skipsDuration = skipsDuration
    let pieces = try compiler.pieces()
    return try FormatDefinition(
      name: dialect.rawValue, shape: .line(pieces), targetNamesHost: dialect == .varnish
    ).checked()
  }
}

/// Goes through a string once, from directive to directive.
struct ApacheCompiler {
  let text: FormatText
  let dialect: ApacheFormat.Dialect
  var list = PieceList()
  var skipsDuration = false

  /// How much less a value is worth that is `-` with some statuses.
  static let conditionalRank = 10

  init(text: FormatText, _ dialect: ApacheFormat.Dialect) {
    self.text = text
    self.dialect = dialect
  }

  mutating func pieces() throws(FormatProblem) -> [FormatPiece] {
    var index = 0
    while index < text.bytes.count {
      guard text.bytes[index] == UInt8(ascii: "%") else {
        list.add(text.bytes[index])
        index += 1
        continue
      }
      index = try addDirective(at: index)
    }
    settleTimes()
    settleRanks()
    return list.pieces
  }

  /// A directive's parts: `%`, modifiers, an argument in braces, a letter.
  private mutating func addDirective(at start: Int) throws(FormatProblem) -> Int {
    var index = start + 1
    if text.byte(at: index) == UInt8(ascii: "%") {
      list.add(UInt8(ascii: "%"))
      return index + 1
    }
    var isConditional = false
    // `!200,304` writes `-` for other statuses; `<` and `>` choose a request of several.
    while let byte = text.byte(at: index), isDigit(byte) || "!,<>".utf8.contains(byte) {
      isConditional = isConditional || isDigit(byte)
      index += 1
    }
    var argument: String?
    if text.byte(at: index) == UInt8(ascii: "{") {
      guard let end = argumentEnd(from: index) else {
        throw text.problem(.unterminated, start..<min(index + 1, text.bytes.count))
      }
      argument = text.string((index + 1)..<end)
      index = end + 1
    }
    // Undertow has the letter in the braces: `%{i,User-Agent}`.
    if let inner = argument, inner.dropFirst().first == ",", let letter = inner.first,
      "ioc".contains(letter)
    {
      let range = start..<index
      let name = String(inner.dropFirst(2))
      var field = FormatField(.ignored, extent: .text, name: text.string(range))
      if letter == "i" {
        guard
          let header = ApacheDirectives.field(
            "i", argument: name, dialect: dialect, written: field.name)
        else { throw text.problem(.unknownDirective, range) }
        field = header
      }
      try list.add(field, text.problem(.nothingBetween, range))
      return index
    }
    // Also behind the argument, as in `%{X}>i`.
    while let byte = text.byte(at: index), "<>".utf8.contains(byte) { index += 1 }
    guard text.byte(at: index) != nil else {
      throw text.problem(.unterminated, start..<text.bytes.count)
    }
    let length = codes.first { text.hasPrefix($0, at: index) }?.utf8.count ?? 1
    let letter = text.string(index..<(index + length))
    let range = start..<(index + length)
    if letter == "t" {
      try addTime(argument, range)
    } else {
      guard
        var field = ApacheDirectives.field(
          letter, argument: argument, dialect: dialect, written: text.string(range))
      else { throw text.problem(.unknownDirective, range) }
      if isConditional { field.rank += ApacheCompiler.conditionalRank }
      if letter == "D", text.hasPrefix("ms", at: range.upperBound) {
        // Whoever writes the unit behind it knows the server's: Tomcat's is another in each release.
        field.notation = .duration(.milliseconds)
      } else if skipsDuration, letter == "D" {
        field.meaning = .ignored
      }
      if !merge(field, letter) { try list.add(field, text.problem(.nothingBetween, range)) }
    }
    return range.upperBound
  }

  /// Codes of more than one letter.
  private var codes: [String] {
    dialect == .jetty ? ["ti", "to", "uri", "attr"] : ["^ti", "^to", "^FB", "^FU"]
  }

  /// Where an argument's closing brace is. Fastly's may be an expression with braces in it.
  private func argumentEnd(from open: Int) -> Int? {
    guard dialect == .fastly else { return text.firstIndex(of: UInt8(ascii: "}"), from: open) }
    var depth = 0
    for index in open..<text.bytes.count {
      switch text.bytes[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  /// Whether a value is one with the value before it: where that ends is not known else.
  private mutating func merge(_ field: FormatField, _ letter: String) -> Bool {
    let dialect = dialect
    return switch letter {
    // A host or an address with its port.
    case "p":
      list.merge([UInt8(ascii: ":")]) { before in
        let isAddress =
          before.meaning == .host || before.meaning == .client || before.mayBeClient
          || before.name.hasSuffix("A") || before.name.hasSuffix("a")
        return isAddress ? before.withPort(field) : nil
      }
    // `%U%q`: a query begins with its question mark, but not lighttpd's.
    case "q":
      list.merge([]) { before in
        guard before.meaning == .target, dialect != .lighttpd else { return nil }
        return before.withQuery("", field)
      }
        || list.merge([UInt8(ascii: "?")]) { before in
          before.meaning == .target ? before.withQuery("?", field) : nil
        }
    default: false
    }
  }
}
