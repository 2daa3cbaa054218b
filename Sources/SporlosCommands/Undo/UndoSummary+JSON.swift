internal import Collecting
internal import Traffic
internal import TrafficStore

extension UndoSummary {
  /// The summary as one line of JSON: keys are stable, new ones may be added.
  var json: String {
    SummaryJSON.line(
      Document(
        database: database, dryRun: isTrial, hits: hits,
        logs: logs.map {
          .init(
            path: $0.path, hits: $0.hits, lines: $0.lines, hasMoreLines: $0.hasMore,
            isCopy: $0.isCopy)
        },
        sites: sites.map { .init(site: $0.name.text, days: $0.days.map(\.description)) },
        deletedRows: taken.deletedRows, removedNames: taken.removedNames,
        wasPublished: taken.isPublished))
  }

  private struct Document: Encodable {
    var database: String
    var dryRun: Bool
    var hits: Int64
    var logs: [Log]
    var sites: [Site]
    var deletedRows: Int
    var removedNames: Int
    var wasPublished: Bool

    struct Log: Encodable {
      var path: String
      var hits: Int64
      var lines: Int64
      var hasMoreLines: Bool
      var isCopy: Bool
    }

    struct Site: Encodable {
      var site: String
      var days: [String]
    }
  }
}
