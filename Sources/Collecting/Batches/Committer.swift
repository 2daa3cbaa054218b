internal import AccessLog
internal import Counting
internal import FileSystem
internal import Hits
internal import Publication
internal import Threads
internal import TimeZones
internal import Traffic
internal import TrafficStore

/// Which logs are known and how far each is counted, and the batches on their way to the database:
/// the one place from which counts and positions are committed.
final class Committer {
  let state: StateFolder
  let database: TrafficDatabase
  /// The clock whose days are counted.
  let clock: ZoneClock
  /// The time zone that a new database has without being asked, where it is not UTC.
  let newTimeZone: String?
  let key: SourceKey
  let pool: CollectPool
  /// Counts what comes through pipes and sockets: lines without a position, which no other process
  /// can have counted, and which a batch that has to be counted again must not take with it.
  let streams: CollectPool
  /// The visitors of open days; `nil` where they are not counted.
  let visitors: VisitorCounter?
  /// The logs that are counted or followed just now.
  let logs: CheckpointStore
  /// The database's files, once they were asked for.
  private lazy var databaseFiles = DatabaseFiles(of: database.path)
  /// Logs with lines in the batch that is being counted.
  private var touched: Set<CheckpointStore.Handle> = []
  /// Whether a log's counts wait until a commit of them tells no single request.
  let holdsBack: Bool
  /// The counts that wait, by log.
  private var held = HeldLogs()
  /// What came through pipes and sockets and waits.
  var heldStreams: HeldStreams
  /// The hour by the clock at the look before.
  private var turned: Hour?
  /// What is committed of what came through them.
  private(set) var committedStreams = StreamTally()
  /// What the run does of a backfill.
  let backfill: BackfillWork
  /// Where counts are put aside until all logs are read; `nil` where each batch is committed.
  let backfilling: Backfilling?
  /// A full batch that waits for its commit.
  private var pending: Batch?
  private var pendingOfStreams: Batch?
  let turn: Turn
  /// When days are published.
  let publication: PublicationTime
  /// Whether a database that lacks what was published before goes on from what it has.
  let publishesAnew: Bool
  /// Whether nothing is published, since the database is an earlier state of the one that published last.
  var lacksReleases = false
  /// The file that has what is published, too.
  let publishedFile: String?
  /// Whether they are: what a fleet publishes could be told from what its servers do.
  let publishes: Bool
  /// Up to where days were published by this process.
  var publishedUpTo: Day?
  /// Whether the -wal file may hold states from before the last commit.
  var isLogLeft = false
  /// How many stored names today's redaction has changed.
  private(set) var relabelledNames = 0
  /// The sites whose names are kept whoever asks for them.
  let ownSites: Set<SiteName>
  /// The day before which no lines of closed days are counted; `nil` where all are.
  private let refusedBefore: Day?
  /// The day that retention is counted from, where somebody vouches for it; else it is the one that the
  /// clock has agreed on over several days.
  let fixedToday: Day?

  /// Days after which a line does not come late any more, but from an old log.
  private static let lateDays: Int32 = 7

  /// When a process keeps others from counting into the same database.
  enum Turn: Equatable {
    /// From its first look at the database to its end.
    case once
    /// While it commits; what others counted in between is found out then. It is the only one of
    /// this kind, and waits some seconds for another one to end.
    case eachCommit(handover: Int)
  }

  struct Batch {
    var counted: CollectPool.Batch
    var positions: [(log: CheckpointStore.Handle, position: Checkpoint)]
    /// How far it goes of pipes and sockets, where it is of them.
    var streams: HeldStreams.Position?
  }

  /// What a commit added.
  struct Committed {
    var firstHour: Hour?
    var lastHour: Hour?
    var pages = 0
    /// Hits that are older than anything that is kept.
    var hitsTooOld: Int64 = 0
    /// How long counts are kept.
    var retention: Age
  }

