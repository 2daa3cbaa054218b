package import AccessLog

/// What `sporlos scrub` was asked to do.
package struct ScrubOptions: FormatChoice {
  /// Paths of logs, `-` being standard input.
  package var inputs: [String]
  /// The file to append to; standard output unless named.
  package var output: String?
  /// The format of all sources; recognised for each unless named.
  package var format: LogFormat?
  /// What a server's configuration says of its logs, if somebody named that.
  package var configuration: (any LogConfiguration)?
  package var settings = ScrubSettings()
  package var maxRejected = RejectLimit.share(0.5)
  /// Threads that scrub lines of files; those of a pipe are scrubbed by one.
  package var workers = 1

  package init(inputs: [String], output: String?) {
    (self.inputs, self.output) = (inputs, output)
  }
}
