package import Traffic
package import TrafficStore

/// What was taken back, or would be.
package struct UndoSummary {
  /// A log that was named.
  package struct Log {
    package var path: String
    package var hits: Int64
    package var lines: Int64
    /// Whether it has more lines than were counted.
    package var hasMore: Bool
    /// Whether another one that was named before it is the same log.
    package var isCopy = false
  }

  package var database: String
  package var isTrial: Bool
  package var logs: [Log] = []
  /// The sites with counts, and their days.
  package var sites: [(name: SiteName, days: [Day])] = []
  package var taken = TakenBack()
  /// Whether somebody reads the database, so that its -wal file still has what was deleted.
  package var isStillRead = false

  /// Those that were taken back.
  package var takenLogs: [Log] { logs.filter { !$0.isCopy } }
  package var hits: Int64 { takenLogs.reduce(0) { $0 + $1.hits } }
}
