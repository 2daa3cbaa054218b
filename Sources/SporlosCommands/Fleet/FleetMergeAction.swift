internal import Collecting
internal import Traffic
internal import TrafficStore

/// `sporlos fleet merge`: sentences about what ``FleetMerge`` does.
struct FleetMergeAction {
  var shares: [String]
  var database: String
  var forgets: Bool
  /// Where to write which pages may have names.
  var names: String?
  /// Where to write what was merged as one share.
  var share: String?
  var patience: Int
  /// The day that ages are counted from, where the user vouches for it.
  var today: Day?

  func run() throws(CommandFailure) -> FleetMergeSummary {
    do {
      let (merging, nameable, clock) = try FleetMerge(
        shares: shares, database: database, forgets: forgets, patience: patience, today: today,
        shareFile: share
      ).run(lacking: DatabaseNote.sayCountsLack)
      try write(nameable)
      return FleetMergeSummary(
        database: database, shares: Array(zip(shares, merging.hits)), merging: merging,
        doubt: today == nil
          ? merging.agedFrom.flatMap { PruneAction.doubt(clock, believing: $0) } : nil)
    } catch let refusal as MergeRefusal {
      throw CommandFailure(sentence(of: refusal))
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure("\(error)")
    }
  }

  private func write(_ nameable: [PageTag]) throws(CommandFailure) {
    guard let names else { return }
    guard WholeFile.write(NameList(nameable).bytes, to: names, isLasting: true) else {
      throw CommandFailure(
        "all is merged, but the list of names \(QuotedText.quoted(names)) cannot be written\(systemTrouble())"
      )
    }
  }

  private func sentence(of refusal: MergeRefusal) -> String {
    switch refusal {
    case .hasOwnCounts:
      "the database \(QuotedText.quoted(database)) has counts of its own, which merging would "
        + "overwrite: name another database for the fleet"
    case .lacksMembers(let count):
      "\(count == 1 ? "a server that was" : "\(count) servers that were") merged before "
        + "\(count == 1 ? "is" : "are") not among the shares named: name the shares of all servers, "
        + "or leave out the missing ones with --forget"
    case .otherTimeZone(let place, let zone, let known):
      "\(QuotedText.quoted(shares[place])) counts the days of \(zone), not of \(known), so its visitors "
        + "cannot be merged: all servers of a fleet have one time zone"
    case .noShare(let place):
      "\(QuotedText.quoted(shares[place])) is a database, but not a share: "
        + "name a file that `sporlos fleet share` wrote"
    case .sameMember(let one, let other):
      "\(QuotedText.quoted(shares[one])) and \(QuotedText.quoted(shares[other])) come from the same "
        + "server: name only its latest share"
    case .store(let error): error.sentence
    }
  }
}
