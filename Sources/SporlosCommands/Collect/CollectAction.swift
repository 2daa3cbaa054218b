internal import AccessLog
internal import Glibc
internal import Traffic
internal import TrafficStore

/// The work of `sporlos collect`: source after source, batch after batch.
final class CollectAction {
  private let options: CollectOptions
  private let progress: CollectProgress
  private let pipes: PipeSources
  private let ledger: CollectLedger
  private var crew: CollectCrew { ledger.crew }
  private var summary = CollectSummary()
  /// The paths of this run's files, by what the file system calls them.
  private var paths: [UInt64: String] = [:]
  /// Those of them that are files in an archive.
  private var members: Set<UInt64> = []

  /// Waits until there is something to read in pipes, opens the database and its state folder, and
  /// waits for its turn.
  init(
    _ options: CollectOptions, progress: CollectProgress
  ) throws(CommandFailure) {
    self.options = options
    self.progress = progress
    // Before the lock, so that others can count while nobody writes.
    pipes = PipeSources(options.inputs, patience: options.patience, isQuiet: options.isQuiet)
    ledger = try CollectLedger(options, limits: .init(cells: options.batch)) { progress.waiting() }
    summary.database = options.database
  }

  /// Counts all sources.
  func run() throws(CommandFailure) -> CollectSummary {
    let start = ContinuousClock.now
    do throws(CommandFailure) {
      try noteClock()
      try collect()
    } catch {
      // Whatever is wrong with the database, no key of a day that is over may wait for it.
      try? ledger.sealDays()
      throw error
    }
    summary.clockComplaint = ledger.clockComplaint
    do throws(StoreError) {
      summary.closedDays = try ledger.lossOfClosedDays()
    } catch { throw CommandFailure(error.sentence) }
    try ledger.sealDays()
    do throws(StoreError) {
      (summary.pruning, summary.retention) = try ledger.enforceRetention()
      try ledger.database.close()
    } catch { throw CommandFailure(error.sentence) }
    progress.end()
    summary.seconds = (ContinuousClock.now - start) / .seconds(1)
    return summary
  }

  /// Reads the clock. On a disk that takes no more, that can wait for another day.
  private func noteClock() throws(CommandFailure) {
    do throws(StoreError) { try ledger.noteClock() } catch {
      guard [.full, .readOnly, .inputOutput].contains(error.code) else {
        throw CommandFailure(error.sentence)
      }
    }
  }

  /// Reads and commits all sources.
  private func collect() throws(CommandFailure) {
    for (place, path) in options.inputs.enumerated() { try collect(path, place: place) }
    try commitPending()
    if ledger.hasCounts {
      ledger.sealBatch()
      try commitPending()
    }
  }

  /// Counts what is new in what a path names: a log, or an archive of logs.
  private func collect(_ path: String, place: Int) throws(CommandFailure) {
    var whole = CollectSummary.Source(path: path, outcome: .empty)
    var count = 0
    if let logs = logs(in: &whole, place: place) {
      let isLast = !logs.isArchive && place == options.inputs.count - 1
      while let log = nextLog(of: logs, in: &whole) {
        add(try collect(log, isLast: isLast, ofDamaged: whole.isDamaged))
        count += 1
      }
    }
    // An archive without a log, or what is wrong with it as a whole.
    if count == 0 || whole.outcome != .empty { add(whole) }
  }

  private func add(_ source: CollectSummary.Source) {
    summary.total.append(source.tally)
    summary.sources.append(source)
  }

  /// Opens what a path names; `nil` where its outcome is known by that.
  private func logs(in whole: inout CollectSummary.Source, place: Int) -> LogSources? {
    do throws(PlaceError) {
      let logs = try open(whole.path, place: place)
      // One that is on its way is read when it is whole.
      guard logs.isArchive, isNew(logs.status),
        let content = logs.cutShortContent(key: ledger.key)
      else { return logs }
      whole.isDamaged = try isDamaged(content)
      if whole.isDamaged { return logs }
      whole.outcome = .failed(InputError.unfinishedSentence(path: whole.path, isArchive: true))
    } catch {
      whole.outcome = .failed(error.sentence(path: whole.path))
    }
    return nil
  }

  private func nextLog(
    of logs: LogSources, in whole: inout CollectSummary.Source
  ) -> LogSource? {
    do throws(InputError) { return try logs.next() } catch {
      whole.outcome = .failed(error.sentence(path: whole.path, isDamaged: whole.isDamaged))
      return nil
    }
  }

