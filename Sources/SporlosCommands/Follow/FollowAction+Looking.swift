internal import AccessLog
internal import Glibc
internal import Traffic

// Which files there are, and which of them are new.

extension FollowAction {
  /// Looks at all names and all files, and counts what is new.
  func look() throws(CommandFailure) {
    let before = looked
    alarm.clear()
    isLookDue = false
    isLookCutShort = false
    looked = clock.now
    previousLook = lastLook
    lastLook = FollowAction.wallClock()
    let present = findFiles()
    for file in files where present[file.identity] == nil && file.departed == nil {
      file.departed = looked
    }
    // What has lost its name is older than what has it now.
    for file in files where file.departed != nil { try advance(file, since: before) }
    for found in present.values.sorted(by: { $0.order < $1.order }) {
      if names[found.path] != found.status.identity {
        names[found.path] = found.status.identity
        try catchUp(siblingsOf: found.path, since: found.since, before: before)
      }
      try advance(followed(found), since: before)
    }
    let gone = Dictionary(grouping: files.filter { $0.departed != nil }, by: \.path)
    files.removeAll { $0.isOver(at: looked, successors: gone[$0.path]?.count ?? 0) }
    isFirstLook = false
    if !isLookCutShort { completeLook = lastLook }
  }

  /// A file that a name stands for.
  private struct Present {
    var order: Int
    var path: String
    var status: FileStatus
    /// When a follower last looked for it, in nanoseconds from 1970; 0 if none ever did.
    var since: Int64
  }

  /// What all names stand for, each file once.
  private func findFiles() -> [FileIdentity: Present] {
    var present: [FileIdentity: Present] = [:]
    for pattern in patterns {
      let isKnown = predecessor?.patterns.contains(pattern.text) ?? false
      let since = isFirstLook ? isKnown ? predecessor?.looked ?? 0 : 0 : previousLook
      if let folder = pattern.folder { alarm.watch(folder: folder) }
      for path in pattern.paths() {
        guard let status = FileStatus(path: path) else {
          names[path] = nil
          miss(path)
          continue
        }
        missing[path] = nil
        guard status.isRegular else { continue }
        if present[status.identity] == nil {
          present[status.identity] = Present(
            order: present.count, path: path, status: status, since: since)
        }
      }
    }
    return present
  }

  /// Says that a log is missing, unless it just is being rotated.
  private func miss(_ path: String) {
    var absence = missing[path] ?? (looked, false)
    if !absence.isSaid, isFirstLook || looked - absence.since > .seconds(60) {
      FollowAction.say("\(QuotedText.quoted(path)) is not there; it counts when it comes")
      absence.isSaid = true
    }
    missing[path] = absence
  }

  /// The followed file that a name stands for now: one known, or a new one.
  private func followed(_ found: Present) -> FollowedFile {
    if let known = files.first(where: { $0.identity == found.status.identity }) {
      known.path = found.path
      known.departed = nil
      return known
    }
    let file = FollowedFile(path: found.path, status: found.status, now: looked)
    file.isFromEnd = isFirstLook && options.isFromEnd && found.since == 0
    files.append(file)
    return file
  }

  /// Reads what a log has been rotated to since somebody last looked: the lines that were written
  /// while no follower ran, or in files that came and went between two looks.
  ///
  /// A file is known by its content, so the question is only which unknown ones are to be read: those
  /// newer than a known one, and those written to since. Older ones were there before anybody
  /// asked for them to be counted.
  func catchUp(
    siblingsOf path: String, since: Int64, before: ContinuousClock.Instant
  ) throws(CommandFailure) {
    let (folder, name) = FolderListing.split(path)
    var wanted: [FollowedFile] = []
    var unknown: [FollowedFile] = []
    walk: for entry in FolderListing(folder).siblings(of: name) {
      if files.contains(where: { $0.identity == entry.status.identity }) {
        wanted += unknown
        unknown = []
        continue
      }
      let file = FollowedFile(path: entry.path, status: entry.status, now: looked)
      switch rank(file) {
      case .ended:
        continue
      case .unknown where since > 0 && entry.status.modified >= since - FollowAction.clockSkew:
        wanted.append(file)
      case .unknown:
        unknown.append(file)
      case .growing:
        wanted += unknown + [file]
        unknown = []
      case .whole:
        wanted += unknown
        unknown = []
        // Whatever was last written to before this one was counted before it.
        if since == 0 || entry.status.modified < since - FollowAction.clockSkew { break walk }
      }
    }
    for file in wanted.reversed() { try take(file, since: before) }
  }

  /// How far a file system's clock may be from the system's, in nanoseconds.
  private static let clockSkew: Int64 = 2_000_000_000

  private enum Rank {
    /// Nothing in it can be counted.
    case ended
    case unknown
    /// Known, and more of it is to be counted.
    case growing
    /// Known, and counted to its end.
    case whole
  }

  /// Opens a rotated file, and sees what it is.
  private func rank(_ file: FollowedFile) -> Rank {
    do throws(InputError) {
      let reader = try LogReader(path: file.path, key: ledger.key)
      guard reader.status.identity == file.identity, reader.hasWholeLine else { return .ended }
      switch try reader.recognise(among: ledger.logs) {
      case .new: return .unknown
      case .counted: return .whole
      case .known: return reader.hasMore() ? .growing : .whole
      }
    } catch {
      return .ended
    }
  }

  /// Follows a rotated file until it is over.
  private func take(_ file: FollowedFile, since: ContinuousClock.Instant) throws(CommandFailure) {
    file.departed = looked
    files.insert(file, at: 0)
    try advance(file, since: since)
  }

  /// Nanoseconds from 1970, as file systems count them.
  static func wallClock() -> Int64 {
    var now = timespec()
    // SAFETY: `now` is a whole `timespec` that lives for the call.
    _ = unsafe clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
  }
}
