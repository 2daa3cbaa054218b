/// Reads one `logformat` string.
struct SquidCompiler {
  private let text: FormatText
  private var pieces = PieceList()
  private var index = 0
  private var quoting = Quoting.none
  /// Whether blanks may stand behind the value before, which is padded on its right.
  private var isPaddedBehind = false

  /// The encoding of values, told by what encloses them.
  private enum Quoting { case none, quotes, brackets }

  /// `% [encoding] [-] [[0]width] [{arg}] formatcode [{arg}]`.
  private struct Directive {
    var encoding: FieldEncoding?
    var isLeft = false
    var isPadded = false
    var argument: String?
    var code = ""
    var range: Range<Int>
  }

  init(text: FormatText) { self.text = text }

  mutating func definition() throws(FormatProblem) -> FormatDefinition {
    if let template = try ObjectTemplate(text, directiveEnd: SquidCompiler.directiveEnd) {
      let keys = try template.keys { part throws(FormatProblem) in
        var compiler = SquidCompiler(text: part)
        compiler.quoting = .quotes
        try compiler.read()
        var field = compiler.pieces.asOneField(named: part.string(0..<part.bytes.count))
        if field.encoding == .backslash { field.encoding = .json }
        return field
      }
      return try FormatDefinition(name: "squid", shape: .json(keys), targetNamesHost: true)
        .checked()
    }
    try read()
    return try FormatDefinition(name: "squid", shape: .line(pieces.pieces), targetNamesHost: true)
      .checked()
  }

  private static func directiveEnd(_ text: FormatText, _ start: Int) -> Int? {
    guard text.bytes[start] == UInt8(ascii: "%") else { return nil }
    return try? SquidCompiler(text: text).directive(at: start).range.upperBound
  }

  private mutating func read() throws(FormatProblem) {
    while index < text.bytes.count {
      guard text.bytes[index] == UInt8(ascii: "%") else {
        readLiteral()
        continue
      }
      let directive = try directive(at: index)
      index = directive.range.upperBound
      if directive.code == "%" {
        pieces.add(UInt8(ascii: "%"))
      } else {
        try add(directive)
      }
    }
  }

  /// Squid takes quotes and brackets of the string for the encoding of what stands in them.
  private mutating func readLiteral() {
    let byte = text.bytes[index]
    switch (byte, quoting) {
    case (UInt8(ascii: "\""), .none): quoting = .quotes
    case (UInt8(ascii: "\""), .quotes): quoting = .none
    case (UInt8(ascii: "["), .none): quoting = .brackets
    case (UInt8(ascii: "]"), .brackets): quoting = .none
    default: break
    }
    if byte != 0x20 { isPaddedBehind = false }
    pieces.add(byte)
    index += 1
  }

  private func directive(at start: Int) throws(FormatProblem) -> Directive {
    var directive = Directive(range: start..<start)
    var at = start + 1
    switch text.byte(at: at) {
    case UInt8(ascii: "\""), UInt8(ascii: "/"): directive.encoding = .backslash
    case UInt8(ascii: "["), UInt8(ascii: "#"): directive.encoding = .percent
    case UInt8(ascii: "'"): directive.encoding = FieldEncoding.none
    default: at -= 1
    }
    at += 1
    if text.byte(at: at) == UInt8(ascii: "-") {
      directive.isLeft = true
      at += 1
    }
    let isZero = text.byte(at: at) == UInt8(ascii: "0")
    let width = at
    while let byte = text.byte(at: at), isDigit(byte) { at += 1 }
    directive.isPadded = at > width && !isZero
    if text.byte(at: at) == UInt8(ascii: "."), text.byte(at: at + 1).map(isDigit) == true {
      at += 1
      while let byte = text.byte(at: at), isDigit(byte) { at += 1 }
    }
    directive.argument = try argument(&at, start)
    guard let code = SquidVariables.code(in: text, at: at) else {
      throw text.problem(.unknownDirective, start..<min(at + 2, text.bytes.count))
    }
    directive.code = code
    at += code.utf8.count
    if directive.argument == nil { directive.argument = try argument(&at, start) }
    directive.range = start..<at
    return directive
  }

  private func argument(_ at: inout Int, _ start: Int) throws(FormatProblem) -> String? {
    guard text.byte(at: at) == UInt8(ascii: "{") else { return nil }
    guard let end = text.firstIndex(of: UInt8(ascii: "}"), from: at) else {
      throw text.problem(.unterminated, start..<(at + 1))
    }
    let argument = text.string((at + 1)..<end)
    at = end + 1
    return argument
  }

  private mutating func add(_ directive: Directive) throws(FormatProblem) {
    let code =
      directive.code.hasPrefix("http::") ? String(directive.code.dropFirst(6)) : directive.code
    var encoding = directive.encoding
    if encoding == nil {
      switch quoting {
      case .quotes: encoding = .backslash
      case .brackets: encoding = .percent
      case .none:
        encoding = SquidVariables.encodedByDefault.contains(code) ? .percent : FieldEncoding.none
      }
    }
    var field = SquidVariables.field(
      code, argument: directive.argument, encoding: encoding ?? .none,
      written: text.string(directive.range))
    // A value whose blanks are encoded is one word.
    if encoding == .percent { field.extent = field.extent == .list ? .list : .word }
    field.isPadded = isPaddedBehind || (directive.isPadded && !directive.isLeft)
    isPaddedBehind = directive.isPadded && directive.isLeft
    if pieces.mergeSquid(field, code) { return }
    try pieces.add(field, text.problem(.nothingBetween, directive.range))
  }
}

extension PieceList {
  /// Makes one value of two that belong together: seconds and their fraction, an address and its
  /// port, the parts of a URL.
  fileprivate mutating func mergeSquid(_ field: FormatField, _ code: String) -> Bool {
    let isSeconds = { (field: FormatField) in field.notation == .epoch(.seconds) }
    switch code {
    case "tu":
      return merge([UInt8(ascii: ".")]) { isSeconds($0) ? $0.joined(".", field) : nil }
        || merge([]) { before in
          guard isSeconds(before) else { return nil }
          var joined = before.joined("", field)
          joined.notation = .epoch(.milliseconds)
          return joined
        }
    case ">p", "SRCPORT":
      return merge([UInt8(ascii: ":")]) { $0.meaning == .client ? $0.withPort(field) : nil }
    case ">rd":
      return merge(Array("://".utf8)) { before in
        guard before.name.hasSuffix(">rs") else { return nil }
        return FormatField(
          .target, encoding: field.encoding, name: before.name + "://" + field.name, rank: 2)
      }
    case ">rP":
      return merge([UInt8(ascii: ":")]) { before in
        before.meaning == .target || before.name.hasSuffix(">rd") ? before.joined(":", field) : nil
      }
    case ">rp":
      return merge([]) { $0.meaning == .target ? $0.joined("", field) : nil }
    default: return false
    }
  }
}