  /// Counts what is new in one log.
  private func collect(
    _ opened: LogSource, isLast: Bool, ofDamaged: Bool
  ) throws(CommandFailure) -> CollectSummary.Source {
    let path = opened.path
    var source = CollectSummary.Source(path: path, outcome: .counted)
    source.isDamaged = ofDamaged
    let reader: LogReader
    let log: KnownLogs.Handle
    var original: CollectSummary.Original?
    do throws(PlaceError) {
      reader = try open(opened)
      guard !reader.isEmpty else {
        source.outcome = .empty
        return source
      }
      // What was written to long ago is not on its way; that it has no end is found out on the way.
      if let content = reader.cutShortContent(isNew: isNew(reader.status)) {
        source.isDamaged = try isDamaged(content)
        guard source.isDamaged else {
          source.outcome = .failed(InputError.unfinishedSentence(path: path))
          return source
        }
      }
      switch try ledger.logs.place(
        reader, format: options.format(of: path), likely: options.likelyFormat(of: path))
      {
      case .counted(let known):
        source.outcome = self.original(of: known, reader).map { .copy($0) } ?? .known
        source.format = known.format
        if let failure = reader.failure { throw .input(failure) }
        return source
      case .unfinished:
        source.heldBack = reader.heldBack
        if let failure = reader.failure { throw .input(failure) }
        return source
      case .at(let handle):
        log = handle
        source.format = ledger.logs[handle].format
        let format = ledger.logs.format(of: handle)
        source.clientField = format?.clientField
        source.doubts = format?.doubts ?? []
        source.cautions = format?.cautions(options.settings) ?? []
        original = self.original(of: ledger.logs[handle], reader)
      }
    } catch {
      source.outcome = .failed(error.sentence(path: path, isDamaged: source.isDamaged))
      return source
    }
    defer { ledger.logs.release(log) }
    if let file = reader.file {
      paths[file] = path
      if reader.isMember { members.insert(file) }
    }
    if reader.hasMore() { try read(reader, as: log, isLast: isLast, into: &source) }
    source.heldBack = reader.heldBack
    if let failure = reader.failure {
      source.outcome = .failed(failure.sentence(path: path, isDamaged: source.isDamaged))
    } else if source.tally.allLines == 0 {
      source.outcome = original.map { .copy($0) } ?? .known
    }
    return source
  }

  private func open(_ path: String, place: Int) throws(PlaceError) -> LogSources {
    do throws(InputError) {
      if path != "-", let status = FileStatus(path: path), ledger.isDatabase(status) {
        throw InputError(.isDatabase)
      }
      return try LogSources(try pipes.take(place, path), path: path)
    } catch { throw .input(error) }
  }

  private func open(_ log: LogSource) throws(PlaceError) -> LogReader {
    do throws(InputError) {
      return try LogReader(log, key: ledger.key, name: options.source)
    } catch { throw .input(error) }
  }

  /// Whether a file was written to within the last minutes, or is said to be yet.
  private func isNew(_ status: FileStatus) -> Bool {
    status.modified > (Int64(time(nil)) - CollectAction.newSeconds) * 1_000_000_000
  }

  /// Seconds for which somebody may compress a file without writing anything to it.
  private static let newSeconds: Int64 = 600

  /// Whether a compressed log without its end was there in an earlier run, just as long.
  private func isDamaged(_ content: UInt64) throws(PlaceError) -> Bool {
    do throws(StoreError) {
      return try ledger.database.rememberCutShort(content)
    } catch { throw .store(error) }
  }

  /// What a source is a copy of, when all its lines are those of another file.
  private func original(
    of known: SourcePosition, _ reader: LogReader
  ) -> CollectSummary.Original? {
    guard let file = reader.file, let other = known.file, file != other, known.offset > 0 else {
      return nil
    }
    // A log in an archive is a copy of one outside it as a matter of course.
    let isTwin =
      paths[other] != nil && !reader.isCompressed && reader.isMember == members.contains(other)
    return CollectSummary.Original(path: paths[other], isTwin: isTwin)
  }

  /// Reads a source to its end, committing full batches on the way.
  private func read(
    _ reader: LogReader, as log: KnownLogs.Handle, isLast: Bool,
    into source: inout CollectSummary.Source
  ) throws(CommandFailure) {
    let start = reader.offset
    let lineNumber = ledger.logs[log].lines
    ledger.begin(log, site: options.site(of: source.path))
    let firstDay: Day
    do throws(StoreError) {
      firstDay = try ledger.firstKeptDay()
    } catch { throw CommandFailure(error.sentence) }
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
      ledger.record(tally, of: reader, at: log)
      source.tally.append(tally)
      if !isAtEnd || crew.isFull { ledger.sealBatch() }
    }
    for index in source.tally.rejected.indices {
      source.tally.rejected[index].firstLine += lineNumber
    }
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
