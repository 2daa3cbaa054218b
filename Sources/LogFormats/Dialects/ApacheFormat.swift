/// Apache's `LogFormat` and its relatives.
public enum ApacheFormat {
  /// Servers that write Apache's directives, where what they mean differs.
  public enum Dialect: String, CaseIterable, Sendable {
    case apache
    /// Tomcat from 10.1 on.
    case tomcat
    /// Tomcat up to 10.0, whose `%D` is in milliseconds.
    case tomcat9
    case jetty, lighttpd, varnish, fastly, litespeed, icecast
  }

  /// The format that a string says.
  ///
  ///     %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"
  ///
  /// `\\t`, `\\"` and `\\\\` are what Apache takes them for.
  ///
  /// - Complexity: O(*n*) in the string.
  /// - Throws: Where the server has no such directive.
  public static func definition(
    of string: String, dialect: Dialect = .apache
  ) throws(FormatProblem) -> FormatDefinition {
    try definition(of: string, dialect: dialect, skipsDuration: false)
  }

  /// - Parameter skipsDuration: Whether the unit of `%D` is not known, so that it is not read.
  static func definition(
    of string: String, dialect: Dialect, skipsDuration: Bool
  ) throws(FormatProblem) -> FormatDefinition {
    var compiler = ApacheCompiler(text: try FormatText(string).withoutApacheEscapes(), dialect)
    compiler.skipsDuration = skipsDuration
    var definition = FormatDefinition(
      name: dialect.rawValue, shape: .line(try compiler.pieces()),
      targetNamesHost: dialect == .varnish)
    definition = try definition.checked()
    return definition
  }
}

/// Goes through a string once, from directive to directive.
private struct ApacheCompiler {
  private let text: FormatText
  private let dialect: ApacheFormat.Dialect
  private var list = PieceList()
  var skipsDuration = false

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
    while let byte = text.byte(at: index),
      isDigit(byte) || byte == UInt8(ascii: "!") || byte == UInt8(ascii: ",")
        || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
    {
      isConditional = isConditional || isDigit(byte)
      index += 1
    }
    var argument: String?
    if text.byte(at: index) == UInt8(ascii: "{") {
      guard let end = text.firstIndex(of: UInt8(ascii: "}"), from: index) else {
        throw text.problem(.unterminated, start..<min(index + 1, text.bytes.count))
      }
      argument = text.string((index + 1)..<end)
      index = end + 1
    }
    // Also behind the argument, as in `%{X}>i`.
    while let byte = text.byte(at: index), byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") {
      index += 1
    }
    guard text.byte(at: index) != nil else {
      throw text.problem(.unterminated, start..<text.bytes.count)
    }
    let length = text.hasPrefix("^ti", at: index) || text.hasPrefix("^to", at: index) ? 3 : 1
    let letter = text.string(index..<(index + length))
    let range = start..<(index + length)
    if letter == "t" {
      try addTime(argument, range)
    } else {
      guard
        var field = ApacheDirectives.field(
          letter, argument: argument, dialect: dialect, written: text.string(range))
      else { throw text.problem(.unknownDirective, range) }
      if isConditional { field.rank += 5 }
      if skipsDuration, letter == "D" { field.meaning = .ignored }
      try add(field, letter, range)
    }
    return range.upperBound
  }

  private mutating func add(
    _ field: FormatField, _ letter: String, _ range: Range<Int>
  ) throws(FormatProblem) {
    // A host or an address with its port is one value, whose end is told by what follows the port.
    if letter == "p",
      list.merge(
        [UInt8(ascii: ":")],
        { before in
          guard before.meaning == .host || before.meaning == .client else { return nil }
          var joined = before
          joined.name += ":" + field.name
          if before.meaning == .client { joined.notation = .addressWithPort }
          return joined
        })
    {
      return
    }
    try list.add(field, text.problem(.nothingBetween, range))
  }

  // MARK: - Times

  /// `%t` is `[18/Sep/2011:19:18:28 -0400]`, `%{…}t` a strftime pattern or one of Apache's own words,
  /// `begin:` and `end:` which of the request's ends is meant.
  private mutating func addTime(
    _ argument: String?, _ range: Range<Int>
  ) throws(FormatProblem) {
    let written = text.string(range)
    guard let argument, !argument.isEmpty else {
      list.add(UInt8(ascii: "["))
      try list.add(
        FormatField(.time, .commonLog, name: written), text.problem(.nothingBetween, range))
      list.add(UInt8(ascii: "]"))
      return
    }
    var pattern = argument
    for prefix in ["begin:", "end:"] where pattern.hasPrefix(prefix) {
      pattern.removeFirst(prefix.count)
    }
    if dialect == .jetty, let bar = pattern.firstIndex(of: "|") {
      // Jetty: `%{FORMAT|ZONE|LOCALE}t`, the format as Java's SimpleDateFormat has it.
      pattern = String(pattern[..<bar])
    }
    // Tomcat and Jetty write Java's patterns.
    if let java = JavaTimePattern.strftime(pattern), !pattern.contains("%") { pattern = java }
    if try addFraction(pattern, written, range) { return }
    let notation: FieldNotation =
      switch pattern {
      case "sec": .epoch(.seconds)
      case "msec": .epoch(.milliseconds)
      case "usec": .epoch(.microseconds)
      default: StrftimePattern.notation(of: pattern)
      }
    let field = FormatField(.time, notation, extent: .word, name: written)
    try list.add(merged(field) ?? field, text.problem(.nothingBetween, range))
  }

  /// `msec_frac` and `usec_frac` say where in its second a request was: that is never needed.
  private mutating func addFraction(
    _ pattern: String, _ written: String, _ range: Range<Int>
  ) throws(FormatProblem) -> Bool {
    guard pattern == "msec_frac" || pattern == "usec_frac" else { return false }
    let digits = pattern == "msec_frac" ? "%3f" : "%6f"
    let isMerged =
      appendToTime(".", digits, written) || appendToTime("", digits, written)
      || appendToTime(",", digits, written)
    if !isMerged {
      try list.add(
        FormatField(.ignored, name: written), text.problem(.nothingBetween, range))
    }
    return true
  }

  /// A time whose parts stand in directives of their own, such as `%{%Y-%m-%d}t %{%T}t`, as one.
  private mutating func merged(_ field: FormatField) -> FormatField? {
    guard let pattern = field.notation.pattern else { return nil }
    for between in ["", " ", "T", ":", ".", "-", "/", ", "] {
      if appendToTime(between, pattern, field.name), case .field(let joined)? = list.pieces.last {
        // It is added again by the caller.
        list.removeLast()
        return joined
      }
    }
    return nil
  }

  /// Lengthens the pattern of the time before.
  private mutating func appendToTime(_ between: String, _ pattern: String, _ name: String) -> Bool {
    list.merge(Array(between.utf8)) { before in
      guard before.meaning == .time, let start = before.notation.pattern else { return nil }
      var joined = before
      joined.notation = StrftimePattern.notation(of: start + between + pattern)
      joined.name += between + name
      return joined
    }
  }
}

