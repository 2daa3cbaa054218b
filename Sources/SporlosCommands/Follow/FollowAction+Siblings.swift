internal import AccessLog
internal import Glibc
internal import Traffic

// What a log has been rotated to, under names that nobody has named.

extension FollowAction {
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
    guard let wanted else {
      names[path] = nil
      return
    }
    for file in wanted.reversed() {
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
    /// It cannot be read.
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
      // One that was rotated before its first line may still get some.
      guard reader.hasWholeLine else { return .unknown }
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
