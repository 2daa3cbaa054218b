import GRDB
public import Traffic

extension TrafficDatabase {
  /// Adds the counts of a batch and moves the positions of its logs, all or nothing.
  ///
  /// - Parameters:
  ///   - rollup: The counts to add.
  ///   - sources: The logs they come from, with positions and totals as they are after the batch.
  ///     Those without an id are new.
  /// - Returns: The same sources, each with the id of its row.
  /// - Throws: ``StoreError``; nothing was changed then. With `countedMeanwhile`, another process
  ///   has counted one of the logs: read ``sources()`` again and start over.
  /// - Complexity: O(*n* log *m*) for *n* rows into tables of *m*; about 40 bytes of memory for
  ///   each page-hour of the batch.
  public func commit(
    _ rollup: Rollup, sources: [SourcePosition]
  ) throws(StoreError) -> [SourcePosition] {
    let committed = try storing(at: path) {
      try queue.writeWithoutTransaction { db in
        var committed = sources
        try db.inTransaction(.immediate) {
          // First, since it is the cheapest reason to stop.
          try checkSources(sources, in: db)
          let sites = try SiteRows.identify(rollup.sites, in: db)
          let pages = try PageRows.identify(rollup.pages, sites: sites, in: db, path: path)
          try PageHourRows.add(rollup.pageHours, pages: pages, to: db, path: path)
          try MarginalRows.add(rollup, sites: sites, to: db, path: path)
          try DayRows.add(rollup, sites: sites, to: db, path: path)
          try ResponseTimeRows.add(rollup.responseTimeDays, pages: pages, to: db, path: path)
          committed = try writeSources(sources, to: db)
          return .commit
        }
        return committed
      }
    }
    for source in committed {
      if let id = source.id { seenOffsets[id] = source.offset }
    }
    return committed
  }
}
