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
    case .missing(let path):
      "\(QuotedText.quoted(path)) does not exist yet; it will be followed when it appears"
    case .unreadable(let error, let path): error.sentence(path: path)
    case .rejected(let tally, let path, let format):
      CollectSummary.rejection(of: path, tally: tally, format: format)
    case .copy(let path, let other): CollectSummary.twin(path, of: other)
    case .cut(let path, let seconds):
      "\(QuotedText.quoted(path)) was truncated: lines of the last \((seconds * 10).rounded(.up) / 10) s before "
        + "that were written between the copy and the truncation are lost; rotate by renaming to avoid this"
    case .waits(let error): error.waitingSentence
    case .goesOn: "the waiting counts are committed"
    case .pruned(let pruning, let keep): pruning.sentence(keep: keep)
    case .clockLags(let lag): lag.sentence
    case .staysOpen(let error): error.sentence
    case .notKept(let error): error.sentence
    case .damagedWaiting(let path):
      "the waiting counts of pipes and sockets in \(QuotedText.quoted(path)) are damaged and were not counted"
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
