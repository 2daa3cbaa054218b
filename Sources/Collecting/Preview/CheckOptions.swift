package import AccessLog
package import Traffic

/// What `sporlos check` was asked to do.
package struct CheckOptions: FormatChoice {
  /// Paths of logs, `-` being standard input.
  package var inputs: [String]
  /// A database whose names count as known.
  package var database: String?
  /// The site that all lines count for.
  package var site: SiteName?
  /// The format of all sources; recognised for each unless named.
  package var format: LogFormat?
  /// What a server's configuration says of its logs, if somebody named that.
  package var configuration: (any LogConfiguration)?
  package var settings = LogSettings()
  package var maxRejected = RejectLimit.share(0.5)
  /// Threads that parse.
  package var workers = 1
  /// The day that retention is counted from; the clock's unless given.
  package var today: Day?
  /// Counters after which a batch is added to what is known.
  package var batch = BatchLimits.cells

  package init(inputs: [String], database: String?) {
    (self.inputs, self.database) = (inputs, database)
  }

  /// The site that all lines of a log count for.
  package func site(of path: String) -> SiteName? { site ?? configuration?.site(of: path) }
}
