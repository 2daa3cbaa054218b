internal import AccessLog
internal import CProcess
internal import Glibc
internal import Traffic
internal import TrafficStore

/// Looks at logs when they change, and now and then anyway, counts their new lines, and commits the
/// counts soon after.
///
/// One thread does it all, with the pool's threads beside it while there are many lines to read.
package final class LogFollower {
  let options: FollowOptions
  let committer: Committer
  /// Gets what there is to say, on the thread that follows.
  let say: (FollowEvent) -> Void
  let alarm = FileWatcher()
  let patterns: [FollowedPattern]
  private let signals: Int32
  /// Pipes and sockets.
  var streams: [FollowedStream] = []

  var files: FollowedFiles
  var names = FollowedNames()
  var folders = FollowedFolders()
  var schedule: FollowSchedule
  var tally: FollowTally
  var warnings = FollowWarnings()
  var looks: LookHistory
  var duties: FollowDuties
  var orders = FollowOrders()

  /// Opens the database, and becomes the one process that follows logs into it.
  package init(
    _ options: FollowOptions, say: @escaping (FollowEvent) -> Void
  ) throws(CollectError) {
    self.options = options
    self.say = say
    var patterns: [FollowedPattern] = []
    var origins: [(name: String, origin: LineStream.Origin)] = []
    for input in options.collect.inputs {
      if let origin = try FollowedStream.origin(input) {
        origins.append((input, origin))
      } else {
        patterns.append(FollowedPattern(text: input))
      }
    }
    self.patterns = patterns
    // Before any thread is begun, so that no other one gets them.
    let signals = process_hold_signals()
    self.signals = signals
    files = FollowedFiles(limit: LogFollower.raiseFileLimit())
    process_return_buffers()
    // Before any waiting: whoever writes to a pipe must not wait, too.
    var streams: [FollowedStream] = []
    for (name, origin) in origins { streams.append(try FollowedStream(name, origin)) }
    self.streams = streams
    // A server that starts its piped log anew lets the old one end by itself.
    let handover = patterns.isEmpty ? options.collect.patience : 1
    committer = try Committer(
      options.collect,
      limits: .init(cells: options.collect.batch, bytes: 256 << 20),
      turn: .eachCommit(handover: handover),
      holdsBack: !options.isPrompt
    ) {
      say(.waitsForTurn)
    } lacking: {
      say(.mayLackCounts(path: $0))
    } stops: {
      // What has come through pipes is not lost for want of patience.
      origins.isEmpty && LogFollower.isEnded(by: signals)
    }
    if committer.relabelledNames > 0 { say(.relabelled(names: committer.relabelledNames)) }
    committer.newTimeZone.map { say(.newTimeZone($0)) }
    // Before there are any: it runs for long.
    committer.visitors?.folder.onDiskBelowRun.map { say(.keysOnDisk(path: $0)) }
    if committer.heldStreams.isDamaged, let folder = committer.visitors?.folder {
      say(.damagedWaiting(path: folder.waitingPath))
    }
    looks = LookHistory(after: FollowStatus(in: committer.state), committer.clock)
    var status = FollowStatus(
      process: getpid(), started: LogFollower.second,
      looked: looks.complete,
      patterns: options.collect.inputs, flush: options.flush, isPrompt: options.isPrompt)
    status.streamsWait = committer.heldStreams.holdsBack
    status.knowsVisitors = committer.visitors != nil
    let now = ContinuousClock.now
    schedule = FollowSchedule(options, at: now)
    tally = FollowTally(status, at: now)
    duties = FollowDuties(options, at: now)
  }

  /// Follows until a signal ends it.
  package func run() throws(CollectError) {
    try requireFollowable()
    say(.catchesUp)
    try look()
    _ = try flush()
    say(.follows(logs: files.count))
    while !orders.isStopping {
      if duties.isAliveDue(at: .now) { say(.isAlive) }
      committer.emptyLog()
      if duties.isSealingDue(at: .now) { sealDays() }
      ageCounts()
      sayHealth()
      reportLosses()
      tellOnTheMinute()
      keepStreams()
      let isAlarmed = wait(
        until: min(schedule.next(after: .now), nextTurn), or: duties.nextAlive)
      handleSignals()
      if orders.isStopping { break }
      if orders.takeReload() { try reload() }
      let now = ContinuousClock.now
      if schedule.isPollDue(at: now, isAlarmed: isAlarmed) || hasTurned { try look() }
      if schedule.isCommitDue(at: now) { _ = try flush() }
    }
    try stop()
  }

  /// Seconds from 1970.
  static var second: Int64 { process_wall_clock() / 1_000_000_000 }

  /// When the hour turns, where counts wait.
  private var nextTurn: ContinuousClock.Instant {
    ContinuousClock.now
      + (committer.hasCounts ? looks.untilTurn(at: process_wall_clock()) : .seconds(3600))
  }

  /// Whether it has turned since the last look.
  private var hasTurned: Bool {
    committer.hasCounts && looks.hasTurned(at: process_wall_clock())
  }

  /// Waits for a change, a signal, or a moment; `true` when files may have changed.
  private func wait(
    until moment: ContinuousClock.Instant, or other: ContinuousClock.Instant?
  ) -> Bool {
    let moment = other.map { min($0, moment) } ?? moment
    let quiet = schedule.quietUntil
    if ContinuousClock.now < quiet {
      sleep(until: min(quiet, moment), alarm: -1)
      if ContinuousClock.now >= moment || ContinuousClock.now < quiet { return false }
    }
    return sleep(until: moment, alarm: alarm.descriptor)
  }

  /// Waits; `true` when the alarm rang.
  @discardableResult
  private func sleep(until moment: ContinuousClock.Instant, alarm: Int32) -> Bool {
    let descriptors = [alarm, signals] + streams.map(\.stream.wakeSignal)
    var waited = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    // A millisecond more than is left, so that the moment has come.
    let left = max(0, Int32(clamping: Int((moment - ContinuousClock.now).seconds * 1000) + 1))
    // SAFETY: the array is as long as said, and lives for the call.
    _ = unsafe poll(&waited, nfds_t(waited.count), left)
    if waited.dropFirst(2).contains(where: { $0.revents != 0 }) { schedule.noteWake() }
    return waited[0].revents != 0
  }

  /// Notes what signals ask for.
  func handleSignals() {
    while signals >= 0 {
      let signal = process_next_signal(signals)
      guard signal != 0 else { return }
      orders.note(signal: signal, at: .now)
    }
  }

  /// Whether a signal ends what has not begun yet. Nothing is open that SIGHUP could open anew.
  private static func isEnded(by signals: Int32) -> Bool {
    while signals >= 0 {
      switch process_next_signal(signals) {
      case 0: return false
      case SIGHUP: continue
      default: return true
      }
    }
    return false
  }

  /// Closes all files and opens what their names stand for now.
  private func reload() throws(CollectError) {
    say(.reloads)
    try look()
    _ = try flush()
    // Files without a name are kept: their last lines may still come.
    files.removeNamed()
    names.forgetAll()
    try look()
    say(.follows(logs: files.count))
  }

  /// Reads what there is, commits what a commit may tell or nobody could read again, and closes the
  /// database.
  private func stop() throws(CollectError) {
    say(.stops)
    let end = ContinuousClock.now + .seconds(max(1, options.collect.patience))
    orders.stop(at: .now)
    try look()
    try endStreams()
    committer.hurry(but: Set(files.all.filter { $0.departed == nil }.compactMap(\.log)))
    while try !flush() || schedule.isPollDue {
      if schedule.isPollDue { try look() }
      guard ContinuousClock.now < end else {
        throw warnings.database.map { .uncommitted($0) }
          ?? .store(StoreError(.busy, path: options.collect.database))
      }
      usleep(100_000)
    }
    try committer.keepStreams()
    tell()
    sealDays()
    do { try committer.database.close() } catch { throw .store(error) }
  }

  /// Raises the limit of open files as far as the system allows, and gives how many of them may be logs:
  /// the others are for the database and for what is opened for a moment.
  private static func raiseFileLimit() -> Int {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    // SAFETY: the limit is a whole `rlimit` that lives for both calls.
    guard unsafe getrlimit(resource, &limit) == 0 else { return 128 }
    limit.rlim_cur = limit.rlim_max
    _ = unsafe setrlimit(resource, &limit)
    let files = Int(min(limit.rlim_cur, 1 << 20))
    return max(files - 64, files / 2)
  }
}
