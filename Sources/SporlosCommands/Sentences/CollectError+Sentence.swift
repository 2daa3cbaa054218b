internal import Collecting
internal import TimeZones
internal import Traffic
internal import TrafficStore

extension CollectError {
  /// Why nothing, or no more, is counted, and what to do about it.
  var sentence: String {
    switch self {
    case .store(let error): error.sentence
    case .state(let error): error.sentence
    case .input(let error, let path): error.sentence(path: path)
    case .fleetDatabase(let path):
      "the database \(QuotedText.quoted(path)) is that of a fleet, and rebuilt from its "
        + "servers' counts at each merge: count into this server's own database"
    case .siteName(let name, let path):
      "\(QuotedText.quoted(name)) is the name of a site in \(QuotedText.quoted(path)), and nothing was "
        + "forgotten: give the site another name with sporlos sites rename"
    case .timeZone(let error): error.sentence
    case .lowerThreshold(let path, let known, let asked):
      "--threshold \(asked) is less than the \(known) of \(QuotedText.quoted(path)), with which days were "
        + "already published: it can only be raised"
    case .otherTimeZone(let path, let known, let asked):
      "the database \(QuotedText.quoted(path)) counts the days of \(known), not of \(asked), and cannot change "
        + "its time zone: leave out --time-zone, or count into a new database"
    case .notASocket(let text):
      "name a socket as syslog:unix:/run/sporlos/log or syslog:udp:127.0.0.1:5140, "
        + "not \(QuotedText.quoted(text))"
    case .notLoopback(let address):
      "log lines are personal data, so they are accepted only from this machine: "
        + "name 127.0.0.1 or [::1], not \(QuotedText.quoted(address))"
    case .closedDays(let loss): loss.refusal
    case .part(let error): error.sentence
    case .uncommitted(let error): error.waitingSentence
    }
  }

  /// The same for a process that goes on by itself once it is mended.
  var waitingSentence: String {
    let reason =
      if case .store(let error) = self, error.code == .full {
        "no space left on the disk of \(QuotedText.quoted(error.path)): free some space, "
          + "and they will be committed"
      } else { sentence }
    return "cannot commit, so counts and further lines wait: " + reason
  }
}

extension CommandFailure {
  init(_ error: CollectError) {
    self.init(error.sentence)
    isUsage =
      switch error {
      case .notASocket, .notLoopback: true
      default: false
      }
  }

  /// What several rooms may have thrown.
  init(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as CollectError: self.init(error)
    case let error as StateError: self.init(error.sentence)
    case let error as StoreError: self.init(error.sentence)
    case let error as TimeZoneError: self.init(error.sentence)
    default: self.init("\(error)")
    }
  }
}
