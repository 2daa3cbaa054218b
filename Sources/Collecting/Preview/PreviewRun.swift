package import AccessLog
internal import Counting
internal import Synchronization
internal import TimeZones
internal import Traffic
package import TrafficStore

/// Counts logs as a collector does, stores nothing, and tells what would become of their pages.
///
/// Its keys are made for this run and die with it, so that nothing it counted can be joined with
/// anything that is stored.
package final class PreviewRun {
  private let options: CheckOptions
  private let observer: any CollectObserver
  private let key = SourceKey()
  private let pool: CollectPool
  private let preview: PagePreview
  private let logs: CheckpointStore
  /// What needs the eyes of the logs' owner.
  package private(set) var warnings: [Warning] = []

  /// What is wrong with a source.
  package enum Warning {
    /// It could not be read to its end.
    case failed(PlaceError, path: String)
    /// Too many of its lines were rejected.
    case rejected(LineTally, format: String?, path: String)
  }

  /// The most days that visitors are told apart on: lines may claim any day, and a key takes some
  /// kilobytes.
  private static let maxKeys = 4000

  /// Reads what the database knows, if there is one.
  package init(
    _ options: CheckOptions, observer: any CollectObserver
  ) throws(StoreError) {
    logs = CheckpointStore(database: nil)
    self.options = options
    self.observer = observer
    let (known, clock) = try PreviewRun.known(options, key: key, observer)
    let first = known.firstDay
    let keys = Mutex(0)
    let keyring = VisitorKeyring { day in
      guard day >= first,
        keys.withLock({
          $0 += 1; return $0 <= PreviewRun.maxKeys
        })
      else {
        return nil
      }
      return SecretBytes(randomCount: VisitorKey.length)
    }
    var settings = options.settings
    settings.key = key
    settings.siteClock = clock
    settings.visitors = keyring
    pool = CollectPool(
      workers: options.workers, settings: settings, limits: .init(cells: options.batch))
    preview = PagePreview(
      known: known, key: key, listing: NameListing(rules: settings.rules), keyring: keyring)
  }

  /// What is named before the first line, and the first day that is kept.
  private static func known(
    _ options: CheckOptions, key: SourceKey, _ observer: any CollectObserver
  ) throws(StoreError) -> (PagePreview.Known, ZoneClock) {
    // In a new database nothing is too old until clocks agree on a day.
    var known = PagePreview.Known(
      firstDay: options.today.map { Retention.standard.firstDay(today: $0) } ?? Day(rawValue: 0))
    // A preview goes on without a clock of its own.
    var clock = (try? ZoneClock("local")) ?? .utc
    if let path = options.database {
      let archive = try TrafficArchive(path: path)
      if archive.mayLackCounts { observer.mayLackCounts(path) }
      (known, clock) = try archive.read { snapshot in
        let clock = (try? ZoneClock(stored: snapshot.timeZone())) ?? .utc
        var known = PagePreview.Known(firstDay: try snapshot.firstKeptDay(today: options.today))
        known.sites = Set(try snapshot.sites().map { SiteName(trusted: $0.name) })
        try snapshot.visitNamedPages { known.pages.insert(key.tag(site: $0, path: $1)) }
        return (known, clock)
      }
      try archive.close()
    }
    known.sites.formUnion(options.settings.ownHosts)
    known.sites.formUnion(options.configuration?.sites ?? [])
    return (known, clock)
  }

  /// Counts all sources.
  package func run() -> PagePreview {
    let pipes = PipeSources(options.inputs, patience: 60) { [observer] in
      observer.waitsForWriter(of: $0)
    }
    for (place, path) in options.inputs.enumerated() {
      check(path) { () throws(InputError) in try pipes.take(place, path) }
    }
    addBatch()
    observer.ends()
    return preview
  }

  /// Counts the logs in one source.
  private func check(_ path: String, open: () throws(InputError) -> OpenedSource) {
    do throws(InputError) {
      let logs = try LogSources(try open(), path: path)
      while let log = try logs.next() { check(log) }
    } catch {
      warnings.append(.failed(.input(error), path: path))
    }
  }

  /// Counts one log.
  private func check(_ log: LogSource) {
    let path = log.path
    var tally = LineTally()
    var format: String?
    do throws(PlaceError) {
      let reader = try reader(log)
      guard !reader.isEmpty else { return }
      if case .at(let log) = try logs.match(
        reader, format: options.format(of: path), likely: options.likelyFormat(of: path),
        client: options.settings.clientField)
      {
        format = logs[log].format
        read(reader, as: log, path: path, into: &tally)
      }
      if let failure = reader.failure { throw .input(failure) }
    } catch {
      warnings.append(.failed(error, path: path))
    }
    if options.maxRejected.isExceeded(by: tally) {
      warnings.append(.rejected(tally, format: format, path: path))
    }
  }

  private func reader(_ log: LogSource) throws(PlaceError) -> LogReader {
    do throws(InputError) { return try LogReader(log, key: key) } catch { throw .input(error) }
  }

  /// Reads a source to its end.
  private func read(
    _ reader: LogReader, as log: CheckpointStore.Handle, path: String, into tally: inout LineTally
  ) {
    let site = options.site(of: path)
    logs.format(of: log).map { pool.begin($0, site: site) }
    var isAtEnd = false
    while !isAtEnd {
      let before = tally.allLines
      let part: LineTally
      (isAtEnd, part) = pool.read(reader, aside: nil) { reader, lines in
        observer.reads(
          path, done: reader.bytesRead, of: reader.size, lines: before + lines)
      }
      logs.advance(part, of: reader, at: log)
      tally.append(part)
      if !isAtEnd || pool.isFull { addBatch() }
    }
  }

  private func addBatch() {
    guard pool.hasCounts else { return }
    var batch = pool.takeBatch()
    preview.add(batch.rolledUp(from: preview.known.firstDay), batch.visitors)
  }
}
