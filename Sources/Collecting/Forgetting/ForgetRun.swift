internal import AccessLog
internal import FileSystem
internal import Traffic
package import TrafficStore

/// Takes names out of a database, so that they are never kept again.
package struct ForgetRun {
  /// The path of the database.
  package var database: String
  /// The folder with its key, where it is not the usual one.
  package var stateFolder: String?
  /// Seconds to wait for another process that counts.
  package var patience: Int

  package init(database: String, stateFolder: String?, patience: Int) {
    (self.database, self.stateFolder, self.patience) = (database, stateFolder, patience)
  }

  /// What became of some names.
  package struct Answer {
    /// What was stored under each name.
    package var names: [(name: String, forgotten: ForgottenNames)] = []
    /// Whether somebody reads the database, so that its -wal file still has the names.
    package var isStillRead = false
  }

  /// Forgets names one after the other, each in a transaction of its own.
  ///
  /// - Parameters:
  ///   - names: Paths, which begin with `/`; hosts of referrers; sources, media or names of campaigns: as
  ///     reports show them.
  ///   - waiting: Called once where another process counts.
  /// - Complexity: O(*n*) in the rows of the tables that have such names, for each name.
  package func forget(
    _ names: [String], waiting: () -> Void
  ) throws(CollectError) -> Answer {
    do {
      guard FileStatus(path: database) != nil else {
        throw StoreError(.missing, path: database)
      }
      let store = try TrafficDatabase(path: database, busyTimeout: Double(patience))
      guard try store.members().isEmpty else { throw CollectError.fleetDatabase(path: database) }
      let state = StateFolder(database: database, named: stateFolder)
      try state.prepare()
      let lock = try state.lock(seconds: patience, waiting: waiting)
      defer { state.unlock(lock) }
      let key = try state.key(of: store)
      var answer = Answer()
      for name in names {
        if name.hasPrefix("/") {
          let path = PagePath(redacted: name)
          answer.names.append(
            (name, try store.forget(page: path) { key.tag(site: $0, path: path) }))
        } else {
          answer.names.append((name, try store.forget(name: name, tag: key.tag(name: name))))
        }
      }
      answer.isStillRead = try !store.emptyLog(waits: true)
      try store.close()
      return answer
    } catch { throw CollectError(error, path: database) }
  }
}
