internal import AccessLog
internal import Collecting
internal import Glibc
internal import TimeZones
internal import Traffic
internal import TrafficStore

/// The database of one server, and the keys beside it.
struct ServerDatabase {
  let database: String
  let state: StateFolder
  let isNamed: Bool
  private let patience: Int

  init(database: String, stateFolder: String?, patience: Int) {
    self.database = database
    self.patience = patience
    state = StateFolder(database: database, named: stateFolder)
    isNamed = stateFolder != nil
  }

  /// Opens the database, makes it where it may, and has the turn to count until it is done.
  ///
  /// - Parameters:
  ///   - isMade: Whether it is made where it is not there.
  ///   - zone: The name of the time zone that it has to have; any, or, if it is made, the machine's, where none is
  ///     named.
  ///   - all: What has one time zone.
  func withDatabase<Result>(
    isMade: Bool, zone: String? = nil, all: String = "servers of a fleet",
    _ work: (TrafficDatabase) throws -> Result
  ) throws(CommandFailure) -> Result {
    do {
      guard isMade || database.withFileName({ unsafe access($0, F_OK) }) == 0 else {
        throw StoreError(.missing, path: database)
      }
      let store = try TrafficDatabase(
        path: database, busyTimeout: Double(patience),
        newTimeZone: try zone ?? ZoneClock.nameForNew(database))
      if let zone, zone != store.timeZone {
        throw CommandFailure(
          "the database \(QuotedText.quoted(database)) counts the days of \(store.timeZone), not of \(zone), and "
            + "all \(all) have one time zone: name a new database")
      }
      store.sayWhetherCountsLack()
      guard try store.members().isEmpty else {
        throw CommandFailure(
          "the database \(QuotedText.quoted(database)) is that of a fleet: "
            + "name the one that this server counts into")
      }
      try state.prepare()
      let lock = try state.lock(seconds: patience) {}
      defer { state.unlock(lock) }
      let result = try work(store)
      try store.close()
      return result
    } catch { throw CommandFailure(error) }
  }
}
