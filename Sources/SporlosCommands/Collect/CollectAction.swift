internal import AccessLog
internal import Counting
internal import Glibc
internal import Hits
internal import Traffic
internal import TrafficStore

/// The work of `sporlos collect`: source after source, batch after batch.
final class CollectAction {
  private let options: CollectOptions
  private let progress: CollectProgress
  private let database: TrafficDatabase
  private let key: SourceKey
  private let crew: CollectCrew
  /// The visitors of open days; `nil` where they are not counted.
  private let visitors: VisitorLedger?
  /// Every log known, from the database and from this run.
  private var ledger: [SourcePosition]
  /// Logs, by their place in the ledger, with lines in the batch that is being counted.
  private var touched: Set<Int> = []
  /// A full batch that waits for its commit.
  private var pending: Batch?
  private var summary = CollectSummary()

  private struct Batch {
    var workers: [(counters: TrafficCounters, tables: HitTables)]
    var positions: [(index: Int, position: SourcePosition)]
  }

  /// Opens the database and its state folder, and waits for its turn.
  init(
    _ options: CollectOptions, progress: CollectProgress
  ) throws(CommandFailure) {
    self.options = options
    self.progress = progress
    let state = StateFolder(database: options.database, named: options.stateFolder)
    do {
      // The database first: where it cannot be, no state folder should be left behind.
      database = try TrafficDatabase(
        path: options.database, busyTimeout: Double(options.patience))
      try state.prepare()
      _ = try state.lock(seconds: options.patience) { progress.waiting() }
      key = try CollectAction.key(of: database, in: state)
      ledger = try database.sources()
    } catch let error as StoreError {
      throw CommandFailure(error.sentence)
    } catch let error as CommandFailure {
      throw error
    } catch {
      throw CommandFailure("\(error)")
    }
    var settings = options.settings
    settings.key = key
    visitors = try CollectAction.visitors(options, of: database, in: state, key, &settings)
    crew = CollectCrew(
      workers: options.workers, settings: settings, limits: .init(cells: options.batch))
    summary.database = options.database
    try visitors?.sealAll()
  }

  /// Prepares the counting of visitors, unless addresses are not to be read.
  private static func visitors(
    _ options: CollectOptions, of database: TrafficDatabase, in state: StateFolder,
    _ key: SourceKey, _ settings: inout LogSettings
  ) throws(CommandFailure) -> VisitorLedger? {
    guard options.readsAddresses else { return nil }
    let folder = VisitorFolder(
      state: state.path, isNamed: options.stateFolder != nil, identifier: database.identifier)
    try folder.prepare()
    folder.removeLeftovers()
    let keyring = VisitorKeyring { day in folder.secret(of: day) }
    settings.visitors = keyring
    return VisitorLedger(
      folder: folder, keyring: keyring, key: key, grace: options.sealAfter * 3600)
  }

  /// The key of a database: its own, or a new one where it knows no log yet.
  private static func key(of database: TrafficDatabase, in state: StateFolder) throws -> SourceKey {
    let known = try database.keyCheck()
    guard let key = try state.key() ?? (known == nil ? state.makeKey() : nil) else {
      throw state.missingKey()
    }
    let check = key.digest(database.identifier, for: .database)
    if let known, known != check { throw state.wrongKey() }
    if known == nil { try database.setKeyCheck(check) }
    return key
  }

  /// Counts all sources.
  func run() throws(CommandFailure) -> CollectSummary {
    let start = ContinuousClock.now
    for path in options.inputs {
      let source = try collect(path)
      summary.total.append(source.tally)
      summary.sources.append(source)
    }
    if crew.cells > 0 || !touched.isEmpty {
      try commitPending()
      pending = takeBatch()
    }
    try commitPending()
    try visitors?.sealAll()
    do { try database.close() } catch { throw CommandFailure(error.sentence) }
    progress.end()
    summary.seconds = (ContinuousClock.now - start) / .seconds(1)
    return summary
  }

