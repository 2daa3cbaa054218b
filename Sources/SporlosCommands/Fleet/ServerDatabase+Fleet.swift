internal import AccessLog
internal import Collecting
internal import Counting
internal import FileSystem
internal import Foundation
internal import TimeZones
internal import Traffic
internal import TrafficStore

// One server of a fleet.

extension ServerDatabase {
  /// Writes an invitation to the server's fleet, which is a new one where it belonged to none.
  ///
  /// - Parameter zone: The time zone of its days, where the database is made.
  func invite(to file: String, zone: ZoneClock?) throws(CommandFailure) {
    let secret = try withDatabase(isMade: true, zone: zone?.name) { store in
      let key = try state.key(of: store)
      let known = try state.ratchet.read()
      let ratchet = try ServerDatabase.withoutPast(
        known ?? DayRatchet(from: ServerDatabase.firstOpenDay(of: store)), of: store)
      if known == nil {
        try state.ratchet.write(ratchet)
        sayThatNothingIsPublished()
      }
      return FleetSecret(key: key, ratchet: ratchet, timeZone: store.timeZone)
    }
    try SecretText.write(secret.text, to: file, called: "the invitation")
  }

  /// The first day that servers may have lines of still: days are sealed 48 hours after their end.
  private static func firstOpenDay(of store: TrafficDatabase) throws(CommandFailure) -> Day {
    do throws(TimeZoneError) {
      return Day(rawValue: try store.clock().today.rawValue - 2)
    } catch { throw CommandFailure(error.sentence) }
  }

  /// A ratchet without the days that are over: nobody is to have their keys any more, whoever was late
  /// to use an invitation, or to count.
  private static func withoutPast(
    _ ratchet: DayRatchet, of store: TrafficDatabase
  ) throws(CommandFailure) -> DayRatchet {
    guard let open = ratchet.advanced(to: try firstOpenDay(of: store)) else {
      throw CommandFailure(
        "the fleet's key is of \(ratchet.day), too long ago to continue from: "
          + "write a new invitation on another server of the fleet")
    }
    return open
  }

  /// Takes the keys of an invitation.
  func join(with file: String) throws(CommandFailure) {
    let secret = try ServerDatabase.invitation(file)
    do throws(TimeZoneError) { _ = try ZoneClock(stored: secret.timeZone) } catch {
      throw CommandFailure("in this fleet, " + error.sentence)
    }
    try withDatabase(isMade: true, zone: secret.timeZone) { store in
      let check = secret.key.digest(store.identifier, for: .database)
      if let known = try store.keyCheck(), known != check {
        throw CommandFailure(
          "the database \(QuotedText.quoted(database)) already has logs and pages under a key of its own: "
            + "join with a new database, or write the invitation on this server and let the others join it"
        )
      }
      let ratchet = try ServerDatabase.withoutPast(secret.ratchet, of: store)
      let isNew = try state.ratchet.day() == nil
      try state.write(secret.key)
      try store.setKeyCheck(check)
      try state.ratchet.write(ratchet)
      if isNew { sayThatNothingIsPublished() }
    }
  }

  private func sayThatNothingIsPublished() {
    Terminal.standardError.write("sporlos: \(ServerDatabase.publishesNothing(database))\n")
  }

  /// What to say of a server that becomes one of a fleet, and of a report that finds nothing for that reason.
  static func publishesNothing(_ database: String) -> String {
    "\(QuotedText.quoted(database)) belongs to a server of a fleet, and publishes nothing by itself, because "
      + "that could be subtracted from what the fleet publishes. Make reports from the fleet's database, or see "
      + "`sporlos collect --publish-member`"
  }

  private static func invitation(_ file: String) throws(CommandFailure) -> FleetSecret {
    let text = try SecretText.read(file, length: FleetSecret.textLength, called: "the invitation")
    guard let secret = text.flatMap(FleetSecret.init(text:)) else {
      throw CommandFailure(
        "\(file == "-" ? "standard input" : QuotedText.quoted(file)) is not an invitation to a fleet: "
          + "use the line that `sporlos fleet invite` wrote on one of its servers")
    }
    return secret
  }

  /// Writes the server's counts for the fleet.
  func share(to file: String) throws(CommandFailure) {
    try withDatabase(isMade: false) { store in
      guard let key = try state.knownKey(of: store), try state.ratchet.read() != nil else {
        throw CommandFailure(
          "the database \(QuotedText.quoted(database)) belongs to no fleet: start one with "
            + "`sporlos fleet invite`, or join one with `sporlos fleet join`")
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

  /// Notes the pages that may have names, and returns how many wait for one now.
  func allowNames(_ file: String) throws(CommandFailure) -> Int {
    let most = NameList.maxBytes
    let bytes =
      file == "-"
      ? (try? FileHandle.standardInput.read(upToCount: most)).map(Array.init)
      : FileBytes.of(file, most: most)
    guard let bytes else {
      throw CommandFailure(
        "cannot read the list of names \(QuotedText.quoted(file))\(systemTrouble())")
    }
    guard let list = NameList(bytes: bytes) else {
      throw CommandFailure(
        "\(file == "-" ? "standard input" : QuotedText.quoted(file)) is not a list of names, or was cut short: use the "
          + "file that `sporlos fleet merge --names` wrote")
    }
    return try withDatabase(isMade: false) { store in
      guard try state.ratchet.read() != nil else {
        throw CommandFailure(
          "the database \(QuotedText.quoted(database)) belongs to no fleet: pages of other servers are none of its own"
        )
      }
      return try store.allowNames(list.tags)
    }
  }
}
