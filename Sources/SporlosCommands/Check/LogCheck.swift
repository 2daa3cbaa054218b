internal import AccessLog
internal import LogFormats
internal import Traffic

/// What `sporlos check` has found out about one log.
struct LogCheck {
  /// The path as the user typed it.
  var path: String
  var outcome: Outcome

  enum Outcome {
    case read(Reading)
    /// Nothing in it is known: what it looks like, and the shape of its first line.
    case unknown(LogLook, ValueShape?)
    /// It could not be opened or read; the sentence says why.
    case failed(String)
  }

  /// What the lines of a log are.
  struct Reading {
    /// One a format that the lines are of, the first one first.
    var formats: [FormatExplanation]
    var tally: LineTally
    var problem: LineProblem?
    var hasTooManyRejects = false
    /// Whether the last line has no newline yet.
    var hasUnfinishedLine = false
    /// What went wrong behind the lines that were read.
    var failure: String?
    /// The format that the lines would be recognised as, where it is not the one that was named.
    var otherFormat: String?
    /// What the options say that the lines do not.
    var given = Given()
  }

  /// What somebody has said beside the log.
  struct Given {
    var site: String?
    var timeZone: String?
    /// The server's configuration.
    var formatFile: String?
  }

  /// Whether somebody has to look after it: it was not read, or too many of its lines were rejected.
  var isFailure: Bool {
    guard case .read(let reading) = outcome else {
      if case .unknown(.empty, _) = outcome { return false }
      return true
    }
    return reading.hasTooManyRejects || reading.failure != nil
  }
}

extension LogCheck.Reading {
  /// Lines that were rejected.
  var rejected: Int64 { tally.rejected.reduce(0) { $0 + $1.count } }

  /// Lines that should be read: all but comments and what other programs have written.
  var accessLines: Int64 { tally.lines - tally.notAccess }

  /// Whether a format was named that is not that of most lines, or most lines are broken.
  var isMostlyRejected: Bool { rejected * 2 > accessLines }

  /// What the lines would be read as if nobody had named a format; `nil` where they fit the one named.
  var otherSentence: String? {
    guard isMostlyRejected, let otherFormat else { return nil }
    let option = given.formatFile == nil ? "--format" : "--format-file"
    guard let preset = FormatCatalogue.preset(named: otherFormat) else {
      return "Without \(option), these lines are recognised by their values."
    }
    return "Without \(option), these lines are recognised as \(preset.name)."
  }

  /// The share of lines that are read, as text: never 100 % where one is not.
  var share: String {
    guard accessLines > 0 else { return "0 %" }
    let percent = Double(tally.hits) / Double(accessLines) * 100
    if tally.hits < accessLines, percent > 99.9 { return "99.9 %" }
    let tenths = (percent * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths)) %" : "\(tenths) %"
  }
}
