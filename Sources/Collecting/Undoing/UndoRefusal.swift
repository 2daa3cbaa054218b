package import AccessLog
package import Traffic
package import TrafficStore

/// Why nothing is taken back of logs.
package enum UndoRefusal: Error, Hashable {
  /// Something went wrong that has nothing to do with undoing.
  case failed(CollectError)
  /// A process follows logs into the database.
  case followed(database: String)
  /// Something is wrong with what is named at a path.
  case unreadable(InputError, log: String)
  /// It cannot be read again.
  case notAFile(log: String)
  /// The database knows no such log.
  case unknownLog(String)
  /// The file ends before what is counted of the log does.
  case shorterLog(String)
  /// A release that kept too little of it has counted the log.
  case earlierRelease(log: String)
  /// So many lines of a log are hits now, or rejected, and so many were.
  case readOtherwise(log: String, now: LogCounts, stored: LogCounts)
  /// The logs have counts of this site, and the database has no such site.
  case unknownSite(SiteName, database: String)
  /// Visitors of a day are still counted: the day before which it cannot be over; `nil` where the next run closes it.
  case openDay(Day, until: Day?)
  /// What the database has of the days is not what these logs have.
  case counts(TakingBackRefusal)

  /// What became of the lines of a log.
  package struct LogCounts: Hashable {
    package var lines: Int64
    package var hits: Int64
    /// By reason, those that an option left out among them.
    package var rejected: [RejectReason: Int64]
  }

  init(_ error: any Error, path: String) {
    self = error as? UndoRefusal ?? .failed(CollectError(error, path: path))
  }
}
