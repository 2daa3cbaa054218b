internal import AccessLog
internal import LogFormats
internal import Traffic
internal import TrafficStore

/// What a run of `sporlos collect` did: facts for its summary, in words or as JSON.
struct CollectSummary {
  /// What became of one source.
  struct Source {
    /// The path as the user typed it.
    var path: String
    var format: String?
    /// What the format calls the value that is taken for the client's address.
    var clientField: String?
    /// What the lines that the format was recognised by do not tell, a sentence each.
    var doubts: [String] = []
    /// Those of them that make counts wrong where nobody does anything about it.
    var cautions: [String] = []
    var outcome: Outcome
    var tally = LineTally()
    /// Bytes of a last line that has no newline yet.
    var heldBack: Int64 = 0
    var hasTooManyRejects = false
    /// Whether it is a compressed file without its end that has not grown since an earlier run.
    var isDamaged = false
  }

  /// What a source was taken for a copy of.
  struct Original: Equatable {
    /// The file, if it was one of this run's.
    var path: String?
    /// Whether both are plain files of this run: as copies go, one of them may well be another server's.
    var isTwin: Bool
  }

  enum Outcome: Equatable {
    case counted
    /// Nothing new in it.
    case known
    /// Nothing new in it, and it is not the file in which its lines were counted.
    case copy(Original)
    case empty
    /// The sentence says why; lines before the failure may have been counted.
    case failed(String)
  }

  var sources: [Source] = []
  /// What went wrong beside the sources, a sentence each.
  var warnings: [String] = []
  var total = LineTally()
  /// Hits that are older than anything that is kept.
  var hitsTooOld: Int64 = 0
  /// How long counts are kept.
  var retention = Age.months(25)
  /// That the clock is behind the logs.
  var clockComplaint: String?
  /// What was lost of days that were closed.
  var closedDays: ClosedDays.Loss?
  /// What came due at the end of the run.
  var pruning = Pruning()
  var firstHour: Hour?
  var lastHour: Hour?
  /// Pages with hits in this run; a lower bound where there were very many.
  var pages = 0
  /// Bytes of log counted, decompressed.
  var bytes: Int64 = 0
  var seconds = 0.0
  var database = ""

  /// Whether some input could not be read, or had too many rejected lines.
  var hasFailures: Bool {
    sources.contains { source in
      if case .failed = source.outcome { return true }
      return source.hasTooManyRejects
    }
  }

  /// A sentence for each source that needs its owner's eyes.
  var complaints: [String] {
    warnings + tooOld
      + sources.flatMap { source in
        var sentences: [String] = []
        if case .failed(let sentence) = source.outcome { sentences.append(sentence) }
        if let sentence = source.missingAddresses { sentences.append(sentence) }
        if source.hasTooManyRejects {
          sentences.append(
            CollectSummary.rejection(of: source.path, tally: source.tally, format: source.format))
        }
        return sentences
      }
  }

  /// What to say of logs that are equal to another one of the same run.
  private var twins: [String] {
    sources.compactMap { source in
      guard case .copy(let original) = source.outcome, original.isTwin, let path = original.path
      else { return nil }
      return CollectSummary.twin(source.path, of: path)
    }
  }

  /// What to say of a log whose lines are all in another one.
  static func twin(_ path: String, of other: String) -> String {
    "\(QuotedText.quoted(path)) was taken for a copy of \(QuotedText.quoted(other)), and counted once: "
      + "if it is another server's log, collect each with a --source of its own"
  }

  /// What whoever runs it should know, though all lines are counted.
  var notes: [String] {
    [clockComplaint, closedDays?.sentence, pruning.sentence(keep: retention)].compactMap { $0 }
      + twins + losses
  }

  /// What was rejected of logs that were read all the same, and what their lines do not tell.
  private var losses: [String] {
    sources.flatMap { source -> [String] in
      guard source.tally.lines > 0 else { return [] }
      let name = QuotedText.quoted(source.path)
      var sentences = source.cautions.map { "\(name): \($0)" }
      if source.tally.otherFormat > 0 {
        sentences.append(
          "\(name): \(grouped(source.tally.otherFormat)) of \(grouped(source.tally.lines)) lines have "
            + "another format than the first ones, and were read in that format")
      }
      let rejected = source.tally.rejected.reduce(0) { $0 + $1.count }
      if rejected > 0, !source.hasTooManyRejects {
        sentences.append(
          "\(name): \(rejected) of \(source.tally.lines) lines were rejected: "
            + CollectSummary.listed(source.tally.rejected))
      }
      if source.tally.addressless > 0, source.missingAddresses == nil {
        sentences.append(
          "\(name): \(grouped(source.tally.addressless)) of \(grouped(source.tally.people)) lines of "
            + "people hold no address: no visitors are counted for them")
      }
      return sentences
    }
  }

  /// What became of hits that are too old to be kept, if there are any.
  private var tooOld: [String] {
    guard hitsTooOld > 0 else { return [] }
    return [
      "\(grouped(hitsTooOld)) \(hitsTooOld == 1 ? "hit is" : "hits are") older than the "
        + "\(retention.words) that \(QuotedText.quoted(database)) keeps, and were left out: "
        + "see `sporlos prune --keep`"
    ]
  }

  /// What to say of a source with too many rejected lines.
  static func rejection(of path: String, tally: LineTally, format: String?) -> String {
    let rejected = tally.rejected.reduce(0) { $0 + $1.count }
    return "\(QuotedText.quoted(path)): \(rejected) of \(tally.lines) lines were rejected: "
      + "\(CollectSummary.listed(tally.rejected)). \(rejectionAdvice(format))"
  }

  /// What to do about a source with too many rejected lines.
  static func rejectionAdvice(_ format: String?) -> String {
    let advice = "Run `sporlos check` on it to see what does not fit, or see --max-rejected"
    guard let format else { return advice }
    if format.hasPrefix("custom-") {
      return "It was read by the format string (\(format.dropFirst("custom-".count))). " + advice
    }
    // What was recognised by its values has no name.
    guard FormatCatalogue.preset(named: format) != nil else { return advice }
    return "It was read as \(format). " + advice
  }

  /// Rejected lines by reason, the most frequent first.
  static func listed(_ rejects: [LineTally.Reject]) -> String {
    rejects.sorted { ($1.count, $0.firstLine) < ($0.count, $1.firstLine) }.map {
      "\($0.count) \($0.reason.name) (first: line \($0.firstLine))"
    }.joined(separator: ", ")
  }
}

extension CollectSummary.Source {
  /// What to say where no line at all has an address, though the format has a place for one.
  var missingAddresses: String? {
    guard tally.people > 0, tally.addressless == tally.people, let clientField else { return nil }
    return
      "\(QuotedText.quoted(path)): no line holds an address in \(QuotedText.quoted(clientField)), so no "
      + "visitors are counted: log addresses (HostnameLookups Off), or name another value with "
      + "--client-address"
  }
}