  /// Opens the database and its state folder, and waits for its turn.
  ///
  /// - Parameters:
  ///   - holdsBack: Whether a log's counts wait until a commit of them tells no single request.
  ///   - waiting: Called once where another process has its turn.
  ///   - lacking: Called where the database is a copy that may lack counts.
  ///   - stops: Whether a follower waits no longer for its turn.
  init(
    _ options: CollectOptions, limits: BatchLimits, turn: Turn = .once, holdsBack: Bool = false,
    waiting: () -> Void, lacking: (_ path: String) -> Void, stops: () -> Bool = { false }
  ) throws(CollectError) {
    state = StateFolder(database: options.database, named: options.stateFolder)
    self.turn = turn
    self.holdsBack = holdsBack
    ownSites = options.ownSites
    fixedToday = options.today
    do {
      // The database first: where it cannot be, no state folder should be left behind.
      (database, clock, newTimeZone) = try Committer.open(
        options, busyTimeout: turn == .once ? Double(options.patience) : 1)
      if database.mayLackCounts { lacking(database.path) }
      guard try database.members().isEmpty else {
        throw CollectError.fleetDatabase(path: options.database)
      }
      try state.prepare()
      switch turn {
      case .once:
        _ = try state.lock(seconds: options.patience, waiting: waiting)
        // Another machine's, which is in no file here.
        key =
          if case .map(let secret) = options.backfill { secret.key } else {
            try state.key(of: database)
          }
      case .eachCommit(let handover):
        _ = try state.lockFollowing(seconds: handover)
        let lock =
          try database.keyCheck() == nil
          ? try state.lock(seconds: options.patience, waiting: waiting, stops: stops) : nil
        key = try state.key(of: database)
        lock?.release()
      }
      relabelledNames = try Committer.relabel(database, key)
      publication = PublicationTime(after: options.publishAfter)
      publishesAnew = options.publishesAnew
      publishedFile = options.publishedFile
      publishes = try options.publishesMember || state.ratchet.day() == nil
    } catch { throw CollectError(error, path: options.database) }
    let today = options.today ?? clock.today
    refusedBefore =
      options.acceptsLateLines ? nil : Day(rawValue: today.rawValue - Committer.lateDays)
    logs = CheckpointStore(database: database)
    var settings = options.logs.settings
    (settings.key, settings.siteClock) = (key, clock)
    var options = options
    if turn == .once, try Committer.readsWhole(options, in: database) { options.backfill = .whole }
    backfill = options.backfill
    visitors = try Committer.visitors(options, of: database, in: state, key, &settings)
    backfilling =
      options.backfill.putsAside
      ? try Committer.backfilling(options, in: state, key, settings.visitors) : nil
    let others = options.groups.map { $0.settings.sharing(settings) }
    pool = CollectPool(
      workers: options.workers, settings: settings, others: others, limits: limits)
    streams = CollectPool(workers: 1, settings: settings, others: others, limits: limits)
    let folder = turn == .once ? nil : visitors?.folder
    do {
      heldStreams = try HeldStreams(
        at: folder?.waitingPath, pool: streams, committed: try database.streamNumber(),
        // On a disk, counts of single requests would be at rest.
        holdsBack: holdsBack && folder?.isInMemory == true)
    } catch { throw CollectError(error, path: options.database) }
  }

  /// Whether a file is the database itself, or one that SQLite keeps beside it.
  func isDatabase(_ status: FileStatus) -> Bool { databaseFiles.contains(status) }

  /// Tells the pool what the next lines are: those of this log.
  func begin(_ log: CheckpointStore.Handle, site: SiteName?, group: Int) {
    logs.format(of: log).map { pool.begin($0, site: site, group: group) }
    if holdsBack { _ = pool.exchange(for: held.open(log)) }
  }

  /// Puts aside what was read of a log since ``begin(_:site:group:)``, where counts wait.
  ///
  /// - Parameter hour: The hour by the clock.
  func putAside(_ log: CheckpointStore.Handle, at hour: Hour) {
    guard holdsBack, touched.remove(log) != nil else { return }
    let counts = pool.exchange(for: nil)
    held.fill(log, counts, pool.audience(of: counts), to: logs[log], at: hour)
  }

  /// Closes what was read of an hour that has turned, so that it need not wait for the next one.
  ///
  /// - Parameter hour: The hour by the clock at the last look. What that look read is the last of the hour
  ///   before: it is to follow the turn at once.
  func turn(at hour: Hour) {
    defer { turned = hour }
    guard holdsBack, let turned, turned != hour else { return }
    held.turn()
    heldStreams.turn(at: turned)
  }

  /// What became of the lines that are counted and wait for others.
  var heldTally: LineTally {
    var tally = held.tally(logs)
    tally.append(heldStreams.tally(since: committedStreams))
    return tally
  }

  /// Lets counts go that could not be read again, whatever a commit of them tells.
  ///
  /// - Parameter kept: The logs that the next follower will find again.
  func hurry(but kept: Set<CheckpointStore.Handle>) { held.hurry(but: kept) }

