internal import AccessLog
internal import FileSystem
internal import TimeZones
internal import Traffic
internal import TrafficStore

// From a file that has grown to its lines in the counters.

extension LogFollower {
  /// Counts what is new in a file.
  ///
  /// - Parameters:
  ///   - since: When it was last looked at: what is new may have been written just after.
  ///   - seen: What the file system says of it, if it was asked already.
  func advance(
    _ file: FollowedFile, since: ContinuousClock.Instant, seen: FileStatus? = nil
  ) throws(CollectError) {
    // Memory is bounded: while nothing can be committed, lines wait in their files.
    if committer.hasPending, committer.pool.isFull, try !flush() {
      schedule.leaveLines()
      return
    }
    let news: News
    do throws(PlaceError) {
      news = try lookAt(file, seen: seen)
    } catch {
      switch error {
      case .input(let error) where error.code == .archive:
        try countArchive(file, since: since)
      case .input(let error):
        warn(error, of: file)
        // What the file system has forgotten is opened again by its name.
        if [.cannotRead, .cannotOpen].contains(error.code) {
          file.reader = nil
        } else {
          suspend(file)
        }
      case .store(let error):
        _ = try wait(for: .store(error))
        file.isMisplaced = true
        suspend(file)
        schedule.cutLookShort()
      }
      return
    }
    switch news {
    case .nothing:
      break
    case .lines(let reader, let log):
      try countLines(of: file, reader, at: log, since: since)
      if let failure = reader.failure { warn(failure, of: file) }
    case .cut:
      sayCut(file, since: since)
      // The copy may hold lines that were not read before the cut.
      folders.refresh()
      try findCopy(of: file, before: since)
      try catchUp(siblingsOf: file.path, since: looks.previous, before: since)
      return try advance(file, since: since)
    }
    guard let reader = file.reader else { return }
    warnOfRejects(file)
    suspend(file)
    if reader.isResumable {
      alarm.watch(file: file.path)
    } else if schedule.uncommittedSince == nil {
      releasePacked()
    }
  }

  private enum News {
    case nothing
    case lines(LogReader, CheckpointStore.Handle)
    case cut
  }

  /// Gives a file's memory back until the next look, and its descriptor where others need it more.
  private func suspend(_ file: FollowedFile) { file.reader?.suspend(closing: !file.staysOpen) }

  /// Finds out whether a file has new lines, and which log's they are.
  private func lookAt(_ file: FollowedFile, seen: FileStatus?) throws(PlaceError) -> News {
    do throws(InputError) {
      if let news = try resume(file, seen: seen) { return news }
    } catch { throw .input(error) }
    file.log = nil
    file.isMisplaced = false
    let isFromEnd = file.isFromEnd
    file.isFromEnd = false
    guard let reader = file.reader, !reader.isEmpty else { return .nothing }
    if looks.isBeingWritten(reader.status), reader.cutShortContent(isNew: true) != nil {
      file.reader = nil
      return .nothing
    }
    let log: CheckpointStore.Handle
    let (group, _) = options.collect.reading(of: file.path)
    switch try committer.logs.match(
      reader, format: group.format(of: file.path),
      likely: names.format(of: file.path) ?? group.likelyFormat(of: file.path)
        ?? names.formatOfOrigin(of: file.path), client: group.settings.clientField)
    {
    case .unfinished: return .nothing
    case .counted(let known):
      sayCopy(file, of: known)
      return .nothing
    case .at(let handle): log = handle
    }
    let known = committer.logs[log]
    if known.offset > 0, !reader.hasMore() { sayCopy(file, of: known) }
    file.log = log
    names.note(committer.logs.format(of: log), of: file.path)
    if isFromEnd, known.id == nil {
      reader.skipToEnd()
      committer.move(to: reader, at: log)
      schedule.noteLines(after: schedule.looked)
    }
    return .lines(reader, log)
  }

