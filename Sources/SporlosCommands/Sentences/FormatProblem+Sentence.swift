internal import LogFormats
internal import Traffic

extension FormatProblem {
  /// What is wrong with a format string, where, and what to do.
  func sentence(
    of text: String, client: String = "", option: String = "--format"
  ) -> String {
    let place = excerpt.isEmpty ? "" : " at byte \(offset + 1), \(QuotedText.quoted(excerpt))"
    switch code {
    case .unknownDirective:
      return "\(option) has an unknown directive\(place): "
        + "see the server's manual, or name the server, as in tomcat9:STRING"
    case .unterminated:
      return "\(option) has a quote, bracket or brace that is not closed\(place)"
    case .nothingBetween:
      return "\(option) has two values with nothing between them\(place), "
        + "so it is unclear where the first one ends: put a space between them in the server's configuration"
    case .noTime:
      return "\(option) has no time: log one, such as $time_local or %t"
    case .noRequest:
      return "\(option) has no request: log one, such as $request or %r"
    case .noFields:
      return
        "there is no format \(QuotedText.quoted(String(text.prefix(60)))): \(option) takes a name "
        + "from `sporlos formats`, or the server's own format string"
    case .logLine:
      return "\(option) takes the format, not a line of the log: leave it out, since most formats "
        + "are recognised, or give the server's own format string. For JSON, name its keys, as in "
        + "\(option) 'json:time=ts client=request.ip target=path status=code'"
    case .noClient:
      let names = (try? FormatString.definition(of: text))?.clientNames ?? []
      return "the format has no field \(QuotedText.quoted(client)): --client-address takes one of "
        + names.map(QuotedText.harmless).joined(separator: ", ")
    case .unknownEncoder:
      return "the output of Caddy's encoder \(QuotedText.quoted(excerpt)) is not supported: "
        + "use its encoder json"
    case .tooLarge:
      return "\(option) is longer than 16 KiB, or has more than 200 values"
    }
  }
}

extension FormatDefinition {
  /// Whether a value has a name, written with or without a server's signs.
  func names(_ name: String) -> Bool { FormatPlan.field(named: name, in: fields) != nil }

  /// The values that may be a client's address.
  var clientNames: [String] {
    let names = fields.filter { $0.mayBeClient || $0.meaning == .client }.map(\.name)
    return names.isEmpty ? fields.map(\.name) : names
  }
}
