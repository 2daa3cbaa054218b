internal import AccessLog
internal import CProcess
internal import Glibc
internal import Traffic
internal import TrafficStore

/// The work of `sporlos collect --follow`: looks at logs when they change, and now and then anyway,
/// counts their new lines, and commits the counts soon after.
///
/// One thread does it all, with the crew's threads beside it while there are many lines to read.
final class FollowAction {
  let options: FollowOptions
  let ledger: CollectLedger
  let service = ServiceManager()
  let alarm = ChangeAlarm()
  let clock = ContinuousClock()
  let patterns: [FollowedPattern]
  private let signals: Int32
  /// Pipes and sockets.
  var streams: [FollowedStream] = []

  /// Every file that is followed, those that have lost their name first.
  var files: [FollowedFile] = []
  /// The same, by what they are on disk.
  var byIdentity: [FileIdentity: FollowedFile] = [:]
  /// How many files are kept open, and how many may be.
  var openFiles = 0
  let fileLimit: Int
  /// What each name stood for when it was last looked at.
  var names: [String: FileIdentity] = [:]
  /// When what each name stands for was last there, in nanoseconds from 1970.
  var lastSeen: [String: Int64] = [:]
  /// The files of each folder when it was last listed, and when it had last changed then.
  var folderEntries: [String: [String: FileIdentity]] = [:]
  var folderStamps: [String: Int64] = [:]
  /// The files of folders, as they were in this look.
  var listings: [String: FolderListing] = [:]
  /// The format of the last log of each name.
  var formats: [String: LogFormat] = [:]
  /// Names that no file has, since when, and whether that was said.
  var missing: [String: (since: ContinuousClock.Instant, isSaid: Bool)] = [:]
  /// Names of what is no log, which was said.
  var refused: Set<String> = []
  /// When the logs were last looked at, in nanoseconds from 1970; 0 where they never were.
  var lastLook: Int64 = 0
  /// The same for the look before that.
  var previousLook: Int64 = 0
  /// What the follower before this one left.
  let predecessor: FollowStatus?
  /// The names of what it read.
  let readBefore: Set<String>
  var status: FollowStatus
  var isFirstLook = true
  /// The last look that read all there was.
  var completeLook: Int64 = 0
  /// Whether the last look left lines unread, since they could not be committed.
  var isLookCutShort = false
  var looked: ContinuousClock.Instant
  /// The oldest moment at which a line that is not committed may have been written.
  var uncommittedSince: ContinuousClock.Instant?
  /// When to try again to commit what could not be.
  var nextAttempt: ContinuousClock.Instant?
  /// Since when nothing could be committed.
  var blockedSince: ContinuousClock.Instant?
  /// What was last said about the database.
  var databaseComplaint: String?
  /// What was last said about the database of countries.
  var countryComplaint: String?
  /// When to see next whether days are over, and what was last said about that.
  var nextSealing: ContinuousClock.Instant
  var sealingComplaint: String?
  /// Whether it was said that the clock is behind the logs.
  var hasClockComplaint = false
  /// The last day on which it was seen whether counts are too old, and when to try that again.
  var agedDay: Day?
  var nextAgeing: ContinuousClock.Instant
  /// Whether to look at all files at once, however short ago that was.
  var isLookDue = false
  var isReloadDue = false
  var isStopping = false
  /// When to stop reading, even where there are more lines.
  var stopBy: ContinuousClock.Instant?
  /// What became of all lines read by this process.
  var total = LineTally()
  /// Since when the rates of lines are taken.
  var ratesSince: ContinuousClock.Instant
  /// When, and at how many lines, it was last said how it goes.
  var healthSaid: ContinuousClock.Instant
  var saidLines: Int64 = 0
  var saidRejected: Int64 = 0
  var metricsWritten: ContinuousClock.Instant
  var hasMetricsComplaint = false

  /// Opens the database, and becomes the one process that follows logs into it.
  init(_ options: FollowOptions) throws(CommandFailure) {
    self.options = options
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
    signals = process_hold_signals()
    fileLimit = FollowAction.raiseFileLimit()
    process_return_buffers()
    // Before any waiting: whoever writes to a pipe must not wait, too.
    var streams: [FollowedStream] = []
    for (name, origin) in origins { streams.append(try FollowedStream(name, origin)) }
    self.streams = streams
    // A server that starts its piped log anew lets the old one end by itself.
    let handover = patterns.isEmpty ? options.collect.patience : 1
    ledger = try CollectLedger(
      options.collect,
      limits: .init(cells: options.collect.batch, bytes: 256 << 20),
      turn: .eachCommit(handover: handover)
    ) { FollowAction.say("waiting for another `sporlos collect` on the same database") }
    predecessor = FollowStatus(in: ledger.state)
    readBefore = Set(predecessor?.sources.map(\.path) ?? [])
    status = FollowStatus(
      process: getpid(), started: process_wall_clock() / 1_000_000_000,
      patterns: options.collect.inputs, flush: options.flush)
    completeLook = predecessor?.looked ?? 0
    looked = clock.now
    ratesSince = looked
    nextSealing = looked
    nextAgeing = looked
    healthSaid = looked
    metricsWritten = looked
  }

