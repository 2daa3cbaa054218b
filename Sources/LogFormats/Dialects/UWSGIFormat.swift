/// uWSGI's `log-format`, whose names stand in parentheses.
///
///     %(addr) - %(user) [%(ltime)] "%(method) %(uri) %(proto)" %(status) %(size) "%(referer)"
///
/// Source: "Formatting uWSGI requests logs", https://uwsgi-docs.readthedocs.io/en/latest/LogFormat.html.
public enum UWSGIFormat {
  /// Whether a text has a name that only uWSGI has; Gunicorn's letters have an `s` behind them.
  static func isOne(_ text: String) -> Bool {
    ["addr", "uri", "method", "status", "ltime", "uagent", "msecs"].contains {
      text.contains("%(\($0))")
    }
  }

  public static func definition(of string: String) throws(FormatProblem) -> FormatDefinition {
    let text = try FormatText(string)
    if let template = try ObjectTemplate(text, directiveEnd: directiveEnd) {
      let keys = try template.keys { part throws(FormatProblem) in
        try pieces(of: part).asOneField(named: part.string(0..<part.bytes.count))
      }
      return try FormatDefinition(name: "uwsgi", shape: .json(keys)).checked()
    }
    return try FormatDefinition(name: "uwsgi", shape: .line(pieces(of: text).pieces)).checked()
  }

  private static func directiveEnd(_ text: FormatText, _ start: Int) -> Int? {
    guard text.hasPrefix("%(", at: start) else { return nil }
    return text.firstIndex(of: UInt8(ascii: ")"), from: start).map { $0 + 1 }
  }

  private static func pieces(of text: FormatText) throws(FormatProblem) -> PieceList {
    var pieces = PieceList()
    var index = 0
    while index < text.bytes.count {
      guard text.hasPrefix("%(", at: index) else {
        pieces.add(text.bytes[index])
        index += 1
        continue
      }
      guard let end = directiveEnd(text, index) else {
        throw text.problem(.unterminated, index..<(index + 2))
      }
      let range = index..<end
      let field = field(text.string((index + 2)..<(end - 1)), written: text.string(range))
      try pieces.add(field, text.problem(.nothingBetween, range))
      index = end
    }
    return pieces
  }

  /// What a name means; those of plugins and of the application, and all that are not known, mean nothing.
  private static func field(_ word: String, written name: String) -> FormatField {
    switch word {
    case "addr": FormatField(.client, name: name, mayBeClient: true)
    case "ltime": FormatField(.time, .commonLog, name: name)
    case "time", "epoch": FormatField(.time, .epoch(.seconds), name: name, rank: 1)
    case "ctime": FormatField(.time, .strftime("%a %b %e %H:%M:%S %Y"), name: name, rank: 2)
    case "method": FormatField(.method, name: name)
    case "uri": FormatField(.target, extent: .text, name: name)
    case "proto": FormatField(.version, name: name)
    case "host": FormatField(.host, name: name)
    case "status": FormatField(.status, name: name)
    case "rsize": FormatField(.bytes, name: name)
    case "size": FormatField(.bytes, name: name, rank: 1)
    case "referer": FormatField(.referrer, extent: .text, name: name)
    case "uagent": FormatField(.userAgent, extent: .text, name: name)
    case "micros": FormatField(.duration, .duration(.microseconds), name: name)
    case "msecs": FormatField(.duration, .duration(.milliseconds), name: name, rank: 1)
    case "secs": FormatField(.duration, .duration(.seconds), name: name, rank: 2)
    case "var.HTTP_X_FORWARDED_FOR":
      FormatField(.client, extent: .list, name: name, rank: 2, mayBeClient: true)
    case "var.HTTP_X_REAL_IP": FormatField(.client, name: name, rank: 3, mayBeClient: true)
    default: FormatField(.ignored, extent: .text, name: name)
    }
  }
}
