/// Tomcat's log of objects: the pattern of its other log says which keys there are
/// (<https://tomcat.apache.org/tomcat-10.1-doc/api/org/apache/catalina/valves/JsonAccessLogValve.html>).
enum TomcatObjects {
  /// The definition of the objects that a pattern makes.
  ///
  /// - Parameter unit: The unit of `%D`; it is not read where that is not known.
  static func definition(
    of pattern: String, unit: TimeUnit?
  ) throws(FormatProblem) -> FormatDefinition {
    let text = try FormatText(pattern)
    var keys: [FormatKey] = []
    var index = 0
    while index < text.bytes.count {
      let start = index
      index += 1
      guard text.bytes[start] == UInt8(ascii: "%"), text.byte(at: index) != nil else { continue }
      var argument: String?
      if text.byte(at: index) == UInt8(ascii: "{") {
        guard let end = text.firstIndex(of: UInt8(ascii: "}"), from: index) else {
          throw text.problem(.unterminated, start..<(index + 1))
        }
        argument = text.string((index + 1)..<end)
        index = end + 1
      }
      guard let letter = text.byte(at: index) else {
        throw text.problem(.unterminated, start..<text.bytes.count)
      }
      index += 1
      if let key = key(Character(Unicode.Scalar(letter)), argument, unit) { keys.append(key) }
    }
    return try FormatDefinition(name: "json", shape: .json(keys)).checked()
  }

  /// The key of a directive that means something to us.
  private static func key(_ letter: Character, _ argument: String?, _ unit: TimeUnit?) -> FormatKey?
  {
    func key(
      _ name: String, _ meaning: FieldMeaning, _ notation: FieldNotation = .plain, rank: Int = 0
    ) -> FormatKey {
      FormatKey(
        [name],
        FormatField(
          meaning, notation, encoding: .json, extent: meaning == .client ? .list : .text,
          name: name, rank: rank, mayBeClient: meaning == .client))
    }
    switch (letter, argument) {
    case ("h", nil): return key("host", .client)
    case ("a", nil): return key("remoteAddr", .client)
    case ("a", "remote"?), ("a", "peer"?): return nil
    case ("t", nil): return key("time", .time, .strftime("[%d/%b/%Y:%H:%M:%S %z]"))
    case ("t", "sec"?): return key("time-sec", .time, .epoch(.seconds))
    case ("t", "msec"?): return key("time-msec", .time, .epoch(.milliseconds))
    case ("t", let pattern?):
      let written = JavaTimePattern.strftime(pattern) ?? pattern
      return key("time-" + pattern, .time, StrftimePattern.notation(of: written))
    case ("r", nil): return key("request", .request)
    case ("m", nil): return key("method", .method)
    case ("U", nil): return key("path", .target, rank: 1)
    case ("q", nil): return key("query", .query)
    case ("H", nil): return key("protocol", .version)
    case ("s", nil): return key("statusCode", .status)
    case ("b", nil): return key("size", .bytes)
    case ("B", nil): return key("byteSentNC", .bytes, rank: 1)
    case ("v", nil): return key("localServerName", .host, rank: 1)
    case ("D", nil): return unit.map { key("elapsedTime", .duration, .duration($0)) }
    case ("T", nil): return key("elapsedTimeS", .duration, .duration(.seconds), rank: 2)
    case ("i", let name?):
      let field = HeaderVariables.field(header: name, written: name, encoding: .json)
      return FormatKey(["requestHeaders", name], field)
    default: return nil
    }
  }
}
