/// Which logs Tomcat writes: its `AccessLogValve` and what is made of it
/// (<https://tomcat.apache.org/tomcat-10.1-doc/config/valve.html#Access_Logging>).
struct TomcatReader {
  typealias Place = ConfigurationSources.Place

  private struct Valve {
    var attributes: [String: String]
    /// The number of the `<Host>` it stands in; nil for an engine's, which logs all hosts.
    var host: Int?
    var place: Place
  }

  private static let common = #"%h %l %u %t "%r" %s %b"#
  private static let combined = common + #" "%{Referer}i" "%{User-Agent}i""#

  private let main: String
  private let sources: ConfigurationSources
  private var hosts: [[String]] = []
  private var valves: [Valve] = []

  static func read(_ main: String, _ sources: ConfigurationSources) -> SaidLogs {
    var reader = TomcatReader(main: main, sources: sources)
    sources.enter(main, from: Place(file: main, line: 0)) { reader.read($0) }
    return reader.resolved()
  }

  private init(main: String, sources: ConfigurationSources) {
    self.main = main
    self.sources = sources
  }

  private mutating func read(_ bytes: [UInt8]) {
    var tags = XMLTags(bytes)
    var host: Int?
    var isAlias = false
    while let part = tags.next() {
      switch part {
      case .start("Host", let attributes, let isEmpty):
        hosts.append([attributes["name"] ?? ""])
        host = isEmpty ? nil : hosts.count - 1
      case .end("Host"): host = nil
      case .start("Alias", _, let isEmpty): isAlias = !isEmpty
      case .end("Alias"): isAlias = false
      case .text(let text):
        if isAlias, let host { hosts[host].append(text.filter { !$0.isWhitespace }) }
      case .start("Valve", let attributes, _):
        guard let name = attributes["className"], name.hasSuffix("AccessLogValve") else { continue }
        let place = Place(file: main, line: tags.partLine)
        valves.append(Valve(attributes: attributes, host: host, place: place))
      case .start, .end: break
      }
    }
    if tags.isCut { sources.note(.unterminated, Place(file: main, line: tags.partLine), "<") }
  }

  private func resolved() -> SaidLogs {
    var said = SaidLogs()
    let release = valves.isEmpty ? nil : TomcatRelease.find(main, sources)
    for valve in valves {
      let sites = valve.host.map { HostNames.sites(hosts[$0]) } ?? []
      if valve.attributes["enabled"] == "false" {
        said.addUnlogged(sites, valve.place)
        continue
      }
      guard let (written, name) = format(valve) else {
        sources.note(.notRead, valve.place, valve.attributes["className"] ?? "")
        continue
      }
      var format = written
      format.release = release
      let condition = ["conditionIf", "conditionUnless", "condition"].lazy
        .compactMap { key in valve.attributes[key].map { "\(key)=\($0)" } }.first
      let (path, isDated) = path(valve.attributes)
      // `localhost` is what Tomcat's own file calls the host that takes all names.
      said.add(
        ConfiguredLog(
          path: path, destination: isDated ? .datedFiles : .file, format: format, formatName: name,
          sites: sites == ["localhost"] ? [] : sites, condition: condition, file: valve.place.file,
          line: valve.place.line), sources)
    }
    return said
  }

  private func format(_ valve: Valve) -> (ConfiguredFormat, String?)? {
    let pattern = valve.attributes["pattern"] ?? "common"
    let (text, name): (String, String?) =
      switch pattern.lowercased() {
      case "common": (Self.common, "common")
      case "combined": (Self.combined, "combined")
      default: (pattern, nil)
      }
    switch valve.attributes["className"]?.split(separator: ".").last {
    case "ExtendedAccessLogValve": return (ConfiguredFormat(.tomcatExtended, pattern), nil)
    case "JsonAccessLogValve": return (ConfiguredFormat(.tomcatJSON, text), name)
    case "AccessLogValve": return (ConfiguredFormat(.tomcat, text), name)
    default: return nil
    }
  }

  /// The file, or a glob for the files with their dates.
  private func path(_ attributes: [String: String]) -> (String, isDated: Bool) {
    let prefix = attributes["prefix"] ?? "access_log"
    let suffix = attributes["suffix"] ?? ""
    let folder = folder(attributes["directory"] ?? "logs")
    if attributes["rotatable"] == "false" || attributes["renameOnRotate"] == "true" {
      return (ConfigurationPath.join(folder, prefix + suffix), false)
    }
    let date = Self.glob(date: attributes["fileDateFormat"] ?? ".yyyy-MM-dd")
    let name = ConfigurationPath.literal(prefix) + date + ConfigurationPath.literal(suffix)
    return (ConfigurationPath.join(ConfigurationPath.literal(folder), name), true)
  }

  /// `CATALINA_BASE` is above the folder of `server.xml`; Debian has it in `/var/lib`.
  private func folder(_ written: String) -> String {
    let above = ConfigurationPath.folder(ConfigurationPath.folder(main))
    let name = ConfigurationPath.name(ConfigurationPath.folder(main))
    let base = above == "/etc" && name.hasPrefix("tomcat") ? "/var/lib/\(name)" : above
    for variable in ["${catalina.base}", "${catalina.home}"] where written.hasPrefix(variable) {
      return base + written.dropFirst(variable.count)
    }
    return ConfigurationPath.join(base, written)
  }

  /// A date's pattern with `*` for each run of letters: `.yyyy-MM-dd` is `.*-*-*`.
  private static func glob(date: String) -> String {
    var glob = ""
    var isQuoted = false
    for character in date {
      if character == "'" {
        isQuoted.toggle()
      } else if !isQuoted, character.isASCII, character.isLetter {
        if glob.last != "*" { glob.append("*") }
      } else {
        glob += ConfigurationPath.literal(String(character))
      }
    }
    return glob
  }
}
