internal import Collecting
internal import Traffic
internal import TrafficStore

extension UndoSummary {
  /// The summary in words.
  var text: String {
    var lines: [String] = []
    func row(_ name: String, _ value: String) {
      lines.append(name + String(repeating: " ", count: max(1, 12 - name.count)) + value)
    }
    let count = takenLogs.count
    guard count > 0 else {
      return "There is nothing to take back: no line of these logs is counted."
    }
    row(
      isTrial ? "would take" : "taken back",
      "\(grouped(hits)) \(hits == 1 ? "hit" : "hits") of \(count) \(count == 1 ? "log" : "logs")")
    for (name, days) in sites { row("site", "\(name.text), \(UndoSummary.text(of: days))") }
    let copies = logs.count - count
    if copies > 0 {
      row(
        "copies", "\(copies) \(copies == 1 ? "file is a copy" : "files are copies") of these logs")
    }
    let grown = takenLogs.count(where: \.hasMore)
    if grown > 0 {
      row(
        "ignored",
        "lines that were not counted yet, at the end of \(grown) \(grown == 1 ? "log" : "logs")")
    }
    if taken.removedNames > 0 {
      row(
        isTrial ? "would remove" : "removed", "\(grouped(Int64(taken.removedNames))) unused names")
    }
    if taken.isPublished {
      row("published", "the next `sporlos collect` takes back what it can of what was published")
    }
    row("database", QuotedText.harmless(database))
    if !isTrial {
      row("next", "collect \(count == 1 ? "this log" : "these logs") again, with the right options")
    }
    return lines.joined(separator: "\n")
  }

  /// Days in words, those that follow each other as one.
  private static func text(of days: [Day]) -> String {
    guard let first = days.first, let last = days.last else { return "no day" }
    if days.count == 1 { return "\(first)" }
    let isWhole = Int(last.rawValue) - Int(first.rawValue) + 1 == days.count
    return "\(isWhole ? "" : "\(grouped(Int64(days.count))) days of ")\(first) to \(last)"
  }
}
