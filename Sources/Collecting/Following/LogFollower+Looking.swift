internal import AccessLog
internal import CProcess
internal import FileSystem
internal import Traffic

// Which files there are, and which of them are new.

extension LogFollower {
  /// Looks at all names and all files, and counts what is new.
  func look() throws(CollectError) {
    let before = schedule.looked
    alarm.clear()
    schedule.beginLook(at: .now)
    if looks.last > 0 { committer.turn(at: looks.hour) }
    looks.begin(at: process_wall_clock())
    try advanceStreams(since: before)
    folders.refresh()
    let present = try findFiles()
    for file in files.all where present[file.identity] == nil && file.departed == nil {
      depart(file)
    }
    // What has lost its name is older than what has it now.
    for file in files.all where file.departed != nil { try advance(file, since: before) }
    for found in present.values.sorted(by: { $0.order < $1.order }) {
      if names.isNew(found.path, found.status.identity) {
        try catchUp(siblingsOf: found.path, since: since(found.path), before: before)
      }
      try advance(followed(found), since: before, seen: found.status)
    }
    try catchUpNew(present, before: before)
    if looks.isFirst { try findRotated(since: before) }
    for found in present.values { names.noteSeen(found.path, at: looks.last) }
    forgetFinished(present)
    looks.end(isComplete: !schedule.isLookCutShort)
  }

  /// Lets go of files that nothing more is expected of, and of what was known by names that are gone.
  private func forgetFinished(_ present: [FileIdentity: Present]) {
    files.removeFinished(at: schedule.looked)
    folders.refresh()
    if committer.logs.count > files.count {
      committer.logs.releaseAll(but: Set(files.all.compactMap(\.log)))
    }
    names.keep(
      Set(present.values.map(\.path)).union(patterns.map(\.text)),
      atMost: present.count + patterns.count)
  }

  /// Notes that a file has lost its name. From now on it has to stay open: it is looked for among the
  /// other files of its folder if it is not, or was renamed before it could be opened.
  private func depart(_ file: FollowedFile) {
    guard files.depart(file, at: schedule.looked) else { return }
    let (folder, _) = FolderListing.split(file.path)
    if let entry = listing(of: folder).entries.first(where: { $0.status.identity == file.identity })
    {
      file.path = entry.path
    }
  }

  /// A file that a name stands for.
  struct Present {
    var order: Int
    var path: String
    var status: FileStatus
  }

  /// What all names stand for, each file once.
  private func findFiles() throws(CollectError) -> [FileIdentity: Present] {
    var present: [FileIdentity: Present] = [:]
    for folder in Set(patterns.compactMap(\.folder)) { alarm.watch(folder: folder) }
    for pattern in patterns {
      for path in pattern.paths() {
        guard let status = FileStatus(path: path) else {
          if names.noteMissing(path, at: schedule.looked, isFirstLook: looks.isFirst) {
            say(.missing(path: path))
          }
          continue
        }
        names.noteFound(path)
        guard !committer.isDatabase(status) else { continue }
        let isNew = !names.stands(path, for: status.identity)
        guard status.isRegular, !isNew || isFollowable(path, status, named: true) else {
          if !status.isRegular, isFollowable(path, status, named: path == pattern.text),
            status.kind == .pipe
          {
            try follow(pipe: path)
          }
          continue
        }
        if present[status.identity] == nil {
          present[status.identity] = Present(
            order: present.count, path: path, status: status)
        }
      }
    }
    return present
  }

  /// Whether what a name stands for, which is no file, may be followed; says once where not. A folder
  /// that a pattern happens to match is no mistake.
  private func isFollowable(_ path: String, _ status: FileStatus, named: Bool) -> Bool {
    do throws(InputError) {
      try status.checkIsReadable(at: path)
      return true
    } catch {
      if named || error.code != .isDirectory, names.refuse(path) {
        say(.unreadable(error, path: path))
      }
      return false
    }
  }

  /// Refuses to wait where all that was named is what no log will ever be read from.
  func requireFollowable() throws(CollectError) {
    var failure: CollectError?
    for pattern in patterns {
      guard !pattern.isPattern, let status = FileStatus(path: pattern.text) else { return }
      do throws(InputError) {
        return try status.checkIsReadable(at: pattern.text)
      } catch {
        failure = failure ?? .input(error, path: pattern.text)
      }
    }
    if streams.isEmpty, let failure { throw failure }
  }

  /// Follows a named pipe, unless that is done already.
  private func follow(pipe path: String) throws(CollectError) {
    // One that was deleted, and made anew, is another pipe.
    streams.removeAll { $0.name == path && $0.stream.isOver }
    guard !streams.contains(where: { $0.name == path }) else { return }
    streams.append(try FollowedStream(path, .pipe(path: path)))
  }

  /// The followed file that a name stands for now: one known, or a new one.
  private func followed(_ found: Present) -> FollowedFile {
    if let known = files[found.status.identity] {
      known.path = found.path
      known.departed = nil
      return known
    }
    let file = FollowedFile(path: found.path, status: found.status, now: schedule.looked)
    file.isFromEnd = options.isFromEnd && looks.isUnread(since: since(found.path))
    files.add(file)
    return file
  }
}
