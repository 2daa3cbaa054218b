internal import AccessLog
internal import Traffic
internal import TrafficStore

// From counters to the database, whatever state that is in.

extension CollectLedger.Refusal {
  /// What is wrong, for a process that goes on by itself once it is mended.
  fileprivate var waitingSentence: String {
    guard case .store(let error) = self, error.code == .full else { return sentence }
    return "no space left on the disk of \(QuotedText.quoted(error.path)): free some space, "
      + "and they are counted"
  }
}

extension FollowAction {
  /// Adds what became of lines to what this process has counted in all.
  func count(_ tally: LineTally) { total.append(tally) }

  /// Commits all that is counted.
  ///
  /// - Returns: `false` while the database does not take it; it is kept until it does.
  /// - Throws: ``CommandFailure`` when that will not change by itself.
  func flush() throws(CommandFailure) -> Bool {
    if let nextAttempt, clock.now < nextAttempt, !isStopping { return false }
    refreshCountries()
    let start = clock.now
    let hasCounts = ledger.hasPending || ledger.hasCounts
    do throws(CollectLedger.Refusal) {
      _ = try ledger.commitPending()
      if ledger.hasCounts {
        ledger.sealBatch()
        _ = try ledger.commitPending()
      }
    } catch {
      return try wait(for: error)
    }
    uncommittedSince = nil
    nextAttempt = nil
    blockedSince = nil
    do throws(StoreError) {
      try enforceRetention()
    } catch {
      return try wait(for: .store(error))
    }
    if databaseComplaint != nil {
      databaseComplaint = nil
      FollowAction.say("the counts that waited are committed")
    }
    releasePacked()
    report(commitSeconds: hasCounts ? (clock.now - start).seconds : nil)
    return true
  }

  /// Makes the best of a commit that was refused.
  func wait(for error: CollectLedger.Refusal) throws(CommandFailure) -> Bool {
    var isBusy = false
    switch error {
    case .store(let error):
      switch error.code {
      case .countedMeanwhile:
        return try findPlacesAgain()
      case .busy:
        isBusy = true
        nextAttempt = clock.now + .milliseconds(200)
      case .full, .noDescriptors, .readOnly, .inputOutput, .cannotOpen:
        nextAttempt = clock.now + .seconds(2)
      default:
        throw CommandFailure(error.sentence)
      }
    case .state:
      nextAttempt = clock.now + .seconds(2)
    }
    let since = blockedSince ?? clock.now
    blockedSince = since
    // Another process that commits is nothing to talk about, unless it takes long.
    if !isBusy || clock.now - since > .seconds(30) {
      let sentence = "counts wait, and lines in their logs: " + error.waitingSentence
      if sentence != databaseComplaint { FollowAction.say(sentence) }
      databaseComplaint = sentence
    }
    return false
  }

  /// Forgets what is not committed, since another process has counted one of the same logs, and has
  /// all files read again from where they are counted to now.
  private func findPlacesAgain() throws(CommandFailure) -> Bool {
    ledger.startOver()
    for file in files {
      file.log = nil
      file.isMisplaced = true
    }
    // What was read to its end, and so was left alone, may have lines to count again.
    folderEntries = [:]
    folderStamps = [:]
    uncommittedSince = nil
    nextAttempt = nil
    isLookDue = true
    isLookCutShort = true
    return true
  }

  /// Deletes, folds and gathers what has come due, and says what was deleted.
  private func enforceRetention() throws(StoreError) {
    let (pruning, keep) = try ledger.enforceRetention()
    pruning.sentence(keep: keep).map(FollowAction.say)
  }

  /// Reads the clock, and enforces retention by what it has agreed on, whether lines come or not.
  ///
  /// Once on each day that the clock says. A database that does not take it is asked again a minute later.
  func ageCounts() {
    let today = Day.today
    guard agedDay != today, clock.now >= nextAgeing else { return }
    nextAgeing = clock.now + .seconds(60)
    do throws(StoreError) {
      try ledger.noteClock()
      try enforceRetention()
    } catch { return }
    agedDay = today
    nextAgeing = clock.now
  }

  /// Forgets who came on days that are over, now and then. While lines wait, or older ones are being
  /// caught up with, those of one day may take several commits: then a day stays open for as long as its
  /// key is not a day old.
  func sealDays() {
    guard clock.now >= nextSealing else { return }
    nextSealing = clock.now + .seconds(60)
    complainOfClock()
    do throws(CommandFailure) {
      try ledger.sealDays(sparesYoung: uncommittedSince != nil || isLookCutShort)
    } catch {
      if error.sentence != sealingComplaint { FollowAction.say(error.sentence) }
      sealingComplaint = error.sentence
    }
  }

  /// Says, once, that the clock is behind the logs.
  private func complainOfClock() {
    guard !hasClockComplaint, let complaint = ledger.clockComplaint else { return }
    hasClockComplaint = true
    FollowAction.say(complaint)
  }

  /// Opens the database of countries again if it was replaced; a bad new one leaves the old in use.
  private func refreshCountries() {
    do throws(CountryDatabaseError) {
      try options.collect.settings.countries?.refreshIfChanged()
    } catch {
      if error.sentence != countryComplaint { FollowAction.say(error.sentence) }
      countryComplaint = error.sentence
    }
  }
}
