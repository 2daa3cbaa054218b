internal import AccessLog
internal import Collecting
internal import Traffic

/// What a run of `sporlos scrub` did: facts for its summary, in words or as JSON.
struct ScrubSummary {
  /// What became of one source.
  struct Source {
    /// The path as the user typed it.
    var path: String
    var format: String?
    var tally = LineTally()
    /// Why it could not be read to its end, in a sentence.
    var failure: String?
    var hasTooManyRejects = false
  }

  var sources: [Source] = []
  var total = LineTally()
  /// Bytes written.
  var bytes: Int64 = 0
  var seconds = 0.0
  /// Whether the reader of standard output had enough before the end. Whoever that is knows it, so
  /// nothing is said.
  var isReaderGone = false

  /// Whether some input could not be read, or had too many dropped lines.
  var hasFailures: Bool {
    isReaderGone || sources.contains { $0.failure != nil || $0.hasTooManyRejects }
  }

  /// A sentence for each source that needs its owner's eyes.
  var warnings: [String] {
    sources.flatMap { source in
      var sentences: [String] = []
      if let failure = source.failure { sentences.append(failure) }
      if source.hasTooManyRejects {
        let dropped = source.tally.rejected.reduce(0) { $0 + $1.count }
        let name = source.path == "-" ? "standard input" : QuotedText.quoted(source.path)
        sentences.append(
          "\(name): \(dropped) of \(source.tally.lines) lines were dropped: "
            + "\(CollectSummary.listed(source.tally.rejected)). "
            + CollectSummary.rejectionAdvice(source.format))
      }
      return sentences
    }
  }

  /// The summary in words, for a terminal.
  var text: String {
    var lines = ["scrubbed  \(grouped(total.hits)) of \(grouped(total.lines)) lines\(pace)"]
    if !total.rejected.isEmpty {
      lines.append("dropped   \(CollectSummary.listed(total.rejected))")
    }
    return lines.joined(separator: "\n")
  }

  /// Time and speed, where they were long enough to measure.
  private var pace: String {
    guard seconds > 0.05, total.lines > 0 else { return "" }
    let tenths = (seconds * 10).rounded() / 10
    return " in \(tenths) s (\(grouped(Int64(Double(total.lines) / seconds))) lines/s)"
  }
}
