/// A file that this program keeps in a state folder. This is the one list of them: what is written, and
/// what an audit expects to find, is in it.
package enum StateFile: String, CaseIterable, Sendable {
  /// The key that counted logs are recognised by; for as long as the database.
  case sourceKey = "source.key"
  /// The fleet's key of this day, from which those of later days follow; replaced each day.
  case fleetKey = "fleet.key"
  /// The fleet's key of an earlier day; for the moment in which it is destroyed.
  case formerFleetKey = "fleet.key.old"
  /// What the names of a backfill are opened with; from its start to its end.
  case backfillKey = "backfill.key"
  /// Locked while a process counts; empty.
  case lock
  /// Locked while a process follows logs; empty.
  case followLock = "follow.lock"
  /// How many times was published into the database: an earlier state of it is known by having less.
  case releases
  /// How far the last follower was; replaced at each commit.
  case followStatus = "follow.json"
  /// Which alerts stand; replaced when one is raised or over, and gone when none stands.
  case alerts
  /// What a follower's metrics are called where a collector of metrics looks for them; replaced at each commit.
  case metrics = "metrics.prom"

  /// The folder of days whose visitors are still counted, where no `/run` can have it.
  package static let visitors = "visitors"
  /// What the name of a file ends with while it is written.
  package static let unfinished = ".new"

  /// The permissions beyond its owner's that a file may have.
  package var sharedMode: UInt32 { self == .metrics ? 0o044 : 0 }

  /// The path of the file in a state folder.
  package func path(in folder: String) -> String { folder + "/" + rawValue }
}
