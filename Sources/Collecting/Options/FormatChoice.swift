package import AccessLog

/// What somebody asked for who may have named the format of all logs, or a server's configuration.
package protocol FormatChoice {
  /// The format of all logs, if somebody named it.
  var format: LogFormat? { get }
  /// What a server's configuration says of its logs, if somebody named that.
  var configuration: (any LogConfiguration)? { get }
}

extension FormatChoice {
  /// The format that a log is of for certain.
  package func format(of path: String) -> LogFormat? { format ?? configuration?.format(of: path) }

  /// The format of a log if its lines fit that.
  package func likelyFormat(of path: String) -> LogFormat? { configuration?.likelyFormat(of: path) }
}
