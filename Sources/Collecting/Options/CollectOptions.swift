package import AccessLog
package import TimeZones
package import Traffic
package import TrafficStore

/// What a collector was asked to do.
package struct CollectOptions {
  /// Paths of logs, `-` being standard input.
  package var inputs: [String]
  package var database: String
  /// The folder for what must not be in the database; beside it unless named.
  package var stateFolder: String?
  /// How logs are read.
  package var logs = LogGroup()
  /// Logs that are read in another way than the rest.
  package var groups: [LogGroup] = []
  /// Threads that parse.
  package var workers = 1
  /// Seconds to wait for another process that writes to the same database.
  package var patience = 60
  /// Whether addresses are read: cut to a network, for countries and visitors.
  package var readsAddresses = true
  /// Hours after a day's end when its visitors are sealed: who sent lines that come later is counted
  /// anew, and the larger of both numbers stays.
  package var sealAfter = 48
  /// Hours after a day's end when it may be published.
  package var publishAfter = 2
  /// The least count that is published: the database's, unless given.
  package var threshold: Int64?
  /// What to change of how long counts are kept.
  package var retention = RetentionChanges()
  /// Whether a database that lacks what was published before goes on from what it has.
  package var publishesAnew = false
  /// A file of published counts to bring up to date.
  package var publishedFile: String?
  /// Whether a server of a fleet publishes its own counts, too.
  package var publishesMember = false
  /// The time zone whose days are counted: of a new database this machine's, unless named.
  package var timeZone: ZoneClock?
  /// The day that retention is counted from; the clock's unless given.
  package var today: Day?
  /// What the run does of a backfill.
  package var backfill = BackfillWork.none
  /// Whether lines of old days that are closed are counted without most of their visitors, rather than refused.
  package var acceptsLateLines = true
  /// Counters after which a batch is committed.
  package var batch = BatchLimits.cells

  package init(inputs: [String], database: String) {
    (self.inputs, self.database) = (inputs, database)
  }
}

/// What is known of logs before their lines are read, as a server's configuration tells it.
package protocol LogConfiguration {
  /// The format that a log is of for certain.
  func format(of path: String) -> LogFormat?
  /// The format of a log if its lines fit that: what was rotated may be older than the configuration.
  func likelyFormat(of path: String) -> LogFormat?
  /// The site that all lines of a log count for.
  func site(of path: String) -> SiteName?
  /// The format of what comes through a pipe or from syslog.
  var streamFormat: LogFormat? { get }
  /// The sites whose names are kept whoever asks for them.
  var sites: Set<SiteName> { get }
}
