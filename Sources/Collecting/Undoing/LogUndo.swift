internal import AccessLog
internal import FileSystem
internal import TimeZones
internal import Traffic
internal import TrafficStore

/// Takes back what was counted of logs: all of it, exactly, or nothing.
///
/// The logs are read again as they were counted. Where the database has just their counts on each of their sites' days,
/// those days are deleted, with what the logs are recognised by.
///
/// That is one transaction of the database, and nothing else changes. A process that is killed before it commits has
/// changed nothing. After it, the logs are new to the database, and there is nothing left to do: the state folder has
/// no file of logs, and visitors are there for open days only, which are refused. A follower keeps its places in the
/// database, too; what it tells of itself has only numbers of rows there, by which it looks for files that were
/// renamed. A number that is no row's any more finds none. One that a new log has got by then finds a log that is
/// counted up to its own place.
package struct LogUndo {
  private let options: CollectOptions
  private let isTrial: Bool
  private let observer: any CollectObserver

  /// - Parameters:
  ///   - options: What the logs were collected with.
  ///   - isTrial: Whether to change nothing, and only tell what would be done.
  package init(_ options: CollectOptions, isTrial: Bool, observer: any CollectObserver) {
    (self.options, self.isTrial, self.observer) = (options, isTrial, observer)
  }

  /// - Throws: ``UndoRefusal``; nothing was changed then.
  /// - Complexity: O(*n*) in the lines, and in the rows of their days; memory as for collecting, and some five hundred
  ///   bytes for each day of a site.
  package func run() throws(UndoRefusal) -> UndoSummary {
    do { return try undo() } catch { throw UndoRefusal(error, path: options.database) }
  }

  private func undo() throws -> UndoSummary {
    guard FileStatus(path: options.database) != nil else {
      throw StoreError(.missing, path: options.database)
    }
    let database = try TrafficDatabase(
      path: options.database, busyTimeout: Double(options.patience))
    if database.mayLackCounts { observer.mayLackCounts(options.database) }
    guard try database.members().isEmpty else {
      throw CollectError.fleetDatabase(path: options.database)
    }
    let state = StateFolder(database: options.database, named: options.stateFolder)
    try state.prepare()
    // A follower would count the logs again at once, as before.
    let following = try lockFollowing(state)
    defer { following.release() }
    let turn = try state.lock(seconds: options.patience) { observer.waitsForTurn() }
    defer { turn.release() }
    guard let key = try state.knownKey(of: database) else {
      throw UndoRefusal.unknownLog(options.inputs.first ?? "")
    }
    let recount = try LogRecount(options, of: database, key: key, observer: observer)
    for path in options.inputs { try recount.read(path) }
    try recount.addBatch()
    observer.ends()
    try refuseOpenDays(recount.account.days, of: database, in: state)
    var summary = UndoSummary(database: options.database, isTrial: isTrial)
    (summary.logs, summary.sites) = (recount.logs, recount.account.sites)
    do throws(TakingBackRefusal) {
      summary.taken = try database.takeBack(
        recount.account, of: recount.checkpoints, today: options.today, isTrial: isTrial)
    } catch {
      if case .store(let error) = error { throw error }
      throw UndoRefusal.counts(error)
    }
    if !isTrial { summary.isStillRead = try !database.emptyLog(waits: true) }
    try database.close()
    return summary
  }

  private func lockFollowing(_ state: StateFolder) throws -> FileLock {
    do throws(StateError) { return try state.lockFollowing(seconds: 1) } catch {
      guard error.code == .following else { throw error }
      throw UndoRefusal.followed(database: options.database)
    }
  }

  /// Refuses days whose visitors are counted still: who came would be known when the logs are counted again, and the
  /// rest of the day would have too many.
  ///
  /// Another user's folder of visitors is out of sight, so the clock has a say, too.
  private func refuseOpenDays(
    _ days: [Day], of database: TrafficDatabase, in state: StateFolder
  ) throws {
    let clock = try database.clock()
    let folder = VisitorFolder(
      state: state, isNamed: options.stateFolder != nil, identifier: database.identifier,
      clock: clock)
    let open = Set(folder.days)
    for day in days {
      let end = (Int(day.rawValue) + 1) * 86_400 + options.sealAfter * 3600
      if end > clock.wallNow {
        throw UndoRefusal.openDay(
          day, until: Day(rawValue: Int32(clamping: (end + 86_399) / 86_400)))
      }
      if open.contains(day) { throw UndoRefusal.openDay(day, until: nil) }
    }
  }
}
