internal import Glibc
package import Traffic

/// What could not be done in the folders that keep keys and visitors, and why.
package struct StateError: Error, Hashable {
  package enum Code: Hashable, Sendable {
    /// The state folder cannot be made.
    case makeFolder
    /// Nothing can be written in the state folder.
    case write
    /// Another process counts into the same database.
    case counting
    /// Another process follows logs into the same database.
    case following
    /// A signal ended the process while it waited for its turn.
    case stopped
    case readKey
    /// The key's file is no key.
    case damagedKey
    case writeKey
    /// The database knows logs, and the key to recognise them by is not here.
    case missingKey
    /// The key is another database's.
    case otherKey
    case readFleetKey
    case damagedFleetKey
    case writeFleetKey
    /// The fleet's key of earlier days cannot be removed.
    case removeFleetKey
    /// A folder for visitors, or the one that it should be in, cannot be made.
    case makeVisitors
    /// The folder for visitors is another user's.
    case foreignVisitors
    case writeDayKey
    case readVisitors
    case writeVisitors
    /// What waits of pipes and sockets.
    case readWaiting
    case writeWaiting
    /// The key or the counts of a day that is over cannot be removed.
    case removeDay(Day)
  }

  package let code: Code
  /// The file or folder; empty where the error is about none.
  package let path: String
  /// The system's reason; 0 where it has none.
  package let errno: Int32

  init(_ code: Code, path: String = "", errno: Int32 = Glibc.errno) {
    (self.code, self.path, self.errno) = (code, path, errno)
  }
}
