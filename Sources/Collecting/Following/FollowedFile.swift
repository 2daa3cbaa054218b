internal import AccessLog
internal import FileSystem

/// A file that is kept open and read on whenever it has grown, whatever its name is by now.
final class FollowedFile {
  /// The name under which it was found last.
  var path: String { didSet { reader?.path = path } }
  let identity: FileIdentity
  /// The name of the log that it is, or was before it was renamed.
  var origin: String
  /// `nil` until it could be opened, and for a packed file that has been counted.
  var reader: LogReader?
  /// The log it is, once that is known.
  var log: CheckpointStore.Handle?
  /// Whether it has to be read from its beginning, to find out again which log it is.
  var isMisplaced = false
  /// Whether it is kept open: all are, unless there are more than a process may have open.
  var staysOpen = true
  /// Whether lines written before it was found are passed over.
  var isFromEnd = false
  /// When its name was found to be another file's, or nobody's.
  var departed: ContinuousClock.Instant?
  /// When it was last seen to have grown.
  var grew: ContinuousClock.Instant
  /// What was last warned of.
  var warnings: [Warning] = []
  /// A packed file as it was when it was counted: there is more in it only if it has changed.
  var settled: FileStatus?
  /// What became of its lines in this process.
  var tally = LineTally()
  var hasRejectComplaint = false
  /// Whether it was said that it is a copy of another one.
  var isCopySaid = false
  var lines: Int64 { tally.allLines }
  var rate = LineRate()

  /// Why it, or a log in it, cannot be read.
  struct Warning: Equatable {
    var error: InputError
    var path: String

    init(_ error: InputError, path: String) { (self.error, self.path) = (error, path) }
  }

  /// The most renamed files of one name that are kept while they may still get lines.
  private static let maxRenamed = 64

  init(path: String, status: FileStatus, now: ContinuousClock.Instant) {
    self.path = path
    origin = path
    identity = status.identity
    grew = now
  }

  /// Whether the file may be let go of: no more is to be expected of it.
  ///
  /// A server goes on writing to a renamed file until it is told to reopen its logs, and its old
  /// processes until their last request is done, so the file is kept for long after its last line.
  /// One that was deleted is kept for less, since its space is not free before that.
  ///
  /// - Parameters:
  ///   - successors: How many renamed files of the same name are kept, itself included.
  ///   - place: How many of them were renamed after it.
  ///   - isScarce: Whether more files are open than there should be.
  func isOver(
    at now: ContinuousClock.Instant, successors: Int, place: Int, isScarce: Bool
  ) -> Bool {
    guard departed != nil else { return false }
    guard let reader else { return true }
    let quiet = now - grew
    if reader.status.links == 0 { return quiet > .seconds(300) }
    // A log that is rotated many times a minute is so by mistake; memory is bounded all the same.
    if place >= FollowedFile.maxRenamed, quiet > .zero { return true }
    return quiet > .seconds(86_400) || ((successors >= 8 || isScarce) && quiet > .seconds(60))
  }
}
