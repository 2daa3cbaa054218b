internal import FileSystem
internal import Foundation
internal import Traffic

/// How a follower is doing, as it tells other processes in a file of the state folder.
///
/// It has names of logs, which are the operator's, and numbers of what is committed, and nothing of what is
/// in the logs. The file is replaced at the turn of each minute, whether lines came or not, so that it does
/// not tell when; and whenever counts were committed, where that may tell of single requests anyway. It is
/// what `sporlos status` and metrics show.
package struct FollowStatus: Codable {
  package var process: Int32
  /// Seconds from 1970.
  package var started: Int64
  /// The last full minute at which all was committed that may be, in seconds from 1970.
  package var committed: Int64
  /// The full minute before the last look at the logs before that, in nanoseconds from 1970; the look itself
  /// where ``isPrompt``, since each commit tells as much then.
  package var looked: Int64
  /// What is followed, as its user named it.
  package var patterns: [String]
  /// The shortest time between two commits, in seconds.
  package var flush: Double
  /// Whether lines are committed within that time, whatever a commit then tells.
  package var isPrompt: Bool?
  /// Whether counts of pipes and sockets wait, too.
  package var streamsWait: Bool?
  /// Whether visitors are distinguished: without them, counts wait for the end of their hour.
  package var knowsVisitors: Bool?
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
    /// Bytes of log that are committed.
    package var position: Int64
    /// ``position`` and the bytes of the file behind it, those in steps of ``stepOfSize``.
    package var size: Int64
    package var device: UInt64
    package var inode: UInt64
    /// Lines counted by this process.
    package var lines: Int64
    package var linesPerSecond: Double
    /// The number of the log in the database, by which the next follower finds what it was rotated to.
    package var log: Int64?

    var identity: FileIdentity { FileIdentity(device: device, inode: inode) }

    /// Far more than a request takes in a log.
    static let stepOfSize: Int64 = 64 << 10

    /// The size that is told of a file of some bytes.
    static func size(of bytes: Int64, position: Int64) -> Int64 {
      position + max(0, bytes - position) / stepOfSize * stepOfSize
    }
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
    process: Int32, started: Int64, looked: Int64, patterns: [String], flush: Duration,
    isPrompt: Bool = false
  ) {
    self.process = process
    self.started = FollowStatus.minute(started)
    self.patterns = patterns
    self.flush = flush.seconds
    self.isPrompt = isPrompt ? true : nil
    committed = self.started
    self.looked = looked
  }

  /// The time from which on lines may not be counted, in nanoseconds from 1970: the last look or, where the
  /// follower was killed before it could say when that was, its start.
  var since: Int64 { looked > 0 ? looked : started * 1_000_000_000 }

  /// How long lines may wait in a follower, in nanoseconds: for the rest of their hour, and a while.
  static let longestWait: Int64 = 7200 * 1_000_000_000

  /// The full minute before a time in seconds.
  static func minute(_ seconds: Int64) -> Int64 { seconds / 60 * 60 }

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
    return looked >= 0 && started <= Int64.max / 1_000_000_000
      && (counts + rejected.values).allSatisfy(possible.contains)
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

extension FollowStatus {
  /// The status in Prometheus' text form, for a collector of text files
  /// (https://prometheus.io/docs/instrumenting/exposition_formats/).
  package var metrics: String {
    var text = ""
    func metric(_ name: String, _ type: String, _ help: String, _ samples: [(String, String)]) {
      text += "# HELP sporlos_\(name) \(help)\n# TYPE sporlos_\(name) \(type)\n"
      for (labels, value) in samples { text += "sporlos_\(name)\(labels) \(value)\n" }
    }
    metric("lines_total", "counter", "Lines read.", [("", "\(lines)")])
    metric("hits_total", "counter", "Lines counted.", [("", "\(hits)")])
    metric(
      "rejected_lines_total", "counter", "Lines that could not be counted.",
      rejected.sorted { $0.key < $1.key }.map { ("{reason=\"\($0.key)\"}", "\($0.value)") })
    metric("commits_total", "counter", "Transactions committed.", [("", "\(commits)")])
    metric("commit_seconds", "gauge", "Time the last commit took.", [("", "\(commitSeconds)")])
    metric(
      "last_commit_timestamp_seconds", "gauge", "When all that was read was last committed.",
      [("", "\(committed)")])
    metric("cut_logs_total", "counter", "Logs found cut by copytruncate.", [("", "\(cuts)")])
    metric(
      "lost_datagrams_total", "counter", "Datagrams the system had no room for.",
      [("", "\(lostDatagrams)")])
    metric(
      "log_position_bytes", "gauge", "Bytes of a log that are counted.",
      sources.map { (FollowStatus.labels(of: $0), "\($0.position)") })
    metric(
      "log_behind_bytes", "gauge", "Bytes of a log that wait to be counted.",
      sources.filter { $0.state != .packed && $0.state != .listening }
        .map { (FollowStatus.labels(of: $0), "\(max(0, $0.size - $0.position))") })
    metric(
      "log_lines_total", "counter", "Lines read of a log by this process.",
      sources.map { (FollowStatus.labels(of: $0), "\($0.lines)") })
    return text
  }

  private static func labels(of source: Source) -> String {
    let path = source.path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
    return "{log=\"\(path)\",inode=\"\(source.inode)\"}"
  }
}
