/// A format as a server's configuration has it: joined and unquoted, and whose notation it is in.
public struct ConfiguredFormat: Hashable, Sendable {
  /// Whose notation a format string is in.
  public enum Dialect: String, CaseIterable, Hashable, Sendable {
    case nginx, apache, lighttpd, haproxy, squid, caddy, tomcat, varnish
    /// Tomcat's extended log: names as in W3C's `#Fields`.
    case tomcatExtended
    /// Tomcat's log of objects: the pattern says which keys there are.
    case tomcatJSON
  }

  /// What nginx does with bytes that would break a line (`log_format name escape=…`).
  public enum Escape: String, CaseIterable, Hashable, Sendable {
    case `default`, json, none
  }

  public var dialect: Dialect
  /// The format string, as `%h %l %u %t "%r" %>s %b`. For Caddy the encoder as written, with its
  /// options in braces behind it: `json` or `json { time_format iso8601 }`.
  public var text: String
  public var escape: Escape
  /// What HAProxy's `%hr` and `%hrl` hold: a header's name each, or else the expression, in order.
  public var requestCaptures: [String]
  /// What HAProxy's `%hs` and `%hsl` hold.
  public var responseCaptures: [String]
  /// The server's release, as far as its files tell it: `9`, `10.1`. Only Tomcat's is looked for.
  public var release: String?

  public init(
    _ dialect: Dialect, _ text: String, escape: Escape = .default, requestCaptures: [String] = [],
    responseCaptures: [String] = [], release: String? = nil
  ) {
    self.dialect = dialect
    self.text = text
    self.escape = escape
    self.requestCaptures = requestCaptures
    self.responseCaptures = responseCaptures
    self.release = release
  }
}