  /// Follows until a signal ends it.
  func run() throws(CommandFailure) {
    try requireFollowable()
    service.ready("catching up")
    try look()
    _ = try flush()
    service.ready("following \(files.count) logs")
    var nextAlive = clock.now
    while !isStopping {
      if clock.now >= nextAlive, let interval = service.watchdog {
        service.alive()
        nextAlive = clock.now + interval
      }
      sealDays()
      ageCounts()
      sayHealth(at: clock.now)
      reportLosses()
      if options.metrics != nil, clock.now - metricsWritten > .seconds(60) { writeMetrics() }
      let wasAlarmed = wait(until: nextMoment(), or: service.watchdog.map { _ in nextAlive })
      heedSignals()
      if isStopping { break }
      if isReloadDue { try reload() }
      let now = clock.now
      if wasAlarmed || isLookDue || now - looked >= options.lookInterval { try look() }
      if let since = uncommittedSince, now - since >= options.flushDelay { _ = try flush() }
    }
    try stop()
  }

  /// When there is something to do, if nothing happens before.
  private func nextMoment() -> ContinuousClock.Instant {
    if isLookDue { return clock.now }
    var next = looked + options.lookInterval
    if let since = uncommittedSince {
      next = min(next, nextAttempt ?? since + options.flushDelay)
    }
    return next
  }

  /// Waits for a change, a signal, or a moment; `true` when files may have changed.
  private func wait(
    until moment: ContinuousClock.Instant, or other: ContinuousClock.Instant?
  ) -> Bool {
    let moment = other.map { min($0, moment) } ?? moment
    // A busy server writes all the time; it is heard again after a pause.
    let quiet = looked + options.pause
    if clock.now < quiet {
      sleep(until: min(quiet, moment), alarm: -1)
      if clock.now >= moment || clock.now < quiet { return false }
    }
    return sleep(until: moment, alarm: alarm.descriptor)
  }

  /// Waits; `true` when the alarm rang.
  @discardableResult
  private func sleep(until moment: ContinuousClock.Instant, alarm: Int32) -> Bool {
    let descriptors = [alarm, signals] + streams.map(\.stream.hurry)
    var waited = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    // A millisecond more than is left, so that the moment has come.
    let left = max(0, Int32(clamping: Int((moment - clock.now).seconds * 1000) + 1))
    // SAFETY: the array is as long as said, and lives for the call.
    _ = unsafe poll(&waited, nfds_t(waited.count), left)
    if waited.dropFirst(2).contains(where: { $0.revents != 0 }) { isLookDue = true }
    return waited[0].revents != 0
  }

  /// Notes what signals ask for: SIGTERM and SIGINT end, SIGHUP opens everything anew.
  func heedSignals() {
    while signals >= 0 {
      switch process_next_signal(signals) {
      case 0: return
      case SIGHUP: isReloadDue = true
      default: isStopping = true
      }
    }
  }

  /// Closes all files and opens what their names stand for now.
  private func reload() throws(CommandFailure) {
    isReloadDue = false
    service.reloading()
    try look()
    _ = try flush()
    // Files without a name are kept: their last lines may still come.
    files.removeAll { $0.departed == nil }
    names = [:]
    try look()
    service.ready("following \(files.count) logs")
  }

  /// Reads what there is, commits it and closes the database.
  private func stop() throws(CommandFailure) {
    service.stopping()
    let end = clock.now + .seconds(max(1, options.collect.patience))
    // What is not read by then is read when a follower starts again.
    stopBy = clock.now + .seconds(5)
    try look()
    try endStreams()
    while try !flush() || isLookDue {
      if isLookDue { try look() }
      guard clock.now < end else {
        throw CommandFailure(
          databaseComplaint ?? StoreError(.busy, path: options.collect.database).sentence)
      }
      usleep(100_000)
    }
    nextSealing = clock.now
    sealDays()
    do { try ledger.database.close() } catch { throw CommandFailure(error.sentence) }
  }

  /// Says something in the log.
  static func say(_ sentence: String) {
    Terminal.standardError.write("sporlos: \(sentence)\n")
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
