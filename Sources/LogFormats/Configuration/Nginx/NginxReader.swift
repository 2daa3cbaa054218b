/// Which logs nginx writes (<https://nginx.org/en/docs/http/ngx_http_log_module.html>).
///
/// `log_format` counts wherever it stands; `access_log` is inherited from `http` to `server` to
/// `location` where a level says none of its own. What `stream` and `mail` log is left out.
struct NginxReader {
  typealias Place = ConfigurationSources.Place

  /// An `access_log` as it is written.
  struct Access {
    var words: [String]
    var place: Place

    var isOff: Bool { words.first == "off" }
  }

  struct Server {
    var names: [String] = []
    var accesses: [Access] = []
    /// Those of its locations, which are written besides.
    var inside: [Access] = []
  }

  /// What a block is; what stands in other blocks is no directive of ours.
  private enum Block: Equatable { case http, server, location, other }

  static let combined = ConfiguredFormat(
    .nginx,
    #"$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "#
      + #""$http_referer" "$http_user_agent""#)

  let main: String
  let sources: ConfigurationSources
  private var blocks: [Block] = []
  var formats = ["combined": combined]
  var accesses: [Access] = []
  var servers: [Server] = []

  private init(_ main: String, _ sources: ConfigurationSources) {
    self.main = main
    self.sources = sources
  }

  static func read(_ main: String, _ sources: ConfigurationSources) -> SaidLogs {
    var reader = NginxReader(main, sources)
    sources.enter(main, from: Place(file: main, line: 0)) { reader.read(main, $0) }
    return reader.resolved()
  }

  private var block: Block { blocks.last ?? .http }

  private mutating func read(_ file: String, _ bytes: [UInt8]) {
    var statements = NginxStatements(bytes)
    // Blocks end in the file in which they begin.
    let outside = blocks.count
    var opened: [Int] = []
    while true {
      let statement = statements.next()
      let place = Place(file: file, line: statement.line)
      if statement.isCut { sources.note(.unterminated, place, statement.words[0]) }
      switch statement.ending {
      case .semicolon: obey(statement.words, place)
      case .block:
        if statement.words.first?.hasSuffix("_by_lua_block") == true {
          if !statements.skipLua() { sources.note(.unterminated, place, statement.words[0]) }
        } else {
          opened.append(statement.line)
          blocks.append(opens(statement.words))
        }
      case .close:
        guard opened.popLast() != nil else {
          sources.note(.unexpected, place, "}")
          continue
        }
        blocks.removeLast()
      case .end:
        if let line = opened.last {
          sources.note(.unterminated, Place(file: file, line: line), "{")
        }
        blocks.removeSubrange(outside...)
        return
      }
    }
  }

  private mutating func opens(_ words: [String]) -> Block {
    switch (words.first, block) {
    case ("http", .http): return .http
    case ("server", .http):
      servers.append(Server())
      return .server
    case ("location", .server), ("location", .location), ("if", .server), ("if", .location),
      ("limit_except", .location):
      return .location
    default: return .other
    }
  }

  private mutating func obey(_ words: [String], _ place: Place) {
    guard block != .other, let name = words.first else { return }
    let arguments = Array(words.dropFirst())
    switch name {
    case "include":
      guard let path = arguments.first else { return missing(name, place) }
      let pattern = ConfigurationPath.join(ConfigurationPath.folder(main), path)
      sources.include(pattern, from: place) { read($0, $1) }
    case "log_format": define(arguments, place)
    case "access_log":
      guard !arguments.isEmpty else { return missing(name, place) }
      let access = Access(words: arguments, place: place)
      switch block {
      case .server: servers[servers.count - 1].accesses.append(access)
      case .location where !servers.isEmpty: servers[servers.count - 1].inside.append(access)
      default: accesses.append(access)
      }
    case "server_name" where block == .server: servers[servers.count - 1].names += arguments
    default: break
    }
  }

  private mutating func define(_ arguments: [String], _ place: Place) {
    guard let name = arguments.first, arguments.count > 1 else {
      return missing("log_format", place)
    }
    var parts = arguments.dropFirst()
    var escape = ConfiguredFormat.Escape.default
    if let first = parts.first, first.hasPrefix("escape=") {
      parts.removeFirst()
      let mode = first.dropFirst("escape=".count)
      if let known = ConfiguredFormat.Escape(rawValue: String(mode)) {
        escape = known
      } else {
        sources.note(.unexpected, place, first)
      }
    }
    guard formats[name] == nil else {
      return sources.note(.repeatedFormat, place, name)
    }
    formats[name] = ConfiguredFormat(.nginx, parts.joined(), escape: escape)
  }

  private func missing(_ name: String, _ place: Place) {
    sources.note(.missingArgument, place, name)
  }
}
