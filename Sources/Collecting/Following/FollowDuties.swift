internal import Traffic

/// What a follower does by the clock, whether lines come or not.
///
/// Each question is answered with yes once, and then not before it is due again.
struct FollowDuties {
  typealias Moment = ContinuousClock.Instant

  /// How often to say at least that all is well; never unless set.
  private let aliveInterval: Duration?
  /// How often what waits of pipes and sockets is written, in seconds.
  private let keepInterval: Int64
  /// When to say next that all is well; `nil` where nobody asks.
  private(set) var nextAlive: Moment?
  /// When to see next whether days are over.
  private var nextSealing: Moment
  /// The last day on which it was seen whether counts are too old.
  private var agedDay: Day?
  /// When to try that again where it could not be seen.
  private var nextAgeing: Moment?
  /// The step of the wall clock at which what waits was last written.
  private var keptStep: Int64 = 0

  init(_ options: FollowOptions, at now: Moment) {
    aliveInterval = options.aliveInterval
    keepInterval = max(1, Int64(options.flush.seconds))
    nextAlive = aliveInterval.map { _ in now }
    nextSealing = now
  }

  mutating func isAliveDue(at now: Moment) -> Bool {
    guard let aliveInterval, let nextAlive, now >= nextAlive else { return false }
    self.nextAlive = now + aliveInterval
    return true
  }

  /// Whether to see if days are over: each minute.
  mutating func isSealingDue(at now: Moment) -> Bool {
    guard now >= nextSealing else { return false }
    nextSealing = now + .seconds(60)
    return true
  }

  /// Whether to see if counts are too old: once on each day that the clock says and, where that fails, a
  /// minute later again.
  mutating func isAgeingDue(on today: Day, at now: Moment) -> Bool {
    guard agedDay != today, nextAgeing.map({ now >= $0 }) ?? true else { return false }
    nextAgeing = now + .seconds(60)
    return true
  }

  /// Counts that were too old on a day are gone.
  mutating func noteAged(on day: Day) { (agedDay, nextAgeing) = (day, nil) }

  /// Whether to write down what waits of pipes and sockets: on a fixed clock, so that the time of the file
  /// tells nobody when a line came.
  mutating func isKeepingDue(atSecond second: Int64) -> Bool {
    defer { keptStep = second / keepInterval }
    return second / keepInterval != keptStep
  }
}
