internal import AccessLog
internal import FileSystem

/// Every file that is followed, those that have lost their name first.
struct FollowedFiles {
  typealias Moment = ContinuousClock.Instant

  private(set) var all: [FollowedFile] = []
  /// The same, by what they are on disk.
  private var byIdentity: [FileIdentity: FollowedFile] = [:]
  /// How many files are kept open, and how many may be.
  private(set) var openCount = 0
  private let limit: Int

  /// - Parameter limit: How many files may be open at once.
  init(limit: Int) { self.limit = limit }

  var count: Int { all.count }

  subscript(identity: FileIdentity) -> FollowedFile? { byIdentity[identity] }

  /// Adds a file that has a name.
  mutating func add(_ file: FollowedFile) {
    file.staysOpen = openCount < limit
    if file.staysOpen { openCount += 1 }
    all.append(file)
    byIdentity[file.identity] = file
  }

  /// Adds a file that has lost its name: it is open already, whatever the limit says.
  mutating func add(departed file: FollowedFile, at now: Moment) {
    file.departed = now
    all.insert(file, at: 0)
    openCount += 1
    byIdentity[file.identity] = file
  }

  /// Notes that a file has lost its name. From now on it has to stay open.
  ///
  /// - Returns: Whether it is not open, so that it has to be looked for under its new name.
  mutating func depart(_ file: FollowedFile, at now: Moment) -> Bool {
    file.departed = now
    guard file.reader?.isOpen != true else { return false }
    if !file.staysOpen { openCount += 1 }
    file.staysOpen = true
    return true
  }

  /// Lets go of files that nothing more is expected of.
  mutating func removeFinished(at now: Moment) {
    // By the names they had, the last renamed first.
    var renamed: [String: [FollowedFile]] = [:]
    for file in all where file.departed != nil { renamed[file.origin, default: []].append(file) }
    var finished: Set<ObjectIdentifier> = []
    for files in renamed.values {
      let files = files.sorted { ($1.departed ?? now) < ($0.departed ?? now) }
      for (place, file) in files.enumerated()
      where file.isOver(
        at: now, successors: files.count, place: place, isScarce: openCount > limit)
      {
        finished.insert(ObjectIdentifier(file))
      }
    }
    remove { finished.contains(ObjectIdentifier($0)) }
  }

  /// Lets go of all files that have a name, so that what the names stand for is opened anew.
  mutating func removeNamed() { remove { $0.departed == nil } }

  private mutating func remove(where isGone: (FollowedFile) -> Bool) {
    all.removeAll(where: isGone)
    openCount = all.count { $0.staysOpen }
    byIdentity = Dictionary(all.map { ($0.identity, $0) }) { $1 }
  }
}
