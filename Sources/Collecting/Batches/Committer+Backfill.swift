internal import AccessLog
internal import Counting
internal import Traffic
internal import TrafficStore

/// A backfill under way: logs of any number of days are read to their ends before anything is decided.
///
/// What a run counts is put aside, and committed in one transaction when all logs are read. Until then no day is
/// closed, no rare page is given up, and nothing of it is in the database.
final class Backfilling {
  let spool: BackfillSpool
  let secret: NameSecret
  /// Logs that were counted, and the last day of what was counted of each.
  fileprivate var logs: [CheckpointStore.Handle: Day] = [:]

  init(spool: BackfillSpool, secret: NameSecret) {
    (self.spool, self.secret) = (spool, secret)
  }

  /// Puts a batch aside.
  fileprivate func add(
    _ rollup: Rollup, _ visitors: BatchVisitors, of counted: [CheckpointStore.Handle], today: Day
  ) throws(CollectError) {
    do throws(PartError) { try spool.add(rollup, visitors) } catch { throw .part(error) }
    let last = rollup.kindHours.last?.hour.day ?? today
    for log in counted { logs[log] = max(logs[log] ?? last, last) }
  }
}

extension Committer {
  /// So many logs of a first run are read before anything is committed. Of each, some hundred bytes are kept in
  /// memory until then.
  private static let readWhole = VisitorCounter.maxLate + 1...10_000

  /// Whether a run that nobody called a backfill is one: its logs may have more days than can be open at once, in
  /// any order.
  static func readsWhole(
    _ options: CollectOptions, in database: TrafficDatabase
  ) throws(CollectError) -> Bool {
    guard options.backfill.isNone, readWhole.contains(options.inputs.count) else { return false }
    do throws(StoreError) { return try !database.hasSources() } catch { throw .store(error) }
  }

  /// Prepares a backfill.
  static func backfilling(
    _ options: CollectOptions, in state: StateFolder, _ key: SourceKey, _ keyring: VisitorKeyring?
  ) throws(CollectError) -> Backfilling {
    let secret = NameSecret()
    var recipient = secret.publicKey
    if case .map(let backfill) = options.backfill { recipient = backfill.recipient }
    guard let sealer = NameSealer(for: recipient) else { throw .part(.noPart(path: state.path)) }
    let names = BackfillNames(
      key: key, keyring: keyring, sealer: sealer, ownSites: options.ownSites)
    return Backfilling(
      spool: BackfillSpool(
        in: state.path, names: names, backfill: NameSecret.identifier(of: recipient)),
      secret: secret)
  }

  /// Puts a batch aside; it goes on waiting where that cannot be done.
  ///
  /// - Returns: What is in it.
  func putAside(
    _ waiting: inout Batch?, for backfilling: Backfilling
  ) throws(CollectError) -> Committed? {
    guard var batch = waiting else { return nil }
    waiting = nil
    do throws(CollectError) {
      let (firstDay, retention) = try kept()
      let rollup = batch.counted.rolledUp(from: firstDay)
      batch.counted.dropCounters()
      try backfilling.add(
        rollup, batch.counted.visitors, of: batch.positions.map(\.log), today: clock.today)
      return Committed(
        firstHour: rollup.kindHours.first?.hour, lastHour: rollup.kindHours.last?.hour,
        pages: rollup.pages.count, hitsTooOld: rollup.hitsTooOld, retention: retention)
    } catch {
      waiting = batch
      throw error
    }
  }

  private func kept() throws(CollectError) -> (Day, Age) {
    do throws(StoreError) { return (try firstKeptDay(), try database.retention().keep) } catch {
      throw .store(error)
    }
  }

  /// Commits what this run, or others, have put aside.
  ///
  /// - Returns: Hits of others that are older than anything that is kept.
  func commitBackfill() throws(CollectError) -> Int64 {
    switch backfill {
    case .none, .map: return 0
    case .whole:
      if let backfilling { try commit(backfilling) }
      return 0
    case .finish(let parts): return try finish(parts)
    }
  }

  /// Commits all that was put aside, and how far the logs are counted, in one transaction.
  ///
  /// - Throws: ``CollectError``; nothing was changed then.
  private func commit(_ backfilling: Backfilling) throws(CollectError) {
    let handles = backfilling.logs.keys.sorted()
    let positions = positions(handles, of: backfilling)
    do {
      let names = try BackfilledNames(try backfilling.spool.whole(), backfilling.secret)
      let (committed, _) = try commit(names, positions)
      for (handle, position) in zip(handles, committed) {
        logs.committed(position, at: handle, isUncommitted: false)
      }
    } catch { throw CollectError(error, path: database.path) }
  }

  private func positions(
    _ handles: [CheckpointStore.Handle], of backfilling: Backfilling
  ) -> [Checkpoint] {
    handles.map { handle in
      var position = logs[handle]
      let last = backfilling.logs[handle] ?? clock.today
      position.lastDay = max(position.lastDay ?? last, last)
      return position
    }
  }

  /// Writes all that was put aside to a file, for the machine that puts all parts together.
  func writePart(to path: String) throws(CollectError) {
    guard let backfilling else { return }
    do throws(PartError) {
      try backfilling.spool.add(positions(backfilling.logs.keys.sorted(), of: backfilling))
      try PartReduction.write([try backfilling.spool.whole()], to: path)
    } catch { throw .part(error) }
  }

