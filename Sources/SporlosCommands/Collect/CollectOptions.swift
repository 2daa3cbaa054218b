internal import AccessLog
internal import Traffic

/// What `sporlos collect` was asked to do.
struct CollectOptions: FormatChoice {
  /// Paths of logs, `-` being standard input.
  var inputs: [String]
  var database: String
  /// The folder for what must not be in the database; beside it unless named.
  var stateFolder: String?
  /// What the operator calls where the logs come from.
  var source: SourceName?
  /// The site that all lines count for.
  var site: SiteName?
  /// The format of all sources; recognised for each unless named.
  var format: LogFormat?
  var formatFile: FormatFile?
  var settings = LogSettings()
  var mostRejected = RejectLimit.share(0.5)
  /// Threads that parse.
  var workers = 1
  /// Seconds to wait for another process that writes to the same database.
  var patience = 60
  /// Whether only what went wrong is said.
  var isQuiet = false
  /// Whether addresses are read: cut to a network, for countries and visitors.
  var readsAddresses = true
  /// Hours after a day's end when its visitors are sealed: who sent lines that come later is counted
  /// anew, and the larger of both numbers stays.
  var sealAfter = 48
  /// The day that retention is counted from; the clock's unless given.
  var today: Day?
  /// Counters after which a batch is committed.
  var batch = 100_000

  /// The format of what comes through a pipe or from syslog, where that is known.
  var streamFormat: LogFormat? { format ?? formatFile?.elsewhere?.format }

  /// The site that all lines of a log count for.
  func site(of path: String) -> SiteName? { site ?? formatFile?.match(path)?.log.site }

  /// The sites whose names are kept whoever asks for them.
  var ownSites: Set<SiteName> { (formatFile?.sites ?? []).union(settings.ownHosts) }
}

/// How many rejected lines of a source are too many.
enum RejectLimit: Equatable {
  case lines(Int64)
  /// A part of all lines, 0 to 1.
  case share(Double)

  /// A number of lines, or a percentage such as `5%`.
  init?(_ text: String) {
    if text.hasSuffix("%") {
      guard let percent = Double(text.dropLast()), (0...100).contains(percent) else { return nil }
      self = .share(percent / 100)
    } else {
      guard let lines = Int64(text), lines >= 0 else { return nil }
      self = .lines(lines)
    }
  }

  /// Whether a tally has more rejected lines than this.
  func isExceeded(by tally: LineTally) -> Bool {
    let rejected = tally.rejected.reduce(0) { $0 + $1.count }
    return switch self {
    case .lines(let most): rejected > most
    case .share(let most): Double(rejected) > most * Double(tally.lines)
    }
  }
}