  /// Gets a file ready that was read before, or opens it; `nil` where it is to be found out which log it
  /// is.
  private func resume(_ file: FollowedFile, seen: FileStatus?) throws(InputError) -> News? {
    guard let reader = file.reader else {
      file.reader = try open(file)
      return nil
    }
    switch try reader.resume(seen: file.isMisplaced ? nil : seen) {
    case .none where !file.isMisplaced:
      return .nothing
    case .cut where !file.isMisplaced:
      file.isMisplaced = true
      return .cut
    case .grown where !file.isMisplaced:
      // Unless another file or another process has moved the log's position.
      if let log = file.log, committer.logs[log].offset == reader.offset {
        return .lines(reader, log)
      }
      try reader.startOver()
    case .none, .grown, .cut:
      try reader.startOver()
    }
    return nil
  }

  /// Opens a file by its name, if that is still its name, and it is not one that was counted.
  private func open(_ file: FollowedFile) throws(InputError) -> LogReader? {
    guard let status = FileStatus(path: file.path), status.identity == file.identity,
      status != file.settled
    else { return nil }
    let reader = try LogReader(
      path: file.path, key: committer.key, name: options.collect.reading(of: file.path).group.source
    )
    return reader.status.identity == file.identity ? reader : nil
  }

  /// Counts lines to the end of a file, committing full batches on the way.
  func countLines(
    of file: FollowedFile, _ reader: LogReader, at log: CheckpointStore.Handle,
    since: ContinuousClock.Instant
  ) throws(CollectError) {
    let (group, number) = options.collect.reading(of: file.path)
    var isAtEnd = false
    defer { if !isAtEnd { schedule.leaveLines() } }
    while !isAtEnd {
      committer.begin(log, site: group.site(of: file.path), group: number)
      let tally: LineTally
      (isAtEnd, tally) = committer.pool.read(reader, aside: nil) { _, _ in }
      if tally.allLines > 0 {
        committer.advance(tally, of: reader, at: log)
        count(tally)
        file.tally.append(tally)
        file.grew = schedule.looked
        file.warnings = []
        schedule.noteLines(after: since)
      }
      committer.putAside(log, at: looks.hour)
      guard !isAtEnd || committer.pool.isFull else { break }
      say(.isAlive)
      if try !flush(), committer.pool.isFull { break }
      // Another process has counted the same log: it is found out again how far.
      if file.isMisplaced { break }
      handleSignals()
      if orders.isReadingOver(at: .now) { break }
    }
  }

  /// Lets go of packed files that are counted: nobody writes to them any more.
  func releasePacked() {
    for file in files.all {
      guard let reader = file.reader, !reader.isResumable, reader.isAtEnd, !reader.hasWholeLine,
        !file.isMisplaced
      else { continue }
      file.settled = reader.status
      file.reader = nil
    }
  }

  private func warn(_ error: InputError, of file: FollowedFile) {
    // What still is being packed is read again when it has changed; until it is whole, so is the
    // file it is packed from.
    if error.code == .truncated, let status = file.reader?.status, looks.isBeingWritten(status) {
      return
    }
    let warnings = [FollowedFile.Warning(error, path: file.path)]
    guard warnings != file.warnings else { return }
    file.warnings = warnings
    say(.unreadable(error, path: file.path))
  }

  /// Says, once, that most lines of a file cannot be read.
  private func warnOfRejects(_ file: FollowedFile) {
    guard !file.hasRejectComplaint, file.tally.lines >= 100,
      options.collect.reading(of: file.path).group.maxRejected.isExceeded(by: file.tally)
    else { return }
    file.hasRejectComplaint = true
    let format = file.log.map { committer.logs[$0].format }
    say(.rejected(file.tally, path: file.path, format: format))
  }

  /// Says, once, that a log is equal to another one that is followed: it may be another server's.
  private func sayCopy(_ file: FollowedFile, of known: Checkpoint) {
    guard !file.isCopySaid, file.departed == nil, let reader = file.reader, !reader.isCompressed,
      let original = known.file, original != reader.file,
      let other = files.all.first(where: { $0.departed == nil && $0.reader?.file == original })
    else { return }
    file.isCopySaid = true
    say(.copy(path: file.path, of: other.path))
  }

  private func sayCut(_ file: FollowedFile, since: ContinuousClock.Instant) {
    tally.noteCut()
    say(.cut(path: file.path, seconds: (ContinuousClock.now - since).seconds))
  }
}
