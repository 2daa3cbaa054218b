internal import AccessLog
internal import FileSystem

/// What is known of the names that are followed, from one look to the next.
struct FollowedNames {
  typealias Moment = ContinuousClock.Instant

  /// What a name stood for when it was last looked at.
  private var identities: [String: FileIdentity] = [:]
  /// When what a name stands for was last there, in nanoseconds from 1970.
  private var seen: [String: Int64] = [:]
  /// The format of the last log of a name.
  private var formats: [String: LogFormat] = [:]
  /// Names that no file has, since when, and whether that was said.
  private var missing: [String: (since: Moment, isSaid: Bool)] = [:]
  /// Names of what is no log, which was said.
  private var refused: Set<String> = []

  /// How long a name may be no file's while a log is rotated.
  private static let rotation = Duration.seconds(60)

  /// Whether a name stands for another file than at the last look; from now on it is this one's.
  mutating func isNew(_ path: String, _ identity: FileIdentity) -> Bool {
    guard identities[path] != identity else { return false }
    identities[path] = identity
    return true
  }

  /// Whether a name stands for the same file as at the last look.
  func stands(_ path: String, for identity: FileIdentity) -> Bool { identities[path] == identity }

  /// Forgets what a name stands for, so that it is looked for anew.
  mutating func forget(_ path: String) { identities[path] = nil }

  /// Forgets what all names stand for.
  mutating func forgetAll() { identities = [:] }

  func lastSeen(_ path: String) -> Int64? { seen[path] }

  mutating func noteSeen(_ path: String, at time: Int64) { seen[path] = time }

  /// The format of the last log of this name, which the next one is of if its lines fit it.
  func format(of path: String) -> LogFormat? { formats[path] }

  /// The same for the name that a log was rotated from, so that many rotated files are recognised at once.
  func formatOfOrigin(of path: String) -> LogFormat? {
    RotatedName.origin(of: path).flatMap { formats[$0] }
  }

  /// Notes of which format a log was: the next one of its name may have to be known by its first line.
  mutating func note(_ format: LogFormat?, of path: String) {
    formats[path] = format
    if let origin = RotatedName.origin(of: path), formats[origin] == nil {
      formats[origin] = format
    }
  }

  mutating func noteFound(_ path: String) { missing[path] = nil }

  /// Notes that a name is no file's.
  ///
  /// - Returns: Whether to say so: once, and not while a log may just be rotated.
  mutating func noteMissing(_ path: String, at now: Moment, isFirstLook: Bool) -> Bool {
    identities[path] = nil
    var absence = missing[path] ?? (now, false)
    let isToSay =
      !absence.isSaid && (isFirstLook || now - absence.since > FollowedNames.rotation)
    if isToSay { absence.isSaid = true }
    missing[path] = absence
    return isToSay
  }

  /// Whether it is still to be said that a name is of no log.
  mutating func refuse(_ path: String) -> Bool { refused.insert(path).inserted }

  /// Forgets the names that are gone, once there are more than those that are there and asked for.
  mutating func keep(_ paths: @autoclosure () -> Set<String>, atMost count: Int) {
    guard formats.count > count else { return }
    let paths = paths()
    formats = formats.filter { paths.contains($0.key) }
    identities = identities.filter { paths.contains($0.key) }
    missing = missing.filter { paths.contains($0.key) }
    seen = seen.filter { paths.contains($0.key) }
  }
}
