internal import AccessLog
internal import Traffic
internal import TrafficStore

// From a file that has grown to its lines in the counters.

extension FollowAction {
  /// Counts what is new in a file.
  ///
  /// - Parameter since: When it was last looked at: what is new may have been written just after.
  func advance(_ file: FollowedFile, since: ContinuousClock.Instant) throws(CommandFailure) {
    // Memory is bounded: while nothing can be committed, lines wait in their files.
    if ledger.hasPending, ledger.crew.isFull, try !flush() {
      isLookCutShort = true
      return
    }
    let news: News
    do throws(InputError) {
      news = try lookAt(file)
    } catch {
      complain(error, of: file)
      // What the file system has forgotten is opened again by its name.
      if error.code == .cannotRead { file.reader = nil } else { file.reader?.rest() }
      return
    }
    switch news {
    case .nothing:
      break
    case .lines(let reader, let index):
      try countLines(of: file, reader, at: index, since: since)
      if let failure = reader.failure { complain(failure, of: file) }
    case .cut:
      sayCut(file, since: since)
      // The copy may hold lines that were not read before the cut.
      try catchUp(siblingsOf: file.path, since: previousLook, before: since)
      return try advance(file, since: since)
    }
    guard let reader = file.reader else { return }
    reader.rest()
    if reader.isResumable {
      alarm.watch(file: file.path)
    } else if uncommittedSince == nil {
      releasePacked()
    }
  }

  private enum News {
    case nothing
    case lines(LogReader, Int)
    case cut
  }

  /// Finds out whether a file has new lines, and which log's they are.
  private func lookAt(_ file: FollowedFile) throws(InputError) -> News {
    if let reader = file.reader {
      switch try reader.resume() {
      case .none where !file.isMisplaced:
        return .nothing
      case .cut where !file.isMisplaced:
        file.isMisplaced = true
        return .cut
      case .grown where !file.isMisplaced:
        // Unless another file or another process has moved the log's position.
        if let index = file.index, ledger.logs[index].offset == reader.offset {
          return .lines(reader, index)
        }
        try reader.startOver()
      case .none, .grown, .cut:
        try reader.startOver()
      }
    } else {
      file.reader = try open(file)
    }
    file.index = nil
    file.isMisplaced = false
    guard let reader = file.reader, !reader.isEmpty,
      case .at(let index) = try ledger.place(reader, format: options.collect.format)
    else { return .nothing }
    file.index = index
    if file.isFromEnd, ledger.logs[index].id == nil {
      reader.skipToEnd()
      ledger.move(to: reader, at: index)
      uncommittedSince = uncommittedSince ?? looked
    }
    file.isFromEnd = false
    return .lines(reader, index)
  }

  /// Opens a file by its name, if that is still its name, and it is not one that was counted.
  private func open(_ file: FollowedFile) throws(InputError) -> LogReader? {
    guard let status = FileStatus(path: file.path), status.identity == file.identity,
      status != file.settled
    else { return nil }
    let reader = try LogReader(path: file.path, key: ledger.key)
    return reader.status.identity == file.identity ? reader : nil
  }

  /// Counts lines to the end of a file, committing full batches on the way.
  private func countLines(
    of file: FollowedFile, _ reader: LogReader, at index: Int, since: ContinuousClock.Instant
  ) throws(CommandFailure) {
    ledger.begin(index, site: options.collect.site)
    var isAtEnd = false
    defer { if !isAtEnd { isLookCutShort = true } }
    while !isAtEnd {
      let tally: LineTally
      (isAtEnd, tally) = ledger.crew.read(reader, aside: nil) { _, _ in }
      if tally.allLines > 0 {
        ledger.record(tally, of: reader, at: index)
        count(tally)
        file.lines += tally.allLines
        file.grew = looked
        file.complaint = nil
        uncommittedSince = uncommittedSince ?? since
      }
      guard !isAtEnd || ledger.crew.isFull else { break }
      service.alive()
      if try !flush(), ledger.crew.isFull { break }
      // Another process has counted the same log: it is found out again how far.
      if file.isMisplaced { break }
      try heedSignals()
      if let stopBy, clock.now > stopBy { break }
    }
  }

  /// Lets go of packed files that are counted: nobody writes to them any more.
  func releasePacked() {
    for file in files {
      guard let reader = file.reader, !reader.isResumable, reader.isAtEnd, !file.isMisplaced
      else { continue }
      file.settled = reader.status
      file.reader = nil
    }
  }

  private func complain(_ error: InputError, of file: FollowedFile) {
    // What still is being packed is read again when it has changed; until it is whole, so is the
    // file it is packed from.
    let modified = file.reader?.status.modified ?? 0
    if error.code == .truncated, lastLook - modified < 60_000_000_000 { return }
    let sentence = error.sentence(path: file.path)
    guard sentence != file.complaint else { return }
    file.complaint = sentence
    FollowAction.say(sentence)
  }

  private func sayCut(_ file: FollowedFile, since: ContinuousClock.Instant) {
    status.cuts += 1
    let seconds = ((clock.now - since).seconds * 10).rounded(.up) / 10
    FollowAction.say(
      "\(QuotedText.quoted(file.path)) was cut: of the last \(seconds) s before, what was written "
        + "between a copy and the cut is in neither file; rotate by renaming to lose nothing")
  }
}