  /// Counts what is new in one source.
  private func collect(_ path: String) throws(CommandFailure) -> CollectSummary.Source {
    var source = CollectSummary.Source(path: path, outcome: .counted)
    var opened: (LogReader, Int)?
    do throws(InputError) {
      let reader = try LogReader(path: path, key: key)
      guard !reader.isEmpty else {
        source.outcome = .empty
        return source
      }
      let recognised = reader.recognisedFormat()
      let index: Int
      switch try reader.recognise(among: ledger) {
      case .counted(let known):
        source.outcome = .known
        source.format = ledger[known].format
        if let failure = reader.failure { throw failure }
        return source
      case .known(let known):
        index = known
      case .new:
        guard let format = options.format ?? recognised else {
          guard !reader.isUnfinishedLine else {
            source.heldBack = reader.heldBack
            return source
          }
          throw reader.failure ?? InputError(.unknownFormat)
        }
        ledger.append(reader.position(format: format.name))
        index = ledger.count - 1
      }
      let format = options.format ?? LogFormat(named: ledger[index].format) ?? recognised
      guard let format else { throw InputError(.unknownFormat) }
      ledger[index].format = format.name
      source.format = format.name
      crew.begin(format, site: options.site)
      opened = (reader, index)
    } catch {
      source.outcome = .failed(error.sentence(path: path))
    }
    guard let (reader, index) = opened else { return source }
    try read(reader, as: index, into: &source)
    if let failure = reader.failure {
      source.outcome = .failed(failure.sentence(path: path))
    } else if source.tally.allLines == 0 {
      source.outcome = .known
    }
    return source
  }

  /// Reads a source to its end, committing full batches on the way.
  private func read(
    _ reader: LogReader, as index: Int, into source: inout CollectSummary.Source
  ) throws(CommandFailure) {
    let start = reader.offset
    let lineNumber = ledger[index].lines
    var isAtEnd = false
    while !isAtEnd {
      let tally: LineTally
      var failure: CommandFailure?
      let aside: (() -> Void)? =
        pending == nil
        ? nil
        : {
          do throws(CommandFailure) { try self.commitPending() } catch { failure = error }
        }
      let linesBefore = source.tally.allLines
      (isAtEnd, tally) = crew.read(reader, aside: aside) { reader, lines in
        progress.update(
          path: source.path, done: reader.bytesRead, of: reader.size, lines: linesBefore + lines)
      }
      if let failure { throw failure }
      record(tally, of: reader, at: index)
      source.tally.append(tally)
      if !isAtEnd || crew.isFull { pending = takeBatch() }
    }
    for index in source.tally.rejected.indices {
      source.tally.rejected[index].firstLine += lineNumber
    }
    source.heldBack = reader.heldBack
    source.hasTooManyRejects = options.mostRejected.isExceeded(by: source.tally)
    summary.bytes += reader.offset - start
  }

  /// Moves a source's position behind the lines that are now in the counters.
  private func record(_ tally: LineTally, of reader: LogReader, at index: Int) {
    guard tally.allLines > 0 else { return }
    let reached = reader.position(format: ledger[index].format)
    ledger[index].fingerprint = reached.fingerprint ?? ledger[index].fingerprint
    ledger[index].file = reached.file ?? ledger[index].file
    ledger[index].marks = reached.marks
    ledger[index].lines += tally.allLines
    ledger[index].hits += tally.hits
    for reject in tally.rejected {
      ledger[index].rejected[reject.reason, default: 0] += reject.count
    }
    touched.insert(index)
  }

  private func takeBatch() -> Batch {
    defer { touched.removeAll() }
    return Batch(
      workers: crew.takeBatch(), positions: touched.sorted().map { ($0, ledger[$0]) })
  }

  /// Opens the database of countries again if it was replaced; a bad new one leaves the old in use.
  private func refreshCountries() {
    do throws(CountryDatabaseError) {
      try options.settings.countries?.refreshIfChanged()
    } catch {
      summary.warnings.append(error.sentence)
    }
  }

  /// Writes counts and positions of the waiting batch in one transaction.
  private func commitPending() throws(CommandFailure) {
    guard var batch = pending else { return }
    pending = nil
    refreshCountries()
    let batchVisitors = BatchVisitors()
    let rollup = Rollup(merging: batch.workers, visitors: batchVisitors)
    // The counters' memory goes back before SQLite asks for its own.
    batch.workers.removeAll()
    var failure: CommandFailure?
    do throws(StoreError) {
      let committed = try database.commit(rollup, sources: batch.positions.map(\.position)) {
        (counted, standings) throws(StoreError) in
        do throws(CommandFailure) {
          try visitors?.count(batchVisitors, into: &counted, standings)
        } catch {
          failure = error
          throw StoreError(.refused, path: database.path)
        }
      }
      for (entry, position) in zip(batch.positions, committed) {
        ledger[entry.index].id = position.id
      }
    } catch {
      throw failure ?? CommandFailure(error.sentence)
    }
    try visitors?.sealSurplus()
    if let first = rollup.kindHours.first?.hour {
      summary.firstHour = min(summary.firstHour ?? first, first)
    }
    if let last = rollup.kindHours.last?.hour {
      summary.lastHour = max(summary.lastHour ?? last, last)
    }
    summary.pages = max(summary.pages, rollup.pages.count)
  }
}
