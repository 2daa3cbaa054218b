internal import AccessLog
internal import Collecting
internal import Traffic

extension FollowEvent {
  /// What an operator reads in the follower's own log; `nil` for what only the manager of services asks.
  var sentence: String? {
    switch self {
    case .catchesUp, .follows, .reloads, .stops, .isAlive, .committed, .mayLackCounts: nil
    case .relabelled(let names): CollectSummary.relabelled(names)
    case .lacksReleases(let path): CollectSummary.lacksReleases(path)
    case .waitsForTurn: "waiting for another `sporlos collect` on the same database"
    case .newTimeZone(let zone): CollectSummary.newTimeZone(zone)
    case .keysOnDisk(let path): StateError.keysOnDisk(path)
    case .health(let health): health.sentence
    case .missing(let path): "\(QuotedText.quoted(path)) is not there; it counts when it comes"
    case .unreadable(let error, let path): error.sentence(path: path)
    case .rejected(let tally, let path, let format):
      CollectSummary.rejection(of: path, tally: tally, format: format)
    case .copy(let path, let other): CollectSummary.twin(path, of: other)
    case .cut(let path, let seconds):
      "\(QuotedText.quoted(path)) was cut: of the last \((seconds * 10).rounded(.up) / 10) s before, "
        + "what was written between a copy and the cut is in neither file; rotate by renaming to "
        + "lose nothing"
    case .waits(let error): error.waitingSentence
    case .goesOn: "the counts that waited are committed"
    case .pruned(let pruning, let keep): pruning.sentence(keep: keep)
    case .clockLags(let lag): lag.sentence
    case .staysOpen(let error): error.sentence
    case .notKept(let error): error.sentence
    case .damagedWaiting(let path):
      "what waited of pipes and sockets in \(QuotedText.quoted(path)) is damaged, and is not counted"
    case .countries(let error): error.sentence
    case .metrics(let path, let errno):
      "cannot write the metrics \(QuotedText.quoted(path))"
        + systemTrouble(errno, advice: "check the folder and its permissions")
    }
  }
}

extension FollowEvent.Health {
  fileprivate var sentence: String {
    var sentence =
      "\(grouped(lines)) lines of \(logs) logs in \(Int(seconds.rounded())) s"
    if rejected > 0 { sentence += ", \(grouped(rejected)) rejected" }
    return sentence + (isWaiting ? "; counts wait" : "; all is well")
  }
}
