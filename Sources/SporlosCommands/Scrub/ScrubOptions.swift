internal import AccessLog
internal import Collecting

/// What `sporlos scrub` was asked to do.
struct ScrubOptions: FormatChoice {
  /// Paths of logs, `-` being standard input.
  var inputs: [String]
  /// The file to append to; standard output unless named.
  var output: String?
  /// The format of all sources; recognised for each unless named.
  var format: LogFormat?
  var formatFile: FormatFile?
  var settings = ScrubSettings()
  var maxRejected = RejectLimit.share(0.5)
  /// Threads that scrub lines of files; those of a pipe are scrubbed by one.
  var workers = 1
}