extension FieldNotation {
  /// The strftime pattern that has times written in this notation.
  fileprivate var pattern: String? {
    switch self {
    case .strftime(let pattern): pattern
    case .epoch(.seconds): "%s"
    case .commonLog: "%d/%b/%Y:%H:%M:%S %z"
    case .commonLogLocal: "%d/%b/%Y:%H:%M:%S"
    default: nil
    }
  }
}

/// Patterns of Java's SimpleDateFormat, which Tomcat's and Jetty's `%{…}t` take.
enum JavaTimePattern {
  /// The same as strftime has it; `nil` for what has no letters of a date in it.
  static func strftime(_ pattern: String) -> String? {
    let letters: [(String, String)] = [
      ("yyyy", "%Y"), ("YYYY", "%Y"), ("yy", "%y"), ("MMMM", "%B"), ("MMM", "%b"), ("MM", "%m"),
      ("dd", "%d"), ("EEEE", "%A"), ("EEE", "%a"), ("HH", "%H"), ("hh", "%I"), ("mm", "%M"),
      ("ss", "%S"), ("SSS", "%3f"), ("ZZZ", "%z"), ("XXX", "%z"), ("Z", "%z"), ("X", "%z"),
      ("a", "%p"), ("z", "%Z"),
    ]
    var result = ""
    var rest = pattern[...]
    var found = false
    while let first = rest.first {
      if first == "'" {
        let quoted = rest.dropFirst().prefix { $0 != "'" }
        result += quoted
        rest = rest.dropFirst(quoted.count + 2)
        continue
      }
      if let (java, posix) = letters.first(where: { rest.hasPrefix($0.0) }) {
        result += posix
        rest = rest.dropFirst(java.count)
        found = true
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return found ? result : nil
  }
}

extension FormatText {
  /// With the escapes of Apache's strings undone: `\\t`, `\\n`, `\\"`, `\\\\` (mod_log_config,
  /// parse_log_misc_string).
  func withoutApacheEscapes() -> FormatText {
    guard bytes.contains(UInt8(ascii: "\\")) else { return self }
    var kept: [(index: Int, byte: UInt8)] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        let next = bytes[index + 1]
        let byte: UInt8? =
          switch next {
          case UInt8(ascii: "t"): 0x09
          case UInt8(ascii: "n"): 0x0a
          case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "'"): next
          default: nil
          }
        if let byte {
          kept.append((index, byte))
          index += 2
          continue
        }
      }
      kept.append((index, bytes[index]))
      index += 1
    }
    // The end of a line is none of its format.
    while kept.last?.byte == 0x0a { kept.removeLast() }
    return FormatText(kept.map(\.byte), at: kept.map(\.index), of: self)
  }
}
