internal import AccessLog
internal import FileSystem
internal import Traffic
internal import TrafficStore

// Archives among what is followed. Nobody adds to one that is whole, so it is read once.

extension LogFollower {
  /// Counts the logs in an archive, unless it is on its way still.
  func countArchive(
    _ file: FollowedFile, since: ContinuousClock.Instant
  ) throws(CollectError) {
    guard let status = FileStatus(path: file.path), status.identity == file.identity else { return }
    file.isMisplaced = false
    guard !file.isFromEnd else {
      file.settled = status
      return
    }
    let known = file.warnings
    var warnings: [FollowedFile.Warning] = []
    if let logs = logs(in: file, &warnings) {
      if looks.isBeingWritten(status), logs.cutShortContent(key: committer.key) != nil { return }
      while let log = next(of: logs, in: file, &warnings) {
        guard try count(log, of: file, since: since, &warnings) else { return }
      }
    }
    file.warnings = warnings
    if warnings != known {
      for warning in warnings { say(.unreadable(warning.error, path: warning.path)) }
    }
    guard try flush(), !file.isMisplaced else { return }
    file.settled = status
  }

  private func logs(in file: FollowedFile, _ warnings: inout [FollowedFile.Warning])
    -> LogSources?
  {
    do throws(InputError) {
      return try LogSources(try OpenedSource(path: file.path), path: file.path)
    } catch {
      warnings.append(.init(error, path: file.path))
      return nil
    }
  }

  private func next(
    of logs: LogSources, in file: FollowedFile, _ warnings: inout [FollowedFile.Warning]
  ) -> LogSource? {
    do throws(InputError) { return try logs.next() } catch {
      warnings.append(.init(error, path: file.path))
      return nil
    }
  }

  /// Counts one log of an archive; `false` where its lines have to be looked for again.
  private func count(
    _ log: LogSource, of file: FollowedFile, since: ContinuousClock.Instant,
    _ warnings: inout [FollowedFile.Warning]
  ) throws(CollectError) -> Bool {
    let reader: LogReader
    let place: CheckpointMatch
    let (group, _) = options.collect.reading(of: log.path)
    do throws(PlaceError) {
      reader = try open(log)
      guard !reader.isEmpty else { return true }
      place = try committer.logs.match(
        reader, format: group.format(of: log.path), likely: group.likelyFormat(of: log.path),
        client: group.settings.clientField)
    } catch {
      switch error {
      case .input(let error):
        warnings.append(.init(error, path: log.path))
        return true
      case .store(let error):
        _ = try wait(for: .store(error))
        schedule.cutLookShort()
        return false
      }
    }
    if case .at(let handle) = place, reader.hasMore() {
      try countLines(of: file, reader, at: handle, since: since)
      guard !file.isMisplaced, reader.isAtEnd, !reader.hasWholeLine else { return false }
    }
    if let failure = reader.failure { warnings.append(.init(failure, path: log.path)) }
    return true
  }

  private func open(_ log: LogSource) throws(PlaceError) -> LogReader {
    do throws(InputError) {
      return try LogReader(
        log, key: committer.key, name: options.collect.reading(of: log.path).group.source)
    } catch { throw .input(error) }
  }
}
