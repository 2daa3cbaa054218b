internal import AccessLog
internal import Collecting
internal import Traffic

/// What `sporlos check` was asked to do.
struct CheckOptions: FormatChoice {
  /// Paths of logs, `-` being standard input.
  var inputs: [String]
  /// A database whose names count as known.
  var database: String?
  /// The site that all lines count for.
  var site: SiteName?
  /// The format of all sources; recognised for each unless named.
  var format: LogFormat?
  var formatFile: FormatFile?
  var settings = LogSettings()
  var maxRejected = RejectLimit.share(0.5)
  /// Threads that parse.
  var workers = 1
  /// The day that retention is counted from; the clock's unless given.
  var today: Day?
  /// Counters after which a batch is added to what is known.
  var batch = CollectPool.Limits.cells
}
