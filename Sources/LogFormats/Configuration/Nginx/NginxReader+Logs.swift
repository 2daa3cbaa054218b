extension NginxReader {
  /// What is written, once all is read: a level's own logs, else those of the level above.
  func resolved() -> SaidLogs {
    var said = SaidLogs()
    for server in servers {
      let names = HostNames.sites(server.names)
      let own = server.accesses.isEmpty ? accesses : server.accesses
      add(own, names, server, &said)
      if own.isEmpty { addDefault(names, &said) }
      // `off` in a location silences that alone: the site has its log all the same.
      add(server.inside.filter { !$0.isOff }, names, server, &said)
    }
    if servers.isEmpty { add(accesses, [], Server(), &said) }
    return said
  }

  private func add(
    _ accesses: [Access], _ names: [String], _ server: Server, _ said: inout SaidLogs
  ) {
    // `off` ends what is inherited, and all that is said beside it.
    if let off = accesses.first(where: \.isOff) { return said.addUnlogged(names, off.place) }
    for access in accesses {
      if let log = log(access, names, server) { said.add(log, sources) }
    }
  }

  private func log(_ access: Access, _ names: [String], _ server: Server) -> ConfiguredLog? {
    var options = access.words.dropFirst()
    var name = "combined"
    if let first = options.first, !Self.isOption(first) {
      name = first
      options.removeFirst()
    }
    guard let format = formats[name] else {
      sources.note(.unknownFormat, access.place, name)
      return nil
    }
    let (path, destination) = destination(access.words[0], server)
    return ConfiguredLog(
      path: path, destination: destination, format: format, formatName: name,
      sites: names, condition: options.first { $0.hasPrefix("if=") },
      isCompressed: options.contains { $0 == "gzip" || $0.hasPrefix("gzip=") },
      file: access.place.file, line: access.place.line)
  }

  private static func isOption(_ word: String) -> Bool {
    word == "gzip"
      || ["gzip=", "buffer=", "flush=", "if="].contains { word.hasPrefix($0) }
  }

  private func destination(
    _ written: String, _ server: Server
  ) -> (String, ConfiguredLog.Destination) {
    if written.hasPrefix("syslog:") { return (String(written.dropFirst(7)), .syslog) }
    if ConfigurationPath.isStandardStream(written) { return (written, .standardOutput) }
    let (name, hasVariables) = Self.withoutVariables(
      written, serverName: server.names.first ?? "")
    return (absolute(name), hasVariables ? .filesByVariable : .file)
  }

  /// The name with `*` for each variable, if there are any; `$server_name` never changes in a block.
  static func withoutVariables(_ written: String, serverName: String) -> (String, Bool) {
    guard written.utf8.contains(UInt8(ascii: "$")) else { return (written, false) }
    var pieces: [(text: String, isVariable: Bool)] = []
    var rest = Substring(written)
    while let dollar = rest.utf8.firstIndex(of: UInt8(ascii: "$")) {
      pieces.append((String(rest[..<dollar]), false))
      rest = rest[rest.utf8.index(after: dollar)...]
      let name: Substring
      if rest.utf8.first == UInt8(ascii: "{"),
        let brace = rest.utf8.firstIndex(of: UInt8(ascii: "}"))
      {
        name = rest[rest.utf8.index(after: rest.startIndex)..<brace]
        rest = rest[rest.utf8.index(after: brace)...]
      } else {
        name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        rest = rest[name.endIndex...]
      }
      let isFixed = name == "server_name" && !serverName.isEmpty
      pieces.append(isFixed ? (serverName, false) : ("*", true))
    }
    pieces.append((String(rest), false))
    let hasVariables = pieces.contains(where: \.isVariable)
    let name = pieces.reduce(into: "") { name, piece in
      name += hasVariables && !piece.isVariable ? ConfigurationPath.literal(piece.text) : piece.text
    }
    return (name, hasVariables)
  }

  /// The folder that relative paths of logs are seen from, which is compiled in: the one above a
  /// folder named `conf`, else that of the main file.
  private var prefix: String {
    let folder = ConfigurationPath.folder(main)
    return ConfigurationPath.name(folder) == "conf" ? ConfigurationPath.folder(folder) : folder
  }

  private func absolute(_ name: String) -> String {
    let path = ConfigurationPath.join(prefix, name)
    // Debian compiles in another prefix than nginx's own packages, which is known by its log only.
    guard prefix == "/etc/nginx", path != name else { return path }
    let debian = ConfigurationPath.join("/usr/share/nginx", name)
    return sources.matches(path).isEmpty && !sources.matches(debian).isEmpty ? debian : path
  }

  /// The log that is written when no level says one: where, is compiled in.
  private func addDefault(_ names: [String], _ said: inout SaidLogs) {
    let path =
      prefix == "/etc/nginx"
      ? "/var/log/nginx/access.log"
      : ConfigurationPath.join(prefix, "logs/access.log")
    said.add(
      ConfiguredLog(
        path: path, format: Self.combined, formatName: "combined", sites: names, file: main, line: 0
      ), sources)
  }
}
