// The variables of HAProxy's `log-format`: HAProxy Configuration Manual, section 8.2.6 "Custom log
// format" (https://docs.haproxy.org/2.6/configuration.html#8.2.6), times in section 8.4, sample
// expressions in sections 7.3.2 to 7.3.6.

enum HAProxyVariables {
  /// What a variable's value means; `nil` where HAProxy has none of this name.
  static func field(_ variable: String, written name: String) -> FormatField? {
    switch variable {
    case "ci":
      FormatField(.client, name: name, mayBeClient: true)
    case "r":
      FormatField(.request, encoding: .numberSign, extent: .text, name: name)
    case "HM":
      FormatField(.method, encoding: .numberSign, name: name)
    case "HU":
      FormatField(.target, encoding: .numberSign, name: name)
    case "HP":
      FormatField(.target, encoding: .numberSign, name: name, rank: 1)
    case "HPO":
      FormatField(.target, encoding: .numberSign, name: name, rank: 2)
    case "HQ":
      FormatField(.query, encoding: .numberSign, name: name)
    case "HV":
      FormatField(.version, encoding: .numberSign, name: name)
    case "ST":
      FormatField(.status, name: name)
    case "B":
      FormatField(.bytes, name: name)
    // With a zone before those without one, and when the request began before the connection.
    case "trg", "trl":
      FormatField(.time, .commonLog, name: name)
    case "T", "Tl":
      FormatField(.time, .commonLog, name: name, rank: 1)
    case "Ts":
      FormatField(.time, .epoch(.seconds), name: name, rank: 2)
    case "tr":
      FormatField(.time, .commonLogLocal, name: name, rank: 3)
    case "t":
      FormatField(.time, .commonLogLocal, name: name, rank: 4)
    // Ta is from the request's first byte to the response's last, Tt the whole session.
    case "Ta":
      FormatField(.duration, .duration(.milliseconds), name: name)
    case "Tt":
      FormatField(.duration, .duration(.milliseconds), name: name, rank: 1)
    case "Tw", "Tc", "Tr":
      FormatField(.duration, .duration(.milliseconds), name: name, rank: 2)
    case "sslc", "sslv", "CC", "CS", "H", "ID", "Td", "Th", "Ti", "Tq", "TR", "Tu", "U", "ac", "b",
      "bc", "bi", "bp", "bq", "cp", "f", "fc", "fi", "fp", "ft", "lc", "ms", "pid", "rc", "rt", "s",
      "sc", "si", "sp", "sq", "ts", "tsc", "hr", "hrl", "hs", "hsl", "OG":
      FormatField(.ignored, name: name)
    default:
      nil
    }
  }

  /// The variables that the flag `Q` puts in quotes: addresses and strings, not numbers and times.
  static let quotable: Set<String> = [
    "ci", "fi", "bi", "si", "H", "ID", "f", "ft", "b", "s", "sslc", "sslv", "CC", "CS", "r", "HM",
    "HP", "HPO", "HQ", "HU", "HV", "hr", "hs", "hrl", "hsl",
  ]

  /// What a sample expression's value means, as `req.hdr(User-Agent),lower`.
  ///
  /// - Parameter captures: The request headers that the frontend captures, in their order.
  static func field(
    expression: String, captures: [String], written name: String
  ) -> FormatField {
    let parts = parts(of: expression)
    guard let fetch = parts.first else { return FormatField(.ignored, extent: .text, name: name) }
    var field = field(fetch: fetch, captures: captures, name: name)
    for converter in parts.dropFirst() { apply(converter, to: &field) }
    return field
  }

  private static func field(
    fetch: Part, captures: [String], name: String
  ) -> FormatField {
    switch fetch.name {
    case "src":
      FormatField(.client, name: name, mayBeClient: true)
    case "method", "capture.req.method":
      FormatField(.method, name: name)
    case "url", "pathq", "capture.req.uri":
      FormatField(.target, name: name)
    case "path":
      FormatField(.target, name: name, rank: 2)
    case "query":
      FormatField(.query, name: name)
    case "req.ver", "req_ver", "capture.req.ver":
      FormatField(.version, name: name)
    case "status", "txn.status":
      FormatField(.status, name: name)
    case "bytes_out", "res.bytes_out":
      FormatField(.bytes, name: name, rank: 1)
    case "date", "accept_date", "request_date":
      FormatField(.time, .epoch(unit(of: fetch.arguments)), name: name, rank: 2)
    case "txn.timer.total":
      FormatField(.duration, .duration(.milliseconds), name: name)
    case "fc.timer.total":
      FormatField(.duration, .duration(.milliseconds), name: name, rank: 1)
    case "ssl_fc_sni", "req.ssl_sni":
      FormatField(.host, name: name, rank: 3)
    case "req.hdr", "hdr", "req.fhdr", "fhdr", "req.hdr_ip", "hdr_ip":
      HeaderVariables.field(header: fetch.arguments.first ?? "", written: name)
    case "capture.req.hdr":
      HeaderVariables.field(
        header: fetch.arguments.first.flatMap { Int($0) }.flatMap {
          captures.indices.contains($0) ? captures[$0] : nil
        } ?? "", written: name)
    default:
      FormatField(.ignored, extent: .text, name: name)
    }
  }

  private static func apply(_ converter: Part, to field: inout FormatField) {
    switch converter.name {
    case "lower", "upper", "ltrim", "rtrim", "ipmask", "url_dec": break
    case "field", "word", "host_only", "bytes", "regsub":
      // A part of an address or a host still is one; of anything else nobody knows.
      if field.meaning != .client && field.meaning != .host { field = ignored(field) }
    case "json": field.encoding = .json
    case "url_enc": field.encoding = .percent
    case "ltime", "utime", "ms_ltime", "ms_utime", "us_ltime", "us_utime":
      if field.meaning == .time, let pattern = converter.arguments.first {
        field.notation = StrftimePattern.notation(of: pattern)
        if field.notation == .commonLog { field.rank = 1 }
      }
    default: field = ignored(field)
    }
  }

  private static func ignored(_ field: FormatField) -> FormatField {
    FormatField(.ignored, encoding: field.encoding, extent: .text, name: field.name)
  }

  private static func unit(of arguments: [String]) -> TimeUnit {
    switch arguments.last {
    case "ms": .milliseconds
    case "us": .microseconds
    default: .seconds
    }
  }

  /// One function of a chain, as `req.hdr(User-Agent)`.
  private struct Part {
    var name = ""
    var arguments: [String] = []
  }

  private static func parts(of expression: String) -> [Part] {
    var parts: [Part] = []
    var part = Part()
    var depth = 0
    for character in expression {
      switch character {
      case "(":
        depth += 1
        if depth == 1 { part.arguments.append("") } else { append(character, to: &part) }
      case ")":
        depth -= 1
        if depth > 0 { append(character, to: &part) }
      case "," where depth == 0:
        parts.append(part)
        part = Part()
      case "," where depth == 1: part.arguments.append("")
      case " " where depth == 0: break
      default:
        if depth == 0 { part.name.append(character) } else { append(character, to: &part) }
      }
    }
    parts.append(part)
    return parts.map { part in
      Part(name: part.name, arguments: part.arguments.map { $0.filter { $0 != "\"" && $0 != "'" } })
    }
  }

  private static func append(_ character: Character, to part: inout Part) {
    if !part.arguments.isEmpty { part.arguments[part.arguments.count - 1].append(character) }
  }
}