  /// Moves a source's position behind the lines that are now in the counters.
  func advance(_ tally: LineTally, of reader: LogReader, at log: CheckpointStore.Handle) {
    guard tally.allLines > 0 else { return }
    logs.advance(tally, of: reader, at: log)
    touched.insert(log)
  }

  /// Moves a source's position to where its reader is.
  func move(to reader: LogReader, at log: CheckpointStore.Handle) {
    logs.move(to: reader, at: log)
    if holdsBack { held.begin(log, at: logs[log]) } else { touched.insert(log) }
  }

  /// Whether something is counted that no batch has yet.
  var hasCounts: Bool {
    pool.hasCounts || !touched.isEmpty || !held.isEmpty || streams.hasCounts
      || !heldStreams.isEmpty || heldStreams.hasNews
  }

  /// Whether a batch waits for its commit.
  var hasPending: Bool { pending != nil || pendingOfStreams != nil }

  /// Makes what has been counted the batch that waits for its commit, or what of it may be committed.
  /// There must be none waiting.
  ///
  /// - Parameters:
  ///   - hour: The hour by the clock.
  ///   - isOver: Whether nothing more is expected of an hour.
  func sealBatch(
    at hour: Hour = Hour(rawValue: .min), isOver: (Hour) -> Bool = { _ in true }
  ) {
    if holdsBack {
      // Memory is bounded: where it is full, all of it goes, and the names with it.
      let released = held.release(isFull: pool.isFull, isOver: isOver)
      if !released.positions.isEmpty {
        pending = Batch(counted: pool.batch(of: released.counts), positions: released.positions)
      }
    } else if pool.hasCounts || !touched.isEmpty {
      pending = Batch(
        counted: pool.takeBatch(), positions: touched.sorted().map { ($0, logs[$0]) })
      touched.removeAll()
    }
    if let (counted, position) = heldStreams.release(at: hour, isOver: isOver) {
      pendingOfStreams = Batch(counted: counted, positions: [], streams: position)
    }
  }

  /// Writes down what waits of pipes and sockets, since nobody can read it again. Not while some of it is
  /// on its way to the database: the file has what was there before then.
  ///
  /// - Throws: ``CollectError``; the file is what it was then.
  func keepStreams() throws(CollectError) {
    guard pendingOfStreams == nil else { return }
    var bytes: [UInt8]?
    do {
      if let waiting = heldStreams.waiting {
        let (sites, referrers, campaigns) = waiting.names
        bytes = waiting.bytes(
          keeping: KeptNames(
            sites: ownSites.union(try database.known(sites)),
            referrers: try database.known(referrers), campaigns: try database.known(campaigns)))
      }
      try heldStreams.write(bytes)
    } catch { throw CollectError(error, path: database.path) }
  }

  /// Writes counts and positions of the waiting batch in one transaction, and what came through
  /// pipes and sockets in another.
  ///
  /// - Throws: ``CollectError``; what is not committed goes on waiting then.
  func commitPending() throws(CollectError) -> Committed? {
    guard hasPending else { return nil }
    if let backfilling { return try putAside(&pending, for: backfilling) }
    var lock: FileLock?
    if turn != .once {
      do throws(StateError) { lock = try state.tryLock() } catch { throw .state(error) }
      guard lock != nil else { throw .store(StoreError(.busy, path: database.path)) }
    }
    defer { lock?.release() }
    if turn != .once { isLogLeft = true }
    _ = try commit(&pendingOfStreams)
    let committed = try commit(&pending)
    emptyLog()
    return committed
  }

  /// Empties the -wal file after commits of a follower, which would keep it for as long as it runs; later,
  /// where somebody reads the database just now.
  func emptyLog() {
    if isLogLeft { isLogLeft = (try? database.emptyLog()) != true }
  }

