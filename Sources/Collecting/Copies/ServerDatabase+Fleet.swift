package import AccessLog
internal import Counting
internal import FileSystem
internal import Glibc
package import TimeZones
internal import Traffic
internal import TrafficStore

// One server of a fleet.

extension ServerDatabase {
  /// Makes an invitation to the server's fleet, which is a new one where it belonged to none.
  ///
  /// - Parameters:
  ///   - zone: The time zone of its days, where the database is made.
  ///   - lacking: Called where the database is a copy that may lack counts.
  /// - Returns: The invitation, and whether the fleet is new, so that the server publishes nothing any more.
  package func invite(
    zone: ZoneClock?, lacking: (_ path: String) -> Void
  ) throws(ServerRefusal) -> (invitation: FleetSecret, isNew: Bool) {
    try withDatabase(isMade: true, zone: zone?.name, lacking: lacking) { store in
      let key = try state.key(of: store)
      let known = try state.ratchet.read()
      let ratchet = try ServerDatabase.withoutPast(
        known ?? DayRatchet(from: ServerDatabase.firstOpenDay(of: store)), of: store)
      if known == nil { try state.ratchet.write(ratchet) }
      return (FleetSecret(key: key, ratchet: ratchet, timeZone: store.timeZone), known == nil)
    }
  }

  /// Takes the keys of an invitation.
  ///
  /// - Parameter lacking: Called where the database is a copy that may lack counts.
  /// - Returns: Whether the server belonged to no fleet before, and publishes nothing any more.
  package func join(
    _ invitation: FleetSecret, lacking: (_ path: String) -> Void
  ) throws(ServerRefusal) -> Bool {
    do throws(TimeZoneError) { _ = try ZoneClock(stored: invitation.timeZone) } catch {
      throw .fleetTimeZone(error)
    }
    return try withDatabase(isMade: true, zone: invitation.timeZone, lacking: lacking) { store in
      let check = invitation.key.digest(store.identifier, for: .database)
      if let known = try store.keyCheck(), known != check { throw ServerRefusal.otherKey }
      let ratchet = try ServerDatabase.withoutPast(invitation.ratchet, of: store)
      let isNew = try state.ratchet.day() == nil
      try state.write(invitation.key)
      try store.setKeyCheck(check)
      try state.ratchet.write(ratchet)
      return isNew
    }
  }

  /// The first day that servers may have lines of still: days are sealed 48 hours after their end.
  private static func firstOpenDay(of store: TrafficDatabase) throws(TimeZoneError) -> Day {
    Day(rawValue: try store.clock().today.rawValue - 2)
  }

  /// A ratchet without the days that are over: nobody is to have their keys any more, whoever was late
  /// to use an invitation, or to count.
  private static func withoutPast(
    _ ratchet: DayRatchet, of store: TrafficDatabase
  ) throws -> DayRatchet {
    guard let open = ratchet.advanced(to: try firstOpenDay(of: store)) else {
      throw ServerRefusal.oldKey(ratchet.day)
    }
    return open
  }

  /// Writes the server's counts for the fleet.
  ///
  /// - Parameters:
  ///   - file: The file to write; an earlier one is replaced.
  ///   - lacking: Called where the database is a copy that may lack counts.
  package func share(
    to file: String, lacking: (_ path: String) -> Void
  ) throws(ServerRefusal) {
    try withDatabase(isMade: false, lacking: lacking) { store in
      guard let key = try state.knownKey(of: store), try state.ratchet.read() != nil else {
        throw ServerRefusal.noFleet
      }
      let folder = VisitorFolder(
        state: state, isNamed: isNamed, identifier: store.identifier, clock: try store.clock())
      let sites = try Dictionary(
        store.siteNames().map { (key.tag(site: $0), $0) }, uniquingKeysWith: { one, _ in one })
      let visitors = try folder.sharedCounts().flatMap { day, counts in
        counts.visitors.map { tag, sketch in
          SharedVisitors(
            place: VisitorPlace(day: day, owner: sites[tag].map { .site($0) } ?? .page(tag)),
            key: counts.key, sketch: sketch)
        }
      }
      if let failure = folder.takeFailure() { throw failure }
      try store.share(to: file, visitors: visitors)
    }
  }

  /// Notes the pages that may have names.
  ///
  /// - Parameters:
  ///   - file: The list of them that a merge wrote; `-` is standard input.
  ///   - lacking: Called where the database is a copy that may lack counts.
  /// - Returns: How many wait for their name now.
  package func allowNames(
    of file: String, lacking: (_ path: String) -> Void
  ) throws(ServerRefusal) -> Int {
    let most = NameList.maxBytes
    let bytes =
      file == "-"
      ? FileBytes.of(descriptor: STDIN_FILENO, most: most) : FileBytes.of(file, most: most)
    guard let bytes else { throw .unreadableNames(errno: errno) }
    guard let list = NameList(bytes: bytes) else { throw .noNames }
    return try withDatabase(isMade: false, lacking: lacking) { store in
      guard try state.ratchet.read() != nil else { throw ServerRefusal.noFleetOfNames }
      return try store.allowNames(list.tags)
    }
  }
}
