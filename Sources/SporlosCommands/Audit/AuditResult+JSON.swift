internal import Traffic
internal import TrafficAudit
internal import TrafficStore

extension AuditResult {
  /// The result as one line of JSON: keys are stable, new ones may be added.
  var json: String {
    let document = Document(
      database: database, clean: isClean,
      findings: findings.all.map { finding in
        .init(
          kind: finding.name, what: finding.what, advice: finding.advice, count: finding.count,
          places: finding.places.map {
            .init(
              file: $0.file, table: $0.table, column: $0.column, row: $0.row, page: $0.page,
              offset: $0.offset, part: $0.part)
          })
      },
      kept: kept.map { counts in
        let category = KeptCategory.all.first { $0.table == counts.table }
        return .init(
          table: counts.table, category: category?.english ?? counts.table,
          by: category?.englishGrain ?? "", rows: counts.rows,
          from: counts.days?.lowerBound.description, to: counts.days?.upperBound.description,
          keep: retention.keep.description)
      },
      sites: names.sites, namedPages: names.named, unnamedPages: names.unnamed,
      sources: names.sources,
      openDays: days.map { .init(day: $0.description, sealedAfter: due($0).description) },
      keysInMemory: keysAreInMemory, bytes: bytes, rows: rows, copies: copies, logLines: logLines,
      logValues: logValues, serverRows: serverRows,
      seconds: seconds)
    return SummaryJSON.line(document)
  }

  private struct Document: Encodable {
    var database: String
    var clean: Bool
    var findings: [Item]
    var kept: [Kept]
    var sites: Int64
    var namedPages: Int64
    var unnamedPages: Int64
    var sources: Int64
    var openDays: [OpenDay]
    var keysInMemory: Bool?
    var bytes: Int64
    var rows: Int64
    var copies: Int
    var logLines: Int64?
    var logValues: Int64?
    var serverRows: Int64?
    var seconds: Double

    struct Item: Encodable {
      var kind: String
      var what: String
      var advice: String
      var count: Int
      var places: [Place]
    }

    struct Place: Encodable {
      var file: String
      var table: String?
      var column: String?
      var row: Int64?
      var page: Int?
      var offset: Int64?
      var part: String?
    }

    struct Kept: Encodable {
      var table: String
      var category: String
      var by: String
      var rows: Int64
      var from: String?
      var to: String?
      var keep: String
    }

    struct OpenDay: Encodable {
      var day: String
      var sealedAfter: String
    }
  }
}
