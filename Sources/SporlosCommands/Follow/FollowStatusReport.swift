internal import AccessLog
internal import CProcess
internal import Collecting
internal import FileSystem
internal import Traffic

/// The status of a follower as another process sees it: what the follower said last, and how far
/// the files have grown since.
struct FollowStatusReport {
  var isRunning: Bool
  var status: FollowStatus
  /// Seconds since all that was read was committed.
  var committedAgo: Int64
  var sources: [Source]
  /// What is known of counts that wait.
  let ahead: CountsAhead

  /// Seconds after which a follower that says nothing has no commits taken: it says something each minute.
  static let longestSilence: Int64 = 180

  struct Source: Encodable {
    var path: String
    var state: FollowStatus.State
    var format: String?
    var position: Int64
    /// Bytes of the file that are not counted.
    var behind: Int64
    /// Seconds that the oldest of them may have waited.
    var lag: Int64
    var linesPerSecond: Double
    /// Whether counts wait that are not in the database; `nil` where this user cannot see that.
    var waits: Bool?
    /// For what they wait.
    var reason: WaitReason?
    /// The hour at whose beginning they come at the latest, where that is known.
    var latest: String?
  }

  /// Looks at what a follower left in a state folder; `nil` where none ever did.
  init?(_ database: String, in state: StateFolder, isNamed: Bool) {
    guard let status = FollowStatus(in: state) else { return nil }
    self.status = status
    isRunning = state.isFollowed
    let now = process_wall_clock() / 1_000_000_000
    let ago = max(0, now - status.committed)
    committedAgo = ago
    let (isRunning, isFresh) = (isRunning, isRunning && ago < FollowStatusReport.longestSilence)
    let ahead = CountsAhead(database, in: state, isNamed: isNamed, now: now)
    self.ahead = ahead
    sources = status.sources.map { source in
      var size = source.size
      if let now = FileStatus(path: source.path),
        now.identity == FileIdentity(device: source.device, inode: source.inode)
      {
        size = now.size
      }
      // What is packed has another size than what is in it, and streams have none.
      let isPlain = source.state == .following || source.state == .draining
      let behind = isPlain ? max(0, size - source.position) : 0
      let (waits, reason) = FollowStatusReport.wait(
        of: source, behind: behind, ahead, status, isRunning: isRunning, committedAgo: ago)
      let isBounded = reason == .visitors || reason == .hour
      return Source(
        path: source.path, state: source.state, format: source.format, position: source.position,
        behind: behind, lag: behind > 0 ? ago : 0,
        linesPerSecond: isFresh ? source.linesPerSecond : 0, waits: waits, reason: reason,
        latest: isBounded ? "\(ahead.hourEnd)" : nil)
    }
  }

  /// The report as one line of JSON: keys are stable, new ones may be added.
  var json: String {
    SummaryJSON.line(Document(self))
  }

  private struct Document: Encodable {
    var running: Bool
    var process: Int32
    var started: Int64
    var committed: Int64
    var lines: Int64
    var hits: Int64
    var rejected: [String: Int64]
    var commits: Int64
    var cuts: Int
    var lostDatagrams: Int64
    var sources: [Source]

    init(_ report: FollowStatusReport) {
      let status = report.status
      running = report.isRunning
      process = status.process
      started = status.started
      committed = status.committed
      lines = status.lines
      hits = status.hits
      rejected = status.rejected
      commits = status.commits
      cuts = status.cuts
      lostDatagrams = status.lostDatagrams
      sources = report.sources
    }
  }

  /// The report in words.
  var text: String {
    let running =
      isRunning ? "running   process \(status.process)" : "stopped   no process follows these logs"
    var lines = ["\(running); all read was committed \(FollowStatusReport.time(committedAgo)) ago"]
    var counted = "counted   \(grouped(status.hits)) hits of \(grouped(status.lines)) lines"
    let rejected = status.rejected.values.reduce(0, +)
    if rejected > 0 { counted += ", \(grouped(rejected)) rejected" }
    if status.cuts > 0 { counted += "; \(status.cuts) logs were truncated" }
    if status.lostDatagrams > 0 { counted += "; \(grouped(status.lostDatagrams)) datagrams lost" }
    lines.append(counted)
    for (index, sentence) in sentences(Set(sources.compactMap(\.reason))).enumerated() {
      lines.append((index == 0 ? "waiting   " : "          ") + sentence)
    }
    let rows = sources.map { source in
      [
        QuotedText.harmless(source.path), source.state.rawValue, source.format ?? "-",
        grouped(source.position), grouped(source.behind),
        source.behind > 0 ? FollowStatusReport.time(source.lag) : "0 s",
        source.linesPerSecond < 10
          ? String(((source.linesPerSecond * 10).rounded() / 10))
          : grouped(Int64(source.linesPerSecond.rounded())),
        words(for: source),
      ]
    }
    let table =
      [["log", "state", "format", "position", "behind", "lag", "lines/s", "counts"]] + rows
    let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    for row in table {
      let cells = row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        // Names to the left, numbers to the right, and words at the end as they are.
        if column == row.count - 1 { return row[column] }
        return column < 3 ? row[column] + space : space + row[column]
      }
      lines.append(cells.joined(separator: "  "))
    }
    return lines.joined(separator: "\n")
  }

  /// Seconds as people read them.
  static func time(_ seconds: Int64) -> String {
    switch seconds {
    case ..<120: "\(seconds) s"
    case ..<7200: "\(seconds / 60) min"
    default: "\(grouped(seconds / 3600)) h"
    }
  }
}
