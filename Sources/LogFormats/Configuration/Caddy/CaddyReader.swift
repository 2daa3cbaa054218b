/// Which logs Caddy writes, by its Caddyfile
/// (<https://caddyserver.com/docs/caddyfile/directives/log>).
///
/// A site's `log` without a block goes where the global `log` says, else to standard error. A global
/// log that includes `http.log.access` has all sites' lines, too.
struct CaddyReader {
  typealias Place = ConfigurationSources.Place

  struct Site {
    var addresses: [String]
    var logs: [CaddyDirective] = []
  }

  let main: String
  let sources: ConfigurationSources
  var sites: [Site] = []
  var globalLogs: [CaddyDirective] = []
  private var snippets: [String: [CaddyDirective]] = [:]
  /// The snippets that are being imported, the outermost first; nothing for a file.
  private var imported: [String] = []

  static func read(_ main: String, _ sources: ConfigurationSources) -> SaidLogs {
    var reader = CaddyReader(main: main, sources: sources)
    var isJSON = false
    var said = SaidLogs()
    sources.enter(main, from: Place(file: main, line: 0)) { bytes in
      if let object = CaddyJSON(bytes) {
        isJSON = true
        said = object.logs(main, sources)
      } else {
        reader.read(CaddyDirective.read(main, bytes, sources))
      }
    }
    return isJSON ? said : reader.resolved()
  }

  private init(main: String, sources: ConfigurationSources) {
    self.main = main
    self.sources = sources
  }

  /// What stands outside all blocks.
  private mutating func read(_ directives: [CaddyDirective]) {
    for (number, directive) in directives.enumerated() where !sources.isFull {
      let words = directive.words
      if let name = words.first, words.count == 1, name.hasPrefix("("), name.hasSuffix(")") {
        snippets[String(name.dropFirst().dropLast())] = directive.block ?? []
      } else if words.first == "import" {
        expand(directive, []) { $0.read($1) }
      } else if words.isEmpty {
        globalLogs += expanded(directive.block ?? []).filter { $0.words.first == "log" }
      } else if let block = directive.block {
        addSite(words, block)
      } else {
        // One site alone may stand without braces: all that follows is its.
        addSite(words, Array(directives[(number + 1)...]))
        return
      }
    }
  }

  private mutating func addSite(_ addresses: [String], _ block: [CaddyDirective]) {
    let names = addresses.flatMap { $0.split(separator: ",").map(String.init) }
    let logs = expanded(block).filter { $0.words.first == "log" }
    guard sites.count < SaidLogs.most else { return }
    sites.append(Site(addresses: names, logs: logs))
  }

  /// The directives with what they import in its place.
  private mutating func expanded(
    _ directives: [CaddyDirective], _ arguments: [String] = []
  ) -> [CaddyDirective] {
    var result: [CaddyDirective] = []
    for directive in directives where !sources.isFull {
      let directive = Self.replaced(directive, arguments)
      if directive.words.first == "import" {
        expand(directive, arguments) { result += $0.expanded($1) }
      } else {
        result.append(directive)
      }
    }
    return result
  }

  /// Hands over what an `import` stands for: a snippet, or files.
  private mutating func expand(
    _ directive: CaddyDirective, _ outer: [String],
    _ take: (inout CaddyReader, [CaddyDirective]) -> Void
  ) {
    let words = directive.words.dropFirst()
    guard let name = words.first else {
      return sources.note(.missingArgument, directive.place, "import")
    }
    guard imported.count < ConfigurationSources.deepest else {
      return sources.note(.tooDeep, directive.place, name)
    }
    let arguments = Array(words.dropFirst())
    let snippet = snippets[name]
    // Caddy refuses a snippet in itself.
    if snippet != nil, imported.contains(name) {
      return sources.note(.includeCycle, directive.place, name)
    }
    imported.append(snippet == nil ? "" : name)
    defer { imported.removeLast() }
    if let snippet {
      let cost = ConfigurationSources.macroCost + Self.size(of: snippet) * (1 + arguments.count)
      guard sources.spend(cost, directive.place) else { return }
      return take(&self, snippet.map { Self.replaced($0, arguments) })
    }
    let folder = ConfigurationPath.folder(directive.place.file)
    sources.include(ConfigurationPath.join(folder, name), from: directive.place) { path, bytes in
      let read = CaddyDirective.read(path, bytes, sources)
      take(&self, read.map { Self.replaced($0, arguments) })
    }
  }

  /// About the bytes of directives with all that is in their blocks.
  private static func size(of directives: [CaddyDirective]) -> Int {
    directives.reduce(0) { size, directive in
      size + 64 + directive.words.reduce(0) { $0 + $1.utf8.count }
        + Self.size(of: directive.block ?? [])
    }
  }

  /// A directive with `{args[0]}` and its like put in.
  private static func replaced(
    _ directive: CaddyDirective, _ arguments: [String]
  ) -> CaddyDirective {
    guard !arguments.isEmpty else { return directive }
    var directive = directive
    directive.words = directive.words.flatMap { word -> [String] in
      if word == "{args[:]}" || word == "{args.*}" { return arguments }
      guard word.contains("{args") else { return [word] }
      var word = word
      for (number, argument) in arguments.enumerated().prefix(32) {
        for written in ["{args[\(number)]}", "{args.\(number)}"] {
          word = replaced(word, written, argument)
        }
      }
      return [word]
    }
    directive.block = directive.block?.map { replaced($0, arguments) }
    return directive
  }

  private static func replaced(_ text: String, _ old: String, _ new: String) -> String {
    let old = Array(old.utf8)
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first, result.count < 1 << 14 {
      if rest.starts(with: old) {
        result += new.utf8
        rest = rest.dropFirst(old.count)
      } else {
        result.append(byte)
        rest.removeFirst()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
