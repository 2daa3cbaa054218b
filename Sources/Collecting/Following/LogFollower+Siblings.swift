internal import AccessLog
internal import CProcess
internal import FileSystem
internal import Glibc
internal import Traffic

// What a log has been rotated to, under names that nobody has named.

extension LogFollower {
  /// The files of a folder, listed once a look.
  func listing(of folder: String) -> FolderListing {
    folders.listing(of: folder) { !committer.isDatabase($0) }
  }

  /// Reads what a log has been rotated to since somebody last looked: the lines that were written
  /// while no follower ran, or in files that came and went between two looks.
  ///
  /// A file is known by its content, so the question is only which unknown ones are to be read: those
  /// newer than a known one, and those written to since. Older ones were there before anybody
  /// asked for them to be counted.
  func catchUp(
    siblingsOf path: String, since: Int64, before: ContinuousClock.Instant
  ) throws(CollectError) {
    var wanted: [FollowedFile]?
    // A rotation in the midst of this moves files away from the names they had.
    for _ in 0..<5 where wanted == nil {
      wanted = siblings(of: path, since: since)
      if wanted == nil { folders.refresh() }
    }
    guard let wanted else {
      names.forget(path)
      return
    }
    for file in wanted.reversed() {
      file.origin = path
      try take(file, before: before)
      // Moved before it could be opened: it is looked for again.
      if file.reader == nil, file.settled == nil { names.forget(path) }
    }
  }

  /// Looks for what logs were rotated to where files have come to their folders, whatever became of the
  /// logs themselves: one that is truncated keeps its place, and one that is gone has none.
  func catchUpNew(
    _ present: [FileIdentity: Present], before: ContinuousClock.Instant
  ) throws(CollectError) {
    let paths = Set(present.values.map(\.path)).union(patterns.filter { !$0.isPattern }.map(\.text))
    for (folder, paths) in Dictionary(grouping: paths, by: { FolderListing.split($0).folder }) {
      let stamp = FileStatus(path: folder)?.modified ?? 0
      let new = folders.newEntries(of: folder, changed: stamp, now: lastLook) {
        !committer.isDatabase($0)
      }.filter { present[$0.status.identity] == nil && files[$0.status.identity] == nil }
      guard !new.isEmpty else { continue }
      for path in paths.sorted() {
        let rotated = RotatedName(of: FolderListing.split(path).name)
        if new.contains(where: { rotated.fits($0.name) }) {
          try catchUp(siblingsOf: path, since: since(path), before: before)
        }
      }
    }
    folders.keep(Set(paths.map { FolderListing.split($0).folder }))
  }

  /// When a follower last saw what a name stands for, in nanoseconds from 1970; 0 where none ever did.
  func since(_ path: String) -> Int64 {
    if let seen = names.lastSeen(path) { return seen }
    // One that has not been there since: what came before this process is asked for, too.
    let isMissed = patterns.contains { $0.text == path } || readBefore.contains(path)
    guard let predecessor, isFirstLook || isMissed else { return isFirstLook ? 0 : previousLook }
    let isKnown = patterns.contains { predecessor.patterns.contains($0.text) && $0.fits(path) }
    return isKnown ? predecessor.since : isFirstLook ? 0 : previousLook
  }

  /// The time up to which all lines of logs are committed that were last looked at then, or at work here.
  ///
  /// What waited in a follower that was killed is not.
  private func settled(since: Int64) -> Int64 {
    let wait =
      since == predecessor?.since ? FollowStatus.longestWait : FollowedFolders.clockSkew
    return since - wait
  }

  /// Reads a file that has lost its name, as one of those that are followed.
  private func take(
    _ file: FollowedFile, before: ContinuousClock.Instant
  ) throws(CollectError) {
    files.add(departed: file, at: schedule.looked)
    try advance(file, since: before)
  }

  /// Finds what the follower before this one has read and what has another name by now, whatever that
  /// is: the file itself, or one with the same content that was written to since.
  func findRotated(since before: ContinuousClock.Instant) throws(CollectError) {
    guard let predecessor else { return }
    let read = predecessor.sources.filter { $0.inode != 0 }
    try find(
      in: Set(read.map { FolderListing.split($0.path).folder }), rows: Set(read.compactMap(\.log)),
      identities: Set(read.map(\.identity)),
      unnumbered: Set(read.filter { $0.log == nil }.map(\.identity)),
      since: predecessor.since, before: before)
  }

