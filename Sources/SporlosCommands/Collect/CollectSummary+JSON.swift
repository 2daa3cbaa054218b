internal import AccessLog
internal import Collecting
internal import Traffic
internal import TrafficStore

extension CollectSummary {
  /// The summary as one line of JSON: keys are stable, new ones may be added.
  var json: String {
    let document = Document(
      lines: total.lines, hits: total.hits, empty: total.empty,
      rejected: total.rejected.map(RejectedLines.init), notAccess: total.notAccess,
      excluded: total.excluded, hitsTooOld: hitsTooOld,
      firstHour: firstHour?.description,
      lastHour: lastHour?.description, pages: pages, bytes: bytes, seconds: seconds,
      database: database, timeZone: timeZone,
      closedDays: closedDays.map {
        Document.Closed(
          days: $0.days, first: $0.first.description, last: $0.last.description,
          mostLostVisitors: $0.visitors, mostLostNames: $0.names)
      },
      deletedRows: pruning.deletedRows, deletedDays: pruning.deletedDays,
      firstKeptDay: pruning.firstKeptDay?.description, gatheredRows: pruning.gatheredRows,
      foldedPages: pruning.foldedPages, removedNames: pruning.removedNames,
      relabelledNames: relabelledNames, sitesOfOneNetworkOrClient: loneSites,
      sources: sources.map { source in
        Document.Source(
          path: source.path, format: source.format, outcome: source.outcome.name,
          error: source.failure, lines: source.tally.lines, hits: source.tally.hits,
          empty: source.tally.empty, rejected: source.tally.rejected.map(RejectedLines.init),
          notAccess: source.tally.notAccess, otherFormat: source.tally.otherFormat,
          withoutAddress: source.tally.addressless,
          clientField: source.clientField,
          heldBackBytes: source.heldBack, copyOf: source.outcome.original)
      })
    return SummaryJSON.line(document)
  }

  private struct Document: Encodable {
    var lines: Int64
    var hits: Int64
    var empty: Int64
    var rejected: [RejectedLines]
    var notAccess: Int64
    var excluded: Int64
    var hitsTooOld: Int64
    var firstHour: String?
    var lastHour: String?
    var pages: Int
    var bytes: Int64
    var seconds: Double
    var database: String
    var timeZone: String
    var closedDays: Closed?
    var deletedRows: Int
    var deletedDays: Int
    var firstKeptDay: String?
    var gatheredRows: Int
    var foldedPages: Int
    var removedNames: Int
    var relabelledNames: Int
    var sitesOfOneNetworkOrClient: [String]
    var sources: [Source]

    struct Closed: Encodable {
      var days: Int
      var first: String
      var last: String
      var mostLostVisitors: Int64
      var mostLostNames: Int
    }

    struct Source: Encodable {
      var path: String
      var format: String?
      var outcome: String
      var error: String?
      var lines: Int64
      var hits: Int64
      var empty: Int64
      var rejected: [RejectedLines]
      var notAccess: Int64
      /// Lines of another format than the log's first ones.
      var otherFormat: Int64
      /// Hits of people that hold no address, so that no visitor is counted for them.
      var withoutAddress: Int64
      /// What the format calls the value that is taken for the client's address.
      var clientField: String?
      var heldBackBytes: Int64
      /// The path of the file it was taken for a copy of, if that was one of this run's.
      var copyOf: String?
    }
  }
}

extension CollectSummary.Outcome {
  fileprivate var name: String {
    switch self {
    case .counted: "counted"
    case .known: "known"
    case .copy: "copy"
    case .empty: "empty"
    case .failed: "failed"
    }
  }

  fileprivate var original: String? {
    if case .copy(let original) = self { return original.path }
    return nil
  }
}
