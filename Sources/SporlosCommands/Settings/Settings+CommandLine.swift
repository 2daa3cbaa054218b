internal import Traffic

extension Settings {
  /// A command line with what the environment and the file give for options that it leaves out.
  ///
  /// - Throws: ``CommandFailure`` where these give what no setting takes.
  static func applied(
    to typed: [String], variable: (String) -> String? = Terminal.variable
  ) throws(CommandFailure) -> [String] {
    let (command, count) = command(of: typed)
    let options = typed.prefix { $0 != "--" }
    // Help has to be there for whoever wants to know what is wrong.
    let asksForHelp = options.contains { ["--help", "-h", "--version"].contains($0) }
    guard let command, !asksForHelp, command == "serve" || commands.contains(command) else {
      return typed
    }
    let settings = try Settings(file: configuration(in: options[...]), variable: variable)
    settings.use()
    if command == "serve" { return settings.serving(typed) }
    let rest = Array(typed[count...])
    return typed[..<count] + settings.options(of: command, beside: rest) + rest
  }

  /// Commands that any setting is for.
  private static let commands = Setting.all.reduce(into: Set<String>()) {
    $0.formUnion($1.commands)
  }

  /// The command that a line names, and how many words that takes.
  private static func command(of words: [String]) -> (String?, count: Int) {
    guard let first = words.first, !first.hasPrefix("-") else { return (nil, 0) }
    guard words.count > 1, commands.contains("\(first) \(words[1])") else { return (first, 1) }
    return ("\(first) \(words[1])", 2)
  }

  /// The file that --config names.
  private static func configuration(in words: ArraySlice<String>) -> String? {
    var path: String?
    for (word, next) in zip(words, words.dropFirst().map(Optional.some) + [nil]) {
      if word == "--config" { path = next }
      if word.hasPrefix("--config=") { path = String(word.dropFirst("--config=".count)) }
    }
    return path
  }

  /// The names of settings whose options are in a command line.
  private static func typed(in words: [String]) -> Set<String> {
    Set(
      words.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }
        .map { String($0.dropFirst(2).prefix { $0 != "=" }) })
  }

  /// The options that a command line leaves out.
  func options(of command: String, beside words: [String]) -> [String] {
    let typed = Settings.typed(in: words)
    let site = ["check", "scrub"].contains(command) ? self.site(ofAll: words) : nil
    let values = site.map { logs(of: $0) + given.filter { $0.setting.place != .logs } } ?? given
    return values.filter { value in
      value.setting.key != "logs" && value.setting.commands.contains(command)
        && !Settings.isOutranked(value.setting, by: typed)
    }.flatMap(\.options)
  }

  private static func isOutranked(_ setting: Setting, by typed: Set<String>) -> Bool {
    typed.contains(setting.key)
      || Setting.exclusive.contains {
        $0.contains(setting.name)
          && $0.contains { typed.contains(String($0.split(separator: ".").last ?? "")) }
      }
  }

  /// What only the environment gives, as words for a command that is to run without it, from any folder.
  func environmentWords(of command: String, beside typed: [String]) -> [String] {
    let own = Settings.typed(in: typed)
    return environment.values.filter { value in
      value.setting.commands.contains(command) && !Settings.isOutranked(value.setting, by: own)
    }.sorted { $0.setting.name < $1.setting.name }.flatMap { value in
      var value = value
      value.words = value.words.map { SettingsFile.path($0, of: value.setting, in: nil) }
      return value.setting.key == "logs" ? value.words : value.options
    }
  }

  /// What the file says of a site's logs, as a command line that has options of its own for all logs.
  func options(ofSite site: Int, beside typed: [String]) -> [String] {
    let own = Settings.typed(in: typed)
    let mine = logs(of: site).filter {
      $0.setting.key != "logs" && !Settings.isOutranked($0.setting, by: own)
    }
    return mine.flatMap(\.options) + Settings.logOptions(in: typed)
  }

  /// The options of a command line that are about logs; each has a value.
  private static func logOptions(in typed: [String]) -> [String] {
    let options = Set(Setting.all.filter { $0.place == .logs }.map(\.option))
    var words: [String] = []
    var isValue = false
    for word in typed.prefix(while: { $0 != "--" }) {
      if isValue || options.contains(String(word.prefix { $0 != "=" })) {
        words.append(word)
        isValue = !isValue && !word.contains("=")
      }
    }
    return words
  }

  /// The site that all logs of a command line are of, if they are of one.
  private func site(ofAll words: [String]) -> Int? {
    guard let file else { return nil }
    let sites = Set(
      words.filter { !$0.hasPrefix("-") }.compactMap { word in
        file.sites.indices.first { logPatterns(of: $0).contains(word) }
      })
    return sites.count == 1 ? sites.first : nil
  }

  /// The logs that a site lists.
  func logPatterns(of site: Int) -> LogPatterns {
    LogPatterns(logs(of: site).first { $0.setting.key == "logs" }?.words ?? [])
  }

  /// The server's command line: it reads no file, and is told.
  private func serving(_ typed: [String]) -> [String] {
    var rest = Array(typed.dropFirst())
    if let place = rest.firstIndex(of: "--config") {
      rest.removeSubrange(place..<min(place + 2, rest.count))
    }
    rest.removeAll { $0.hasPrefix("--config=") }
    let names = Settings.typed(in: rest)
    let isServer = rest.first.map { $0.hasPrefix("-") || $0 == "run" } ?? true
    var options = given.filter { value in
      value.setting.table == "serve" && (isServer || value.setting.key == "state")
        && !Settings.isOutranked(value.setting, by: names)
    }.flatMap(\.options)
    if isServer, value("serve.db") == nil, !names.contains("db"),
      let database = value("publish-to") ?? value("db")
    {
      options += ["--db=\(database.words[0])"]
    }
    // Options come after the word of the subcommand, whose own words may follow.
    let words = isServer ? Array(rest.prefix { $0 == "run" }) : rest
    return ["serve"] + words + options + rest.dropFirst(words.count)
  }

  /// What to add to a sentence about an option that nobody typed.
  func note(on sentence: String, typed: [String]) -> String? {
    guard let value = given.first(where: { $0.isNamed(in: sentence) }),
      !Settings.typed(in: typed).contains(value.setting.key)
    else { return nil }
    return "(\(value.source))"
  }
}
