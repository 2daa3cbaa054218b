internal import TrafficStore

/// When a follower looks at its logs, and when it commits what it has counted.
///
/// It has no clock of its own: the time comes with each question, so that any course of events can be
/// tried without waiting for it.
struct FollowSchedule {
  typealias Moment = ContinuousClock.Instant

  /// The longest time between two looks, even where nothing says that a log has changed.
  let lookInterval: Duration
  /// The shortest time between two looks, however often logs change.
  let pause: Duration
  /// How long counts may wait for more of them.
  let flushDelay: Duration

  /// When the logs were last looked at.
  private(set) var looked: Moment
  /// Whether to look at all files at once, however short ago that was.
  private(set) var isPollDue = false
  /// Whether the last look left lines unread, since they could not be committed.
  private(set) var isLookCutShort = false
  /// The oldest moment at which a line that is not committed may have been written.
  private(set) var uncommittedSince: Moment?
  /// When to try again to commit what could not be.
  private(set) var nextAttempt: Moment?
  /// Since when nothing could be committed.
  private(set) var blockedSince: Moment?

  /// How long another process that commits is nothing to talk about.
  private static let patience = Duration.seconds(30)

  init(_ options: FollowOptions, at now: Moment) {
    lookInterval = options.lookInterval
    pause = options.pause
    flushDelay = options.flushDelay
    looked = now
  }

  /// Whether counts wait, since the database does not take them.
  var isWaiting: Bool { uncommittedSince != nil && blockedSince != nil }

  /// Whether lines wait, or older ones are being caught up with, so that those of one day may take several
  /// commits.
  var isBehind: Bool { uncommittedSince != nil || isLookCutShort }

  // MARK: What happens

  /// A look begins.
  mutating func beginLook(at now: Moment) {
    looked = now
    isPollDue = false
    isLookCutShort = false
  }

  /// The look that has begun leaves lines unread.
  mutating func leaveLines() { isLookCutShort = true }

  /// The look that has begun leaves lines unread, and the next one follows at once.
  mutating func cutLookShort() {
    isLookCutShort = true
    isPollDue = true
  }

  /// Something has come that rings by itself.
  mutating func noteWake() { isPollDue = true }

  /// Lines were counted that were written after this moment.
  mutating func noteLines(after moment: Moment) { uncommittedSince = uncommittedSince ?? moment }

  /// All that was counted is committed.
  mutating func noteCommit() {
    uncommittedSince = nil
    nextAttempt = nil
    blockedSince = nil
  }

  /// A commit was refused, and may be tried again.
  ///
  /// - Returns: Whether to talk about it.
  mutating func noteRefusal(at now: Moment, retryIn delay: Duration, isBusy: Bool) -> Bool {
    nextAttempt = now + delay
    let since = blockedSince ?? now
    blockedSince = since
    // Another process that commits is nothing to talk about, unless it takes long.
    return !isBusy || now - since > FollowSchedule.patience
  }

  /// What was counted is forgotten, and has to be counted again.
  mutating func startOver() {
    uncommittedSince = nil
    nextAttempt = nil
    cutLookShort()
  }

  // MARK: What to do

  /// Whether a commit may be tried.
  func mayCommit(at now: Moment) -> Bool { nextAttempt.map { now >= $0 } ?? true }

  /// Whether counts have waited for long enough.
  func isCommitDue(at now: Moment) -> Bool {
    uncommittedSince.map { now - $0 >= flushDelay } ?? false
  }

  /// Whether to look at the logs now.
  ///
  /// - Parameter isAlarmed: Whether something says that they have changed.
  func isPollDue(at now: Moment, isAlarmed: Bool) -> Bool {
    isAlarmed || isPollDue || now - looked >= lookInterval
  }

  /// When there is something to do, if nothing happens before.
  func next(after now: Moment) -> Moment {
    if isPollDue { return now }
    let look = looked + lookInterval
    guard let uncommittedSince else { return look }
    return min(look, nextAttempt ?? uncommittedSince + flushDelay)
  }

  /// Until when changes are not listened to: a busy server writes all the time.
  var quietUntil: Moment { looked + pause }
}

extension CollectError {
  /// How long to wait until the same commit may well be taken; `nil` where that will not change by itself.
  var retryDelay: Duration? {
    switch self {
    case .store(let error):
      switch error.code {
      case .busy: .milliseconds(200)
      case .full, .noDescriptors, .readOnly, .inputOutput, .cannotOpen: .seconds(2)
      default: nil
      }
    case .state: .seconds(2)
    default: nil
    }
  }

  /// Whether another process has the turn.
  var isBusy: Bool {
    if case .store(let error) = self { error.code == .busy } else { false }
  }
}
