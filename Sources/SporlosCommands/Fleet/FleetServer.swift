internal import AccessLog
internal import Collecting
internal import Counting
internal import FileSystem
internal import Glibc
internal import TimeZones
internal import Traffic
internal import TrafficStore

/// One server of a fleet: its database, and the keys beside it.
struct FleetServer {
  private let database: String
  private let state: StateFolder
  private let isNamed: Bool
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
  private func withDatabase<Result>(
    isMade: Bool, zone: String? = nil, _ work: (TrafficDatabase) throws -> Result
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
            + "all servers of a fleet have one time zone: name a new database")
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

  /// Writes an invitation to the server's fleet, which is a new one where it belonged to none.
  ///
  /// - Parameter zone: The time zone of its days, where the database is made.
  func invite(to file: String, zone: ZoneClock?) throws(CommandFailure) {
    let secret = try withDatabase(isMade: true, zone: zone?.name) { store in
      let key = try state.key(of: store)
      let known = try state.ratchet.read()
      let ratchet = try FleetServer.withoutPast(
        known ?? DayRatchet(from: FleetServer.firstOpenDay(of: store)), of: store)
      if known == nil {
        try state.ratchet.write(ratchet)
        sayThatNothingIsPublished()
      }
      return FleetSecret(key: key, ratchet: ratchet, timeZone: store.timeZone)
    }
    let text = secret.text
    if file == "-" {
      try Answer.write(text)
    } else if unsafe !SecretFile.replace(file, with: { unsafe text.withBytes($0) }) {
      throw CommandFailure(
        "cannot write the invitation \(QuotedText.quoted(file))" + systemTrouble())
    }
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
    let secret = try FleetServer.invitation(file)
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
      let ratchet = try FleetServer.withoutPast(secret.ratchet, of: store)
      let isNew = try state.ratchet.day() == nil
      try state.write(secret.key)
      try store.setKeyCheck(check)
      try state.ratchet.write(ratchet)
      if isNew { sayThatNothingIsPublished() }
    }
  }

  private func sayThatNothingIsPublished() {
    Terminal.standardError.write("sporlos: \(FleetServer.publishesNothing(database))\n")
  }

  /// What to say of a server that becomes one of a fleet, and of a report that finds nothing for that reason.
  static func publishesNothing(_ database: String) -> String {
    "\(QuotedText.quoted(database)) belongs to a server of a fleet, and publishes nothing by itself, because "
      + "that could be subtracted from what the fleet publishes. Make reports from the fleet's database, or see "
      + "`sporlos collect --publish-member`"
  }

  private static func invitation(_ file: String) throws(CommandFailure) -> FleetSecret {
    // Without waiting for a writer, should it be a named pipe that nobody writes to.
    let descriptor =
      file == "-"
      ? STDIN_FILENO : file.withFileName { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      throw CommandFailure(
        "cannot read the invitation \(QuotedText.quoted(file))\(systemTrouble())")
    }
    defer { if file != "-" { close(descriptor) } }
    let text = unsafe SecretBytes(count: FleetSecret.textLength) { room in
      var count = 0
      while count < room.count {
        // SAFETY: `count` is below the room's size.
        let more = unsafe read(descriptor, room.baseAddress! + count, room.count - count)
        if more < 0, errno == EINTR { continue }
        if more < 0, errno == EAGAIN {
          // Somebody has it open to write, as in `<(ssh web1 sporlos fleet invite …)`.
          var line = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
          // SAFETY: one whole `pollfd` that lives for the call.
          _ = unsafe poll(&line, 1, -1)
          continue
        }
        guard more > 0 else { return false }
        count += more
      }
      return true
    }
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
}
