/// Gunicorn's `access_log_format`, whose letters stand in parentheses.
///
///     %(h)s %(l)s %(u)s %(t)s "%(r)s" %(s)s %(b)s "%(f)s" "%(a)s"
///
/// Source: "access_log_format", https://docs.gunicorn.org/en/stable/settings.html#access-log-format;
/// Hypercorn has more letters, https://hypercorn.readthedocs.io/en/latest/how_to_guides/logging.html.
public enum GunicornFormat {
  /// Whether a text has a directive of the kind.
  static func isOne(_ text: String) -> Bool {
    text.contains("%(") && text.contains(")s")
      && ["h", "r", "s", "t", "m", "U"].contains { text.contains("%(\($0))s") }
  }

  public static func definition(of string: String) throws(FormatProblem) -> FormatDefinition {
    let text = try FormatText(string)
    var pieces = PieceList()
    var index = 0
    while index < text.bytes.count {
      guard text.hasPrefix("%(", at: index) else {
        pieces.add(text.bytes[index])
        index += text.hasPrefix("%%", at: index) ? 2 : 1
        continue
      }
      guard let close = text.firstIndex(of: UInt8(ascii: ")"), from: index),
        text.byte(at: close + 1) == UInt8(ascii: "s")
      else { throw text.problem(.unterminated, index..<(index + 2)) }
      let range = index..<(close + 2)
      let name = text.string((index + 2)..<close)
      guard let field = field(name, written: text.string(range)) else {
        throw text.problem(.unknownDirective, range)
      }
      // The time stands in brackets that the format does not have.
      if name == "t" { pieces.add(UInt8(ascii: "[")) }
      try pieces.add(field, text.problem(.nothingBetween, range))
      if name == "t" { pieces.add(UInt8(ascii: "]")) }
      index = range.upperBound
    }
    return try FormatDefinition(name: "gunicorn", shape: .line(pieces.pieces)).checked()
  }

  private static func field(_ letter: String, written name: String) -> FormatField? {
    if letter.hasPrefix("{") {
      guard letter.hasSuffix("}i") else { return FormatField(.ignored, extent: .text, name: name) }
      return HeaderVariables.field(
        header: String(letter.dropFirst().dropLast(2)), written: name, encoding: .backslash)
    }
    return switch letter {
    case "h": FormatField(.client, name: name, mayBeClient: true)
    case "t": FormatField(.time, .commonLog, name: name)
    case "r", "R": FormatField(.request, encoding: .backslash, extent: .text, name: name)
    case "m": FormatField(.method, name: name)
    case "U": FormatField(.target, encoding: .backslash, name: name)
    case "Uq": FormatField(.target, encoding: .backslash, name: name)
    case "q": FormatField(.query, encoding: .backslash, name: name)
    case "H": FormatField(.version, name: name)
    case "s": FormatField(.status, name: name)
    case "b", "B": FormatField(.bytes, name: name)
    case "f": FormatField(.referrer, encoding: .backslash, name: name)
    case "a": FormatField(.userAgent, encoding: .backslash, extent: .text, name: name)
    case "D": FormatField(.duration, .duration(.microseconds), name: name)
    case "M": FormatField(.duration, .duration(.milliseconds), name: name, rank: 1)
    case "L": FormatField(.duration, .duration(.seconds), name: name, rank: 1)
    case "T": FormatField(.duration, .duration(.seconds), name: name, rank: 2)
    case "l", "u", "p", "S", "st": FormatField(.ignored, extent: .text, name: name)
    default: nil
    }
  }
}
