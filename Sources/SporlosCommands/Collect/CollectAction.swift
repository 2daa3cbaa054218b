internal import AccessLog
internal import Traffic
internal import TrafficStore

/// The work of `sporlos collect`: source after source, batch after batch.
final class CollectAction {
  private let options: CollectOptions
  private let progress: CollectProgress
  private let ledger: CollectLedger
  private var crew: CollectCrew { ledger.crew }
  private var summary = CollectSummary()

  /// Opens the database and its state folder, and waits for its turn.
  init(
    _ options: CollectOptions, progress: CollectProgress
  ) throws(CommandFailure) {
    self.options = options
    self.progress = progress
    ledger = try CollectLedger(options, limits: .init(cells: options.batch)) { progress.waiting() }
    summary.database = options.database
  }

  /// Counts all sources.
  func run() throws(CommandFailure) -> CollectSummary {
    let start = ContinuousClock.now
    for path in options.inputs {
      let source = try collect(path)
      summary.total.append(source.tally)
      summary.sources.append(source)
    }
    try commitPending()
    if ledger.hasCounts {
      ledger.sealBatch()
      try commitPending()
    }
    try ledger.sealDays()
    do throws(StoreError) {
      try ledger.enforceRetention()
      try ledger.database.close()
    } catch { throw CommandFailure(error.sentence) }
    progress.end()
    summary.seconds = (ContinuousClock.now - start) / .seconds(1)
    return summary
  }

  /// Counts what is new in one source.
  private func collect(_ path: String) throws(CommandFailure) -> CollectSummary.Source {
    var source = CollectSummary.Source(path: path, outcome: .counted)
    var opened: (LogReader, Int)?
    do throws(InputError) {
      let reader = try LogReader(path: path, key: ledger.key)
      guard !reader.isEmpty else {
        source.outcome = .empty
        return source
      }
      switch try ledger.place(reader, format: options.format) {
      case .counted(let known):
        source.outcome = .known
        source.format = ledger.logs[known].format
        if let failure = reader.failure { throw failure }
        return source
      case .unfinished:
        source.heldBack = reader.heldBack
        return source
      case .at(let index):
        source.format = ledger.logs[index].format
        opened = (reader, index)
      }
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
    let lineNumber = ledger.logs[index].lines
    ledger.begin(index, site: options.site)
    let firstDay: Day
    do throws(StoreError) {
      firstDay = try ledger.firstKeptDay()
    } catch { throw CommandFailure(error.sentence) }
    let isLast = source.path == options.inputs.last
    var isAtEnd = false
    while !isAtEnd {
      let tally: LineTally
      var failure: CommandFailure?
      let aside: (() -> Void)? =
        !ledger.hasPending
        ? nil
        : {
          do throws(CommandFailure) { try self.commitPending() } catch { failure = error }
        }
      let linesBefore = source.tally.allLines
      (isAtEnd, tally) = crew.read(reader, aside: aside, from: firstDay, isLast: isLast) {
        reader, lines in
        progress.update(
          path: source.path, done: reader.bytesRead, of: reader.size, lines: linesBefore + lines)
      }
      if let failure { throw failure }
      ledger.record(tally, of: reader, at: index)
      source.tally.append(tally)
      if !isAtEnd || crew.isFull { ledger.sealBatch() }
    }
    for index in source.tally.rejected.indices {
      source.tally.rejected[index].firstLine += lineNumber
    }
    source.heldBack = reader.heldBack
    source.hasTooManyRejects = options.mostRejected.isExceeded(by: source.tally)
    summary.bytes += reader.offset - start
  }

  /// Opens the database of countries again if it was replaced; a bad new one leaves the old in use.
  private func refreshCountries() {
    do throws(CountryDatabaseError) {
      try options.settings.countries?.refreshIfChanged()
    } catch {
      summary.warnings.append(error.sentence)
    }
  }

  /// Writes counts and positions of the waiting batch.
  private func commitPending() throws(CommandFailure) {
    guard ledger.hasPending else { return }
    refreshCountries()
    let committed: CollectLedger.Committed?
    do throws(CollectLedger.Refusal) {
      committed = try ledger.commitPending()
    } catch {
      throw CommandFailure(error.sentence)
    }
    guard let committed else { return }
    if let first = committed.firstHour {
      summary.firstHour = min(summary.firstHour ?? first, first)
    }
    if let last = committed.lastHour {
      summary.lastHour = max(summary.lastHour ?? last, last)
    }
    summary.pages = max(summary.pages, committed.pages)
    summary.hitsTooOld += committed.hitsTooOld
    summary.retention = committed.retention
  }
}
