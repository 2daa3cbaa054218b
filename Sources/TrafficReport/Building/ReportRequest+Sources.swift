import Traffic
import TrafficStore

extension ReportRequest {
  /// The logs that were counted; the only report that is not about hours.
  func sources(_ snapshot: TrafficSnapshot) throws -> Report {
    let sources = try snapshot.sources()
    let shown = sources.prefix(limit ?? Int.max)
    let isNamed = sources.contains { $0.name != nil }
    let rows = shown.map { source -> [Report.Cell] in
      [
        .text(String(source.id ?? 0))
      ] + (isNamed ? [source.name.map { .text($0.text) } ?? .none] : []) + [
        .text(source.format), source.lastDay.map { .text($0.description) } ?? .none,
        .number(source.lines),
        .number(source.hits), .number(source.rejected.values.reduce(0) { $0.addingClamped($1) }),
        .number(source.offset),
      ]
    }
    var rejected: [RejectReason: Int64] = [:]
    for source in sources {
      rejected.merge(source.rejected) { $0.addingClamped($1) }
    }
    let totals: [Report.Cell] =
      Array(repeating: .none, count: isNamed ? 4 : 3) + [
        .number(sources.reduce(0) { $0.addingClamped($1.lines) }),
        .number(sources.reduce(0) { $0.addingClamped($1.hits) }),
        .number(rejected.values.reduce(0) { $0.addingClamped($1) }),
        .number(sources.reduce(0) { $0.addingClamped($1.offset) }),
      ]
    let table = Report.Table(
      name: "sources",
      columns: [
        Report.Column("id", "Source", .text)
      ] + (isNamed ? [Report.Column("name", "Name", .text)] : []) + [
        Report.Column("format", "Format", .text),
        Report.Column("no_later_than", "No later than", .text),
        Report.Column("lines", "Lines", .count), .hits,
        Report.Column("rejected", "Rejected", .count),
        Report.Column("bytes", "Log size", .bytes),
      ], rows: rows, totals: totals, rowsLeftOut: sources.count - shown.count)
    var notes: [Note] = [.logsByContent]
    let reasons = RejectReason.allCases.compactMap { reason in
      rejected[reason].map { "\(reason.name) (\(NumberText(.english).count($0)))" }
    }
    if !reasons.isEmpty {
      notes.append(.rejected(reasons.joined(separator: ", ")))
    }
    return Report(kind: .sources, tables: [table], notes: notes, in: language)
  }
}
