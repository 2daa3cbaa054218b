package import AccessLog
package import Counting
internal import Hits
internal import Synchronization
internal import Threads
package import Traffic

/// The threads that turn lines into counts: each has a reader's block, what it knows, and counters
/// of its own, so that they share nothing but the place in the log.
package final class CollectPool {
  private final class Worker {
    var lines: LogLines
    var counters = TrafficCounters()
    /// Who came to which site in which hour, where that is asked for.
    var visitors: HourVisitors?
    var block = LogBlock()
    /// What became of the lines of each block, by the block's place in the log.
    var tallies: [(sequence: Int, tally: LineTally)] = []

    init(_ settings: LogSettings, _ others: [LogSettings]) {
      lines = LogLines(settings, others: others)
    }

    /// Counts a block's lines, and says how many there were.
    func count() -> Int64 {
      let (counters, visitors) = (self.counters, self.visitors)
      var tally = unsafe block.withLines {
        unsafe lines.read($0, heading: block.heading) {
          unsafe counters.add($0)
          // SAFETY: the hits live for the call.
          if let visitors { unsafe visitors.add($0) }
        } hasEnough: {
          counters.hasFewVisitors(page: $0, hour: $1)
        }
      }
      if block.skippedLines > 0 { tally.add(skippedLines: block.skippedLines) }
      tallies.append((block.sequence, tally))
      return tally.allLines
    }
  }

  /// What was counted until a batch was full.
  package struct Batch {
    private var workers: [(counters: TrafficCounters, tables: HitTables)]
    package let visitors = BatchVisitors()
    private var rollup: Rollup?

    fileprivate init(_ workers: [(counters: TrafficCounters, tables: HitTables)]) {
      self.workers = workers
    }

    /// The counts of all workers as one, without days before the first that is kept.
    ///
    /// They are rolled up once: the visitors go by the numbers of that time. What becomes overdue
    /// afterwards goes with all else that is.
    package mutating func rolledUp(from firstDay: Day) -> Rollup {
      if let rollup { return rollup }
      let rollup = Rollup(merging: workers, visitors: visitors, from: firstDay)
      self.rollup = rollup
      return rollup
    }

    /// Gives the counters' memory back, once they are rolled up.
    mutating func dropCounters() { workers.removeAll() }
  }

  /// Counts of one log that were taken out, to be added to or committed later. Their numbers are those
  /// that the workers give to names, until the workers forget them.
  struct Counts {
    fileprivate struct Part {
      var worker: Int
      var counters: TrafficCounters
      var visitors: HourVisitors
      /// What its numbers stand for, where they are those of an earlier process.
      var tables: HitTables?
    }

    fileprivate var parts: [Part]

    /// The counters in use.
    var count: Int { parts.reduce(0) { $0 + $1.counters.count } }

    /// Those of an earlier process, to which nothing can be added.
    var restored: Counts { Counts(parts: parts.filter { $0.tables != nil }) }
    /// Those of this process.
    fileprivate var own: Counts { Counts(parts: parts.filter { $0.tables == nil }) }

    mutating func add(_ other: Counts) { parts += other.parts }
  }

  /// What the workers agree on under the lock.
  private struct Shared {
    var isAtEnd = false
    /// Workers that may still read.
    var readers: Int
    /// Whether the work beside reading is still being done.
    var hasOther: Bool
    var cells = 0
    var names = 0
    var lines: Int64 = 0
  }

  private let workers: [Worker]
  private let limits: BatchLimits
  /// A batch that was rolled up, and so is not in the workers any more.
  private var ahead: Batch?
  /// The counters in use of counts that were taken out.
  private var takenOut = 0

  /// - Parameter others: What the logs of groups want, which ``begin(_:site:group:)`` numbers from 1.
  package init(
    workers: Int, settings: LogSettings, others: [LogSettings] = [], limits: BatchLimits
  ) {
    self.workers = (0..<max(1, workers)).map { _ in Worker(settings, others) }
    self.limits = limits
  }

  /// Tells all workers what the next lines are.
  package func begin(_ format: LogFormat, site: SiteName?, group: Int = 0) {
    for worker in workers { worker.lines.begin(format, site: site, group: group) }
  }

  /// Reads a source until it ends or the batch is full, and does other work beside it.
  ///
  /// Where the other work takes longer than reading, the batch is rolled up meanwhile.
  ///
  /// - Parameters:
  ///   - aside: Work for one more thread, such as the commit of the batch before.
  ///   - firstDay: The first day that is kept; `nil` where no batch should be rolled up.
  ///   - isLast: Whether the source's end is the batch's, too.
  ///   - seen: Called now and then, on any of the threads but never on two at once.
  /// - Returns: Whether the source has ended, and what became of the lines read.
  package func read<Source: BlockSource>(
    _ reader: Source, aside: (() -> Void)?, from firstDay: Day? = nil, isLast: Bool = false,
    seen: (Source, _ lines: Int64) -> Void
  ) -> (isAtEnd: Bool, tally: LineTally) {
    let before = reader.offset
    // The other work goes first: on few cores, a worker then takes its place once it is done.
    let others = aside == nil ? 0 : 1
    let useful = usefulWorkers(for: reader)
    let shared = Mutex(Shared(readers: useful, hasOther: others > 0, cells: takenOut))
    ForkJoin.perform(threads: min(workers.count, useful + others), pieces: useful + others) {
      index in
      if index < others {
        aside?()
        shared.withLock { $0.hasOther = false }
        return
      }
      let worker = workers[index - others]
      var cells = 0
      var lines: Int64 = 0
      while true {
        let hasBlock = shared.withLock { shared in
          shared.cells += worker.counters.count - cells
          cells = worker.counters.count
          shared.lines += lines
          shared.names = max(shared.names, worker.lines.nameCount)
          let isFull =
            shared.cells >= limits.cells || shared.names >= limits.names
            || reader.offset - before >= limits.bytes
          guard !shared.isAtEnd, !isFull else { return false }
          shared.isAtEnd = !reader.next(&worker.block)
          seen(reader, shared.lines)
          return !shared.isAtEnd
        }
        guard hasBlock else { break }
        lines = worker.count()
      }
      let mayRollUp = shared.withLock { shared in
        shared.readers -= 1
        return shared.readers == 0 && shared.hasOther && (isLast || !shared.isAtEnd)
      }
      if mayRollUp, let firstDay { rollUp(from: firstDay) }
    }
    return (shared.withLock { $0.isAtEnd }, tally())
  }

  /// How many workers get something to do: a short log, or what is new in one that is followed, is
  /// read before another thread has begun.
  private func usefulWorkers(for reader: some BlockSource) -> Int {
    guard let left = reader.bytesLeft else { return workers.count }
    return Int(min(Int64(workers.count), 1 + left / (256 << 10)))
  }

  /// Rolls the batch up, when nobody counts any more.
  private func rollUp(from firstDay: Day) {
    var batch = takeBatch()
    _ = batch.rolledUp(from: firstDay)
    ahead = batch
  }

  /// Takes the counts of this batch; counting goes on from nothing.
  package func takeBatch() -> Batch {
    if let ahead {
      self.ahead = nil
      return ahead
    }
    return Batch(
      workers.map { worker in
        let batch = (worker.counters, worker.lines.tables)
        worker.counters = TrafficCounters()
        if worker.lines.nameCount >= limits.names { worker.lines.forgetNames() }
        return batch
      })
  }

  /// Takes out what was counted of one log, and puts what was counted of another one in its place.
  func exchange(for counts: Counts?) -> Counts {
    let taken = Counts(
      parts: workers.indices.compactMap { index in
        let worker = workers[index]
        let visitors = worker.visitors ?? HourVisitors()
        return worker.counters.count == 0
          ? nil : Counts.Part(worker: index, counters: worker.counters, visitors: visitors)
      })
    let own = counts?.own
    for (index, worker) in workers.enumerated() {
      let part = own?.parts.first { $0.worker == index }
      worker.counters = part?.counters ?? TrafficCounters()
      worker.visitors = part?.visitors ?? HourVisitors()
    }
    takenOut += taken.count - (own?.count ?? 0)
    return taken
  }

  /// Takes in what an earlier process has left.
  func restore(_ part: WaitingCounts.Part, _ portion: WaitingCounts.Portion) -> Counts {
    let counts = Counts(
      parts: [
        .init(
          worker: 0, counters: portion.counters, visitors: portion.visitors, tables: part.tables)
      ])
    takenOut += counts.count
    return counts
  }

  /// Counts that were taken out, for a later process.
  func waiting(_ portions: [(counts: Counts, number: Int64, begun: Hour)]) -> WaitingCounts {
    var restored: [WaitingCounts.Part] = []
    var own = workers.map { WaitingCounts.Part(tables: $0.lines.tables, portions: []) }
    for (counts, number, begun) in portions {
      for part in counts.parts {
        let portion = WaitingCounts.Portion(
          counters: part.counters, visitors: part.visitors, number: number, begun: begun)
        if let tables = part.tables {
          restored.append(.init(tables: tables, portions: [portion]))
        } else {
          own[part.worker].portions.append(portion)
        }
      }
    }
    return WaitingCounts(restored + own.filter { !$0.portions.isEmpty })
  }

  /// The sites, hours and visitors of counts that were taken out.
  func audience(of counts: Counts) -> Audience {
    var audience = Audience()
    for part in counts.parts {
      let tables = part.tables ?? workers[part.worker].lines.tables
      part.visitors.add(to: &audience, sites: tables.sites)
    }
    return audience
  }

  /// Makes counts that were taken out a batch. The names in it may be forgotten then, so it has to be
  /// all of them where ``isFull``.
  func batch(of counts: [Counts]) -> Batch {
    takenOut -= counts.reduce(0) { $0 + $1.count }
    let parts = counts.flatMap(\.parts)
    let batch = Batch(parts.map { ($0.counters, $0.tables ?? workers[$0.worker].lines.tables) })
    for worker in workers where worker.lines.nameCount >= limits.names {
      worker.lines.forgetNames()
    }
    return batch
  }

  /// Whether there is a batch to take.
  package var hasCounts: Bool { ahead != nil || cells > takenOut }

  /// Counters in use.
  private var cells: Int { workers.reduce(takenOut) { $0 + $1.counters.count } }

  /// Whether the batch should be committed before more is read.
  package var isFull: Bool {
    ahead != nil || cells >= limits.cells || workers.contains { $0.lines.nameCount >= limits.names }
  }

  /// All blocks' tallies as one, line numbers counted from the first block's first line.
  private func tally() -> LineTally {
    var total = LineTally()
    for (_, tally) in workers.flatMap(\.tallies).sorted(by: { $0.sequence < $1.sequence }) {
      total.append(tally)
    }
    for worker in workers { worker.tallies.removeAll() }
    return total
  }
}
