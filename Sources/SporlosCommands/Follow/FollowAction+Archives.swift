internal import AccessLog
internal import Traffic
internal import TrafficStore

// Archives among what is followed. Nobody adds to one that is whole, so it is read once.

extension FollowAction {
  /// Counts the logs in an archive, unless it is on its way still.
  func countArchive(
    _ file: FollowedFile, since: ContinuousClock.Instant
  ) throws(CommandFailure) {
    guard let status = FileStatus(path: file.path), status.identity == file.identity else { return }
    file.isMisplaced = false
    guard !file.isFromEnd else {
      file.settled = status
      return
    }
    let complaint = file.complaint
    var complaints: [String] = []
    if let logs = logs(in: file, &complaints) {
      if isBeingWritten(status), logs.cutShortContent(key: ledger.key) != nil { return }
      while let log = next(of: logs, in: file, &complaints) {
        guard try count(log, of: file, since: since, &complaints) else { return }
      }
    }
    file.complaint = complaints.joined(separator: "\n")
    if file.complaint != complaint { complaints.forEach(FollowAction.say) }
    guard try flush(), !file.isMisplaced else { return }
    file.settled = status
  }

  private func logs(in file: FollowedFile, _ complaints: inout [String]) -> LogSources? {
    do throws(InputError) {
      return try LogSources(try OpenedSource(path: file.path), path: file.path)
    } catch {
      complaints.append(error.sentence(path: file.path))
      return nil
    }
  }

  private func next(
    of logs: LogSources, in file: FollowedFile, _ complaints: inout [String]
  ) -> LogSource? {
    do throws(InputError) { return try logs.next() } catch {
      complaints.append(error.sentence(path: file.path))
      return nil
    }
  }

  /// Counts one log of an archive; `false` where its lines have to be looked for again.
  private func count(
    _ log: LogSource, of file: FollowedFile, since: ContinuousClock.Instant,
    _ complaints: inout [String]
  ) throws(CommandFailure) -> Bool {
    let reader: LogReader
    let place: LogPlace
    do throws(PlaceError) {
      reader = try open(log)
      guard !reader.isEmpty else { return true }
      place = try ledger.logs.place(
        reader, format: options.collect.format(of: log.path),
        likely: options.collect.likelyFormat(of: log.path))
    } catch {
      switch error {
      case .input(let error):
        complaints.append(error.sentence(path: log.path))
        return true
      case .store(let error):
        _ = try wait(for: .store(error))
        isLookCutShort = true
        isLookDue = true
        return false
      }
    }
    if case .at(let handle) = place, reader.hasMore() {
      try countLines(of: file, reader, at: handle, since: since)
      guard !file.isMisplaced, reader.isAtEnd, !reader.hasWholeLine else { return false }
    }
    if let failure = reader.failure { complaints.append(failure.sentence(path: log.path)) }
    return true
  }

  private func open(_ log: LogSource) throws(PlaceError) -> LogReader {
    do throws(InputError) {
      return try LogReader(log, key: ledger.key, name: options.collect.source)
    } catch { throw .input(error) }
  }
}
