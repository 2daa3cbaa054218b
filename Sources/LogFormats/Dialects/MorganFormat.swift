/// The format strings of morgan, Express' logger of requests.
///
///     :remote-addr - :remote-user [:date[clf]] ":method :url HTTP/:http-version" :status …
///
/// Source: "Tokens", https://github.com/expressjs/morgan#tokens.
public enum MorganFormat {
  /// Whether a text has tokens that only morgan has, or two of those that every format of it has.
  static func isOne(_ text: String) -> Bool {
    [":remote-addr", ":response-time", ":total-time", ":user-agent", ":res["].contains {
      text.contains($0)
    } || (text.contains(":method") && text.contains(":url"))
  }

  public static func definition(of string: String) throws(FormatProblem) -> FormatDefinition {
    let text = try FormatText(string)
    if let template = try ObjectTemplate(text, directiveEnd: tokenEnd) {
      let keys = try template.keys { part throws(FormatProblem) in
        try pieces(of: part).asOneField(named: part.string(0..<part.bytes.count))
      }
      return try FormatDefinition(name: "morgan", shape: .json(keys)).checked()
    }
    return try FormatDefinition(name: "morgan", shape: .line(pieces(of: text).pieces)).checked()
  }

  /// Where the token ends that begins at a place; `nil` where none does. A colon may stand alone.
  private static func tokenEnd(_ text: FormatText, _ start: Int) -> Int? {
    guard text.hasPrefix(":", at: start), isLetter(text.byte(at: start + 1)) else { return nil }
    var end = start + 1
    while isLetter(text.byte(at: end)) || text.hasPrefix("-", at: end) { end += 1 }
    guard text.hasPrefix("[", at: end) else { return end }
    return text.firstIndex(of: UInt8(ascii: "]"), from: end).map { $0 + 1 }
  }

  private static func isLetter(_ byte: UInt8?) -> Bool {
    byte.map { (0x61...0x7a).contains($0 | 0x20) } ?? false
  }

  private static func pieces(of text: FormatText) throws(FormatProblem) -> PieceList {
    var pieces = PieceList()
    var index = 0
    while index < text.bytes.count {
      guard let end = tokenEnd(text, index) else {
        pieces.add(text.bytes[index])
        index += 1
        continue
      }
      let range = index..<end
      let name = text.string(range)
      try pieces.add(field(name), text.problem(.nothingBetween, range))
      index = end
    }
    return pieces
  }

  /// What a token means; those of the application, and all that are not known, mean nothing.
  private static func field(_ name: String) -> FormatField {
    let parts = name.dropFirst().split(separator: "[", maxSplits: 1)
    let argument = parts.count > 1 ? String(parts[1].dropLast()) : nil
    return switch (parts.first.map(String.init) ?? "", argument) {
    case ("remote-addr", _): FormatField(.client, name: name, mayBeClient: true)
    case ("date", "clf"): FormatField(.time, .commonLog, name: name)
    case ("date", "iso"): FormatField(.time, .iso8601, name: name)
    case ("date", _):
      FormatField(.time, .strftime("%a, %d %b %Y %H:%M:%S %-z"), extent: .text, name: name)
    case ("method", _): FormatField(.method, name: name)
    case ("url", _): FormatField(.target, name: name)
    case ("http-version", _): FormatField(.version, name: name)
    case ("status", _): FormatField(.status, name: name)
    case ("res", "content-length"): FormatField(.bytes, name: name)
    case ("referrer", _): FormatField(.referrer, name: name)
    case ("user-agent", _): FormatField(.userAgent, extent: .text, name: name)
    case ("total-time", _): FormatField(.duration, .duration(.milliseconds), name: name)
    case ("response-time", _): FormatField(.duration, .duration(.milliseconds), name: name, rank: 1)
    case ("req", let header?): HeaderVariables.field(header: header, written: name)
    default: FormatField(.ignored, extent: .text, name: name)
    }
  }
}
