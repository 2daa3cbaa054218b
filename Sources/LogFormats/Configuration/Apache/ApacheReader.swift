/// Which logs Apache httpd writes (<https://httpd.apache.org/docs/2.4/mod/mod_log_config.html>).
///
/// `LogFormat` counts wherever it stands; a `<VirtualHost>` without a log of its own writes the main
/// server's. What stands in `<IfModule>` and its like counts, unless it begins with `!`.
struct ApacheReader {
  typealias Place = ConfigurationSources.Place

  struct Log {
    enum Form { case custom, transfer, global }

    var form: Form
    var words: [String]
    var place: Place
  }

  /// The main server, or a virtual host.
  struct Server {
    var names: [String] = []
    var aliases: [String] = []
    var logs: [Log] = []
    var nicknames: [String: String] = [:]
    /// What the last `LogFormat` without a nickname says: a format, or a nickname.
    var format: String?
  }

  struct Macro {
    var parameters: [String]
    var lines: [(text: String, place: Place)] = []
  }

  enum Block { case host, open, skipped, macro(String) }

  let main: String
  let sources: ConfigurationSources
  var root: String
  /// What `Define` and the environment say.
  var variables: [String: String] = [:]
  var servers = [Server()]
  var macros: [String: Macro] = [:]
  var blocks: [Block] = []
  /// The macros that are being used, the outermost first.
  var used: [String] = []

  static func read(_ main: String, _ sources: ConfigurationSources) -> SaidLogs {
    var reader = ApacheReader(main, sources)
    sources.enter(main, from: Place(file: main, line: 0)) { reader.read(main, $0) }
    return reader.resolved()
  }

  private init(_ main: String, _ sources: ConfigurationSources) {
    self.main = main
    self.sources = sources
    let folder = ConfigurationPath.folder(main)
    let above = ConfigurationPath.folder(folder)
    switch ConfigurationPath.name(folder) {
    case "conf", "conf.d", "conf-enabled", "conf-available", "sites-enabled", "sites-available",
      "vhosts.d":
      root = above
    default: root = folder
    }
    guard let bytes = [folder, above].lazy.compactMap({ sources.files("\($0)/envvars") }).first
    else { return }
    // A second instance of Debian has its own folders, all with its name behind.
    let instance = folder.hasPrefix("/etc/apache2-") ? folder.dropFirst("/etc/apache2".count) : ""
    variables =
      ShellAssignments(bytes, given: ["SUFFIX": String(instance), "APACHE_CONFDIR": folder]).values
  }

  var isSkipping: Bool {
    switch blocks.last {
    case .skipped: true
    default: false
    }
  }

  private mutating func read(_ file: String, _ bytes: [UInt8]) {
    // Blocks end in the file in which they begin.
    let outside = blocks.count
    var opened: [Place] = []
    for line in ContinuedLines(bytes) {
      obey(line.text, Place(file: file, line: line.number), &opened)
    }
    if let place = opened.last { sources.note(.unterminated, place, "<") }
    blocks.removeSubrange(outside...)
  }

  /// One line: a directive, or the beginning or end of a block.
  mutating func obey(_ line: String, _ place: Place, _ opened: inout [Place]) {
    guard line.utf8.first != UInt8(ascii: "#") else { return }
    if line.hasPrefix("</") {
      let isMacro = line.lowercased().hasPrefix("</macro")
      if case .macro(let name)? = blocks.last, !isMacro {
        return macros[name, default: Macro(parameters: [])].lines.append((line, place))
      }
      guard opened.popLast() != nil else { return sources.note(.unexpected, place, line) }
      blocks.removeLast()
    } else if case .macro(let name)? = blocks.last {
      macros[name, default: Macro(parameters: [])].lines.append((line, place))
    } else if line.utf8.first == UInt8(ascii: "<") {
      opened.append(place)
      blocks.append(isSkipping ? .skipped : opens(line, place))
    } else if !isSkipping {
      directive(line, place)
    }
  }

  private mutating func opens(_ line: String, _ place: Place) -> Block {
    let inside = resolved(line).dropFirst().prefix { $0 != ">" }
    let words = ApacheWords.split(Substring(inside))
    let argument = words.dropFirst().first ?? ""
    switch words.first?.lowercased() {
    case "virtualhost":
      servers.append(Server())
      return .host
    case "ifmodule": return argument.hasPrefix("!") ? .skipped : .open
    case "ifdefine":
      // What the command line defines is unknown: only what is defined here tells.
      guard argument.hasPrefix("!") else { return .open }
      return variables[String(argument.dropFirst())] == nil ? .open : .skipped
    case "ifversion": return argument.hasPrefix("<") || argument.hasPrefix("!") ? .skipped : .open
    case "iffile":
      let isNegated = argument.hasPrefix("!")
      let path = ConfigurationPath.join(root, String(argument.dropFirst(isNegated ? 1 : 0)))
      return sources.glob(path, place).isEmpty == isNegated ? .open : .skipped
    case "macro":
      let name = argument.lowercased()
      if macros.count < ConfigurationSources.maxFiles {
        macros[name] = Macro(parameters: Array(words.dropFirst(2)))
      } else {
        sources.fill(place)
      }
      return .macro(name)
    default: return .open
    }
  }

  mutating func include(_ pattern: String, _ place: Place, isOptional: Bool, depth: Int = 0) {
    let isGlob = ConfigurationPath.isGlob(pattern)
    for path in isGlob ? sources.glob(pattern, place) : [pattern] where !sources.isFull {
      if sources.enter(path, from: place, { read(path, $0) }) { continue }
      // A folder stands for all that is in it.
      let inside = sources.glob(
        ConfigurationPath.join(ConfigurationPath.literal(path), "*"), place)
      if !inside.isEmpty, depth < ConfigurationSources.deepest {
        for path in inside {
          include(path, place, isOptional: true, depth: depth + 1)
        }
      } else if !isGlob, !isOptional {
        sources.note(.unreadable, place, path)
      }
    }
  }
}
