/// What writes the lines of Caddy's logs, with its options: `json { time_format wall }`
/// (<https://caddyserver.com/docs/caddyfile/directives/log#json>).
struct CaddyEncoder {
  private let name: String
  /// What the plugin transform-encoder makes lines of.
  private var template: String?
  private var options: [String: String] = [:]

  /// - Parameter text: As ``ConfiguredFormat/text`` has it.
  init(_ text: String) {
    let tokens = CaddyTokens(Array(text.utf8)).tokens.map(\.text)
    name = tokens.first ?? ""
    var rest = tokens.dropFirst()[...]
    if name == "transform", let first = rest.first, first != "{" {
      template = first
      rest = rest.dropFirst()
    }
    guard rest.first == "{" else { return }
    rest = rest.dropFirst()
    // An option and its value each; what has no value of its own is none that matters.
    while let option = rest.popFirst() {
      guard Self.valued.contains(option), let value = rest.popFirst() else { continue }
      options[option] = value
    }
  }

  private static let valued: Set = [
    "time_key", "time_format", "duration_format", "message_key", "level_key", "name_key",
    "caller_key", "stacktrace_key", "line_ending", "level_format",
  ]

  /// The definition of its lines: the preset `caddy`, with what the options change.
  func definition() throws(FormatProblem) -> FormatDefinition {
    if let template { return try transformed(template) }
    guard name == "json" || name.isEmpty else {
      throw FormatProblem(.unknownEncoder, excerpt: name)
    }
    var definition = ObjectFormats.caddy
    guard case .json(var keys) = definition.shape else { return definition }
    for index in keys.indices {
      switch keys[index].field.meaning {
      case .time:
        if let key = options["time_key"] { keys[index].path = [key] }
        if let format = options["time_format"] { keys[index].field.notation = Self.time(format) }
      case .duration:
        keys[index].field.notation = Self.duration(options["duration_format"] ?? "seconds")
      default: break
      }
    }
    definition.shape = .json(keys)
    definition.name = options.isEmpty ? definition.name : "json"
    return definition
  }

  private func transformed(_ template: String) throws(FormatProblem) -> FormatDefinition {
    var definition = try CaddyTransform.definition(of: template)
    definition.changeFields { field in
      // The time of `{common_log}` is what it is.
      guard field.notation == .anyTime, let format = options["time_format"] else { return }
      field.notation = Self.time(format)
    }
    return definition
  }

  private static func time(_ format: String) -> FieldNotation {
    switch format {
    case "unix_milli_float": .epoch(.milliseconds)
    case "unix_nano": .epoch(.nanoseconds)
    case "wall": .strftime("%Y/%m/%d %H:%M:%S")
    case "wall_milli": .strftime("%Y/%m/%d %H:%M:%S.%3f")
    case "wall_nano": .strftime("%Y/%m/%d %H:%M:%S.%9f")
    default: GoTimePattern.strftime(format).map(StrftimePattern.notation) ?? .anyTime
    }
  }

  private static func duration(_ format: String) -> FieldNotation {
    switch format {
    case "nano", "nanos", "ns": .duration(.nanoseconds)
    case "milli", "millis", "ms": .duration(.milliseconds)
    case "string": .durationWithUnit
    default: .duration(.seconds)
    }
  }
}

/// Go's layouts of times, which show what a certain moment would look like
/// (<https://pkg.go.dev/time#pkg-constants>).
enum GoTimePattern {
  /// The same as strftime has it; `nil` for what names no year of that moment.
  static func strftime(_ layout: String) -> String? {
    let parts: [(String, String)] = [
      ("2006", "%Y"), ("January", "%B"), ("Jan", "%b"), ("Monday", "%A"), ("Mon", "%a"),
      ("MST", "%Z"), ("Z07:00", "%z"), ("-07:00", "%z"), ("-0700", "%z"), ("Z0700", "%z"),
      ("01", "%m"), ("02", "%d"), ("03", "%I"), ("04", "%M"), ("05", "%S"), ("06", "%y"),
      ("15", "%H"), ("_2", "%e"), ("PM", "%p"),
    ]
    guard layout.contains("2006") else { return nil }
    var result = ""
    var rest = layout[...]
    while let first = rest.first {
      if let (go, posix) = parts.first(where: { rest.hasPrefix($0.0) }) {
        result += posix
        rest = rest.dropFirst(go.count)
      } else if first == "." || first == ",",
        case let zeros = rest.dropFirst().prefix(while: { $0 == "0" }),
        !zeros.isEmpty, zeros.count <= 9
      {
        result += "\(first)%\(zeros.count)f"
        rest = rest.dropFirst(1 + zeros.count)
      } else {
        result += first == "%" ? "%%" : String(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
