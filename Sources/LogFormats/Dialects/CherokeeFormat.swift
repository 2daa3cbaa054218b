/// Cherokee's custom logger, whose names stand in `${…}`.
///
///     ${ip_remote} ${vserver_name} ${user_remote} [${now}] "${request_first_line}" ${status}
///
/// Source: "Logger: Custom", https://github.com/cherokee/webserver/blob/master/doc/modules_loggers_custom.txt.
public enum CherokeeFormat {
  /// Whether a text has a name that only Cherokee has: nginx's stand in braces, too.
  static func isOne(_ text: String) -> Bool {
    ["ip_remote", "request_first_line", "request_original", "vserver_name", "vserver_name_req"]
      .contains { text.contains("${\($0)}") }
  }

  public static func definition(of string: String) throws(FormatProblem) -> FormatDefinition {
    let text = try FormatText(string)
    var pieces = PieceList()
    var index = 0
    while index < text.bytes.count {
      guard text.hasPrefix("${", at: index) else {
        pieces.add(text.bytes[index])
        index += 1
        continue
      }
      guard let close = text.firstIndex(of: UInt8(ascii: "}"), from: index) else {
        throw text.problem(.unterminated, index..<(index + 2))
      }
      let range = index..<(close + 1)
      let name = text.string((index + 2)..<close)
      try pieces.add(
        field(name, written: text.string(range)), text.problem(.nothingBetween, range))
      index = range.upperBound
    }
    return try FormatDefinition(name: "cherokee", shape: .line(pieces.pieces)).checked()
  }

  private static func field(_ name: String, written: String) -> FormatField {
    switch name {
    case "ip_remote": FormatField(.client, name: written, mayBeClient: true)
    case "now": FormatField(.time, .commonLog, name: written)
    case "time_secs": FormatField(.time, .epoch(.seconds), name: written, rank: 1)
    case "time_msecs": FormatField(.time, .epoch(.milliseconds), name: written, rank: 1)
    case "request_first_line":
      FormatField(.request, encoding: .backslash, extent: .text, name: written)
    case "request_original": FormatField(.target, extent: .text, name: written, rank: 1)
    case "request": FormatField(.target, extent: .text, name: written, rank: 2)
    case "query_string": FormatField(.query, extent: .text, name: written)
    case "status": FormatField(.status, name: written)
    case "response_size": FormatField(.bytes, name: written)
    case "http_host": FormatField(.host, extent: .text, name: written)
    case "vserver_name_req": FormatField(.host, name: written, rank: 1)
    // The name in the configuration, which is a nickname.
    case "vserver_name": FormatField(.ignored, extent: .text, name: written)
    case "http_referrer": FormatField(.referrer, extent: .text, name: written)
    case "http_user_agent": FormatField(.userAgent, extent: .text, name: written)
    case "ip_local", "port_server", "protocol", "transport": FormatField(.ignored, name: written)
    default: FormatField(.ignored, extent: .text, name: written)
    }
  }
}
