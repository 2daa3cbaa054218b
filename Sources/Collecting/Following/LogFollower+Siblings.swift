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
      let new = folders.newEntries(of: folder, changed: stamp, now: looks.last) {
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
    looks.since(path, seen: names.lastSeen(path), among: patterns)
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
    guard let predecessor = looks.predecessor else { return }
    try find(LostFiles(readBy: predecessor), before: before)
  }

  /// Finds the copy of a log that was truncated, whatever it is called.
  func findCopy(
    of file: FollowedFile, before: ContinuousClock.Instant
  ) throws(CollectError) {
    guard let row = file.log.flatMap({ committer.logs[$0].id }) else { return }
    let folder = FolderListing.split(file.path).folder
    try find(LostFiles(copyOf: row, in: folder, since: looks.previous), before: before)
  }

  /// Reads on in files that are found among those that are not followed.
  private func find(
    _ lost: LostFiles, before: ContinuousClock.Instant
  ) throws(CollectError) {
    for folder in lost.folders.sorted() {
      for entry in listing(of: folder).entries where files[entry.status.identity] == nil {
        let made = entry.path.withFileName { unsafe process_birth_time($0) }
        guard lost.mayBe(entry.status.identity, made: made) else { continue }
        let file = FollowedFile(path: entry.path, status: entry.status, now: schedule.looked)
        guard let rank = rank(file),
          lost.contains(file.identity, made: made, rank, isOpen: file.reader != nil)
        else { continue }
        try take(file, before: before)
      }
    }
  }

  /// The rotated files of a log that are to be read, the newest first; `nil` where one of them was
  /// moved while they were looked at.
  private func siblings(of path: String, since: Int64) -> [FollowedFile]? {
    let (folder, name) = FolderListing.split(path)
    var rotated = RotatedFiles<FollowedFile>(since: since, settled: looks.settled(since: since))
    for entry in listing(of: folder).siblings(of: name) where !rotated.isComplete {
      if files[entry.status.identity] != nil {
        rotated.passFollowed()
        continue
      }
      let file = FollowedFile(path: entry.path, status: entry.status, now: schedule.looked)
      guard let rank = rank(file) else { return nil }
      rotated.pass(file, rank, modified: entry.status.modified)
    }
    return rotated.wanted
  }

  /// Opens a rotated file, and sees what it is; `nil` where its name is another file's by now. It stays open
  /// if it is of use.
  private func rank(_ file: FollowedFile) -> RotatedRank? {
    do throws(PlaceError) {
      let reader = try open(rotated: file)
      guard reader.status.identity == file.identity else { return nil }
      // One that was rotated before its first line may still get some.
      guard reader.hasWholeLine else { return .unknown }
      let rank: RotatedRank
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
      if case .input(let error) = error, error.errno == ENOENT { return nil }
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
