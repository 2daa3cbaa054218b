/// Which logs lighttpd writes (<https://redmine.lighttpd.net/projects/lighttpd/wiki/Mod_accesslog>).
///
/// What stands in `$HTTP["host"] == "…" { … }` is that host's; where such a block says no file of its
/// own, its requests are in the log of what is around it.
struct LighttpdReader {
  typealias Place = ConfigurationSources.Place

  struct Block {
    var parent: Int?
    /// The host that the condition is about; nil where it is about something else.
    var hosts: [String]?
    var file: (text: String, place: Place)?
    var format: (text: String, place: Place)?
    var syslog: (isOn: Bool, place: Place)?
  }

  /// Longer values are cut: a variable may double itself.
  private static let longest = 1 << 14
  static let format = #"%h %V %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i""#

  let main: String
  let sources: ConfigurationSources
  private var variables: [String: String] = [:]
  var blocks = [Block()]
  /// The blocks that are open, the outermost first.
  private var open = [0]

  private init(main: String, sources: ConfigurationSources) {
    self.main = main
    self.sources = sources
  }

  static func read(_ main: String, _ sources: ConfigurationSources) -> SaidLogs {
    var reader = LighttpdReader(main: main, sources: sources)
    sources.enter(main, from: Place(file: main, line: 0)) { reader.read(main, $0) }
    return reader.resolved()
  }

  private mutating func read(_ file: String, _ bytes: [UInt8]) {
    var tokens = LighttpdTokens(bytes)
    let outside = open.count
    var opened: [Int] = []
    while true {
      let token = tokens.next()
      let place = Place(file: file, line: tokens.line)
      switch token {
      case .end:
        if tokens.isCut { sources.note(.unterminated, place, "\"") }
        if let line = opened.last {
          sources.note(.unterminated, Place(file: file, line: line), "{")
        }
        open.removeSubrange(outside...)
        return
      case .word("include"): include(&tokens, place)
      case .word("include_shell"):
        _ = value(&tokens)
        sources.note(.notRead, place, "include_shell")
      case .word(let name) where name != "else": assign(name, &tokens, place)
      case .sign("$"): begin(&tokens, place, &opened)
      case .sign("{"): push(nil, place, &opened)
      case .sign("}"):
        guard opened.popLast() != nil else {
          sources.note(.unexpected, place, "}")
          continue
        }
        open.removeLast()
      case .word, .string, .sign, .lineEnd: break
      }
    }
  }

  private mutating func push(_ hosts: [String]?, _ place: Place, _ opened: inout [Int]) {
    guard blocks.count < SaidLogs.most else { return sources.fill(place) }
    blocks.append(Block(parent: open.last, hosts: hosts))
    open.append(blocks.count - 1)
    opened.append(place.line)
  }

  /// `$HTTP["host"] == "…" {`, behind the dollar.
  private mutating func begin(_ tokens: inout LighttpdTokens, _ place: Place, _ opened: inout [Int])
  {
    var parts: [LighttpdTokens.Token] = []
    while parts.count < 32 {
      let token = tokens.next()
      if token == .end || token == .sign("}") { return }
      if token == .sign("{") { break }
      if token != .lineEnd { parts.append(token) }
    }
    var hosts: [String]?
    if parts.count >= 6, parts[0] == .word("HTTP"), parts[2] == .string("host"),
      case .sign(let comparison) = parts[4], case .string(let text) = parts[5]
    {
      switch comparison {
      case "==", "=$": hosts = HostNames.sites([text])
      case "=~": hosts = HostNames.sites([Self.host(inPattern: text)])
      default: hosts = []
      }
    }
    push(hosts, place, &opened)
  }

  /// The host of a pattern that says one, as `^(www\.)?example\.org$`; else what is no host's name.
  private static func host(inPattern pattern: String) -> String {
    var rest = pattern[...]
    if rest.hasPrefix("^") { rest = rest.dropFirst() }
    for start in ["(^|\\.)", "(^|.*\\.)", "(.*\\.)?", "(.+\\.)?", "(www\\.)?", "(?:www\\.)?"]
    where rest.hasPrefix(start) {
      rest = rest.dropFirst(start.count)
      break
    }
    for end in ["$", "(:[0-9]+)?", "(:\\d+)?"] where rest.hasSuffix(end) {
      rest = rest.dropLast(end.count)
    }
    var name = ""
    while let character = rest.popFirst() {
      // A dot that is no dot may be any character: such a pattern names no host for certain.
      guard character == "\\" else {
        name.append(character)
        continue
      }
      guard let escaped = rest.popFirst(), escaped == "." || escaped == "-" else { return "" }
      name.append(escaped)
    }
    return name
  }

  private mutating func include(_ tokens: inout LighttpdTokens, _ place: Place) {
    guard let path = value(&tokens), !path.isEmpty else {
      return sources.note(.missingArgument, place, "include")
    }
    let pattern = ConfigurationPath.join(ConfigurationPath.folder(main), path)
    sources.include(pattern, from: place) { read($0, $1) }
  }

  private mutating func assign(_ name: String, _ tokens: inout LighttpdTokens, _ place: Place) {
    guard case .sign(let sign) = tokens.peek(), ["=", "+=", ":="].contains(sign) else { return }
    _ = tokens.next()
    let value = value(&tokens) ?? ""
    let block = open.last ?? 0
    switch name {
    case "accesslog.filename": blocks[block].file = (value, place)
    case "accesslog.format": blocks[block].format = (value, place)
    case "accesslog.use-syslog": blocks[block].syslog = (value == "enable", place)
    default:
      let before = sign == "+=" ? variables[name] ?? "" : ""
      variables[name] = String((before + value).utf8.prefix(Self.longest)) ?? ""
    }
  }

  /// `"…" + name + …`; nil for a list or where nothing stands.
  private mutating func value(_ tokens: inout LighttpdTokens) -> String? {
    var text: String?
    while true {
      switch tokens.peek() {
      case .string(let part): text = (text ?? "") + part
      case .word(let name):
        text = (text ?? "") + (variables[name] ?? variables["var." + name] ?? name)
      case .sign("("):
        skipList(&tokens)
        return nil
      default: return text
      }
      _ = tokens.next()
      guard tokens.peek() == .sign("+") else { break }
      _ = tokens.next()
      while tokens.peek() == .lineEnd { _ = tokens.next() }
    }
    return String((text ?? "").utf8.prefix(Self.longest)) ?? ""
  }

  private func skipList(_ tokens: inout LighttpdTokens) {
    var depth = 0
    while true {
      switch tokens.next() {
      case .sign("("): depth += 1
      case .sign(")"):
        depth -= 1
        if depth == 0 { return }
      case .end: return
      default: break
      }
    }
  }
}
