internal import Collecting
internal import Traffic
internal import TrafficStore

/// What a run of `sporlos prune` did, in words or as JSON.
struct PruneSummary {
  var database: String
  var pruned: PrunedDatabase
  var isTrial: Bool
  /// Why ages were not counted from the clock's day; `nil` where they were.
  var doubt: String?

  private var retention: Retention { pruned.retention }
  private var today: Day { pruned.today }
  private var pruning: Pruning { pruned.pruning }

  /// The first day that is kept.
  private var firstDay: Day { retention.firstDay(today: today) }

  /// The summary in words, for a terminal.
  var text: String {
    var lines: [String] = []
    func row(_ name: String, _ value: String) {
      lines.append(name + String(repeating: " ", count: max(1, 10 - name.count)) + value)
    }
    row("keeps", "\(retention.keep.words), from \(firstDay): \(grain)")
    let would = isTrial ? "would be " : ""
    row("too old", "\(grouped(Int64(pruning.deletedRows))) rows \(would)deleted")
    row(
      "rolled up",
      "\(grouped(Int64(pruning.gatheredRows))) rows \(would)rolled up into days or months")
    row(
      "rare", "\(grouped(Int64(pruning.foldedPages))) pages without a name \(would)counted as rare")
    row("names", "\(grouped(Int64(pruning.removedNames))) unused names \(would)removed")
    row("rows", "\(grouped(pruned.rowsBefore)) before, \(grouped(pruned.rowsAfter)) after")
    if !isTrial {
      row("bytes", "\(grouped(pruned.bytesBefore)) before, \(grouped(pruned.bytesAfter)) after")
    }
    row("database", QuotedText.harmless(database))
    return lines.joined(separator: "\n")
  }

  /// How finely counts are kept, the finest first; without what is deleted before it comes to it.
  private var grain: String {
    func ends(_ age: Age) -> Bool { age.before(today) > firstDay }
    let days = retention.days.flatMap { ends($0) ? $0 : nil }
    let byDay = days.map { "by day for \($0.words), then by month" } ?? "by day"
    return ends(retention.hours) ? "by hour for \(retention.hours.words), then \(byDay)" : "by hour"
  }

  /// The summary as one line of JSON: keys are stable, new ones may be added.
  var json: String {
    let document = Document(
      database: database, keep: retention.keep.description,
      keepHours: retention.hours.description,
      keepDays: (retention.days ?? retention.keep).description,
      today: today.description, firstDay: firstDay.description, dryRun: isTrial,
      deletedRows: pruning.deletedRows,
      gatheredRows: pruning.gatheredRows, foldedPages: pruning.foldedPages,
      removedNames: pruning.removedNames, rowsBefore: pruned.rowsBefore,
      rowsAfter: pruned.rowsAfter,
      bytesBefore: pruned.bytesBefore, bytesAfter: pruned.bytesAfter)
    return SummaryJSON.line(document)
  }

  private struct Document: Encodable {
    var database: String
    var keep: String
    var keepHours: String
    var keepDays: String
    var today: String
    var firstDay: String
    var dryRun: Bool
    var deletedRows: Int
    var gatheredRows: Int
    var foldedPages: Int
    var removedNames: Int
    var rowsBefore: Int64
    var rowsAfter: Int64
    var bytesBefore: Int64
    var bytesAfter: Int64
  }
}
