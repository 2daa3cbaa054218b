internal import AccessLog
internal import Collecting
internal import LogFormats
internal import Traffic

/// A server's configuration, as commands use it: the logs it names, and how their lines are read.
struct FormatFile {
  /// A log that the configuration names.
  struct Log {
    var configured: ConfiguredLog
    /// How its lines are read; `nil` where that is recognised from them.
    var format: LogFormat?
    /// Why its format cannot be made one that lines are read by.
    var problem: FormatProblem?
    /// Whether it is written in several formats, so that its lines have to tell them.
    var isMixed = false
    /// What all its lines count for; `nil` where several sites write it.
    var site: SiteName?

    /// Whether its lines lack what nothing can be counted without.
    var isUncountable: Bool { problem?.code == .noTime || problem?.code == .noRequest }

    /// Whether there are files to read it from.
    var hasFiles: Bool {
      switch configured.destination {
      case .file, .datedFiles, .filesByVariable: true
      case .standardOutput, .syslog, .pipe, .network: false
      }
    }
  }

  /// As the user typed it.
  let path: String
  let configuration: ServerConfiguration
  private(set) var logs: [Log] = []
  /// The value that is the client's address, if somebody named one.
  let client: String?
  let places: LogPlaces
  /// The logs of files that were found by what the configuration says.
  var found: [String: (number: Int, isRotated: Bool)] = [:]

  /// Reads a configuration and all that it includes.
  ///
  /// - Parameter client: What formats call the value that is the client's address.
  /// - Throws: ``CommandFailure`` where the file itself cannot be read, or is of no known server.
  init(_ path: String, client: String? = nil) throws(CommandFailure) {
    self.path = path
    self.client = client
    let main = AbsolutePath.of(path)
    configuration = ServerConfiguration.read(
      main, files: ConfigurationDisk.contents, matches: ConfigurationDisk.matches)
    guard configuration.kind != nil else {
      throw CommandFailure(FormatFile.refusal(path, configuration.problems.first?.code))
    }
    let mixed = FormatFile.mixed(configuration.logs)
    var known: [ConfiguredFormat: Result<LogFormat, FormatProblem>] = [:]
    for configured in configuration.logs {
      var log = Log(configured: configured, site: configured.sites.first.flatMap(SiteName.init))
      let compiled =
        known[configured.format]
        ?? Result { () throws(FormatProblem) in
          try FormatFile.compiled(configured.format, client)
        }
      known[configured.format] = compiled
      switch compiled {
      case .success(let format): log.format = format
      case .failure(let problem): log.problem = problem
      }
      if mixed.contains(configured.path) {
        log.isMixed = true
        log.format = nil
        log.problem = nil
      }
      logs.append(log)
    }
    places = LogPlaces(logs)
  }

  private static func compiled(
    _ configured: ConfiguredFormat, _ client: String?
  ) throws(FormatProblem) -> LogFormat {
    let definition = try configured.definition()
    return try LogFormat(definition, client: client.flatMap { definition.names($0) ? $0 : nil })
  }

  /// The log of those that go to syslog, a command or standard output, so that the configuration cannot
  /// say where they are; `nil` where there is none, or where they are of several formats.
  var elsewhere: Log? {
    let logs = logs.filter { !$0.hasFiles }
    guard let first = logs.first, first.format != nil,
      logs.allSatisfy({ $0.configured.format == first.configured.format })
    else { return nil }
    return first
  }

  /// The paths that are written in several formats.
  private static func mixed(_ logs: [ConfiguredLog]) -> Set<String> {
    var formats: [String: ConfiguredFormat] = [:]
    var mixed: Set<String> = []
    for log in logs where !log.path.isEmpty {
      if formats[log.path, default: log.format] != log.format { mixed.insert(log.path) }
      formats[log.path] = log.format
    }
    return mixed
  }

  /// The site names that logs count for, which stay as they are whoever asks for them.
  var sites: Set<SiteName> { Set(logs.compactMap(\.site)) }
}

extension FormatFile: LogConfiguration {
  func format(of path: String) -> LogFormat? {
    guard let match = match(path), !match.isRotated else { return nil }
    return match.log.format
  }

  /// Where syslog writes a log is not in the configuration.
  func likelyFormat(of path: String) -> LogFormat? { (match(path)?.log ?? elsewhere)?.format }

  func site(of path: String) -> SiteName? { match(path)?.log.site }

  var streamFormat: LogFormat? { elsewhere?.format }
}

extension FormatFile {
  /// Says what the configuration does not know of the logs that are read, and what it says of them.
  func sayRemarks(on paths: [String], isQuiet: Bool) {
    FormatFile.say(warnings)
    if !isQuiet { FormatFile.say(remarks(on: paths, withZone: false)) }
  }
}
