internal import CProcess
internal import Collecting
internal import Counting
internal import TimeZones
internal import Traffic
internal import TrafficStore

/// Why counts of a log are not in the database yet.
///
/// Nothing of this is in a file that a follower writes: when the first line came, or the fifth visitor, would
/// be told by each change of it. It is the rule that counts wait by, and what anyone sees who may ask: that a log
/// is longer than what is counted of it, and that something of pipes waits in memory.
enum WaitReason: String, Encodable {
  /// Too few visitors came of one of its sites, and the hour is not over.
  case visitors
  /// Visitors are not distinguished, and the hour is not over.
  case hour
  /// It is committed at once, within the time of `--flush`.
  case commit
  /// The database takes nothing.
  case database
  /// No follower runs.
  case stopped
}

/// What a database and the folder of its open days tell of counts that wait.
struct CountsAhead {
  /// When the hour ends, by the clock whose hours are counted; the last moment for counts that wait for that.
  var hourEnd: Hour
  /// Whether counts of pipes and sockets wait; `nil` where this user cannot see that.
  var hasStreams: Bool?

  /// Looks at what belongs to a database.
  ///
  /// - Parameters:
  ///   - isNamed: Whether the state folder was named by its user.
  ///   - now: Seconds since 1970.
  init(_ database: String, in state: StateFolder, isNamed: Bool, now: Int64) {
    let facts = try? TrafficArchive(path: database, busyTimeout: 1).read {
      (zone: try $0.timeZone(), identifier: try $0.identifier())
    }
    let clock = facts.flatMap { try? ZoneClock(stored: $0.zone) } ?? .utc
    let hour = clock.hour(at: now)
    hourEnd = clock.hour(at: hour.start + 3600)
    hasStreams = facts.flatMap {
      VisitorFolder(state: state, isNamed: isNamed, identifier: $0.identifier, clock: clock)
        .hasWaitingStreams
    }
  }
}

extension FollowStatusReport {
  /// Whether counts of a log wait, and for what; `nil` for both where that cannot be seen, or there is nothing
  /// to wait.
  static func wait(
    of source: FollowStatus.Source, behind: Int64, _ ahead: CountsAhead, _ status: FollowStatus,
    isRunning: Bool, committedAgo: Int64
  ) -> (waits: Bool?, reason: WaitReason?) {
    let isStream = source.state == .listening
    let waits: Bool?
    switch source.state {
    case .following, .draining: waits = behind > 0
    case .listening: waits = status.streamsWait == true ? ahead.hasStreams : false
    case .packed, .waiting: waits = false
    }
    guard waits != false else { return (false, nil) }
    if !isRunning { return (waits, .stopped) }
    if committedAgo >= longestSilence { return (waits, .database) }
    if status.isPrompt == true { return (waits, .commit) }
    return (waits, isStream || status.knowsVisitors != false ? .visitors : .hour)
  }

  /// What the rows of the table mean, for each reason that is among them.
  func sentences(_ reasons: Set<WaitReason>) -> [String] {
    let end = "\(FollowStatusReport.name(of: ahead.hourEnd)) at the latest"
    var lines: [String] = []
    if reasons.contains(.visitors) {
      let few = HourVisitors.few
      lines += [
        "for \(few) visitors of each site of a log and \(few) more after them, or for the end of the "
          + "hour, \(end): a commit before that could show a single request"
      ]
    }
    if reasons.contains(.hour) {
      lines += [
        "for the end of the hour, \(end): without addresses, visitors are not distinguished"
      ]
    }
    if reasons.contains(.commit) { lines += ["for the next commit"] }
    if reasons.contains(.database) {
      lines += [
        "for the database, which has taken nothing for \(FollowStatusReport.time(committedAgo)): "
          + "see what the follower says"
      ]
    }
    if reasons.contains(.stopped) { lines += ["for the next follower"] }
    let streams = sources.filter { $0.state == .listening && $0.waits != false }
    if !streams.isEmpty {
      lines += ["in memory: lines of pipes and sockets, which wait together"]
      if streams.contains(where: { $0.waits == nil }) {
        lines += ["only the follower's user and root can see whether any do"]
      }
    }
    return lines
  }

  /// What a row says of a log's counts.
  func words(for source: Source) -> String {
    guard source.waits != false, let reason = source.reason else {
      return source.state == .waiting ? "-" : "committed"
    }
    let may = source.waits == nil ? "may wait" : "wait"
    return switch reason {
    case .visitors, .hour: "\(may) until \(FollowStatusReport.name(of: ahead.hourEnd))"
    case .commit: "\(may) for a commit"
    case .database: "\(may) for the database"
    case .stopped: "\(may) for a follower"
    }
  }

  /// An hour of today or tomorrow, as people read it: `11:00Z`, `11:00+02:00`.
  private static func name(of hour: Hour) -> String { String(hour.description.dropFirst(11)) }
}