  /// Finds the copy of a log that was truncated, whatever it is called.
  func findCopy(
    of file: FollowedFile, before: ContinuousClock.Instant
  ) throws(CollectError) {
    guard let row = file.log.flatMap({ committer.logs[$0].id }) else { return }
    try find(
      in: [FolderListing.split(file.path).folder], rows: [row], identities: [],
      unnumbered: [], since: previousLook, before: before)
  }

  /// Reads on in those files of folders that are logs of these rows of the database.
  ///
  /// - Parameter unnumbered: Those of the identities whose follower was killed before it could say which
  ///   row they are.
  private func find(
    in folders: Set<String>, rows: Set<Int64>, identities: Set<FileIdentity>,
    unnumbered: Set<FileIdentity>, since: Int64, before: ContinuousClock.Instant
  ) throws(CollectError) {
    for folder in folders.sorted() {
      for entry in listing(of: folder).entries where files[entry.status.identity] == nil {
        // A copy is made when a log is rotated. What was there before may be another log of the same
        // server, with the same lines in it.
        let made = entry.path.withFileName { unsafe process_birth_time($0) }
        guard
          identities.contains(entry.status.identity) || since > 0 && made > since
        else { continue }
        let file = FollowedFile(path: entry.path, status: entry.status, now: schedule.looked)
        switch rank(file) {
        case .growing(let row?) where rows.contains(row): break
        case .growing where unnumbered.contains(file.identity): break
        // Nothing of it was committed. The number of a file that is gone may be another's by now.
        case .unknown where unnumbered.contains(file.identity) && made > 0 && made <= since: break
        // An old process of the server may write to it still.
        case .whole where identities.contains(file.identity) && file.reader != nil: break
        default: continue
        }
        try take(file, before: before)
      }
    }
  }

  /// The rotated files of a log that are to be read, the newest first; `nil` where one of them was
  /// moved while they were looked at.
  private func siblings(of path: String, since: Int64) -> [FollowedFile]? {
    let (folder, name) = FolderListing.split(path)
    var wanted: [FollowedFile] = []
    var unknown: [FollowedFile] = []
    for entry in listing(of: folder).siblings(of: name) {
      if files[entry.status.identity] != nil {
        wanted += unknown
        unknown = []
        continue
      }
      let file = FollowedFile(path: entry.path, status: entry.status, now: schedule.looked)
      switch rank(file) {
      case .moved:
        return nil
      case .useless:
        continue
      case .unknown where since > 0 && entry.status.modified >= since - FollowedFolders.clockSkew:
        wanted.append(file)
      case .unknown:
        unknown.append(file)
      case .growing:
        wanted += unknown + [file]
        unknown = []
      case .whole:
        wanted += unknown
        unknown = []
        // Whatever was last written to before this one was counted before it, unless this is a copy:
        // that may be newer than the log that it is the beginning of.
        if since == 0 || entry.status.modified < settled(since: since) { return wanted }
      }
    }
    return wanted
  }

  /// What a rotated file is to this database.
  private enum Rank {
    /// It cannot be read.
    case useless
    /// Its name is another file's by now.
    case moved
    case unknown
    /// Known, and more of it is to be counted; with the number of its row.
    case growing(Int64?)
    /// Known, and counted to its end.
    case whole
  }

  /// Opens a rotated file, and sees what it is. It stays open if it is of use.
  private func rank(_ file: FollowedFile) -> Rank {
    do throws(PlaceError) {
      let reader = try open(rotated: file)
      guard reader.status.identity == file.identity else { return .moved }
      // One that was rotated before its first line may still get some.
      guard reader.hasWholeLine else { return .unknown }
      let rank: Rank
      let candidates = try committer.logs.candidates(for: reader)
      switch try committer.logs.recognise(reader, among: candidates) {
      case .new: rank = .unknown
      case .counted: rank = .whole
      case .known(let index):
        rank = reader.hasMore() ? .growing(candidates[index].position.id) : .whole
      }
      // Many compressed ones would need much memory.
      var isGrowing = false
      if case .growing = rank { isGrowing = true }
      if isGrowing || reader.isResumable {
        file.reader = reader
        file.isMisplaced = true
        reader.suspend()
      }
      return rank
    } catch {
      if case .input(let error) = error, error.errno == ENOENT { return .moved }
      return .useless
    }
  }

  private func open(rotated file: FollowedFile) throws(PlaceError) -> LogReader {
    do throws(InputError) {
      return try LogReader(
        path: file.path, key: committer.key,
        name: options.collect.reading(of: file.path).group.source)
    } catch { throw .input(error) }
  }
}
