import CountCatalogue
import GRDB
public import Traffic

/// Why a batch was not committed.
public enum CommitFailure<Counting: Error>: Error {
  case store(StoreError)
  /// The visitors of the whole days could not be counted.
  case counting(Counting)
}

extension TrafficDatabase {
  /// Adds the counts of a batch as they are, and moves the positions of its logs, all or nothing.
  ///
  /// - Throws: ``StoreError``; nothing was changed then.
  public func commit(
    _ rollup: Rollup, sources: [Checkpoint], policy: PagePolicy = .standard,
    trustedSites: Set<SiteName>? = nil
  ) throws(StoreError) -> [Checkpoint] {
    do throws(CommitFailure<Never>) {
      return try commit(rollup, sources: sources, policy: policy, trustedSites: trustedSites) {
        (_, _) throws(Never) in
      }
    } catch {
      switch error {
      case .store(let error): throw error
      }
    }
  }

  /// Adds the counts of a batch and moves the positions of its logs, all or nothing.
  ///
  /// A page's path is written only once the policy allows it; until then its row knows the tag only.
  ///
  /// - Parameters:
  ///   - rollup: The counts to add. Its visitors are those of the batch alone.
  ///   - sources: The logs they come from, with positions and totals as they are after the batch.
  ///     Those without an id are new.
  ///   - streams: The number of the last portion of pipes and sockets in it, for ``streamNumber()``.
  ///   - policy: When pages get names, and rows of their own; sites get theirs as pages do.
  ///   - trustedSites: The sites whose names may be kept whoever asks for them; `nil` for all.
  ///   - countVisitors: Replaces the visitors of the batch by those of the whole days. Called once it is
  ///     known what each page is to the database, before anything is committed; what it throws undoes
  ///     all.
  ///   - perform: Calls two closures, the first on the calling thread, the second on any, and returns
  ///     when both are done: what needs the database, and `countVisitors`, which does not.
  /// - Returns: The same sources, each with the id of its row.
  /// - Throws: ``CommitFailure``; nothing was changed then. With `countedMeanwhile`, another process
  ///   has counted one of the logs: look it up again and start over.
  /// - Complexity: O(*n* log *m*) for *n* rows into tables of *m*; about 40 bytes of memory for
  ///   each page-hour of the batch.
  public func commit<Counting: Error>(
    _ rollup: Rollup, sources: [Checkpoint], streams: Int64? = nil,
    policy: PagePolicy = .standard, trustedSites: Set<SiteName>? = nil,
    countVisitors: (inout Rollup, [PageState]) throws(Counting) -> Void,
    perform: (() -> Void, () -> Void) -> Void = {
      $0()
      $1()
    }
  ) throws(CommitFailure<Counting>) -> [Checkpoint] {
    try transact(sources, streams: streams, failing: Counting.self) { db in
      try add(
        rollup, policy: policy, trustedSites: trustedSites, path: { $0.path },
        countVisitors: countVisitors, perform: perform, to: db)
    }
  }

  /// Adds the counts of many batches and moves the positions of their logs, all or nothing: nobody sees some
  /// of them.
  ///
  /// - Parameters:
  ///   - next: The next batch; `nil` after the last one.
  ///   - path: The path of a page that may have its name now. It is asked for no other one.
  /// - Returns: The same sources, each with the id of its row.
  /// - Throws: ``CommitFailure``; nothing was changed then.
  /// - Complexity: As one commit for each batch. Until the end, all of it is in the -wal file, which becomes as
  ///   large as what is added.
  public func commitAll<Counting: Error>(
    sources: [Checkpoint], policy: PagePolicy = .standard, trustedSites: Set<SiteName>? = nil,
    next: () throws(Counting) -> Rollup?, path: (Rollup.Page) throws(Counting) -> PagePath,
    countVisitors: (inout Rollup, [PageState]) throws(Counting) -> Void
  ) throws(CommitFailure<Counting>) -> [Checkpoint] {
    try transact(sources, streams: nil, failing: Counting.self) { db in
      while let rollup = try next() {
        try add(
          rollup, policy: policy, trustedSites: trustedSites, path: path,
          countVisitors: countVisitors,
          perform: {
            $0()
            $1()
          }, to: db)
      }
    }
  }

