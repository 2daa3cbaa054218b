// Fastly's `%{…}V`, an expression of its VCL
// (https://www.fastly.com/documentation/reference/vcl/variables/).

enum FastlyVariables {
  /// What an expression means; ignored where nothing is known of it.
  static func field(_ expression: String, written: String, depth: Int = 0) -> FormatField {
    let text = expression.filter { $0 != " " }
    if depth < 8, let (function, arguments) = call(expression) {
      switch function {
      case "json.escape": return escaped(arguments, .json, written, depth)
      case "cstr_escape": return escaped(arguments, .backslash, written, depth)
      case "urlencode": return escaped(arguments, .percent, written, depth)
      // `if(req.http.Fastly-Orig-Host, req.http.Fastly-Orig-Host, req.http.Host)`
      case "if" where arguments.count == 3:
        return field(arguments[2], written: written, depth: depth + 1)
      case "strftime" where arguments.count == 2: return time(arguments[0], arguments[1], written)
      default: return FormatField(.ignored, extent: .text, name: written)
      }
    }
    if text.lowercased().hasPrefix("req.http.") {
      return HeaderVariables.field(header: String(text.dropFirst(9)), written: written)
    }
    if var field = table[text] {
      field.name = written
      return field
    }
    return FormatField(.ignored, extent: .text, name: written)
  }

  private static func escaped(
    _ arguments: [String], _ encoding: FieldEncoding, _ written: String, _ depth: Int
  ) -> FormatField {
    var field = field(arguments.first ?? "", written: written, depth: depth + 1)
    field.encoding = encoding
    return field
  }

  /// `strftime({"%Y-%m-%dT%H:%M:%S%z"}, time.start)`: when the request came, or ended.
  private static func time(_ format: String, _ time: String, _ written: String) -> FormatField {
    let pattern = format.filter { !"{}\"\\".contains($0) }
    guard time == "time.start" || time == "now" || time == "time.end",
      let parts = TimePattern(pattern)?.parts, parts.contains(.hour) || parts.contains(.epoch)
    else { return FormatField(.ignored, extent: .text, name: written) }
    return FormatField(.time, StrftimePattern.notation(of: pattern), name: written)
  }

  /// A function's name and what is given to it.
  private static func call(_ text: String) -> (String, [String])? {
    guard let open = text.firstIndex(of: "("), text.last == ")" else { return nil }
    var arguments = [""]
    var depth = 0
    var isQuoted = false
    for character in text[text.index(after: open)...].dropLast() {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, character == "(" { depth += 1 }
      if !isQuoted, character == ")" { depth -= 1 }
      if !isQuoted, depth == 0, character == "," {
        arguments.append("")
      } else {
        arguments[arguments.count - 1].append(character)
      }
    }
    return (
      text[..<open].trimmingBlanks(), arguments.map { $0.trimmingBlanks() }
    )
  }

  private static let table: [String: FormatField] = {
    func field(
      _ meaning: FieldMeaning, _ notation: FieldNotation = .plain, _ rank: Int = 0,
      _ extent: FieldExtent = .word
    ) -> FormatField {
      FormatField(
        meaning, notation, extent: extent, name: "", rank: rank, mayBeClient: meaning == .client)
    }
    let date = FieldNotation.strftime("%a, %d %b %Y %H:%M:%S %Z")
    return [
      "client.ip": field(.client, .plain, 1),
      "req.url": field(.target, .plain, 0, .text),
      "req.url.path": field(.target, .plain, 1, .text),
      "req.url.qs": field(.query, .plain, 0, .text),
      "req.method": field(.method), "req.request": field(.method),
      "req.proto": field(.version),
      "resp.status": field(.status),
      "resp.body_bytes_written": field(.bytes), "resp.bytes_written": field(.bytes, .plain, 1),
      "time.elapsed.usec": field(.duration, .duration(.microseconds)),
      "time.elapsed.msec": field(.duration, .duration(.milliseconds), 2),
      "time.elapsed": field(.duration, .duration(.seconds), 3),
      "time.elapsed.sec": field(.duration, .duration(.seconds), 4),
      "time.start.sec": field(.time, .epoch(.seconds)),
      "time.start.msec": field(.time, .epoch(.milliseconds)),
      "time.start.usec": field(.time, .epoch(.microseconds)),
      "now.sec": field(.time, .epoch(.seconds), 1),
      // A time as text is as in a Date header, in GMT.
      "time.start": field(.time, date, 2), "now": field(.time, date, 2),
    ]
  }()
}
