internal import AccessLog
internal import TimeZones
internal import Traffic
internal import TrafficStore

// From counters to the database, whatever state that is in.

extension LogFollower {
  /// Adds what became of lines to what this process has counted in all.
  func count(_ tally: LineTally) { self.tally.add(tally) }

  /// Commits all that is counted and need not wait for more.
  ///
  /// - Returns: `false` while the database does not take it; it is kept until it does.
  /// - Throws: ``CollectError`` when that will not change by itself.
  func flush() throws(CollectError) -> Bool {
    guard schedule.mayCommit(at: .now) || orders.isStopping else { return false }
    refreshCountries()
    announce()
    let start = ContinuousClock.now
    var hasCommitted = false
    do throws(CollectError) {
      hasCommitted = committer.hasPending
      _ = try committer.commitPending()
      if committer.hasCounts {
        committer.sealBatch(at: looks.hour, isOver: looks.isOver)
        hasCommitted = hasCommitted || committer.hasPending
        _ = try committer.commitPending()
      }
    } catch {
      return try wait(for: error)
    }
    schedule.noteCommit()
    // What waits for more may go as soon as an hour is over.
    if committer.hasCounts { schedule.noteLines(after: .now) }
    do throws(StoreError) {
      try enforceRetention()
    } catch {
      return try wait(for: .store(error))
    }
    if warnings.database != nil {
      warnings.database = nil
      say(.goesOn)
    }
    releasePacked()
    report(commitSeconds: hasCommitted ? (ContinuousClock.now - start).seconds : nil)
    return true
  }

  /// Writes down what waits of pipes and sockets.
  func keepStreams() {
    guard duties.isKeepingDue(atSecond: LogFollower.second) else { return }
    do throws(CollectError) {
      try committer.keepStreams()
      warnings.keeping = nil
    } catch {
      if warnings.keeping != error { say(.notKept(error)) }
      warnings.keeping = error
    }
  }

  /// Makes the best of a commit that was refused.
  func wait(for error: CollectError) throws(CollectError) -> Bool {
    if case .store(let error) = error, error.code == .countedMeanwhile {
      return try findPlacesAgain()
    }
    guard let delay = error.retryDelay else { throw error }
    if schedule.noteRefusal(at: .now, retryIn: delay, isBusy: error.isBusy),
      warnings.isNew(error)
    {
      say(.waits(error))
    }
    return false
  }

  /// Forgets what is not committed, since another process has counted one of the same logs, and has
  /// all files read again from where they are counted to now.
  private func findPlacesAgain() throws(CollectError) -> Bool {
    committer.startOver()
    for file in files.all {
      file.log = nil
      file.isMisplaced = true
      file.settled = nil
    }
    // What was read to its end, and so was left alone, may have lines to count again.
    folders.forget()
    schedule.startOver()
    return true
  }

  /// Deletes, folds and gathers what has come due, and says what was deleted.
  private func enforceRetention() throws(StoreError) {
    let (pruning, keep) = try committer.enforceRetention()
    if pruning.deletedRows > 0 { say(.pruned(pruning, keep: keep)) }
  }

  /// Reads the clock, and enforces retention by what it has agreed on, whether lines come or not.
  func ageCounts() {
    let today = committer.clock.today
    guard duties.isAgeingDue(on: today, at: .now) else { return }
    do throws(StoreError) {
      try committer.noteClock()
      try enforceRetention()
    } catch { return }
    duties.noteAged(on: today)
  }

  /// Forgets who came on days that are over. While lines wait, or older ones are being
  /// caught up with, those of one day may take several commits: then a day stays open for as long as its
  /// key is not a day old.
  func sealDays() {
    warnOfClock()
    do throws(StateError) {
      try committer.sealDays(
        sparesYoung: schedule.isBehind)
    } catch {
      if warnings.isNew(error) { say(.staysOpen(error)) }
    }
    publish()
  }

  /// Publishes days that are over, later where the database does not take it now.
  private func publish() {
    do throws(CollectError) { try committer.publish() } catch {
      if warnings.isNew(error) { say(.waits(error)) }
    }
    if committer.lacksReleases, !warnings.hasReleases {
      warnings.hasReleases = true
      say(.lacksReleases(path: committer.database.path))
    }
  }

  /// Says, once, that the clock is behind the logs.
  private func warnOfClock() {
    guard !warnings.hasClock, let lag = committer.clockLag else { return }
    warnings.hasClock = true
    say(.clockLags(lag))
  }

  /// Opens the database of countries again if it was replaced; a bad new one leaves the old in use.
  private func refreshCountries() {
    do throws(CountryDatabaseError) {
      try options.collect.logs.settings.countries?.refreshIfChanged()
    } catch {
      if warnings.isNew(error) { say(.countries(error)) }
    }
  }
}
