/// The access log formats of Amazon API Gateway, of `$context` variables.
///
///     $context.identity.sourceIp [$context.requestTime] "$context.httpMethod $context.path" …
///
/// Source: "Variables for access logging",
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html.
public enum APIGatewayFormat {
  /// The definition of a format string, or of an object of JSON whose values are variables.
  public static func definition(of string: String) throws(FormatProblem) -> FormatDefinition {
    let text = try FormatText(string).trimmed()
    if let template = try ObjectTemplate(text, directiveEnd: { _, _ in nil }) {
      let keys = try template.keys { part throws(FormatProblem) in
        var field = try pieces(of: part).asOneField(named: part.string(0..<part.bytes.count))
        field.encoding = .json
        return field
      }
      return try FormatDefinition(name: "apigateway", shape: .json(keys)).checked()
    }
    return try FormatDefinition(name: "apigateway", shape: .line(pieces(of: text).pieces))
      .checked()
  }

  private static func pieces(of text: FormatText) throws(FormatProblem) -> PieceList {
    var pieces = PieceList()
    var index = 0
    while index < text.bytes.count {
      guard text.hasPrefix("$context.", at: index) else {
        pieces.add(text.bytes[index])
        index += 1
        continue
      }
      var end = index + 9
      while let byte = text.byte(at: end),
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
          || byte == UInt8(ascii: "-")
      { end += 1 }
      while text.bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
      guard end > index + 8 else { throw text.problem(.unknownDirective, index..<(index + 9)) }
      let range = index..<end
      let field = field(text.string((index + 8)..<end), written: text.string(range))
      try pieces.add(field, text.problem(.nothingBetween, range))
      index = end
    }
    return pieces
  }

  /// What a variable means, by what stands behind `$context`.
  private static func field(_ variable: String, written name: String) -> FormatField {
    switch variable {
    case ".identity.sourceIp":
      FormatField(.client, name: name, mayBeClient: true)
    case ".identity.userAgent":
      FormatField(.userAgent, extent: .text, name: name)
    case ".requestTime":
      FormatField(.time, .commonLog, name: name)
    case ".requestTimeEpoch":
      FormatField(.time, .epoch(.milliseconds), name: name, rank: 1)
    case ".httpMethod":
      FormatField(.method, name: name)
    case ".path":
      FormatField(.target, name: name)
    case ".resourcePath":
      FormatField(.target, name: name, rank: 1)
    case ".routeKey":
      // `GET /pets/{id}`: a method and a route.
      FormatField(.ignored, extent: .text, name: name)
    case ".protocol":
      FormatField(.version, name: name)
    case ".domainName":
      FormatField(.host, name: name)
    case ".status":
      FormatField(.status, name: name)
    case ".responseLength":
      FormatField(.bytes, name: name)
    case ".responseLatency":
      FormatField(.duration, .duration(.milliseconds), name: name)
    default:
      FormatField(.ignored, extent: .text, name: name)
    }
  }
}
