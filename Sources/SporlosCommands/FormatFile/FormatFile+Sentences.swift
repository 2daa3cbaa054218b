internal import AccessLog
internal import FileSystem
internal import Glibc
internal import LogFormats
internal import Traffic

// What there is to say of a configuration and its logs.

extension FormatFile {
  /// Why a file cannot be taken for a configuration.
  static func refusal(_ path: String, _ code: ConfigurationProblem.Code?) -> String {
    let name = QuotedText.quoted(path)
    guard code == .unreadable else {
      return
        "the server that \(name) configures was not recognised: --format-file takes nginx.conf, httpd.conf, "
        + "lighttpd.conf, haproxy.cfg, squid.conf, a Caddyfile, server.xml or varnishncsa.service"
    }
    if FileStatus(path: path)?.kind == .folder {
      return "\(name) is a folder without a server's main file: name the file, such as nginx.conf"
    }
    errno = 0
    _ = ConfigurationDisk.contents(path)
    return "cannot read the configuration \(name)" + systemTrouble(errno)
  }

  /// What is wrong with the configuration, so that logs may be missing.
  var warnings: [String] { configuration.problems.filter(\.isFailure).map(\.sentence) }

  /// What is good to know of the configuration.
  var remarks: [String] { configuration.problems.filter { !$0.isFailure }.map(\.sentence) }

  /// What some logs' formats lack, a sentence for each format.
  ///
  /// - Parameter withZone: Whether to say where times have no zone.
  func lacks(of logs: [Log], withZone: Bool) -> [String] {
    var said: Set<ConfiguredFormat> = []
    return logs.compactMap { log in
      guard said.insert(log.configured.format).inserted, !log.isMixed else { return nil }
      let lacks = self.lacks(of: log, withZone: withZone)
      return lacks.isEmpty ? nil : "\(log.place): \(log.formatTitle) has \(lacks)"
    }
  }

  /// What one log's format lacks, and what that costs; empty where it lacks nothing.
  func lacks(of log: Log, withZone: Bool) -> String {
    guard let format = log.format else { return "" }
    var lacks = format.lacks.filter { withZone || $0 != .timeZone }.map(\.text)
    if log.configured.format.leavesDurationOut {
      lacks.append(
        "%D in milliseconds or, from Tomcat 10.1 on, in microseconds, so response times are left out "
          + "(--format 'tomcat9:…' or 'tomcat:…' sets the unit)")
    }
    if let client, format.clientField.map({ !FormatFile.names($0, client) }) ?? true {
      lacks.append("no field \(QuotedText.quoted(client)), so its own client address is used")
    }
    return lacks.joined(separator: "; ")
  }

  private static func names(_ field: String, _ name: String) -> Bool {
    FormatPlan.field(named: name, in: [FormatField(.client, name: field)]) != nil
  }
}

extension FormatFile.Log {
  /// Where the configuration says so.
  var place: String { "\(QuotedText.harmless(configured.file)):\(configured.line)" }

  /// What it is called: its path, where it has one.
  var title: String {
    hasFiles ? QuotedText.quoted(configured.path) : "a log of \(formatTitle)"
  }

  var formatTitle: String {
    configured.formatName.map { "the format \(QuotedText.quoted($0))" } ?? "its format"
  }

  /// Why nothing of it can be collected, and where to look instead; `nil` where it can be.
  var refusal: String? {
    let name = QuotedText.quoted(configured.path)
    switch configured.destination {
    case .file, .datedFiles, .filesByVariable:
      return isUncountable ? problem.map(Self.reason) : nil
    case .standardOutput:
      return
        "it goes to standard output: pipe `docker logs`, `kubectl logs` or `journalctl -o json` into "
        + "`sporlos collect -`"
    case .syslog:
      return
        "it goes to syslog (\(QuotedText.harmless(configured.path))): collect the file that syslog "
        + "writes, or follow syslog:unix:PATH"
    case .pipe:
      return "it goes to the command \(name): collect the file that it writes"
    case .network:
      return "it goes to \(name) over the network: collect it there"
    }
  }

  /// What is wrong with its format, in the middle of a sentence.
  var reason: String? { problem.map(Self.reason) }

  private static func reason(_ problem: FormatProblem) -> String {
    let place = problem.excerpt.isEmpty ? "" : " (\(QuotedText.quoted(problem.excerpt)))"
    return switch problem.code {
    case .unknownDirective: "its format has an unknown directive\(place)"
    case .noFields: "its format has no fields"
    case .tooLarge: "its format is longer than 16 KiB, or has more than 200 values"
    default: problem.sentence(of: "", option: "its format")
    }
  }
}

extension FormatLack {
  /// What is not there, and what follows from that.
  var text: String {
    switch self {
    case .client: "no client address, so visitors and countries are not counted"
    case .userAgent: "no user agent, so bots, people and browsers cannot be distinguished"
    case .referrer:
      "no referrer, so visits are not counted"
    case .status: "no status, so page views are not counted"
    case .method: "no method, so every request counts as a GET"
    case .timeZone: "times without a zone, which are read as UTC unless --log-time-zone names one"
    }
  }
}
