extension ApacheReader {
  /// Longer lines stay as they are written: a variable may double itself.
  private static let longestLine = 1 << 16

  /// Whether the server that is being read is a virtual host: its index, else the main server's.
  private var server: Int {
    let isHost = blocks.contains {
      if case .host = $0 { true } else { false }
    }
    return isHost ? servers.count - 1 : 0
  }

  mutating func directive(_ line: String, _ place: Place) {
    let name = line.prefix { $0 != " " && $0 != "\t" }
    let key = name.lowercased()
    let known: Set = [
      "define", "undefine", "serverroot", "include", "includeoptional", "logformat", "customlog",
      "transferlog", "globallog", "servername", "serveralias", "use",
    ]
    guard known.contains(key) else { return }
    let text = key == "define" ? resolved(line) : resolved(line, place)
    let rest = text.dropFirst(name.count)
    if ApacheWords.isCut(rest) { sources.note(.unterminated, place, String(name)) }
    let words = ApacheWords.split(rest)
    guard let first = words.first else {
      return sources.note(.missingArgument, place, String(name))
    }
    switch key {
    case "define": variables[first] = words.count > 1 ? words[1] : ""
    case "undefine": variables[first] = nil
    case "serverroot": root = first
    case "include", "includeoptional":
      include(
        ConfigurationPath.join(root, first), place, isOptional: key == "includeoptional")
    case "servername": servers[server].names = [first]
    case "serveralias": servers[server].aliases += words
    case "logformat":
      if words.count > 1 {
        servers[server].nicknames[words[1]] = first
      } else {
        servers[server].format = first
      }
    case "customlog", "globallog":
      guard words.count > 1 else { return sources.note(.missingArgument, place, String(name)) }
      servers[server].logs.append(
        Log(form: key == "customlog" ? .custom : .global, words: words, place: place))
    case "transferlog":
      servers[server].logs.append(Log(form: .transfer, words: words, place: place))
    default: use(words, place)
    }
  }

  /// A line with the values of its `${NAME}`; one without a value stays, and is said if it matters.
  func resolved(_ line: String, _ place: Place? = nil) -> String {
    guard line.utf8.contains(UInt8(ascii: "$")) else { return line }
    var text = ""
    var rest = line[...]
    while let dollar = rest.utf8.firstIndex(of: UInt8(ascii: "$")) {
      let behind = rest[rest.utf8.index(after: dollar)...]
      guard behind.utf8.first == UInt8(ascii: "{"),
        let brace = behind.utf8.firstIndex(of: UInt8(ascii: "}"))
      else {
        text += rest[...dollar]
        rest = behind
        continue
      }
      let name = String(behind[..<brace].dropFirst())
      text += rest[..<dollar]
      if let value = variables[name] {
        text += value
      } else {
        text += "${\(name)}"
        if let place { sources.note(.undefinedVariable, place, name) }
      }
      rest = behind[behind.utf8.index(after: brace)...]
      guard text.utf8.count < Self.longestLine else { return line }
    }
    return text + rest
  }

  /// Puts a macro's lines where it is used, with the values of its parameters (`mod_macro`).
  private mutating func use(_ words: [String], _ place: Place) {
    let name = words[0].lowercased()
    guard let macro = macros[name] else {
      return sources.note(.notRead, place, "Use \(words[0])")
    }
    guard sources.spend(ConfigurationSources.macroCost, place) else { return }
    // httpd refuses a macro in itself.
    guard !used.contains(name) else { return sources.note(.includeCycle, place, words[0]) }
    guard used.count < ConfigurationSources.deepest else {
      return sources.note(.tooDeep, place, words[0])
    }
    // A longer name may begin with a shorter one.
    let values = zip(macro.parameters, words.dropFirst()).filter { !$0.0.isEmpty }
      .sorted { $0.0.utf8.count > $1.0.utf8.count }
    used.append(name)
    let outside = blocks.count
    var opened: [Place] = []
    for line in macro.lines {
      let text = Self.replaced(line.text, values)
      guard sources.spend(text.utf8.count, line.place) else { break }
      obey(text, line.place, &opened)
    }
    blocks.removeSubrange(outside...)
    used.removeLast()
  }

  private static func replaced(_ text: String, _ values: [(String, String)]) -> String {
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    scan: while let byte = rest.first, result.count < longestLine {
      for (name, value) in values where rest.starts(with: name.utf8) {
        result += value.utf8
        rest = rest.dropFirst(name.utf8.count)
        continue scan
      }
      result.append(byte)
      rest.removeFirst()
    }
    return String(decoding: result.prefix(longestLine), as: UTF8.self)
  }
}
