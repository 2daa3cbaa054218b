package import AccessLog
internal import Counting
package import TimeZones
package import TrafficStore

/// Why nothing, or no more, is counted.
package enum CollectError: CommitFailure, Hashable {
  case store(StoreError)
  case state(StateError)
  /// What is named at this path can never be read as a log.
  case input(InputError, path: String)
  /// The database at this path is made of those of a fleet's servers.
  case fleetDatabase(path: String)
  /// What was to be forgotten is the name of a site in the database at this path.
  case siteName(String, path: String)
  /// The time zone of the database, or the one for a new database, cannot be used.
  case timeZone(TimeZoneError)
  /// The database at this path has another time zone than was asked for.
  case otherTimeZone(path: String, known: String, asked: String)
  /// Days of the database at this path were published under a higher threshold than was asked for.
  case lowerThreshold(path: String, known: Int64, asked: Int64)
  /// This is no socket that syslog can be taken from.
  case notASocket(String)
  /// This address is not this machine's own.
  case notLoopback(String)
  /// Old days were closed by an earlier run, or by this one, and more of their lines came: these are not counted.
  case closedDays(ClosedDays.Loss)
  /// What a backfill has put aside cannot be written or read.
  case part(PartError)
  /// A follower ends while counts wait that nobody has taken, for this reason.
  indirect case uncommitted(CollectError)
}

extension CollectError {
  /// What opening the database at a path, and its state, throws.
  init(_ error: any Error, path: String) {
    self =
      switch error {
      case let error as CollectError: error
      case let error as StateError: .state(error)
      case let error as StoreError: .store(error)
      case let error as TimeZoneError: .timeZone(error)
      case let error as PartError: .part(error)
      case is DamagedPart: .part(.damaged(path: path))
      default: .store(StoreError(.refused, path: path))
      }
  }
}
