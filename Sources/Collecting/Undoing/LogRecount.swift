internal import AccessLog
internal import FileSystem
internal import Traffic
internal import TrafficStore

/// Reads logs once more as they were counted, each up to where that ended, and keeps an account of their counts.
///
/// Who came is not asked: visitors of days that are closed cannot be compared. So no address becomes a token here.
final class LogRecount {
  private let options: CollectOptions
  private let database: TrafficDatabase
  private let key: SourceKey
  private let files: DatabaseFiles
  private let pool: CollectPool
  private let store: CheckpointStore
  private let observer: any CollectObserver
  /// What the database calls the sites that were met.
  private var names: [SiteName: SiteName] = [:]

  private(set) var account = CountAccount()
  private(set) var logs: [UndoSummary.Log] = []
  /// The logs as they are in the database.
  private(set) var checkpoints: [Checkpoint] = []

  init(
    _ options: CollectOptions, of database: TrafficDatabase, key: SourceKey,
    observer: any CollectObserver
  ) throws {
    (self.options, self.database, self.key) = (options, database, key)
    self.observer = observer
    files = DatabaseFiles(of: database.path)
    store = CheckpointStore(database: database)
    var settings = options.logs.settings
    (settings.key, settings.siteClock) = (key, try database.clock())
    pool = CollectPool(
      workers: options.workers, settings: settings,
      others: options.groups.map { $0.settings.sharing(settings) },
      limits: .init(cells: options.batch))
  }

  /// Reads all logs that a path names.
  func read(_ path: String) throws {
    if let status = FileStatus(path: path) {
      guard status.isRegular else { throw UndoRefusal.notAFile(log: path) }
      guard !files.contains(status) else {
        throw UndoRefusal.unreadable(InputError(.isDatabase), log: path)
      }
    }
    do {
      let sources = try LogSources(try OpenedSource(path: path), path: path)
      while let source = try sources.next() { try read(source) }
    } catch let error as InputError {
      throw UndoRefusal.unreadable(error, log: path)
    }
  }

  /// Adds what was read since the last batch.
  func addBatch() throws {
    guard pool.hasCounts else { return }
    var batch = pool.takeBatch()
    let rollup = batch.rolledUp(from: Day(rawValue: .min))
    account.add(rollup, sites: try rollup.sites.map(name))
  }

  /// What the database calls a site now: its name, or that of all that are rare.
  private func name(of site: SiteName) throws -> SiteName {
    if let known = names[site] { return known }
    let known = try database.known([site, .rare])
    let isKnown = known.contains(site)
    // A site that somebody vouches for, and what stands in for one, is never rare.
    let mayBeRare = !site.isPlaceholder && !options.ownSites.contains(site)
    guard isKnown || mayBeRare && known.contains(.rare) else {
      throw UndoRefusal.unknownSite(site, database: options.database)
    }
    names[site] = isKnown ? site : .rare
    return isKnown ? site : .rare
  }

  private func read(_ source: LogSource) throws {
    let path = source.path
    let (group, number) = options.reading(of: path)
    let reader = try LogReader(source, key: key, name: group.source)
    // Of what has no line, nothing can have been counted.
    if reader.isEmpty { return }
    let log = try log(of: reader, path, group)
    defer { store.release(log) }
    guard let known = store.committed(of: log), let id = known.id else {
      throw UndoRefusal.unknownLog(path)
    }
    guard known.head != nil else { throw UndoRefusal.earlierRelease(log: path) }
    var named = UndoSummary.Log(
      path: path, hits: known.hits, lines: known.lines, hasMore: reader.hasMore())
    named.isCopy = checkpoints.contains { $0.id == id }
    logs.append(named)
    if named.isCopy { return }
    checkpoints.append(known)
    store.format(of: log).map { pool.begin($0, site: group.site(of: path), group: number) }
    let tally = try count(reader, upTo: known.offset, path)
    let now = UndoRefusal.LogCounts(tally)
    let stored = UndoRefusal.LogCounts(known)
    guard now == stored else {
      throw UndoRefusal.readOtherwise(log: path, now: now, stored: stored)
    }
  }

  /// The log that a source is, with its reader behind what is counted of it.
  private func log(
    of reader: LogReader, _ path: String, _ group: LogGroup
  ) throws -> CheckpointStore.Handle {
    let match: CheckpointMatch
    do throws(PlaceError) {
      match = try store.match(
        reader, format: group.format(of: path), likely: group.likelyFormat(of: path),
        client: group.settings.clientField)
    } catch {
      switch error {
      // A log that was counted has a format; one that has none is not known.
      case .input(let error) where error.code == .unknownFormat:
        throw UndoRefusal.unknownLog(path)
      case .input(let error): throw error
      case .store(let error): throw error
      }
    }
    switch match {
    case .at(let log): return log
    case .counted: throw UndoRefusal.shorterLog(path)
    case .unfinished: throw UndoRefusal.unknownLog(path)
    }
  }

  /// Counts the lines of a log up to a place.
  private func count(_ reader: LogReader, upTo end: Int64, _ path: String) throws -> LineTally {
    let lines = try CountedLines(of: reader, upTo: end)
    var tally = LineTally()
    var isAtEnd = false
    while !isAtEnd {
      let before = tally.allLines
      let part: LineTally
      (isAtEnd, part) = pool.read(lines, aside: nil) { _, lines in
        observer.reads(path, done: reader.bytesRead, of: reader.size, lines: before + lines)
      }
      tally.append(part)
      if !isAtEnd || pool.isFull { try addBatch() }
    }
    if !lines.isWhole { throw reader.failure ?? InputError(.differs, offset: reader.offset) }
    return tally
  }
}

extension UndoRefusal.LogCounts {
  fileprivate init(_ log: Checkpoint) {
    self.init(
      lines: log.lines, hits: log.hits, rejected: log.rejected.filter { $0.value > 0 })
  }

  fileprivate init(_ tally: LineTally) {
    self.init(lines: tally.allLines, hits: tally.hits, rejected: [:])
    for reject in tally.rejected where reject.count > 0 { rejected[reject.reason] = reject.count }
    if tally.excluded > 0 { rejected[.excluded] = tally.excluded }
  }
}
