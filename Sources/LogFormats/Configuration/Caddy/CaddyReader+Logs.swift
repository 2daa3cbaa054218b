extension CaddyReader {
  /// Where a log goes, and how it is written.
  struct Sink {
    var destination: ConfiguredLog.Destination?
    var path: String
    /// The encoder's name.
    var format: String
    var text: String
  }

  /// What is written, once all is read.
  func resolved() -> SaidLogs {
    var said = SaidLogs()
    let common = globalLogs.first { ($0.words.count > 1 ? $0.words[1] : "default") == "default" }
    let collecting = globalLogs.filter { log in
      log.words.count > 1 && log.words[1] != "default" && !Self.included(log).isEmpty
    }
    // What another global log includes is left out of the default one.
    let isCollected =
      collecting.contains { Self.included($0).contains("http.log.access") }
      || common.map { !Self.names($0, "exclude").isDisjoint(with: Self.spaces) } == true
    for site in sites {
      let names = HostNames.sites(site.addresses)
      for log in site.logs {
        let hosts = log.first("hostnames")?.words.dropFirst()
        let sites = hosts.map { HostNames.sites(Array($0)) } ?? names
        // Without anything said of its own it is the default log's.
        let isDefault = log.block?.isEmpty != false
        if !isDefault || !isCollected { add(isDefault ? common ?? log : log, sites, &said) }
        let name = log.words.count > 1 ? log.words[1] : nil
        for other in collecting {
          let included = Self.included(other)
          if included.contains("http.log.access")
            || name.map({ included.contains("http.log.access.\($0)") }) == true
          {
            add(other, sites, &said)
          }
        }
      }
    }
    return said
  }

  /// The names that hold all access logs.
  private static let spaces: Set = ["http", "http.log", "http.log.access"]

  /// The names under which access logs go to a global log.
  private static func included(_ log: CaddyDirective) -> Set<String> {
    Set(names(log, "include").map { spaces.contains($0) ? "http.log.access" : $0 })
      .filter { $0.hasPrefix("http.log.access") }
  }

  private static func names(_ log: CaddyDirective, _ directive: String) -> Set<String> {
    Set(log.first(directive)?.words.dropFirst() ?? [])
  }

  private func add(_ log: CaddyDirective, _ sites: [String], _ said: inout SaidLogs) {
    let sink = sink(log)
    guard let destination = sink.destination else { return said.addUnlogged(sites, log.place) }
    said.add(
      ConfiguredLog(
        path: sink.path, destination: destination, format: ConfiguredFormat(.caddy, sink.text),
        formatName: sink.format, sites: sites, file: log.place.file, line: log.place.line), sources)
  }

  private func sink(_ log: CaddyDirective) -> Sink {
    let format = Self.encoder(log.first("format"))
    var sink = Sink(
      destination: .standardOutput, path: "stderr", format: format?.words.first ?? "json",
      text: format?.text ?? "json")
    let output = log.first("output")?.words.dropFirst().map { $0 } ?? []
    switch output.first {
    case "file" where output.count > 1:
      let (path, hasVariables) = Self.withoutPlaceholders(output[1])
      sink.path = ConfigurationPath.join(ConfigurationPath.folder(main), path)
      sink.destination = hasVariables ? .filesByVariable : .file
      if ConfigurationPath.isStandardStream(sink.path) { sink.destination = .standardOutput }
    case "stdout": sink.path = "stdout"
    case "discard": sink.destination = nil
    case "net":
      sink.destination = .network
      sink.path = output.dropFirst().first ?? ""
    case "file": sources.note(.missingArgument, log.place, "output file")
    case nil, "stderr": break
    case .some(let other): sources.note(.notRead, log.place, "output \(other)")
    }
    return sink
  }

  /// The encoder that writes the lines: `filter` and `append` hand on to the one they wrap.
  private static func encoder(_ format: CaddyDirective?) -> CaddyDirective? {
    guard var encoder = format else { return nil }
    encoder.words.removeFirst()
    while let name = encoder.words.first, name == "filter" || name == "append" {
      guard var inner = encoder.first("wrap") else { return nil }
      inner.words.removeFirst()
      encoder = inner
    }
    return encoder.words.isEmpty ? nil : encoder
  }

  /// The path with `*` for each placeholder, if there are any.
  private static func withoutPlaceholders(_ path: String) -> (String, Bool) {
    guard path.utf8.contains(UInt8(ascii: "{")) else { return (path, false) }
    var glob = ""
    var rest = path[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      glob += ConfigurationPath.literal(rest[..<start]) + "*"
      rest = rest[rest.index(after: end)...]
    }
    return (glob + ConfigurationPath.literal(rest), true)
  }
}
