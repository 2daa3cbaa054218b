/// Reads one `log-format` string.
struct HAProxyCompiler {
  private var text: FormatText
  private let captures: [String]
  private var flags = Flags()
  private var pieces = PieceList()
  private var index = 0
  /// With `%{+json}o` a line is an object of the values that have a name.
  private var keys: [FormatKey] = []

  /// `%{+Q}`, `%{+X}`, `%{+E}` and `%{+json}`.
  private struct Flags {
    var quotes = false
    var hexadecimal = false
    var escapes = false
    var isJSON = false
  }

  /// One `%…`: its flags, the name it has in an object, and its variable or expression.
  private struct Directive {
    var flags: Flags
    var key = ""
    var variable = ""
    var isExpression = false
    var range: Range<Int>
  }

  init(text: FormatText, captures: [String]) {
    self.text = text
    self.captures = captures
  }

  mutating func definition() throws(FormatProblem) -> FormatDefinition {
    if let template = try ObjectTemplate(text, directiveEnd: HAProxyCompiler.directiveEnd) {
      let captures = captures
      let keys = try template.keys { part throws(FormatProblem) in
        var compiler = HAProxyCompiler(text: part, captures: captures)
        try compiler.read()
        var field = compiler.pieces.asOneField(named: part.string(0..<part.bytes.count))
        if field.encoding == .none { field.encoding = .json }
        return field
      }
      return try FormatDefinition(name: "haproxy", shape: .json(keys)).checked()
    }
    let endsWithCaptures = dropCapturesAtEnd()
    try read()
    let shape = flags.isJSON ? FormatDefinition.Shape.json(keys) : .line(pieces.pieces)
    return try FormatDefinition(name: "haproxy", shape: shape, allowsMore: endsWithCaptures)
      .checked()
  }

  /// Where a directive ends that begins at an index; `nil` where none does.
  private static func directiveEnd(_ text: FormatText, _ start: Int) -> Int? {
    guard text.bytes[start] == UInt8(ascii: "%") else { return nil }
    let reader = HAProxyCompiler(text: text, captures: [])
    return try? reader.directive(at: start).range.upperBound
  }

  /// Takes captured headers off the end where nobody said what they are: there may be any number.
  ///
  /// - Returns: Whether captured headers stand at the end, said or not: HAProxy then leaves a blank
  ///   behind the last value even where nothing is captured.
  private mutating func dropCapturesAtEnd() -> Bool {
    var end = text.bytes.count
    let all = ["%hrl", "%hsl", "%hr", "%hs"]
    let endsWithCaptures = all.contains { text.trimmed().bytes[...].ends(with: $0) }
    var isChanged = true
    while isChanged {
      isChanged = false
      while end > 0, text.bytes[end - 1] == 0x20 { end -= 1 }
      for variable in captures.isEmpty ? all : ["%hsl", "%hs"]
      where text.bytes[..<end].ends(with: variable) {
        end -= variable.utf8.count
        isChanged = true
      }
    }
    if end < text.bytes.count { text = FormatText(0..<end, of: text) }
    return endsWithCaptures
  }

  private mutating func read() throws(FormatProblem) {
    while index < text.bytes.count {
      let byte = text.bytes[index]
      if byte == 0x20 || byte == 0x0a {
        // Blanks are merged.
        while let next = text.byte(at: index), next == 0x20 || next == 0x0a { index += 1 }
        pieces.add(0x20)
      } else if byte != UInt8(ascii: "%") {
        pieces.add(byte)
        index += 1
      } else if text.byte(at: index + 1) == UInt8(ascii: "%") {
        pieces.add(byte)
        index += 2
      } else {
        let directive = try directive(at: index)
        index = directive.range.upperBound
        try add(directive)
      }
    }
  }

  /// Reads `%`, flags, a name in parentheses and a variable or `[expression]`.
  private func directive(at start: Int) throws(FormatProblem) -> Directive {
    var directive = Directive(flags: flags, range: start..<start)
    var at = start + 1
    if text.byte(at: at) == UInt8(ascii: "{") {
      guard let end = text.firstIndex(of: UInt8(ascii: "}"), from: at) else {
        throw text.problem(.unterminated, start..<min(at + 1, text.bytes.count))
      }
      set(text.string((at + 1)..<end), in: &directive.flags)
      at = end + 1
    }
    if text.byte(at: at) == UInt8(ascii: "(") {
      guard let end = text.firstIndex(of: UInt8(ascii: ")"), from: at) else {
        throw text.problem(.unterminated, start..<min(at + 1, text.bytes.count))
      }
      directive.key = String(text.string((at + 1)..<end).prefix { $0 != ":" })
      at = end + 1
    }
    if text.byte(at: at) == UInt8(ascii: "[") {
      var depth = 0
      var end = at
      repeat {
        guard let byte = text.byte(at: end) else {
          throw text.problem(.unterminated, start..<(at + 1))
        }
        if byte == UInt8(ascii: "[") { depth += 1 }
        if byte == UInt8(ascii: "]") { depth -= 1 }
        end += 1
      } while depth > 0
      directive.variable = text.string((at + 1)..<(end - 1))
      directive.isExpression = true
      directive.range = start..<end
      return directive
    }
    var end = at
    while let byte = text.byte(at: end), isLetter(byte) || isDigit(byte) { end += 1 }
    directive.variable = text.string(at..<end)
    directive.range = start..<end
    return directive
  }

