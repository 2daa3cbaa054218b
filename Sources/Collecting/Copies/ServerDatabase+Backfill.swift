package import AccessLog
package import TimeZones
internal import TrafficStore

extension ServerDatabase {
  /// Begins a backfill of the database.
  ///
  /// - Parameters:
  ///   - isAgain: Whether one that was begun is given up.
  ///   - zone: The time zone of its days, where the database is made.
  ///   - lacking: Called where the database is a copy that may lack counts.
  /// - Returns: What other machines need to read logs for it.
  package func startBackfill(
    isAgain: Bool, zone: ZoneClock?, lacking: (_ path: String) -> Void
  ) throws(ServerRefusal) -> BackfillSecret {
    try withDatabase(isMade: true, zone: zone?.name, lacking: lacking) { store in
      guard try isAgain || state.backfillKey() == nil else { throw ServerRefusal.backfillUnderWay }
      let names = NameSecret()
      let key = try state.key(of: store)
      try state.write(names)
      return BackfillSecret(key: key, recipient: names.publicKey, timeZone: store.timeZone)
    }
  }
}
