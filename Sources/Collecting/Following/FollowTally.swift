internal import AccessLog

/// What a follower has read, and how much of that it has told.
struct FollowTally {
  typealias Moment = ContinuousClock.Instant

  /// What became of all lines read by this process.
  private(set) var total = LineTally()
  private var told = (lines: Int64(0), rejected: Int64(0))
  private var toldAt: Moment

  init(at now: Moment) { toldAt = now }

  mutating func add(_ tally: LineTally) { total.append(tally) }

  /// How it went since this was last asked; `nil` where that is less long ago than an interval.
  mutating func health(
    at now: Moment, every interval: Duration, logs: Int, isWaiting: Bool
  ) -> FollowEvent.Health? {
    guard now - toldAt >= interval else { return nil }
    let rejected = total.rejected.reduce(0) { $0 + $1.count }
    defer {
      toldAt = now
      told = (total.lines, rejected)
    }
    return FollowEvent.Health(
      lines: total.lines - told.lines, logs: logs, seconds: (now - toldAt).seconds,
      rejected: rejected - told.rejected, isWaiting: isWaiting)
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
