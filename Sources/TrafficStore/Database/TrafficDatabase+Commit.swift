import CountCatalogue
import GRDB
public import Traffic

extension TrafficDatabase {
  /// Adds the counts of a batch and moves the positions of its logs, all or nothing.
  ///
  /// A page's path is written only once the policy allows it; until then its row knows the tag only.
  ///
  /// - Parameters:
  ///   - rollup: The counts to add. Its visitors are those of the batch alone.
  ///   - sources: The logs they come from, with positions and totals as they are after the batch.
  ///     Those without an id are new.
  ///   - policy: When pages get names, and rows of their own; sites get theirs as pages do.
  ///   - trustedSites: The sites whose names may be kept whoever asks for them; `nil` for all.
  ///   - countVisitors: Replaces the visitors of the batch by those of the whole days. Called once it is
  ///     known what each page is to the database, before anything is committed; what it throws undoes
  ///     all.
  ///   - perform: Calls two closures, the first on the calling thread, the second on any, and returns
  ///     when both are done: what needs the database, and `countVisitors`, which does not.
  /// - Returns: The same sources, each with the id of its row.
  /// - Throws: ``StoreError``; nothing was changed then. With `countedMeanwhile`, another process
  ///   has counted one of the logs: look it up again and start over.
  /// - Complexity: O(*n* log *m*) for *n* rows into tables of *m*; about 40 bytes of memory for
  ///   each page-hour of the batch.
  public func commit(
    _ rollup: Rollup, sources: [SourcePosition], policy: PagePolicy = .standard,
    trustedSites: Set<SiteName>? = nil,
    countVisitors: (inout Rollup, [PageStanding]) throws(StoreError) -> Void = { _, _ in },
    perform: (() -> Void, () -> Void) -> Void = {
      $0()
      $1()
    }
  ) throws(StoreError) -> [SourcePosition] {
    let committed = try storing(at: path) {
      try queue.writeWithoutTransaction { db in
        var committed = sources
        try db.inTransaction(.immediate) {
          // First, since it is the cheapest reason to stop.
          try checkSources(sources, in: db)
          try add(
            rollup, policy: policy, trustedSites: trustedSites, countVisitors: countVisitors,
            perform: perform, to: db)
          committed = try writeSources(sources, to: db)
          return .commit
        }
        return committed
      }
    }
    noteCommitted(committed)
    return committed
  }

  private func add(
    _ rollup: Rollup, policy: PagePolicy, trustedSites: Set<SiteName>?,
    countVisitors: (inout Rollup, [PageStanding]) throws(StoreError) -> Void,
    perform: (() -> Void, () -> Void) -> Void, to db: Database
  ) throws {
    var times = CountedTimes(path: path)
    try rollup.visit(&times)
    let rows = try SiteRows.identify(rollup, trusted: trustedSites, policy: policy, in: db)
    let sites = rows.ids
    let pages = try PageRows.identify(rollup, sites: rows, policy: policy, in: db, path: path)
    var counted = rollup
    var added = Result<Void, any Error>.success(())
    var visitorsCounted = Result<Void, StoreError>.success(())
    withoutActuallyEscaping(countVisitors) { countVisitors in
      perform {
        added = Result {
          try PageHourRows.add(rollup.pageHours, pages: pages.ids, to: db, path: path)
          try CountRows.add(rollup, sites: sites, pages: pages.ids, to: db)
        }
      } _: {
        visitorsCounted = Result { () throws(StoreError) in
          try countVisitors(&counted, pages.standings)
        }
      }
    }
    try added.get()
    try visitorsCounted.get()
    try PageDayRows.add(counted.pageDays, pages: pages, to: db)
    try PageDayRows.add(counted.siteDays, sites: rows, to: db)
    try pages.name(rollup.pages, policy: policy, in: db)
    try rows.name(counted, policy: policy, in: db)
    try RetentionState.note(rollup.kindHours.map(\.hour).min(), in: db)
  }
}
