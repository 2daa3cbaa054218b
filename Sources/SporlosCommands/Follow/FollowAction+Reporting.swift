internal import AccessLog
internal import CProcess
internal import Glibc
internal import Traffic

// What a follower says of itself: to other processes, to its log, to its service manager.

extension FollowAction {
  /// Tells how it goes, after a commit.
  func report(commitSeconds: Double?) {
    let now = clock.now
    if now - ratesSince >= .seconds(10) || status.commits == 0 {
      for followed in streams {
        followed.linesPerSecond =
          Double(followed.lines - followed.linesBefore) / max(0.001, (now - ratesSince).seconds)
        followed.linesBefore = followed.lines
      }
      for file in files {
        file.linesPerSecond =
          Double(file.lines - file.linesBefore) / max(0.001, (now - ratesSince).seconds)
        file.linesBefore = file.lines
      }
      ratesSince = now
    }
    status.committed = process_wall_clock() / 1_000_000_000
    status.looked = completeLook
    if let commitSeconds {
      status.commits += 1
      status.commitSeconds = commitSeconds
    }
    status.lines = total.lines
    status.hits = total.hits
    for reject in total.rejected { status.rejected[reject.reason.name] = reject.count }
    status.lostDatagrams = lostDatagrams
    status.sources = files.map(source) + streams.map(source)
    status.write(in: ledger.state)
    writeMetrics()
    service.status("\(grouped(total.lines)) lines of \(files.count) logs")
  }

  private var lostDatagrams: Int64 { streams.reduce(0) { $0 + $1.stream.lost } }

  /// Tells of datagrams that were lost since the last commit, since nothing may come to be committed.
  func reportLosses() {
    let lost = lostDatagrams
    guard lost != status.lostDatagrams else { return }
    status.lostDatagrams = lost
    status.write(in: ledger.state)
    writeMetrics()
  }

  private func source(_ file: FollowedFile) -> FollowStatus.Source {
    let known = file.log.map { ledger.logs[$0] }
    return FollowStatus.Source(
      path: file.path, state: file.state, format: known?.format, position: known?.offset ?? 0,
      size: file.reader?.size ?? file.settled?.size ?? 0, device: file.identity.device,
      inode: file.identity.inode, lines: file.lines, linesPerSecond: file.linesPerSecond,
      log: known?.id)
  }

  private func source(_ followed: FollowedStream) -> FollowStatus.Source {
    FollowStatus.Source(
      path: followed.name, state: .listening, format: followed.format?.name,
      position: followed.stream.offset, size: 0, device: 0, inode: 0, lines: followed.lines,
      linesPerSecond: followed.linesPerSecond)
  }

  /// Says in the log how it went since the last time.
  func sayHealth(at now: ContinuousClock.Instant) {
    guard let interval = options.health, now - healthSaid >= interval else { return }
    var sentence =
      "\(grouped(total.lines - saidLines)) lines of \(files.count) logs in "
      + "\(Int((now - healthSaid).seconds.rounded())) s"
    let rejected = total.rejected.reduce(0) { $0 + $1.count }
    if rejected > saidRejected { sentence += ", \(grouped(rejected - saidRejected)) rejected" }
    sentence += uncommittedSince == nil || blockedSince == nil ? "; all is well" : "; counts wait"
    healthSaid = now
    saidLines = total.lines
    saidRejected = rejected
    FollowAction.say(sentence)
  }

  /// Writes the metrics' file, if one was asked for.
  func writeMetrics() {
    guard let path = options.metrics else { return }
    metricsWritten = clock.now
    let isWritten = WholeFile.write(Array(status.metrics.utf8), to: path, mode: 0o644)
    if !isWritten, !hasMetricsComplaint {
      FollowAction.say(
        "cannot write the metrics \(QuotedText.quoted(path))"
          + systemTrouble(advice: "check the folder and its permissions"))
    }
    hasMetricsComplaint = !isWritten
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
