internal import AccessLog
internal import FileSystem
package import Traffic
package import TrafficStore

/// Makes a host a site's own in a database that took it for another site.
package struct OwnHostRun {
  /// The path of the database.
  package var database: String
  /// The folder with its key, where it is not the usual one.
  package var stateFolder: String?
  /// Seconds to wait for another process that counts.
  package var patience: Int

  package init(database: String, stateFolder: String?, patience: Int) {
    (self.database, self.stateFolder, self.patience) = (database, stateFolder, patience)
  }

  /// Says that a host is a site's own, in one transaction.
  ///
  /// - Parameters:
  ///   - site: The site; the one without a name unless given.
  ///   - waiting: Called once where another process counts.
  /// - Returns: What changed; `nil` where the database has no such site.
  package func own(
    _ host: SiteName, of site: SiteName?, waiting: () -> Void
  ) throws(CollectError) -> OwnHostChange? {
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
      let referrer = NameRedaction.referrer(ofSite: host)
      let change = try store.makeOwn(
        referrer, tag: key.tag(name: referrer.text), of: site ?? .unnamed
      ) { key.tag(site: $0, path: $1) }
      _ = try store.emptyLog(waits: true)
      try store.close()
      return change
    } catch { throw CollectError(error, path: database) }
  }
}
