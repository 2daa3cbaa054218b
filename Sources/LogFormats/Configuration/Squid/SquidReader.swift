/// Which logs Squid writes (<http://www.squid-cache.org/Doc/config/access_log/>).
struct SquidReader {
  typealias Place = ConfigurationSources.Place

  struct Access {
    var words: [String]
    var place: Place
  }

  /// The formats that need no definition (<http://www.squid-cache.org/Doc/config/logformat/>).
  private static let builtIn = [
    "squid": "%ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un %Sh/%<a %mt",
    "common": #"%>a %[ui %[un [%tl] "%rm %ru HTTP/%rv" %>Hs %<st %Ss:%Sh"#,
    "combined":
      #"%>a %[ui %[un [%tl] "%rm %ru HTTP/%rv" %>Hs %<st "%{Referer}>h" "%{User-Agent}>h" %Ss:%Sh"#,
    "referrer": "%ts.%03tu %>a %{Referer}>h %ru",
    "useragent": #"%>a [%tl] "%{User-Agent}>h""#,
    "icap_squid":
      "%ts.%03tu %6icap::tr %>A %icap::to/%03icap::Hs %icap::<st %icap::rm %icap::ru %un -/%icap::<A -",
  ]

  let main: String
  let sources: ConfigurationSources
  private var formats = builtIn
  private var accesses: [Access] = []
  /// How deep in the alternatives of conditions, which do not count.
  private var skipped = 0

  private init(main: String, sources: ConfigurationSources) {
    self.main = main
    self.sources = sources
  }

  static func read(_ main: String, _ sources: ConfigurationSources) -> SaidLogs {
    var reader = SquidReader(main: main, sources: sources)
    sources.enter(main, from: Place(file: main, line: 0)) { reader.read(main, $0) }
    return reader.resolved()
  }

  private mutating func read(_ file: String, _ bytes: [UInt8]) {
    for line in ContinuedLines(bytes) where line.text.utf8.first != UInt8(ascii: "#") {
      obey(line.text, Place(file: file, line: line.number))
    }
  }

  private mutating func obey(_ line: String, _ place: Place) {
    let words = Self.words(line)
    guard let first = words.first, !skips(first) else { return }
    let arguments = Array(words.dropFirst())
    switch first {
    case "include":
      for path in arguments {
        let pattern = ConfigurationPath.join(ConfigurationPath.folder(main), path)
        sources.include(pattern, from: place) { read($0, $1) }
      }
    case "logformat":
      // The format is what stands behind the name, blanks, quotes and all.
      let rest = line.dropFirst(first.count).drop { $0 == " " || $0 == "\t" }
      let name = rest.prefix { $0 != " " && $0 != "\t" }
      let text = rest.dropFirst(name.count).drop { $0 == " " || $0 == "\t" }
      guard !text.isEmpty else { return sources.note(.missingArgument, place, first) }
      guard formats[String(name)] == nil else {
        return sources.note(.repeatedFormat, place, String(name))
      }
      formats[String(name)] = String(text)
    case "access_log", "cache_access_log":
      guard !arguments.isEmpty else { return sources.note(.missingArgument, place, first) }
      accesses.append(Access(words: arguments, place: place))
    default: break
    }
  }

  /// Words between blanks, up to one that begins with `#`.
  private static func words(_ line: String) -> [String] {
    line.split { $0 == " " || $0 == "\t" }.prefix { !$0.hasPrefix("#") }.map(String.init)
  }

  /// Of a condition what stands behind `else` does not count.
  private mutating func skips(_ word: String) -> Bool {
    switch word {
    case "if": if skipped > 0 { skipped += 1 }
    case "else": skipped = max(skipped, 1)
    case "endif": skipped = max(0, skipped - 1)
    default: return skipped > 0
    }
    return true
  }
}

extension SquidReader {
  private func resolved() -> SaidLogs {
    var said = SaidLogs()
    if accesses.isEmpty {
      let place = Place(file: main, line: 0)
      add(Access(words: ["daemon:/var/log/squid/access.log"], place: place), &said)
    }
    for access in accesses {
      if access.words[0] != "none" {
        add(access, &said)
      } else if access.words.count == 1 {
        said.addUnlogged([], access.place)
      }
    }
    return said
  }

  private func add(_ access: Access, _ said: inout SaidLogs) {
    var name = "squid"
    var rules = access.words.dropFirst()
    while let word = rules.first, let equals = word.firstIndex(of: "=") {
      if word[..<equals] == "logformat" { name = String(word[equals...].dropFirst()) }
      rules.removeFirst()
    }
    if rules.count < access.words.count - 1 {
      // The new form says its format by name: what follows are conditions.
    } else if let word = rules.first, formats[word] != nil {
      name = word
      rules.removeFirst()
    }
    guard let format = formats[name] else {
      return sources.note(.unknownFormat, access.place, name)
    }
    let (path, destination) = Self.destination(access.words[0])
    said.add(
      ConfiguredLog(
        path: path, destination: destination, format: ConfiguredFormat(.squid, format),
        formatName: name,
        condition: rules.isEmpty || rules == ["all"] ? nil : rules.joined(separator: " "),
        file: access.place.file, line: access.place.line), sources)
  }

  private static func destination(_ written: String) -> (String, ConfiguredLog.Destination) {
    if written == "syslog" || written.hasPrefix("syslog:") { return (written, .syslog) }
    if written.hasPrefix("udp:") || written.hasPrefix("tcp:") { return (written, .network) }
    var path = written
    for module in ["stdio:", "daemon:"] where path.hasPrefix(module) {
      path = String(path.dropFirst(module.count))
    }
    if ConfigurationPath.isStandardStream(path) { return (path, .standardOutput) }
    // Each of several processes writes a log of its own.
    guard path.contains("${") else { return (path, .file) }
    var glob = ""
    var rest = path[...]
    while let dollar = rest.firstIndex(of: "$"), let end = rest[dollar...].firstIndex(of: "}") {
      glob += ConfigurationPath.literal(rest[..<dollar]) + "*"
      rest = rest[rest.index(after: end)...]
    }
    return (glob + ConfigurationPath.literal(rest), .filesByVariable)
  }
}
