/// Which logs HAProxy sends (<https://docs.haproxy.org/2.8/configuration.html>): sections 4.2
/// ("log", "log-format", "option httplog") and 8.
///
/// Each `frontend` and `listen` has what its `defaults` say until it says otherwise. Lines go to
/// syslog or standard output: what file they end in is not said here.
struct HAProxyReader {
  typealias Place = ConfigurationSources.Place

  enum Format: Hashable {
    /// Connections are logged, not requests.
    case connections
    case requests(name: String?, text: String)
  }

  struct Target {
    var words: [String]
    var place: Place
  }

  /// A `frontend` or `listen`, or the `defaults` of those behind it.
  struct Proxy {
    var isHTTP = false
    var format = Format.connections
    var formatPlace: Place?
    var targets: [Target] = []
    var isGlobal = false
    var requestCaptures: [String] = []
    var responseCaptures: [String] = []
    var place: Place
  }

  enum Section { case global, defaults(String?), proxy, other }

  let sources: ConfigurationSources
  var variables: [String: String] = [:]
  var globalTargets: [Target] = []
  var section = Section.other
  var current: Proxy
  var defaults: Proxy
  var namedDefaults: [String: Proxy] = [:]
  var proxies: [Proxy] = []
  /// How deep in the alternatives of a condition, which do not count.
  private var skipped = 0

  static func read(_ main: String, _ sources: ConfigurationSources) -> SaidLogs {
    let none = Proxy(place: Place(file: main, line: 0))
    var reader = HAProxyReader(sources: sources, current: none, defaults: none)
    sources.enter(main, from: none.place) { bytes in
      for line in ContinuedLines(bytes, dropsIndent: true) {
        reader.obey(line.text, Place(file: main, line: line.number))
      }
    }
    reader.close()
    return reader.resolved()
  }

  private init(sources: ConfigurationSources, current: Proxy, defaults: Proxy) {
    self.sources = sources
    self.current = current
    self.defaults = defaults
  }

  private mutating func obey(_ line: String, _ place: Place) {
    let read = HAProxyWords(line, variables)
    guard let first = read.words.first else { return }
    if skips(first) { return }
    let words = read.words.map { String($0.prefix(1 << 14)) }
    if ["frontend", "listen", "backend", "defaults", "global"].contains(first) {
      close()
      open(words, place)
    } else if Self.endsSection(first, line) {
      close()
      section = .other
    } else {
      if read.isCut { sources.note(.unterminated, place, first) }
      if ["log", "log-format"].contains(first) {
        for name in read.unknown { sources.note(.undefinedVariable, place, name) }
      }
      directive(words, place)
    }
  }

  /// Of a condition only what stands directly behind `.if` counts.
  private mutating func skips(_ word: String) -> Bool {
    switch word {
    case ".if": if skipped > 0 { skipped += 1 }
    case ".else", ".elif": skipped = max(skipped, 1)
    case ".endif": skipped = max(0, skipped - 1)
    default: return skipped > 0
    }
    return true
  }

  private static func endsSection(_ word: String, _ line: String) -> Bool {
    [
      "peers", "resolvers", "userlist", "mailers", "program", "http-errors", "ring", "cache",
      "log-forward", "fcgi-app", "crt-store", "traces",
    ].contains(word) && line.hasPrefix(word)
  }

  private mutating func open(_ words: [String], _ place: Place) {
    let from = words.firstIndex(of: "from").flatMap {
      words.indices.contains($0 + 1) ? $0 + 1 : nil
    }
    current = from.flatMap { namedDefaults[words[$0]] } ?? defaults
    current.place = place
    switch words[0] {
    case "global": section = .global
    case "defaults":
      if from == nil { current = Proxy(place: place) }
      section = .defaults(words.dropFirst().first { $0 != "from" })
    case "frontend", "listen": section = .proxy
    default: section = .other
    }
  }

  private mutating func close() {
    switch section {
    case .defaults(let name):
      defaults = current
      if let name { namedDefaults[name] = current }
    case .proxy: proxies.append(current)
    case .global, .other: break
    }
    section = .other
  }
}
