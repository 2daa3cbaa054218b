internal import AccessLog
internal import FileSystem
internal import Glibc
internal import Traffic

// What a follower says of itself: to other processes, to its log, to its service manager.

extension LogFollower {
  /// Notes how it goes, after a commit or where there is nothing to commit, and tells it where that tells
  /// no more than the commit does.
  func report(commitSeconds: Double?) {
    if let commitSeconds { tally.noteCommit(seconds: commitSeconds) }
    if options.isPrompt { tell() }
    say(.committed(lines: tally.status.lines, logs: files.count))
  }

  /// Tells how it goes at the turn of a minute, whether lines came or not.
  func tellOnTheMinute() {
    if tally.isStatusDue(atSecond: LogFollower.second), !schedule.isWaiting {
      tell()
    }
  }

  /// Tells how it goes: what is committed, and nothing of what waits.
  func tell() {
    if let seconds = tally.takeRateSpan(at: .now) {
      for followed in streams {
        let lines = committer.committedStreams[followed.name].lines
        followed.rate.take(lines: lines, seconds: seconds)
      }
      for file in files.all { file.rate.take(lines: committedLines(of: file), seconds: seconds) }
    }
    tally.tell(
      sources, atSecond: LogFollower.second, looked: looks.complete,
      waiting: committer.heldTally, lost: lostDatagrams)
    tally.status.write(in: committer.state)
    writeMetrics()
  }

  /// Names files before their first lines are committed: if this process is killed right after that, the
  /// next follower looks for them, whatever they are called by then.
  func announce() {
    guard !tally.names(files.all.map(\.identity)) else { return }
    tally.name(sources)
    tally.status.write(in: committer.state, isLasting: true)
  }

  /// What is read, and what the follower before this one read and was not looked for yet.
  private var sources: [FollowStatus.Source] {
    let missing =
      looks.isFirst ? looks.predecessor?.sources.filter { files[$0.identity] == nil } : nil
    return files.all.map(source) + streams.map(source)
      + (missing ?? []).filter { $0.state != .listening }
  }

  private var lostDatagrams: Int64 { streams.reduce(0) { $0 + $1.stream.lost } }

  /// Tells of datagrams that were lost since the last commit, since nothing may come to be committed.
  func reportLosses() {
    if options.isPrompt, lostDatagrams != tally.status.lostDatagrams { tell() }
  }

  /// Lines of a file that are counted by this process and committed.
  private func committedLines(of file: FollowedFile) -> Int64 {
    guard let log = file.log, let committed = committer.logs.committed(of: log) else {
      return file.lines
    }
    return max(0, file.lines - (committer.logs[log].lines - committed.lines))
  }

  private func source(_ file: FollowedFile) -> FollowStatus.Source {
    let known = file.log.flatMap { committer.logs.committed(of: $0) }
    let (size, position) = (file.reader?.size ?? file.settled?.size ?? 0, known?.offset ?? 0)
    return FollowStatus.Source(
      path: file.path, state: file.state, format: known?.format, position: position,
      size: FollowStatus.Source.size(of: size, position: position), device: file.identity.device,
      inode: file.identity.inode, lines: committedLines(of: file),
      linesPerSecond: file.rate.perSecond, log: known?.id)
  }

  private func source(_ followed: FollowedStream) -> FollowStatus.Source {
    let committed = committer.committedStreams[followed.name]
    // Until then, the format would tell that the first line has come.
    let format = committed.lines > 0 ? followed.format?.name : nil
    return FollowStatus.Source(
      path: followed.name, state: .listening, format: format,
      position: committed.offset, size: 0, device: 0, inode: 0, lines: committed.lines,
      linesPerSecond: followed.rate.perSecond)
  }

  /// Says in the log how it went since the last time.
  func sayHealth() {
    guard let interval = options.health,
      let health = tally.health(
        at: .now, every: interval, logs: files.count, isWaiting: schedule.isWaiting)
    else { return }
    say(.health(health))
  }

  /// Writes the metrics' file, if one was asked for.
  func writeMetrics() {
    guard let path = options.metrics else { return }
    let isWritten = WholeFile.write(
      Array(tally.status.metrics.utf8), to: path, mode: 0o640, group: options.metricsGroup)
    if !isWritten, !warnings.hasMetrics {
      say(.metrics(path: path, errno: errno))
    }
    warnings.hasMetrics = !isWritten
  }
}

extension FollowedFile {
  /// What is being done with the file.
  var state: FollowStatus.State {
    if settled != nil { return .packed }
    guard reader != nil, log != nil else { return .waiting }
    return departed == nil ? .following : .draining
  }
}
