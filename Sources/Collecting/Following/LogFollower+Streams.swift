internal import AccessLog
internal import Glibc
internal import Traffic

// Lines that come by themselves. They are counted once since they come once: no position can be
// kept, and what is in memory when the process is killed is lost.

extension LogFollower {
  /// Counts the lines that have come.
  ///
  /// - Parameter since: When it was last looked: lines may have come just after.
  func advanceStreams(since: ContinuousClock.Instant) throws(CollectError) {
    for followed in streams {
      followed.stream.handleWake()
      while followed.stream.bytesLeft ?? 0 > 0 {
        // While nothing can be committed, writers of pipes have to wait, and datagrams are lost.
        if committer.hasPending, committer.streams.isFull, try !flush() { return }
        guard let format = format(of: followed) else { break }
        let (group, number) = options.collect.reading(of: followed.name)
        committer.streams.begin(format, site: group.site, group: number)
        let (_, tally) = committer.streams.read(followed.stream, aside: nil) { _, _ in }
        guard tally.allLines > 0 else { break }
        count(tally, of: followed)
        schedule.noteLines(after: since)
        if committer.streams.isFull { _ = try flush() }
      }
    }
    if !streams.isEmpty, patterns.isEmpty, streams.allSatisfy({ $0.stream.isEnded }) {
      orders.noteEnd()
    }
  }

  /// The format of a stream's lines: the one that was named, or the one of the first that came.
  private func format(of followed: FollowedStream) -> LogFormat? {
    if let known = followed.format { return known }
    let (group, _) = options.collect.reading(of: followed.name)
    let (recognised, lines, bytes) = followed.stream.recognisedFormat(
      named: group.streamFormat, client: group.settings.clientField)
    if let recognised {
      // Before there is a whole line, nobody knows what stands around it.
      if lines > 0 { followed.format = recognised }
      return recognised
    }
    guard lines >= 64 || bytes > 128 << 10 || followed.stream.isEnded else { return nil }
    if !followed.isComplained {
      followed.isComplained = true
      say(.unreadable(InputError(.unknownFormat), path: followed.name))
    }
    // Whoever writes must not be kept waiting for lines that nobody can count.
    var block = LogBlock()
    if followed.stream.next(&block) {
      let lost = unsafe block.withLines { lines in
        unsafe lines.reduce(block.skippedLines) { $0 + ($1 == 0x0a ? 1 : 0) }
      }
      var tally = LineTally()
      tally.lines = lost
      tally.add(.init(reason: .shape, count: lost, firstLine: 1))
      count(tally, of: followed)
    }
    return nil
  }

  private func count(_ tally: LineTally, of followed: FollowedStream) {
    count(tally)
    committer.heldStreams.note(tally, of: followed.name, offset: followed.stream.offset)
  }

  /// Takes the last lines that were on their way, and closes the sockets.
  func endStreams() throws(CollectError) {
    for followed in streams { followed.stream.unlink() }
    guard !streams.isEmpty else { return }
    // What the system has taken from its writers is here within a moment.
    usleep(100_000)
    try advanceStreams(since: schedule.looked)
    for followed in streams { followed.stream.stop() }
    let end = ContinuousClock.now + .seconds(5)
    while ContinuousClock.now < end, !streams.allSatisfy({ $0.stream.isEnded }) {
      try advanceStreams(since: schedule.looked)
      usleep(2_000)
    }
    try advanceStreams(since: schedule.looked)
  }
}
