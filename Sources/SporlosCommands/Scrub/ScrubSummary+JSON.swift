internal import AccessLog
internal import Collecting
internal import Traffic

extension ScrubSummary {
  /// The summary as one line of JSON: keys are stable, new ones may be added.
  var json: String {
    let document = Document(
      lines: total.lines, scrubbed: total.hits, empty: total.empty,
      dropped: total.rejected.map(RejectedLines.init), bytes: bytes, seconds: seconds,
      sources: sources.map { source in
        Document.Source(
          path: source.path, format: source.format, error: source.failureSentence,
          lines: source.tally.lines, scrubbed: source.tally.hits, empty: source.tally.empty,
          dropped: source.tally.rejected.map(RejectedLines.init))
      })
    return SummaryJSON.line(document)
  }

  private struct Document: Encodable {
    var lines: Int64
    var scrubbed: Int64
    var empty: Int64
    var dropped: [RejectedLines]
    var bytes: Int64
    var seconds: Double
    var sources: [Source]

    struct Source: Encodable {
      var path: String
      var format: String?
      var error: String?
      var lines: Int64
      var scrubbed: Int64
      var empty: Int64
      var dropped: [RejectedLines]
    }
  }
}
