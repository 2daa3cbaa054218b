/// Keys of JSON objects as a user gives them: `json:time=ts client=request.ip target=path`, or a
/// line of the log, whose keys are taken for what they usually mean.
enum KeyList {
  static func definition(of text: String) throws(FormatProblem) -> FormatDefinition {
    let trimmed = text.trimmingBlanks()
    if let preset = FormatCatalogue.preset(named: trimmed), case .json = preset.definition.shape {
      return preset.definition
    }
    if LogLineLook.isObject(trimmed) { return try sample(trimmed) }
    if trimmed.hasPrefix("{") {
      if let dialect = DialectLook.dialect(of: trimmed), dialect != .json {
        return try FormatString.definition(of: trimmed, dialect: dialect)
      }
      return try sample(trimmed)
    }
    var keys: [FormatKey] = []
    for pair in trimmed.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
      guard let equals = pair.firstIndex(of: "="),
        let field = field(String(pair[..<equals]), String(pair[pair.index(after: equals)...]))
      else { throw FormatProblem(.unknownDirective, excerpt: String(pair)) }
      keys.append(FormatKey(field.name.split(separator: ".").map(String.init), field))
    }
    return try FormatDefinition(name: "json", shape: .json(keys)).checked()
  }

  /// A pair `MEANING=KEY`; of a duration the unit stands behind the key, as in `duration=took:ms`.
  private static func field(_ meaning: String, _ key: String) -> FormatField? {
    let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
    guard let name = parts.first else { return nil }
    let unit = parts.count > 1 ? units[parts[1].lowercased()] : nil
    guard parts.count == 1 || unit != nil else { return nil }
    let plain: (FieldMeaning) -> FormatField = { meaning in
      FormatField(meaning, encoding: .json, name: name)
    }
    return switch meaning.lowercased() {
    case "time":
      FormatField(.time, unit.map { .epoch($0) } ?? .anyTime, encoding: .json, name: name)
    case "end": FormatField(.end, unit.map { .epoch($0) } ?? .anyTime, encoding: .json, name: name)
    case "client":
      FormatField(.client, encoding: .json, extent: .list, name: name, mayBeClient: true)
    case "host": plain(.host)
    case "request": plain(.request)
    case "method": plain(.method)
    case "target", "path", "url", "uri": plain(.target)
    case "query": plain(.query)
    case "protocol", "version": plain(.version)
    case "status": plain(.status)
    case "bytes", "size": plain(.bytes)
    case "referrer", "referer":
      // The name of a key may say that only a host is in it.
      FormatField(
        .referrer,
        KeyNames.field(named: name).flatMap { $0.meaning == .referrer ? $0.notation : nil }
          ?? .plain, encoding: .json, name: name)
    case "agent", "user-agent", "useragent": plain(.userAgent)
    case "duration":
      FormatField(
        .duration, unit.map { .duration($0) } ?? .durationWithUnit, encoding: .json, name: name)
    default: nil
    }
  }

  private static let units: [String: TimeUnit] = [
    "s": .seconds, "ms": .milliseconds, "us": .microseconds, "µs": .microseconds,
    "ns": .nanoseconds,
  ]

  /// The keys of one object of the log: a known format's where it has those, else each by what it usually
  /// means.
  ///
  /// - Throws: Without any text of the object, which is a line of a log.
  static func sample(_ text: String) throws(FormatProblem) -> FormatDefinition {
    do throws(FormatProblem) {
      guard let template = try ObjectTemplate(FormatText(text), directiveEnd: { _, _ in nil })
      else { throw FormatProblem(.noFields) }
      let paths = try template.keys { _ throws(FormatProblem) in FormatField(.ignored, name: "") }
        .map(\.path)
      if let preset = FormatCatalogue.objects.first(where: { isOf($0.definition, Set(paths)) }) {
        return preset.definition
      }
      let keys = paths.compactMap { path -> FormatKey? in
        KeyNames.field(named: path.joined(separator: ".")).map { FormatKey(path, $0) }
      }
      return try FormatDefinition(name: "json", shape: .json(keys)).checked()
    } catch {
      throw FormatProblem(.logLine)
    }
  }

  /// Whether an object with these keys has all that a known format needs: each meaning that is in it, of
  /// several keys one.
  private static func isOf(_ definition: FormatDefinition, _ paths: Set<[String]>) -> Bool {
    guard case .json(let keys) = definition.shape else { return false }
    let needed: Set<FieldMeaning> = [.time, .client, .method, .target, .status, .bytes]
    return needed.allSatisfy { meaning in
      let known = keys.filter { $0.field.meaning == meaning }
      return known.isEmpty || known.contains { paths.contains($0.path) }
    }
  }
}
