extension ApacheReader {
  /// What `LogFormat` is until one is said.
  static let common = #"%h %l %u %t "%r" %>s %b"#

  /// Formats that the configurations define which distributions ship: a site's file alone names
  /// them without saying what they are.
  private static let shipped = [
    "common": common,
    "combined": #"%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i""#,
    "combinedio": #"%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %I %O"#,
    "vhost_combined": #"%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i""#,
  ]

  /// What is written, once all is read.
  func resolved() -> SaidLogs {
    var said = SaidLogs()
    let hosts = servers.dropFirst()
    let own = servers[0].logs.filter { $0.form != .global }
    let global = servers.flatMap { server in server.logs.filter { $0.form == .global } }
    // Requests that no virtual host takes are the main server's: it shares, if it has a name.
    let mainSites = sites(servers[0])
    let inheriting = hosts.filter { host in !host.logs.contains { $0.form != .global } }
    if inheriting.isEmpty || !(mainSites.isEmpty || mainSites == ["localhost"]) {
      add(own, servers[0], mainSites, &said)
    }
    for host in hosts {
      let logs = host.logs.filter { $0.form != .global }
      add(logs.isEmpty ? own : logs, logs.isEmpty ? servers[0] : host, sites(host), &said)
    }
    for server in hosts.isEmpty ? servers[...] : hosts {
      add(global, servers[0], sites(server), &said)
    }
    return said
  }

  private func sites(_ server: Server) -> [String] {
    HostNames.sites(server.names + server.aliases)
  }

  private func add(_ logs: [Log], _ server: Server, _ sites: [String], _ said: inout SaidLogs) {
    for log in logs {
      guard let (format, name) = format(log, server) else {
        sources.note(.unknownFormat, log.place, log.words[1])
        continue
      }
      let (path, destination) = destination(log.words[0])
      said.add(
        ConfiguredLog(
          path: path, destination: destination, format: ConfiguredFormat(.apache, format),
          formatName: name, sites: sites,
          condition: log.form == .transfer ? nil : log.words.dropFirst(2).first,
          file: log.place.file, line: log.place.line), sources)
    }
  }

  private func format(_ log: Log, _ server: Server) -> (String, String?)? {
    if log.form == .transfer {
      guard let text = server.format ?? servers[0].format else { return (Self.common, nil) }
      return named(text, server) ?? (text, nil)
    }
    let written = log.words[1]
    if let known = named(written, server) { return known }
    if written.utf8.contains(UInt8(ascii: "%")) { return (written, nil) }
    guard let text = Self.shipped[written] else { return nil }
    sources.note(.assumedFormat, log.place, written)
    return (text, written)
  }

  private func named(_ name: String, _ server: Server) -> (String, String?)? {
    let text =
      server.nicknames[name] ?? servers[0].nicknames[name] ?? (name == "CLF" ? Self.common : nil)
    return text.map { ($0, name) }
  }

  private func destination(_ written: String) -> (String, ConfiguredLog.Destination) {
    if written.hasPrefix("|") {
      let command = written.drop { $0 == "|" || $0 == "$" || $0 == " " }
      guard let glob = RotatingPipe.files(command) else { return (String(command), .pipe) }
      return (ConfigurationPath.join(root, glob), .datedFiles)
    }
    for scheme in ["syslog", "journald"] where written == scheme || written.hasPrefix("\(scheme):")
    {
      return (written, .syslog)
    }
    let path = ConfigurationPath.join(root, written)
    return (path, ConfigurationPath.isStandardStream(path) ? .standardOutput : .file)
  }
}
