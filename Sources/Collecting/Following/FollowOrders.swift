internal import Glibc

/// What a follower has been told to do: to end, or to open all files anew.
struct FollowOrders {
  typealias Moment = ContinuousClock.Instant

  private(set) var isStopping = false
  private var isReloadDue = false
  /// When to stop reading, even where there are more lines.
  private var readsUntil: Moment?

  /// How long lines are read still once a signal ends it. What is not read by then is read when a follower
  /// starts again.
  private static let lastWords = Duration.seconds(5)

  /// SIGHUP opens all files anew, any other signal ends.
  mutating func note(signal: Int32, at now: Moment) {
    if signal == SIGHUP { isReloadDue = true } else { stop(at: now) }
  }

  /// Reads for a moment more.
  mutating func stop(at now: Moment) {
    isStopping = true
    readsUntil = readsUntil ?? now + FollowOrders.lastWords
  }

  /// There is nothing more to follow.
  mutating func noteEnd() { isStopping = true }

  /// Whether to open all files anew; once for all signals that have asked for it.
  mutating func takeReload() -> Bool {
    defer { isReloadDue = false }
    return isReloadDue
  }

  /// Whether lines are left to the next follower.
  func isReadingOver(at now: Moment) -> Bool { readsUntil.map { now > $0 } ?? false }
}
