import CountCatalogue
import GRDB
public import Traffic

extension TrafficDatabase {
  /// Adds the counts of a batch as they are, and moves the positions of its logs, all or nothing.
  ///
  /// - Parameters:
  ///   - policy: When pages get names, and rows of their own; sites get theirs as pages do.
  ///   - trustedSites: The sites whose names may be kept whoever asks for them; `nil` for all.
  /// - Throws: ``StoreError``; nothing was changed then.
  public func commit(
    _ rollup: Rollup, sources: [Checkpoint], policy: PagePolicy = .standard,
    trustedSites: Set<SiteName>? = nil
  ) throws(StoreError) -> [Checkpoint] {
    try commit(sources: sources) {
      (commit: CommitTransaction<StoreError>) throws(StoreError) in
      let batch = try commit.prepare(rollup, policy: policy, trustedSites: trustedSites)
      try batch.insert()
      try batch.finish(batch.rollup)
    }
  }

  /// Adds the counts of batches and moves the positions of their logs, all or nothing: nobody sees some of them.
  ///
  /// Each batch is prepared, inserted while its visitors are counted, and finished.
  ///
  /// - Parameters:
  ///   - sources: The logs they come from, with positions and totals as they are after the batches.
  ///     Those without an id are new.
  ///   - streams: The number of the last portion of pipes and sockets in them, for ``streamNumber()``.
  ///   - add: Adds the batches; what it throws undoes all.
  /// - Returns: The same sources, each with the id of its row.
  /// - Throws: What `add` throws, or a ``StoreError`` within it; nothing was changed then. With
  ///   `countedMeanwhile`, another process has counted one of the logs: look it up again and start over.
  /// - Complexity: O(*n* log *m*) for *n* rows into tables of *m*; about 40 bytes of memory for
  ///   each page-hour of a batch. Until the end, all is in the -wal file, which becomes as large as what is added.
  public func commit<Failure: CommitFailure>(
    sources: [Checkpoint], streams: Int64? = nil,
    _ add: (CommitTransaction<Failure>) throws(Failure) -> Void
  ) throws(Failure) -> [Checkpoint] {
    let committed = try storing(at: path, failing: Failure.self) {
      try queue.writeWithoutTransaction { db in
        var committed = sources
        try db.inTransaction(.immediate) {
          // First, since it is the cheapest reason to stop.
          try checkSources(sources, in: db)
          try add(CommitTransaction(db: db, path: path))
          committed = try writeSources(sources, to: db)
          if let streams {
            try db.execute(sql: "UPDATE meta SET streams = ?", arguments: [streams])
          }
          return .commit
        }
        return committed
      }
    }
    noteCommitted(committed)
    return committed
  }

  /// The number of the last portion of pipes and sockets that was committed; 0 where there was none.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func streamNumber() throws(StoreError) -> Int64 {
    try storing(at: path) {
      try queue.read { try Int64.fetchOne($0, sql: "SELECT streams FROM meta") ?? 0 }
    }
  }
}

/// The transaction of a commit, as long as it lasts.
public struct CommitTransaction<Failure: CommitFailure> {
  fileprivate let db: Database
  fileprivate let path: String

  /// Finds or makes the rows of a batch's sites and pages.
  ///
  /// A page's path is written only once the policy allows it; until then its row knows the tag only.
  ///
  /// - Parameters:
  ///   - rollup: The counts to add. Its visitors are those of the batch alone.
  ///   - policy: When pages get names, and rows of their own; sites get theirs as pages do.
  ///   - trustedSites: The sites whose names may be kept whoever asks for them; `nil` for all.
  public func prepare(
    _ rollup: Rollup, policy: PagePolicy = .standard, trustedSites: Set<SiteName>? = nil
  ) throws(Failure) -> PreparedBatch<Failure> {
    try storing(at: path, failing: Failure.self) {
      try PreparedBatch(rollup, policy: policy, trustedSites: trustedSites, in: db, path: path)
    }
  }
}

/// A batch on its way into the tables, within one transaction: prepared, inserted while its visitors are
/// counted, and finished once they are.
public struct PreparedBatch<Failure: CommitFailure> {
  /// The batch, to count the visitors of its whole days into a copy of.
  public let rollup: Rollup
  private let policy: PagePolicy
  private let db: Database
  private let path: String
  private let sites: SiteRows
  private let pages: PageRows

  /// What each page of the batch is to the database.
  public var pageStates: [PageState] { pages.states }

  fileprivate init(
    _ rollup: Rollup, policy: PagePolicy, trustedSites: Set<SiteName>?, in db: Database,
    path: String
  ) throws {
    var times = CountedTimes(path: path)
    try rollup.visit(&times)
    var rollup = rollup
    sites = try SiteRows.identify(rollup, trusted: trustedSites, policy: policy, in: db)
    pages = try PageRows.identify(rollup, sites: sites, policy: policy, in: db, path: path)
    let fetched = try Int64.fetchOne(db, sql: "SELECT fetches FROM meta") ?? 0
    rollup.fetchNumber = fetched + 1
    (self.rollup, self.policy, self.db, self.path) = (rollup, policy, db, path)
  }

  /// Adds the counts that need no visitors: nearly all rows. Only on the thread that prepared the batch; its visitors
  /// may be counted on another one meanwhile.
  public func insert() throws(Failure) {
    try storing(at: path, failing: Failure.self) {
      try PageHourRows.add(rollup.pageHours, pages: pages.ids, to: db, path: path)
      try CountRows.add(rollup, sites: sites.ids, pages: pages.ids, to: db)
      try WaitingNames.update(rollup, sites: sites.ids, pages: pages.ids, in: db)
    }
  }

  /// Adds the visitors, and names what may be named by them.
  ///
  /// - Parameters:
  ///   - counted: The batch with the visitors of the whole days.
  ///   - pathOf: The path of a page that may have its name now. It is asked for no other one.
  public func finish(
    _ counted: Rollup, path pathOf: (Rollup.Page) throws(Failure) -> PagePath = { $0.path }
  ) throws(Failure) {
    try storing(at: path, failing: Failure.self) {
      try PageDayRows.add(counted.pageDays, pages: pages, to: db)
      try PageDayRows.add(counted.siteDays, sites: sites, to: db)
      try pages.name(rollup.pages, policy: policy, path: pathOf, in: db)
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
}
