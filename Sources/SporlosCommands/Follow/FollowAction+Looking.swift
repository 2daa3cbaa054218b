internal import AccessLog
internal import CProcess
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
    lastLook = process_wall_clock()
    try advanceStreams(since: before)
    let present = try findFiles()
    byIdentity = Dictionary(files.map { ($0.identity, $0) }) { $1 }
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
  private func findFiles() throws(CommandFailure) -> [FileIdentity: Present] {
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
        guard status.isRegular else {
          if status.kind == .pipe { try follow(pipe: path) }
          continue
        }
        if present[status.identity] == nil {
          present[status.identity] = Present(
            order: present.count, path: path, status: status, since: since)
        }
      }
    }
    return present
  }

  /// Follows a named pipe, unless that is done already.
  private func follow(pipe path: String) throws(CommandFailure) {
    guard !streams.contains(where: { $0.name == path }) else { return }
    streams.append(try FollowedStream(path, .pipe(path: path)))
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
    if let known = byIdentity[found.status.identity] {
      known.path = found.path
      known.departed = nil
      return known
    }
    let file = FollowedFile(path: found.path, status: found.status, now: looked)
    file.isFromEnd = isFirstLook && options.isFromEnd && found.since == 0
    files.append(file)
    byIdentity[file.identity] = file
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
    var wanted: [FollowedFile]?
    // A rotation in the midst of this moves files away from the names they had.
    for _ in 0..<5 where wanted == nil { wanted = siblings(of: path, since: since) }
    for file in (wanted ?? []).reversed() {
      file.departed = looked
      files.insert(file, at: 0)
      byIdentity[file.identity] = file
      try advance(file, since: before)
      // Moved before it could be opened: it is looked for again.
      if file.reader == nil, file.settled == nil { names[path] = nil }
    }
  }

  /// The rotated files of a log that are to be read, the newest first; `nil` where one of them was
  /// moved while they were looked at.
  private func siblings(of path: String, since: Int64) -> [FollowedFile]? {
    let (folder, name) = FolderListing.split(path)
    var wanted: [FollowedFile] = []
    var unknown: [FollowedFile] = []
    for entry in FolderListing(folder).siblings(of: name) {
      if byIdentity[entry.status.identity] != nil {
        wanted += unknown
        unknown = []
        continue
      }
      let file = FollowedFile(path: entry.path, status: entry.status, now: looked)
      switch rank(file) {
      case .moved:
        return nil
      case .useless:
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
        if since == 0 || entry.status.modified < since - FollowAction.clockSkew { return wanted }
      }
    }
    return wanted
  }

  /// How far a file system's clock may be from the system's, in nanoseconds.
  private static let clockSkew: Int64 = 2_000_000_000

  /// What a rotated file is to this database.
  private enum Rank {
    /// Nothing in it can be counted.
    case useless
    /// Its name is another file's by now.
    case moved
    case unknown
    /// Known, and more of it is to be counted.
    case growing
    /// Known, and counted to its end.
    case whole
  }

  /// Opens a rotated file, and sees what it is. It stays open if it is of use.
  private func rank(_ file: FollowedFile) -> Rank {
    do throws(InputError) {
      let reader = try LogReader(path: file.path, key: ledger.key)
      guard reader.status.identity == file.identity else { return .moved }
      guard reader.hasWholeLine else { return .useless }
      let rank: Rank =
        switch try reader.recognise(among: ledger.logs) {
        case .new: .unknown
        case .counted: .whole
        case .known: reader.hasMore() ? .growing : .whole
        }
      // Many packed ones would need much memory.
      if rank == .growing || reader.isResumable {
        file.reader = reader
        file.isMisplaced = true
        reader.rest()
      }
      return rank
    } catch {
      return error.errno == ENOENT ? .moved : .useless
    }
  }
}
