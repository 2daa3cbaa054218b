/// What a server's own configuration says about its logs.
///
///     let read = ServerConfiguration.read(
///       "/etc/nginx/nginx.conf", files: contents, matches: glob)
///     for log in read.logs { print(log.path, log.format.text, log.sites) }
///
/// It is read as far as it concerns logs, and no further: what a condition decides at run time, what
/// a command prints and what was given on the server's command line is not known here.
public struct ServerConfiguration: Hashable, Sendable {
  /// Whose configuration a file is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case nginx, apache, lighttpd, haproxy, squid, caddy, tomcat, varnish
  }

  /// Whose configuration it is; nil where nothing tells.
  public var kind: Kind?
  /// The logs, in the order in which they are said first.
  public var logs: [ConfiguredLog]
  public var unlogged: [UnloggedSite]
  public var problems: [ConfigurationProblem]

  public init(
    kind: Kind?, logs: [ConfiguredLog] = [], unlogged: [UnloggedSite] = [],
    problems: [ConfigurationProblem] = []
  ) {
    self.kind = kind
    self.logs = logs
    self.unlogged = unlogged
    self.problems = problems
  }
}
