internal import FileSystem
internal import TimeZones
internal import TrafficStore

/// The database of one server, and the keys beside it.
package struct ServerDatabase {
  let path: String
  let state: StateFolder
  /// Whether the folder with its keys was named.
  let isNamed: Bool
  private let patience: Int

  /// - Parameters:
  ///   - stateFolder: The folder with its keys, where it is not the usual one.
  ///   - patience: Seconds to wait for another process that counts.
  package init(_ path: String, stateFolder: String?, patience: Int) {
    (self.path, self.patience) = (path, patience)
    state = StateFolder(database: path, named: stateFolder)
    isNamed = stateFolder != nil
  }

  /// Opens the database, makes it where it may, and has the turn to count until it is done.
  ///
  /// - Parameters:
  ///   - isMade: Whether it is made where it is not there.
  ///   - zone: The name of the time zone that it has to have; any, or, if it is made, the machine's, where none is
  ///     named.
  ///   - lacking: Called where it is a copy that may lack counts.
  func withDatabase<Result>(
    isMade: Bool, zone: String? = nil, lacking: (_ path: String) -> Void,
    _ work: (TrafficDatabase) throws -> Result
  ) throws(ServerRefusal) -> Result {
    do {
      guard isMade || FileStatus(path: path) != nil else { throw StoreError(.missing, path: path) }
      let store = try TrafficDatabase(
        path: path, busyTimeout: Double(patience),
        newTimeZone: try zone ?? ZoneClock.nameForNew(path))
      if let zone, zone != store.timeZone {
        throw ServerRefusal.otherTimeZone(known: store.timeZone, asked: zone)
      }
      if store.mayLackCounts { lacking(store.path) }
      guard try store.members().isEmpty else { throw ServerRefusal.fleetDatabase }
      try state.prepare()
      let lock = try state.lock(seconds: patience) {}
      defer { lock.release() }
      let result = try work(store)
      try store.close()
      return result
    } catch let refusal as ServerRefusal {
      throw refusal
    } catch { throw .collect(CollectError(error, path: path)) }
  }
}
