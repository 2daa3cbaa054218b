/// Caddy's configuration as JSON (<https://caddyserver.com/docs/json/>): what a Caddyfile becomes.
struct CaddyJSON {
  private let value: JSONValue

  init?(_ bytes: [UInt8]) {
    guard let value = JSONValue(bytes), case .object = value else { return nil }
    self.value = value
  }

  /// The logs that have requests: those that servers name, and those that include them.
  func logs(_ main: String, _ sources: ConfigurationSources) -> SaidLogs {
    var said = SaidLogs()
    let loggers = value["logging"]?["logs"]?.members ?? [:]
    // The hosts of each logger, and whether others than those may be in it.
    var hosts: [String: [String]] = [:]
    var takesAll: Set<String> = []
    let servers = value["apps"]?["http"]?["servers"]?.members ?? [:]
    for logs in servers.values.compactMap({ $0["logs"] }) {
      let names = logs["logger_names"]?.members ?? [:]
      for (host, loggers) in names.sorted(by: { $0.key < $1.key }) {
        for name in loggers.texts { hosts[name, default: []].append(host) }
      }
      if let name = logs["default_logger_name"]?.text {
        takesAll.insert(name)
      } else if names.isEmpty {
        takesAll.insert("")
      }
    }
    guard !hosts.isEmpty || !takesAll.isEmpty else { return said }
    for (_, logger) in loggers.sorted(by: { $0.key < $1.key }) {
      let included = logger["include"]?.texts ?? []
      let excluded = logger["exclude"]?.texts ?? []
      let all = Set(hosts.keys).union(takesAll)
      let taken = all.filter { known in
        let full = known.isEmpty ? "http.log.access" : "http.log.access.\(known)"
        return (included.isEmpty || included.contains { Self.isInside(full, $0) })
          && !excluded.contains { Self.isInside(full, $0) }
      }
      guard !taken.isEmpty else { continue }
      // The hosts of one name are one site's; those without a name are all that have none.
      let isOne = taken.count == 1 && taken.isDisjoint(with: takesAll)
      let names = isOne ? taken.flatMap { hosts[$0] ?? [] } : []
      let sites = taken == [""] && names.count > 1 ? [] : HostNames.sites(names)
      add(logger, sites, main, sources, &said)
    }
    if loggers.isEmpty { add(.object([:]), [], main, sources, &said) }
    return said
  }

  private static func isInside(_ name: String, _ space: String) -> Bool {
    name == space || name.hasPrefix(space + ".")
  }

  private func add(
    _ logger: JSONValue, _ sites: [String], _ main: String, _ sources: ConfigurationSources,
    _ said: inout SaidLogs
  ) {
    let writer = logger["writer"]
    let encoder = Self.encoder(logger["encoder"])
    let format = encoder?["format"]?.text ?? "json"
    let template = encoder?["template"]?.text
    var log = ConfiguredLog(
      path: "stderr", destination: .standardOutput,
      format: ConfiguredFormat(.caddy, template.map { "\(format) \"\($0)\"" } ?? format),
      formatName: format, sites: sites, file: main, line: 0)
    switch writer?["output"]?.text {
    case "file":
      log.path = writer?["filename"]?.text ?? ""
      log.destination = .file
    case "stdout": log.path = "stdout"
    case "discard": return said.addUnlogged(sites, .init(file: main, line: 0))
    case "net":
      log.path = writer?["address"]?.text ?? ""
      log.destination = .network
    default: break
    }
    said.add(log, sources)
  }

  private static func encoder(_ encoder: JSONValue?) -> JSONValue? {
    var encoder = encoder
    while let name = encoder?["format"]?.text, name == "filter" || name == "append" {
      encoder = encoder?["wrap"]
    }
    return encoder
  }
}
