internal import FileSystem
internal import Foundation
internal import Traffic

/// How a follower is doing, as it tells other processes in a file of the state folder.
///
/// It has names of logs, which are the operator's, and numbers, and nothing of what is in the logs.
/// The file is replaced whenever counts were committed, and is what `--status` and metrics show.
package struct FollowStatus: Codable {
  package var process: Int32
  /// Seconds from 1970.
  package var started: Int64
  /// Seconds from 1970 at which all that was read so far was committed.
  package var committed: Int64
  /// When the logs had last been looked at before that, in nanoseconds from 1970.
  package var looked: Int64
  /// What is followed, as its user named it.
  package var patterns: [String]
  /// The longest time from a line to its count in the database, in seconds.
  package var flush: Double
  package var lines: Int64 = 0
  package var hits: Int64 = 0
  /// Rejected lines, by reason.
  package var rejected: [String: Int64] = [:]
  package var commits: Int64 = 0
  /// Seconds that the last commit took.
  package var commitSeconds = 0.0
  /// How often a log was found to be cut.
  package var cuts = 0
  /// Datagrams that the system had no room for.
  package var lostDatagrams: Int64 = 0
  package var sources: [Source] = []

  package struct Source: Codable {
    package var path: String
    package var state: State
    package var format: String?
    /// Bytes of log that are counted.
    package var position: Int64
    /// Bytes of the file when it was last looked at.
    package var size: Int64
    package var device: UInt64
    package var inode: UInt64
    /// Lines counted by this process.
    package var lines: Int64
    package var linesPerSecond: Double
    /// The number of the log in the database, by which the next follower finds what it was rotated to.
    package var log: Int64?

    var identity: FileIdentity { FileIdentity(device: device, inode: inode) }
  }

  package enum State: String, Codable {
    case following
    /// Renamed or deleted, and read as long as a server may still write to it.
    case draining
    /// Packed, and read once.
    case packed
    /// Not of a known format, or not readable.
    case waiting
    /// A pipe or a socket.
    case listening
  }

  /// The status that a follower left in a state folder; `nil` where none ever did.
  package init?(in state: StateFolder) {
    guard let bytes = WholeFile.read(state.followStatusPath) else { return nil }
    self.init(bytes: bytes)
  }

  package init(
    process: Int32, started: Int64, looked: Int64, patterns: [String], flush: Duration
  ) {
    self.process = process
    self.started = started
    self.patterns = patterns
    self.flush = flush.seconds
    committed = started
    self.looked = looked
  }

  /// The status as it is written.
  package var bytes: [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { [UInt8]($0) }
  }

  /// A status that was written; `nil` where the bytes are none.
  package init?(bytes: [UInt8]) {
    guard let known = try? JSONDecoder().decode(FollowStatus.self, from: Data(bytes)),
      known.isPossible
    else { return nil }
    self = known
  }

  /// Whether its numbers are some that there can be, so that they can be reckoned with.
  private var isPossible: Bool {
    // More bytes or seconds than this there are nowhere.
    let possible = 0...(Int64(1) << 48)
    let counts = [started, committed, lines, hits, commits, Int64(cuts), lostDatagrams]
    return looked >= 0 && (counts + rejected.values).allSatisfy(possible.contains)
      && rejected.count <= 100
      && [flush, commitSeconds].allSatisfy { (0...1e15).contains($0) }
      && sources.allSatisfy { source in
        [source.position, source.size, source.lines].allSatisfy(possible.contains)
          && (0...1e15).contains(source.linesPerSecond)
          && source.log.map(possible.contains) ?? true
      }
  }

  /// Replaces the status in a state folder. The first one lasts, so that what is followed is known
  /// to have been followed.
  ///
  /// - Parameter isLasting: Whether a later one is to outlast a power cut, too, which takes a while.
  func write(in state: StateFolder, isLasting: Bool = false) {
    guard let bytes else { return }
    // A status that cannot be written is no reason not to count.
    _ = WholeFile.write(bytes, to: state.followStatusPath, isLasting: isLasting || commits <= 1)
  }
}
