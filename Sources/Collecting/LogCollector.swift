internal import AccessLog
internal import FileSystem
internal import Glibc
internal import TimeZones
internal import Traffic
internal import TrafficStore

/// Counts logs into a database: source after source, batch after batch.
package final class LogCollector {
  private let options: CollectOptions
  private let observer: any CollectObserver
  private let pipes: PipeSources
  private let committer: Committer
  private var pool: CollectPool { committer.pool }
  private var summary = CollectSummary()
  /// The paths of this run's files, by what the file system calls them.
  private var paths: [UInt64: String] = [:]
  /// Those of them that are files in an archive.
  private var members: Set<UInt64> = []

  /// Waits until there is something to read in pipes, opens the database and its state folder, and
  /// waits for its turn.
  package init(
    _ options: CollectOptions, observer: any CollectObserver
  ) throws(CollectError) {
    self.options = options
    self.observer = observer
    // Before the lock, so that others can count while nobody writes.
    pipes = PipeSources(options.inputs, patience: options.patience) {
      observer.waitsForWriter(of: $0)
    }
    committer = try Committer(options, limits: .init(cells: options.batch)) {
      observer.waitsForTurn()
    } lacking: {
      observer.mayLackCounts($0)
    }
    summary.database = options.database
    (summary.timeZone, summary.newTimeZone) = (committer.clock.name, committer.newTimeZone)
    summary.relabelledNames = committer.relabelledNames
  }

  /// Counts all sources.
  package func run() throws(CollectError) -> CollectSummary {
    let start = ContinuousClock.now
    do throws(CollectError) {
      try noteClock()
      try collect()
    } catch {
      // Whatever is wrong with the database, no key of a day that is over may wait for it.
      try? committer.sealDays()
      throw error
    }
    summary.clockLag = committer.clockLag
    do throws(StoreError) {
      summary.closedDays = try committer.lossOfClosedDays()
      if summary.total.hits > 0 { summary.loneSites = try committer.database.loneSites() }
      if let first = summary.firstHour?.day, let last = summary.lastHour?.day {
        summary.likelyOwnHosts = try committer.database.likelyOwnHosts(first...max(first, last))
      }
    } catch { throw .store(error) }
    do throws(StateError) { try committer.sealDays() } catch { throw .state(error) }
    summary.keysOnDisk = committer.visitors?.keysOnDisk
    // Before counts are deleted or gathered.
    try committer.publish(progress: observer.publishes)
    summary.lacksReleases = committer.lacksReleases
    do throws(StoreError) {
      (summary.pruning, summary.retention) = try committer.enforceRetention()
      try committer.database.close()
    } catch { throw .store(error) }
    observer.ends()
    summary.seconds = (ContinuousClock.now - start) / .seconds(1)
    return summary
  }

  /// Writes what was put aside to a file, once all logs were read.
  func writePart(to path: String) throws(CollectError) { try committer.writePart(to: path) }

  /// Reads the clock. On a disk that takes no more, that can wait for another day.
  private func noteClock() throws(CollectError) {
    do throws(StoreError) { try committer.noteClock() } catch {
      guard [.full, .readOnly, .inputOutput].contains(error.code) else {
        throw .store(error)
      }
    }
  }

  /// Reads and commits all sources.
  private func collect() throws(CollectError) {
    for (place, path) in options.inputs.enumerated() { try collect(path, place: place) }
    try commitPending()
    if committer.hasCounts {
      committer.sealBatch()
      try commitPending()
    }
    summary.hitsTooOld += try committer.commitBackfill()
  }

  /// Counts what is new in what a path names: a log, or an archive of logs.
  private func collect(_ path: String, place: Int) throws(CollectError) {
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
        let content = logs.cutShortContent(key: committer.key)
      else { return logs }
      whole.isDamaged = try isDamaged(content)
      if whole.isDamaged { return logs }
      whole.outcome = .failed(.unfinished(isArchive: true))
    } catch {
      whole.outcome = .failed(error.failure)
    }
    return nil
  }

  private func nextLog(
    of logs: LogSources, in whole: inout CollectSummary.Source
  ) -> LogSource? {
    do throws(InputError) { return try logs.next() } catch {
      whole.outcome = .failed(.input(error))
      return nil
    }
  }

  /// Counts what is new in one log.
  private func collect(
    _ opened: LogSource, isLast: Bool, ofDamaged: Bool
  ) throws(CollectError) -> CollectSummary.Source {
    let path = opened.path
    let (group, number) = options.reading(of: path)
    var source = CollectSummary.Source(path: path, outcome: .counted)
    source.isDamaged = ofDamaged
    let reader: LogReader
    let log: CheckpointStore.Handle
    var original: CollectSummary.Original?
    do throws(PlaceError) {
      reader = try open(opened, named: group.source)
      guard !reader.isEmpty else {
        source.outcome = .empty
        return source
      }
      // What was written to long ago is not on its way; that it has no end is found out on the way.
      if let content = reader.cutShortContent(isNew: isNew(reader.status)) {
        source.isDamaged = try isDamaged(content)
        guard source.isDamaged else {
          source.outcome = .failed(.unfinished(isArchive: false))
          return source
        }
      }
      switch try committer.logs.match(
        reader, format: group.format(of: path), likely: group.likelyFormat(of: path),
        client: group.settings.clientField)
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
        source.format = committer.logs[handle].format
        source.reading = committer.logs.format(of: handle)
        original = self.original(of: committer.logs[handle], reader)
      }
    } catch {
      source.outcome = .failed(error.failure)
      return source
    }
    defer { committer.logs.release(log) }
    if let file = reader.file {
      paths[file] = path
      if reader.isMember { members.insert(file) }
    }
    if reader.hasMore() {
      committer.begin(log, site: group.site(of: path), group: number)
      try read(reader, as: log, isLast: isLast, into: &source)
      source.hasTooManyRejects = group.maxRejected.isExceeded(by: source.tally)
    }
    source.heldBack = reader.heldBack
    if let failure = reader.failure {
      source.outcome = .failed(.input(failure))
    } else if source.tally.allLines == 0 {
      source.outcome = original.map { .copy($0) } ?? .known
    }
    return source
  }

  private func open(_ path: String, place: Int) throws(PlaceError) -> LogSources {
    do throws(InputError) {
      if path != "-", let status = FileStatus(path: path), committer.isDatabase(status) {
        throw InputError(.isDatabase)
      }
      return try LogSources(try pipes.take(place, path), path: path)
    } catch { throw .input(error) }
  }

  private func open(_ log: LogSource, named name: SourceName?) throws(PlaceError) -> LogReader {
    do throws(InputError) {
      return try LogReader(log, key: committer.key, name: name)
    } catch { throw .input(error) }
  }

  /// Whether a file was written to within the last minutes, or is said to be yet.
  private func isNew(_ status: FileStatus) -> Bool {
    status.modified > (Int64(time(nil)) - LogCollector.newSeconds) * 1_000_000_000
  }

  /// Seconds for which somebody may compress a file without writing anything to it.
  private static let newSeconds: Int64 = 600

  /// Whether a compressed log without its end was there in an earlier run, just as long.
  private func isDamaged(_ content: UInt64) throws(PlaceError) -> Bool {
    do throws(StoreError) {
      return try committer.database.rememberCutShort(content)
    } catch { throw .store(error) }
  }

  /// What a source is a copy of, when all its lines are those of another file.
  private func original(
    of known: Checkpoint, _ reader: LogReader
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
    _ reader: LogReader, as log: CheckpointStore.Handle, isLast: Bool,
    into source: inout CollectSummary.Source
  ) throws(CollectError) {
    let start = reader.offset
    let lineNumber = committer.logs[log].lines
    let firstDay: Day
    do throws(StoreError) {
      firstDay = try committer.firstKeptDay()
    } catch { throw .store(error) }
    var isAtEnd = false
    while !isAtEnd {
      let tally: LineTally
      var failure: CollectError?
      let aside: (() -> Void)? =
        !committer.hasPending
        ? nil
        : {
          do throws(CollectError) { try self.commitPending() } catch { failure = error }
        }
      let linesBefore = source.tally.allLines
      (isAtEnd, tally) = pool.read(reader, aside: aside, from: firstDay, isLast: isLast) {
        reader, lines in
        observer.reads(
          source.path, done: reader.bytesRead, of: reader.size, lines: linesBefore + lines)
      }
      if let failure { throw failure }
      committer.advance(tally, of: reader, at: log)
      source.tally.append(tally)
      if !isAtEnd || pool.isFull { committer.sealBatch() }
    }
    for index in source.tally.rejected.indices {
      source.tally.rejected[index].firstLine += lineNumber
    }
    summary.bytes += reader.offset - start
  }

  /// Opens the database of countries again if it was replaced; a bad new one leaves the old in use.
  private func refreshCountries() {
    do throws(CountryDatabaseError) {
      try options.logs.settings.countries?.refreshIfChanged()
    } catch {
      summary.countryErrors.append(error)
    }
  }

  /// Writes counts and positions of the waiting batch.
  private func commitPending() throws(CollectError) {
    guard committer.hasPending else { return }
    refreshCountries()
    guard let committed = try committer.commitPending() else { return }
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

extension PlaceError {
  /// What it means for a source.
  fileprivate var failure: CollectSummary.Failure {
    switch self {
    case .input(let error): .input(error)
    case .store(let error): .store(error)
    }
  }
}