  /// Does something and moves the positions of logs, in one transaction.
  private func transact<Counting: Error>(
    _ sources: [Checkpoint], streams: Int64?, failing: Counting.Type,
    _ body: (Database) throws -> Void
  ) throws(CommitFailure<Counting>) -> [Checkpoint] {
    let result: Result<[Checkpoint], Counting>
    do throws(StoreError) {
      result = try storing(at: path) {
        do {
          return .success(
            try queue.writeWithoutTransaction { db in
              var committed = sources
              try db.inTransaction(.immediate) {
                // First, since it is the cheapest reason to stop.
                try checkSources(sources, in: db)
                try body(db)
                committed = try writeSources(sources, to: db)
                if let streams {
                  try db.execute(sql: "UPDATE meta SET streams = ?", arguments: [streams])
                }
                return .commit
              }
              return committed
            })
        } catch let failure as Counting {
          return .failure(failure)
        }
      }
    } catch { throw .store(error) }
    switch result {
    case .failure(let failure): throw .counting(failure)
    case .success(let committed):
      noteCommitted(committed)
      return committed
    }
  }

  /// The number of the last portion of pipes and sockets that was committed; 0 where there was none.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func streamNumber() throws(StoreError) -> Int64 {
    try storing(at: path) {
      try queue.read { try Int64.fetchOne($0, sql: "SELECT streams FROM meta") ?? 0 }
    }
  }

  private func add<Counting: Error>(
    _ rollup: Rollup, policy: PagePolicy, trustedSites: Set<SiteName>?,
    path pathOf: (Rollup.Page) throws -> PagePath,
    countVisitors: (inout Rollup, [PageState]) throws(Counting) -> Void,
    perform: (() -> Void, () -> Void) -> Void, to db: Database
  ) throws {
    var times = CountedTimes(path: path)
    try rollup.visit(&times)
    let batch = try PreparedBatch(
      rollup, policy: policy, trustedSites: trustedSites, in: db, path: path)
    var counted = rollup
    let fetched = try Int64.fetchOne(db, sql: "SELECT fetches FROM meta") ?? 0
    counted.fetchNumber = fetched + 1
    var inserted = Result<Void, any Error>.success(())
    var visitorsCounted = Result<Void, Counting>.success(())
    withoutActuallyEscaping(countVisitors) { countVisitors in
      perform {
        inserted = Result { try batch.insert() }
      } _: {
        visitorsCounted = Result { () throws(Counting) in
          try countVisitors(&counted, batch.pages.states)
        }
      }
    }
    try inserted.get()
    try visitorsCounted.get()
    try batch.finish(counted, path: pathOf)
  }
}

/// A batch on its way into the tables, within one transaction: prepared, inserted while its visitors are
/// counted, and finished once they are.
private struct PreparedBatch {
  private let rollup: Rollup
  private let policy: PagePolicy
  private let db: Database
  private let path: String
  private let sites: SiteRows
  /// What each page of the batch is to the database.
  let pages: PageRows

  /// Finds or makes the rows of sites and pages.
  init(
    _ rollup: Rollup, policy: PagePolicy, trustedSites: Set<SiteName>?, in db: Database,
    path: String
  ) throws {
    (self.rollup, self.policy, self.db, self.path) = (rollup, policy, db, path)
    sites = try SiteRows.identify(rollup, trusted: trustedSites, policy: policy, in: db)
    pages = try PageRows.identify(rollup, sites: sites, policy: policy, in: db, path: path)
  }

  /// Adds the counts that need no visitors: nearly all rows.
  func insert() throws {
    try PageHourRows.add(rollup.pageHours, pages: pages.ids, to: db, path: path)
    try CountRows.add(rollup, sites: sites.ids, pages: pages.ids, to: db)
    try WaitingNames.update(rollup, sites: sites.ids, pages: pages.ids, in: db)
  }

  /// Adds the visitors, and names what may be named by them.
  ///
  /// - Parameters:
  ///   - counted: The batch with the visitors of the whole days.
  ///   - path: The path of a page that may have its name now.
  func finish(_ counted: Rollup, path: (Rollup.Page) throws -> PagePath) throws {
    try PageDayRows.add(counted.pageDays, pages: pages, to: db)
    try PageDayRows.add(counted.siteDays, sites: sites, to: db)
    try pages.name(rollup.pages, policy: policy, path: path, in: db)
    try sites.name(counted, policy: policy, in: db)
    if counted.hasFetches {
      try CountRows.add(fetched: counted.fetchedHours, sites: sites.ids, to: db)
      try db.execute(sql: "UPDATE meta SET fetches = ?", arguments: [counted.fetchNumber])
    }
    try RetentionState.note(rollup.kindHours.map(\.hour).min(), in: db)
    // In order, so that the same counts make the same file.
    for day in Set(rollup.kindHours.map(\.hour.day)).sorted() {
      try db.execute(
        sql: "INSERT OR IGNORE INTO counted_day(day) VALUES (?)", arguments: [day.rawValue])
    }
  }
}
