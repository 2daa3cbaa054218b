internal import AccessLog
internal import TimeZones
internal import Traffic
internal import TrafficStore

// What a committer begins with.

extension Committer {
  /// Opens the database, or makes it, and gets the clock whose days it counts.
  static func open(
    _ options: CollectOptions, busyTimeout: Double
  ) throws -> (TrafficDatabase, ZoneClock, new: String?) {
    let database = try TrafficDatabase(
      path: options.database, busyTimeout: busyTimeout,
      newTimeZone: try options.timeZone?.name ?? ZoneClock.nameForNew(options.database))
    if let asked = options.timeZone?.name, asked != database.timeZone {
      throw CollectError.otherTimeZone(
        path: options.database, known: database.timeZone, asked: asked)
    }
    if let asked = options.threshold {
      let known = try database.setThreshold(Threshold(least: asked)).least
      guard known == asked else {
        throw CollectError.lowerThreshold(path: options.database, known: known, asked: asked)
      }
    }
    try database.change(options.retention)
    let clock = try database.clock()
    return (
      database, clock, database.isNew && options.timeZone == nil && clock != .utc ? clock.name : nil
    )
  }

  /// Looks at the names that are stored, where a newer redaction has not seen them yet.
  static func relabel(
    _ database: TrafficDatabase, _ key: SourceKey
  ) throws(StoreError) -> Int {
    guard try !database.hasSeen(redaction: NameRedaction.version) else { return 0 }
    let changed = try database.relabel(
      redaction: NameRedaction.version, page: NameRedaction.page, referrer: NameRedaction.referrer,
      campaign: NameRedaction.campaign
    ) { key.tag(site: $0, path: $1) }
    if changed > 0 { _ = try database.emptyLog(waits: true) }
    return changed
  }

  /// Prepares the counting of visitors, unless addresses are not to be read.
  static func visitors(
    _ options: CollectOptions, of database: TrafficDatabase, in state: StateFolder,
    _ key: SourceKey, _ settings: inout LogSettings
  ) throws(CollectError) -> VisitorCounter? {
    guard options.readsAddresses else { return nil }
    let folder = VisitorFolder(
      state: state, isNamed: options.stateFolder != nil, identifier: database.identifier,
      clock: settings.siteClock)
    do throws(StateError) { try folder.prepare(for: options.database) } catch {
      throw .state(error)
    }
    folder.removeLeftovers()
    folder.removeAbandoned(grace: options.sealAfter * 3600)
    let grace = options.sealAfter * 3600
    // Days that a backfill has whole need no key in any file.
    let secret = SecretBytes(randomCount: VisitorKey.length)
    let keyring =
      switch options.backfill {
      case .none, .finish: VisitorKeyring { folder.secret(of: $0) }
      case .whole:
        VisitorKeyring { day in
          folder.isLive(day, grace: grace)
            ? folder.secret(of: day)
            : SecretBytes(from: secret, for: "day \(day)", count: VisitorKey.length)
        }
      case .map(let secret): VisitorKeyring { secret.secret(of: "\($0)") }
      }
    settings.visitors = keyring
    return VisitorCounter(folder: folder, keyring: keyring, key: key, grace: grace)
  }
}
