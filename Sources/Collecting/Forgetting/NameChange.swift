internal import AccessLog
internal import FileSystem
internal import Traffic
internal import TrafficStore

/// Changes names in a database, beside all counting.
package struct NameChange {
  /// The path of the database.
  package var database: String
  /// The folder with its key, where it is not the usual one.
  package var stateFolder: String?
  /// Seconds to wait for another process that counts.
  package var patience: Int

  package init(database: String, stateFolder: String?, patience: Int) {
    (self.database, self.stateFolder, self.patience) = (database, stateFolder, patience)
  }

  /// Lends the database and its key while nobody else counts into it.
  ///
  /// - Parameter waiting: Called once where another process counts.
  /// - Returns: The change's answer, and whether somebody reads the database, so that its -wal file still has
  ///   the names of before.
  func perform<Answer>(
    waiting: () -> Void, _ change: (TrafficDatabase, SourceKey) throws -> Answer
  ) throws(CollectError) -> (Answer, isStillRead: Bool) {
    do {
      guard FileStatus(path: database) != nil else {
        throw StoreError(.missing, path: database)
      }
      let store = try TrafficDatabase(path: database, busyTimeout: Double(patience))
      guard try store.members().isEmpty else { throw CollectError.fleetDatabase(path: database) }
      let state = StateFolder(database: database, named: stateFolder)
      try state.prepare()
      let lock = try state.lock(seconds: patience, waiting: waiting)
      defer { lock.release() }
      let answer = try change(store, try state.key(of: store))
      let isStillRead = try !store.emptyLog(waits: true)
      try store.close()
      return (answer, isStillRead)
    } catch { throw CollectError(error, path: database) }
  }
}
