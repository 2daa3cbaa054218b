internal import AccessLog
internal import CProcess
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
    listings = [:]
    let present = try findFiles()
    byIdentity = Dictionary(files.map { ($0.identity, $0) }) { $1 }
    for file in files where present[file.identity] == nil && file.departed == nil {
      depart(file)
    }
    // What has lost its name is older than what has it now.
    for file in files where file.departed != nil { try advance(file, since: before) }
    for found in present.values.sorted(by: { $0.order < $1.order }) {
      if names[found.path] != found.status.identity {
        names[found.path] = found.status.identity
        try catchUp(siblingsOf: found.path, since: since(found.path), before: before)
      }
      try advance(followed(found), since: before, seen: found.status)
    }
    try catchUpNew(present, before: before)
    if isFirstLook { try findRotated(since: before) }
    for found in present.values { lastSeen[found.path] = lastLook }
    forgetFinished(present)
    isFirstLook = false
    if !isLookCutShort { completeLook = lastLook }
  }

  /// Lets go of files that nothing more is expected of, and of what was known by names that are gone.
  private func forgetFinished(_ present: [FileIdentity: Present]) {
    // By the names they had, the last renamed first.
    var renamed: [String: [FollowedFile]] = [:]
    for file in files where file.departed != nil { renamed[file.origin, default: []].append(file) }
    var finished: Set<ObjectIdentifier> = []
    for files in renamed.values {
      let files = files.sorted { ($1.departed ?? looked) < ($0.departed ?? looked) }
      for (place, file) in files.enumerated()
      where file.isOver(
        at: looked, successors: files.count, place: place, isScarce: openFiles > fileLimit)
      {
        finished.insert(ObjectIdentifier(file))
      }
    }
    files.removeAll { finished.contains(ObjectIdentifier($0)) }
    openFiles = files.count { $0.staysOpen }
    listings = [:]
    if ledger.logs.count > files.count {
      ledger.logs.releaseAll(but: Set(files.compactMap(\.log)))
    }
    guard formats.count > present.count + patterns.count else { return }
    let paths = Set(present.values.map(\.path)).union(patterns.map(\.text))
    formats = formats.filter { paths.contains($0.key) }
    names = names.filter { paths.contains($0.key) }
    missing = missing.filter { paths.contains($0.key) }
    lastSeen = lastSeen.filter { paths.contains($0.key) }
  }

  /// Notes that a file has lost its name. From now on it has to stay open: it is looked for among the
  /// other files of its folder if it is not, or was renamed before it could be opened.
  private func depart(_ file: FollowedFile) {
    file.departed = looked
    guard file.reader?.isOpen != true else { return }
    if !file.staysOpen { openFiles += 1 }
    file.staysOpen = true
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
  private func findFiles() throws(CommandFailure) -> [FileIdentity: Present] {
    var present: [FileIdentity: Present] = [:]
    for folder in Set(patterns.compactMap(\.folder)) { alarm.watch(folder: folder) }
    for pattern in patterns {
      for path in pattern.paths() {
        guard let status = FileStatus(path: path) else {
          names[path] = nil
          miss(path)
          continue
        }
        missing[path] = nil
        guard !ledger.isDatabase(status) else { continue }
        let isNew = names[path] != status.identity
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
      if named || error.code != .isDirectory, refused.insert(path).inserted {
        FollowAction.say(error.sentence(path: path))
      }
      return false
    }
  }

  /// Refuses to wait where all that was named is what no log will ever be read from.
  func requireFollowable() throws(CommandFailure) {
    var failure: CommandFailure?
    for pattern in patterns {
      guard !pattern.isPattern, let status = FileStatus(path: pattern.text) else { return }
      do throws(InputError) {
        return try status.checkIsReadable(at: pattern.text)
      } catch {
        failure = failure ?? CommandFailure(error.sentence(path: pattern.text))
      }
    }
    if streams.isEmpty, let failure { throw failure }
  }

  /// Follows a named pipe, unless that is done already.
  private func follow(pipe path: String) throws(CommandFailure) {
    // One that was deleted, and made anew, is another pipe.
    streams.removeAll { $0.name == path && $0.stream.isOver }
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
    file.isFromEnd = isFirstLook && options.isFromEnd && since(found.path) == 0
    file.staysOpen = openFiles < fileLimit
    if file.staysOpen { openFiles += 1 }
    files.append(file)
    byIdentity[file.identity] = file
    return file
  }
}
