internal import AccessLog
internal import CProcess
internal import FileSystem
internal import Glibc
internal import Traffic

// What a follower says of itself: to other processes, to its log, to its service manager.

extension LogFollower {
  /// Tells how it goes, after a commit.
  func report(commitSeconds: Double?) {
    let now = clock.now
    if now - ratesSince >= .seconds(10) || status.commits == 0 {
      for followed in streams {
        followed.rate.take(lines: followed.lines, seconds: (now - ratesSince).seconds)
      }
      for file in files.all {
        file.rate.take(lines: file.lines, seconds: (now - ratesSince).seconds)
      }
      ratesSince = now
    }
    status.committed = process_wall_clock() / 1_000_000_000
    status.looked = completeLook
    if let commitSeconds {
      status.commits += 1
      status.commitSeconds = commitSeconds
    }
    status.lines = tally.total.lines
    status.hits = tally.total.hits
    for reject in tally.total.rejected { status.rejected[reject.reason.name] = reject.count }
    status.lostDatagrams = lostDatagrams
    status.sources = sources
    status.write(in: committer.state)
    writeMetrics()
    say(.committed(lines: tally.total.lines, logs: files.count))
  }

  /// Names files before their first lines are committed: if this process is killed right after that, the
  /// next follower looks for them, whatever they are called by then.
  func announce() {
    let named = Set(status.sources.map(\.identity))
    guard files.all.contains(where: { !named.contains($0.identity) }) else { return }
    status.sources = sources
    status.write(in: committer.state, isLasting: true)
  }

  /// What is read, and what the follower before this one read and was not looked for yet.
  private var sources: [FollowStatus.Source] {
    let missing = isFirstLook ? predecessor?.sources.filter { files[$0.identity] == nil } : nil
    return files.all.map(source) + streams.map(source)
      + (missing ?? []).filter { $0.state != .listening }
  }

  private var lostDatagrams: Int64 { streams.reduce(0) { $0 + $1.stream.lost } }

  /// Tells of datagrams that were lost since the last commit, since nothing may come to be committed.
  func reportLosses() {
    let lost = lostDatagrams
    guard lost != status.lostDatagrams else { return }
    status.lostDatagrams = lost
    status.write(in: committer.state)
    writeMetrics()
  }

  private func source(_ file: FollowedFile) -> FollowStatus.Source {
    let known = file.log.map { committer.logs[$0] }
    return FollowStatus.Source(
      path: file.path, state: file.state, format: known?.format, position: known?.offset ?? 0,
      size: file.reader?.size ?? file.settled?.size ?? 0, device: file.identity.device,
      inode: file.identity.inode, lines: file.lines, linesPerSecond: file.rate.perSecond,
      log: known?.id)
  }

  private func source(_ followed: FollowedStream) -> FollowStatus.Source {
    FollowStatus.Source(
      path: followed.name, state: .listening, format: followed.format?.name,
      position: followed.stream.offset, size: 0, device: 0, inode: 0, lines: followed.lines,
      linesPerSecond: followed.rate.perSecond)
  }

  /// Says in the log how it went since the last time.
  func sayHealth(at now: ContinuousClock.Instant) {
    guard let interval = options.health,
      let health = tally.health(
        at: now, every: interval, logs: files.count, isWaiting: schedule.isWaiting)
    else { return }
    say(.health(health))
  }

  /// Writes the metrics' file, if one was asked for.
  func writeMetrics() {
    guard let path = options.metrics else { return }
    metricsWritten = clock.now
    let isWritten = WholeFile.write(Array(status.metrics.utf8), to: path, mode: 0o644)
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
