/// Reads one format.
struct EnvoyCompiler {
  private let text: FormatText
  private var pieces = PieceList()
  private var encoding = FieldEncoding.none

  init(text: FormatText) { self.text = text }

  mutating func definition() throws(FormatProblem) -> FormatDefinition {
    if let template = try ObjectTemplate(text, directiveEnd: EnvoyCompiler.directiveEnd) {
      var keys = try template.keys { part throws(FormatProblem) in
        var compiler = EnvoyCompiler(text: part)
        compiler.encoding = .json
        try compiler.read()
        return compiler.pieces.asOneField(named: part.string(0..<part.bytes.count))
      }
      // The dictionary may be pasted with the keys of the configuration that it stands under.
      let outer: Set<String> = ["config", "log_format", "json_format", "typed_json_format"]
      while let first = keys.first?.path.first, outer.contains(first),
        keys.allSatisfy({ $0.path.count > 1 && $0.path[0] == first })
      {
        for index in keys.indices { keys[index].path.removeFirst() }
      }
      return try FormatDefinition(name: "envoy", shape: .json(keys)).checked()
    }
    try read()
    return try FormatDefinition(name: "envoy", shape: .line(pieces.pieces)).checked()
  }

  private static func directiveEnd(_ text: FormatText, _ start: Int) -> Int? {
    guard text.bytes[start] == UInt8(ascii: "%") else { return nil }
    return try? EnvoyCompiler(text: text).directive(at: start).end
  }

  private mutating func read() throws(FormatProblem) {
    var index = 0
    while index < text.bytes.count {
      if text.bytes[index] != UInt8(ascii: "%") {
        pieces.add(text.bytes[index])
        index += 1
      } else if text.byte(at: index + 1) == UInt8(ascii: "%") {
        pieces.add(UInt8(ascii: "%"))
        index += 2
      } else {
        let directive = try directive(at: index)
        let range = index..<directive.end
        let field = EnvoyVariables.field(
          directive.command, arguments: directive.arguments, encoding: encoding,
          written: text.string(range))
        index = directive.end
        if isPort(directive.command),
          pieces.merge([UInt8(ascii: ":")], { $0.meaning == .client ? $0.withPort(field) : nil })
        {
          continue
        }
        try pieces.add(field, text.problem(.nothingBetween, range))
      }
    }
  }

  private func isPort(_ command: String) -> Bool {
    command == "DOWNSTREAM_REMOTE_PORT" || command == "DOWNSTREAM_DIRECT_REMOTE_PORT"
  }

  /// Reads `%COMMAND%`, `%COMMAND(arguments)%` or `%COMMAND(arguments):length%`.
  private func directive(
    at start: Int
  ) throws(FormatProblem) -> (command: String, arguments: String?, end: Int) {
    var at = start + 1
    while let byte = text.byte(at: at),
      (0x41...0x5a).contains(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
    { at += 1 }
    guard at > start + 1 else {
      throw text.problem(.unknownDirective, start..<min(start + 2, text.bytes.count))
    }
    let command = text.string((start + 1)..<at)
    if text.byte(at: at) == UInt8(ascii: "(") {
      // The arguments may hold percent signs and parentheses: they end at `)%` or `):N%`.
      var close = at
      while let next = text.firstIndex(of: UInt8(ascii: ")"), from: close + 1) {
        close = next
        if let end = end(behind: next + 1) {
          return (command, text.string((at + 1)..<next), end)
        }
      }
      throw text.problem(.unterminated, start..<(at + 1))
    }
    guard let end = end(behind: at) else { throw text.problem(.unterminated, start..<at) }
    return (command, nil, end)
  }

  /// The index behind `%` or `:N%`.
  private func end(behind index: Int) -> Int? {
    var at = index
    if text.byte(at: at) == UInt8(ascii: ":") {
      at += 1
      while let byte = text.byte(at: at), isDigit(byte) { at += 1 }
      guard at > index + 1 else { return nil }
    }
    return text.byte(at: at) == UInt8(ascii: "%") ? at + 1 : nil
  }
}