  private func set(_ list: String, in flags: inout Flags) {
    for flag in list.split(separator: ",") {
      let isOn = flag.first != "-"
      switch flag.drop(while: { $0 == "+" || $0 == "-" }) {
      case "Q": flags.quotes = isOn
      case "X": flags.hexadecimal = isOn
      case "E": flags.escapes = isOn
      case "json": flags.isJSON = isOn
      default: break
      }
    }
  }

  private mutating func add(_ directive: Directive) throws(FormatProblem) {
    guard directive.isExpression || directive.variable != "o" else {
      flags = directive.flags
      // The blank behind `%o` is no blank of the line.
      if pieces.isEmpty { while text.byte(at: index) == 0x20 { index += 1 } }
      return
    }
    let written = text.string(directive.range)
    guard var field = field(of: directive, written: written) else {
      throw text.problem(.unknownDirective, directive.range)
    }
    if directive.flags.hexadecimal, field.meaning == .client || field.meaning == .time {
      field = FormatField(.ignored, name: written)
    }
    let isString = directive.isExpression || HAProxyVariables.quotable.contains(directive.variable)
    if directive.flags.escapes, isString { field.encoding = .backslash }
    if flags.isJSON {
      field.encoding = .json
      if !directive.key.isEmpty { keys.append(FormatKey([directive.key], field)) }
      return
    }
    let isList = !directive.isExpression && ["hrl", "hsl"].contains(directive.variable)
    if directive.flags.quotes && isString
      && !(isList && (captures.isEmpty || directive.variable == "hsl"))
    {
      pieces.add(UInt8(ascii: "\""))
      try add(field, directive)
      pieces.add(UInt8(ascii: "\""))
    } else {
      try add(field, directive)
    }
  }

  private func field(of directive: Directive, written: String) -> FormatField? {
    directive.isExpression
      ? HAProxyVariables.field(
        expression: directive.variable, captures: captures, written: written)
      : HAProxyVariables.field(directive.variable, written: written)
  }

  private mutating func add(_ field: FormatField, _ directive: Directive) throws(FormatProblem) {
    let isQuoted = directive.flags.quotes
    let samplePort = directive.variable == "src_port" ? "cp" : ""
    switch directive.isExpression ? samplePort : directive.variable {
    case "hr": try addCaptured(field, captures, directive)
    case "hs": try addCaptured(field, [], directive)
    case "hsl" where isQuoted, "hrl" where isQuoted && captures.isEmpty:
      var captured = field
      captured.extent = .text
      captured.optionalPrefix = UInt8(ascii: "\"")
      try addOptional(captured, UInt8(ascii: "\""), directive)
    case "hrl" where isQuoted:
      for (place, name) in captures.enumerated() {
        if place > 0 { pieces.add(Array("\" \"".utf8)) }
        let header = HeaderVariables.field(header: name, written: name, encoding: .numberSign)
        try pieces.add(header, text.problem(.nothingBetween, directive.range))
      }
    case let variable:
      if pieces.mergeHAProxy(field, variable) { return }
      try pieces.add(field, text.problem(.nothingBetween, directive.range))
    }
  }

  /// Captured headers: `{…|…}`, and nothing at all, not even the blank behind it, where the
  /// frontend captures none.
  private mutating func addCaptured(
    _ field: FormatField, _ names: [String], _ directive: Directive
  ) throws(FormatProblem) {
    let problem = text.problem(.nothingBetween, directive.range)
    var headers = names.map { name in
      HeaderVariables.field(header: name, written: name, encoding: .numberSign)
    }
    if names.isEmpty {
      headers = [field]
      headers[0].extent = .text
    }
    let isQuoted = directive.flags.quotes
    if isQuoted, names.isEmpty { return try pieces.add(headers[0], problem) }
    if isQuoted { pieces.add(UInt8(ascii: "{")) }
    for place in headers.indices {
      if headers[place].meaning == .host { headers[place].extent = .text }
      if place > 0 { pieces.add(UInt8(ascii: "|")) }
      if place == 0, !isQuoted {
        headers[0].optionalPrefix = UInt8(ascii: "{")
        headers[0].optionalFields = headers.count
      }
      if place < headers.count - 1 || isQuoted { try pieces.add(headers[place], problem) }
    }
    if isQuoted { return pieces.add(UInt8(ascii: "}")) }
    try addOptional(headers[headers.count - 1], UInt8(ascii: "}"), directive)
  }

  /// A value that is left out together with what closes it and the blank behind that.
  private mutating func addOptional(
    _ field: FormatField, _ close: UInt8, _ directive: Directive
  ) throws(FormatProblem) {
    try pieces.add(field, text.problem(.nothingBetween, directive.range))
    let isSpaced = text.byte(at: index) == 0x20
    while text.byte(at: index) == 0x20 { index += 1 }
    pieces.addOptional(isSpaced ? [close, 0x20] : [close])
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
