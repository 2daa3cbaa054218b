internal import AccessLog
internal import FileSystem
internal import Traffic

/// What a follower has read, and what it tells of that: other processes in its status, its log now and then.
///
/// Nothing is told of lines that wait to be committed.
struct FollowTally {
  typealias Moment = ContinuousClock.Instant

  /// What became of all lines read by this process.
  private(set) var total = LineTally()
  /// What was last told of that, or is to be.
  private(set) var status: FollowStatus
  /// The minute at which it was told, in seconds from 1970.
  private var toldAt: Int64 = 0
  /// Since when the rates of lines are taken.
  private var ratedSince: Moment
  /// What the log has, and since when.
  private var logged = (lines: Int64(0), rejected: Int64(0))
  private var loggedAt: Moment

  init(_ status: FollowStatus, at now: Moment) {
    self.status = status
    (ratedSince, loggedAt) = (now, now)
  }

  // MARK: What happens

  mutating func add(_ tally: LineTally) { total.append(tally) }

  /// A log was found to be cut.
  mutating func noteCut() { status.cuts += 1 }

  mutating func noteCommit(seconds: Double) {
    status.commits += 1
    status.commitSeconds = seconds
  }

  // MARK: What to tell

  /// Whether to tell how it goes, at a second from 1970: once a minute, whether lines came or not.
  func isStatusDue(atSecond second: Int64) -> Bool { FollowStatus.minute(second) != toldAt }

  /// The seconds over which the rates of lines are to be taken now; `nil` where it is too early for that.
  mutating func takeRateSpan(at now: Moment) -> Double? {
    guard now - ratedSince >= .seconds(10) || status.commits == 0 else { return nil }
    defer { ratedSince = now }
    return (now - ratedSince).seconds
  }

  /// Tells how it goes at a second from 1970: what is committed, and nothing of what waits.
  ///
  /// - Parameters:
  ///   - looked: The last look that read all there was, in nanoseconds from 1970.
  ///   - waiting: What became of the lines that wait.
  ///   - lost: How many datagrams were lost.
  mutating func tell(
    _ sources: [FollowStatus.Source], atSecond second: Int64, looked: Int64, waiting: LineTally,
    lost: Int64
  ) {
    toldAt = FollowStatus.minute(second)
    status.committed = toldAt
    status.looked =
      status.isPrompt == true
      ? looked : FollowStatus.minute(looked / 1_000_000_000) * 1_000_000_000
    // Empty lines are among those that wait, and not among those that are told.
    status.lines = max(status.lines, total.lines - waiting.lines)
    status.hits = total.hits - waiting.hits
    for reject in total.rejected {
      let waits = waiting.rejected.first { $0.reason == reject.reason }?.count ?? 0
      // Nor is it told that there is such a reason, while all of its lines wait.
      if reject.count > waits { status.rejected[reject.reason.name] = reject.count - waits }
    }
    status.lostDatagrams = lost
    status.sources = sources
  }

  /// Whether the status names all of these files.
  func names(_ files: [FileIdentity]) -> Bool {
    Set(status.sources.map(\.identity)).isSuperset(of: files)
  }

  /// Names what is read, and tells nothing else anew.
  mutating func name(_ sources: [FollowStatus.Source]) { status.sources = sources }

  /// How it went since this was last asked; `nil` where that is less long ago than an interval.
  mutating func health(
    at now: Moment, every interval: Duration, logs: Int, isWaiting: Bool
  ) -> FollowEvent.Health? {
    guard now - loggedAt >= interval else { return nil }
    let rejected = total.rejected.reduce(0) { $0 + $1.count }
    defer {
      loggedAt = now
      logged = (total.lines, rejected)
    }
    return FollowEvent.Health(
      lines: total.lines - logged.lines, logs: logs, seconds: (now - loggedAt).seconds,
      rejected: rejected - logged.rejected, isWaiting: isWaiting)
  }
}

/// How many lines a second are read of something.
struct LineRate {
  private(set) var perSecond = 0.0
  private var before: Int64 = 0

  /// Takes the rate over the seconds since it was last taken.
  mutating func take(lines: Int64, seconds: Double) {
    perSecond = Double(lines - before) / max(0.001, seconds)
    before = lines
  }
}
