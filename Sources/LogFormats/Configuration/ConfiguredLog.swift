/// A log that a server's configuration says is written.
public struct ConfiguredLog: Hashable, Sendable {
  /// Where the lines go, and so how they can be read.
  public enum Destination: Hashable, Sendable {
    /// To the file at the path.
    case file
    /// To files whose names hold a date: the path is a glob that matches them.
    case datedFiles
    /// To files whose names hold what a request says, as `/var/log/nginx/$host.log`: the path is a
    /// glob with `*` for each variable, which may match other files, too.
    case filesByVariable
    /// To standard output or standard error: the journal's or the container's log has them.
    case standardOutput
    /// To syslog, which decides about the file.
    case syslog
    /// Through a pipe to a command.
    case pipe
    /// Over the network.
    case network
  }

  /// The absolute path, or a glob (see ``destination``); the command of a pipe, the place of a
  /// syslog or network log as written, empty where there is nothing to say.
  public var path: String
  public var destination: Destination
  public var format: ConfiguredFormat
  /// What the configuration calls the format, as `combined`; nil for a string without a name.
  public var formatName: String?
  /// The host names of the block that writes the log, the site's first, in small letters and
  /// without port. Empty where the block names none, or where blocks of different sites share it.
  public var sites: [String]
  /// The condition as written, where not every request is logged: `if=$loggable`, `env=!dontlog`.
  public var condition: String?
  /// Whether the server itself writes gzip.
  public var isCompressed: Bool
  /// The configuration file that says so.
  public var file: String
  /// The line of ``file``, from 1.
  public var line: Int

  public init(
    path: String, destination: Destination = .file, format: ConfiguredFormat,
    formatName: String? = nil,
    sites: [String] = [], condition: String? = nil, isCompressed: Bool = false, file: String,
    line: Int
  ) {
    self.path = path
    self.destination = destination
    self.format = format
    self.formatName = formatName
    self.sites = sites
    self.condition = condition
    self.isCompressed = isCompressed
    self.file = file
    self.line = line
  }
}

/// A block of a configuration that writes no log because it says so: `access_log off`, `/dev/null`.
public struct UnloggedSite: Hashable, Sendable {
  /// As in ``ConfiguredLog/sites``.
  public var sites: [String]
  public var file: String
  /// The line of ``file``, from 1.
  public var line: Int

  public init(sites: [String], file: String, line: Int) {
    self.sites = sites
    self.file = file
    self.line = line
  }
}