  /// The one place from which counts and positions go to the database, and before that, outside of
  /// it, who the visitors were among those of their days.
  private func commit(_ waiting: inout Batch?) throws(CollectError) -> Committed? {
    guard var batch = waiting else { return nil }
    waiting = nil
    let rollup: Rollup
    let retention: Age
    let kept: Rollup
    do throws(StoreError) {
      // Asked anew for each batch, since a run may be long.
      retention = try database.retention().keep
      rollup = batch.counted.rolledUp(from: try firstKeptDay())
      // The counters' memory goes back before SQLite asks for its own.
      batch.counted.dropCounters()
      kept = try rareNames.folded(rollup)
      try visitors?.noteStored(batch.counted.visitors, in: database)
    } catch {
      waiting = batch
      throw .store(error)
    }
    // Rather late than early: a log is forgotten when all its days are, and a batch may have several.
    let lastDay = rollup.kindHours.last?.hour.day ?? clock.today
    for index in batch.positions.indices {
      // A log whose counts wait was committed before it was counted this far.
      let (log, position) = batch.positions[index]
      batch.positions[index].position.id = position.id ?? logs[log].id
      let known = logs[log].lastDay
      batch.positions[index].position.lastDay = max(known ?? lastDay, lastDay)
    }
    do throws(CollectError) {
      let committed = try database.commit(
        sources: batch.positions.map(\.position), streams: batch.streams?.number
      ) { (commit: CommitTransaction<CollectError>) throws(CollectError) in
        let prepared = try commit.prepare(kept, trustedSites: ownSites)
        var counted = prepared.rollup
        try ForkJoin.perform { () throws(CollectError) in
          try prepared.insert()
        } beside: { () throws(CollectError) in
          try count(batch.counted.visitors, into: &counted, prepared.pageStates)
        }
        try prepared.finish(counted)
      }
      for (entry, position) in zip(batch.positions, committed) {
        logs.committed(
          position, at: entry.log,
          isUncommitted: touched.contains(entry.log) || held.contains(entry.log))
      }
    } catch {
      waiting = batch
      throw error
    }
    if let streams = batch.streams { committedStreams = streams.read }
    do throws(StateError) { try visitors?.sealSurplus() } catch { throw .state(error) }
    return Committed(
      firstHour: rollup.kindHours.first?.hour, lastHour: rollup.kindHours.last?.hour,
      pages: rollup.pages.count, hitsTooOld: rollup.hitsTooOld, retention: retention)
  }

  /// Replaces the visitors of a batch by those of the whole days.
  ///
  /// - Throws: ``CollectError``; what is not to be counted is not committed then.
  func count(
    _ batch: BatchVisitors, into rollup: inout Rollup, _ pages: [PageState]
  ) throws(CollectError) {
    do throws(StateError) { try visitors?.count(batch, into: &rollup, pages) } catch {
      throw .state(error)
    }
    guard let refusedBefore, let loss = visitors?.closedDays.loss(before: refusedBefore) else {
      return
    }
    throw .closedDays(loss)
  }

  var rareNames: RareNameFolding { RareNameFolding(database: database, key: key) }

  /// The first day whose counts are kept, as of now.
  ///
  /// Whoever reads for another database keeps all: how long it keeps counts is known when they get there.
  func firstKeptDay() throws(StoreError) -> Day {
    if case .map = backfill { return Day(rawValue: .min) }
    return try database.firstKeptDay(today: fixedToday)
  }

  /// Remembers what day the clock says, unless somebody vouches for one; to be done by each run, and by
  /// a follower on each new day, whether anything is counted or not.
  func noteClock() throws(StoreError) {
    guard fixedToday == nil else { return }
    if turn != .once { isLogLeft = true }
    try database.noteClock(clock.today)
  }

  /// Deletes, folds and gathers what is overdue in the database; next to nothing where nothing is.
  ///
  /// Harmless beside others that count: it is one transaction, and moves no position.
  ///
  /// - Returns: What was done, and how long counts are kept.
  func enforceRetention() throws(StoreError) -> (pruning: Pruning, keep: Age) {
    let pruning = try database.enforceRetention(today: fixedToday)
    return (pruning, try database.retention().keep)
  }

  /// Forgets who came on days that are over; later, if another process counts just now.
  ///
  /// - Parameter sparesYoung: Whether lines wait, so that days whose keys are not a day old stay open.
  func sealDays(sparesYoung: Bool = false) throws(StateError) {
    var lock: FileLock?
    if turn != .once {
      lock = try state.tryLock()
      guard lock != nil else { return }
    }
    defer { lock?.release() }
    try visitors?.sealAll(sparesYoung: sparesYoung)
  }

  /// Forgets what is not committed: another process has counted one of the same logs. All readers have to
  /// find their places again.
  func startOver() {
    pending = nil
    touched.removeAll()
    _ = pool.batch(of: held.removeAll())
    _ = pool.takeBatch()
    logs.removeAll()
  }
}