  /// Commits what other machines have counted, in one transaction, and destroys what it was sealed with.
  ///
  /// - Returns: Hits that are older than anything that is kept, and not among what was committed.
  /// - Throws: ``CollectError``; nothing was changed then.
  private func finish(_ paths: [String]) throws(CollectError) -> Int64 {
    do {
      guard let secret = try state.backfillKey() else {
        throw PartError.notStarted(path: database.path)
      }
      let files = try PartFile.open(
        paths, of: NameSecret.identifier(of: secret.publicKey))
      let sources = try PartSources(files)
      if try isFinished(sources) {
        // Killed after the last step but one, it has nothing to do but the last one.
        try state.destroyBackfillKey()
        return 0
      }
      let whole = try BackfillSpool.joined(files, in: state.path)
      let names = try BackfilledNames(whole, secret)
      // In an order of their own, so that the division of the work shows nowhere.
      let positions = sources.all.sorted {
        PartialSource.record(of: $0).key < PartialSource.record(of: $1).key
      }
      let (_, hitsTooOld) = try commit(names, positions, isApart: true)
      try state.destroyBackfillKey()
      return hitsTooOld
    } catch { throw CollectError(error, path: database.path) }
  }

  /// Whether the database has counted the logs of some parts, each just as far.
  ///
  /// - Throws: ``PartError`` where it has counted one of them otherwise: it would count twice.
  private func isFinished(_ sources: PartSources) throws -> Bool {
    var finished = 0
    var doubled: Int?
    for (index, source) in sources.all.enumerated() {
      let known = try database.sources(head: source.head ?? 0).filter {
        PartialSource.mayBeSame($0, source)
      }
      if known.contains(where: { PartialSource.areEqual($0, source) }) { finished += 1 }
      if !known.isEmpty { doubled = doubled ?? index }
    }
    guard let doubled else { return false }
    if finished == sources.all.count { return true }
    let log = sources.all[doubled]
    throw PartError.sameLog(
      path: sources.files[doubled], lines: log.lines, lastDay: log.lastDay, isInDatabase: true)
  }

  /// Commits the counts of a file.
  ///
  /// - Parameter isApart: Whether none of its days is counted under a key of this machine.
  /// - Returns: The positions as they were written, and the hits that are too old to be kept.
  private func commit(
    _ names: BackfilledNames, _ positions: [Checkpoint], isApart: Bool = false
  ) throws -> (committed: [Checkpoint], hitsTooOld: Int64) {
    var totals = PartialTotals()
    var portions = try BackfillPortions(names, from: try firstKeptDay())
    try portions.forEach { key, value throws(DamagedPart) in try totals.add(key, value()) }
    try visitors?.noteStored(totals.days, in: database, isApart: isApart)
    let decision = try rareNames.decision(on: totals.personalNames(names))
    let sites = ownSites.union(names.ownSites)
      .union(totals.allowedSites(names, policy: .standard))
    let committed = try database.commit(sources: positions) {
      (commit: CommitTransaction<CollectError>) throws(CollectError) in
      while var portion = try portions.next() {
        let (rollup, visitors): (Rollup, BatchVisitors)
        do throws(DamagedPart) {
          (rollup, visitors) = try portion.batch(names: names) { self.visitors?.key(of: $0) ?? 0 }
        } catch { throw .part(.damaged(path: state.path)) }
        let batch = try commit.prepare(decision.folded(rollup), trustedSites: sites)
        try batch.insert()
        var counted = batch.rollup
        try count(visitors, into: &counted, batch.pageStates)
        try batch.finish(counted) { (page) throws(CollectError) in
          do throws(PartError) { return try names.path(of: page.tag) } catch { throw .part(error) }
        }
      }
    }
    return (committed, portions.hitsTooOld)
  }
}

/// The days of a backfill, some at a time, in their order.
private struct BackfillPortions {
  private var cursor: PartFile.Cursor
  /// Whether the record before the cursor is still to be taken.
  private var isAhead = false
  /// Hits of the days before the first that is kept.
  private(set) var hitsTooOld: Int64 = 0

  /// Records after which a portion ends with its day, and days after which it ends.
  private static let most = (records: BatchLimits.cells, days: 31)

  /// - Parameter firstDay: The first day that is kept.
  init(_ names: BackfilledNames, from firstDay: Day) throws(PartError) {
    cursor = names.counts
    while try cursor.advance() {
      guard let day = cursor.key.day, day < firstDay else {
        isAhead = true
        break
      }
      hitsTooOld += PartialTotals.hits(cursor.key, cursor.bytes) ?? 0
    }
  }

  /// Goes over all records from here on; the place stays.
  func forEach(
    _ body: (PartialKey, () -> [UInt8]) throws(DamagedPart) -> Void
  ) throws {
    var (cursor, isAhead) = (cursor, isAhead)
    while try isAhead || cursor.advance() {
      isAhead = false
      try body(cursor.key) { cursor.bytes }
    }
  }

  /// The next days; `nil` behind the last one.
  mutating func next() throws(CollectError) -> PartialPortion? {
    var portion = PartialPortion()
    do {
      while try isAhead || cursor.advance() {
        isAhead = false
        if portion.count > 0, portion.days.last != cursor.key.day,
          portion.count >= BackfillPortions.most.records
            || portion.days.count >= BackfillPortions.most.days
        {
          isAhead = true
          break
        }
        try portion.add(cursor.key, cursor.bytes[...])
      }
    } catch {
      portion.free()
      throw CollectError(error, path: "")
    }
    return portion.count > 0 ? portion : nil
  }
}
