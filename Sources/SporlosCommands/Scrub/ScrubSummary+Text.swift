internal import AccessLog
internal import Collecting
internal import Traffic

extension ScrubSummary.Source {
  /// Why it could not be read to its end, for its user.
  var failureSentence: String? {
    failure?.sentence(path: path, command: "scrub", done: "scrubbed")
  }
}

extension ScrubSummary {
  /// A sentence for each source that needs its owner's eyes.
  var warnings: [String] {
    sources.flatMap { source in
      var sentences: [String] = []
      if let failure = source.failureSentence { sentences.append(failure) }
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
