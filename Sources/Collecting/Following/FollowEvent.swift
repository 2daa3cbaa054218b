package import AccessLog
package import Traffic
package import TrafficStore

/// What a follower has to say to whoever runs it, and to the manager of services that started it.
package enum FollowEvent {
  /// Another process counts into the same database just now.
  case waitsForTurn
  /// The database at this path is a copy that may lack counts.
  case mayLackCounts(path: String)
  /// The database at this path is an earlier state of one that has published since, so nothing is published.
  case lacksReleases(path: String)
  /// A newer redaction has changed so many names that were stored.
  case relabelled(names: Int)
  /// The database was made with the time zone of the machine.
  case newTimeZone(String)
  /// Keys of open days are on a disk though their folder lies below `/run`.
  case keysOnDisk(path: String)

  /// It reads what has been written before it was started.
  case catchesUp
  /// It has read all there was of so many logs.
  case follows(logs: Int)
  /// It opens all files anew.
  case reloads
  case stops
  /// It is at work; said at least as often as was asked for.
  case isAlive
  /// Counts of so many lines, all told, are in the database.
  case committed(lines: Int64, logs: Int)
  /// Now and then: how it went since the last time.
  case health(Health)

  /// A name that no file has.
  case missing(path: String)
  /// What cannot be read, or the rest of it.
  case unreadable(InputError, path: String)
  /// Most lines of a log cannot be read.
  case rejected(LineTally, path: String, format: String?)
  /// A log is equal to another one that is followed.
  case copy(path: String, of: String)
  /// A log was cut; so many seconds had gone by since it was read.
  case cut(path: String, seconds: Double)

  /// What is counted cannot be committed yet.
  case waits(CollectError)
  /// What waited is committed.
  case goesOn
  /// Counts that were due have been deleted.
  case pruned(Pruning, keep: Age)
  /// The clock is behind the logs.
  case clockLags(ClockLag)
  /// Days that are over cannot be closed.
  case staysOpen(StateError)
  /// What waits of pipes and sockets cannot be written down.
  case notKept(CollectError)
  /// What an earlier process has left of pipes and sockets is damaged.
  case damagedWaiting(path: String)
  /// A newer database of countries is not used.
  case countries(CountryDatabaseError)
  /// The file of metrics cannot be written.
  case metrics(path: String, errno: Int32)

  package struct Health {
    package var lines: Int64
    package var logs: Int
    package var seconds: Double
    package var rejected: Int64
    /// Whether counts wait, since the database does not take them.
    package var isWaiting: Bool
  }
}
