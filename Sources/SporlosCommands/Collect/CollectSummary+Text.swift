internal import AccessLog
internal import Collecting
internal import Traffic
internal import TrafficStore

extension CollectSummary {
  /// The summary in words, for a terminal.
  var text: String {
    var lines: [String] = []
    func row(_ name: String, _ value: String) {
      lines.append(name + String(repeating: " ", count: max(1, 10 - name.count)) + value)
    }
    row("counted", "\(grouped(total.hits)) hits of \(grouped(total.lines)) lines\(pace)")
    if !total.rejected.isEmpty { row("rejected", CollectSummary.listed(total.rejected)) }
    if total.excluded > 0 {
      row(
        "excluded", "\(grouped(total.excluded)) \(total.excluded == 1 ? "line" : "lines") left out")
    }
    if total.notAccess > 0 {
      row(
        "other",
        "\(grouped(total.notAccess)) \(total.notAccess == 1 ? "line is" : "lines are") not from an access log"
      )
    }
    for line in formats { row("format", line) }
    for doubt in Set(sources.flatMap { $0.reading?.doubts ?? [] }).sorted() { row("note", doubt) }
    let known = sources.count { $0.outcome == .known }
    if known > 0 {
      row("known", known == 1 ? "1 log had nothing new" : "\(known) logs had nothing new")
    }
    let copies = sources.compactMap { source in
      if case .copy(let original) = source.outcome { (source.path, original.path) } else { nil }
    }
    if let (path, original) = copies.first {
      let copied = original.map(QuotedText.harmless) ?? "a log that was counted before"
      row(
        "copies",
        "\(QuotedText.harmless(path)) was taken for a copy of \(copied)"
          + (copies.count > 1 ? ", and \(copies.count - 1) more" : "")
          + "; another server's log needs its own --source")
    }
    let unfinished = sources.count { $0.heldBack > 0 }
    if unfinished > 0 {
      row(
        "waiting",
        unfinished == 1
          ? "1 last line without its newline" : "\(unfinished) last lines without their newline")
    }
    if let firstHour, let lastHour { row("hours", "\(firstHour) to \(lastHour)") }
    if pages > 0 { row("pages", grouped(Int64(pages))) }
    if let loss = closedDays {
      row(
        "closed",
        "\(loss.days) \(loss.days == 1 ? "day" : "days") (\(loss.range)) before more lines came: "
          + "\(loss.missing) cannot be added")
    }
    if let firstKept = pruning.firstKeptDay {
      row(
        "deleted",
        "\(grouped(Int64(pruning.deletedRows))) rows of \(grouped(Int64(pruning.deletedDays))) days "
          + "before \(firstKept)")
    }
    row("database", "\(QuotedText.harmless(database)), with days in \(timeZone)")
    if total.hits > 0 { row("next", "sporlos report --db \(QuotedText.harmless(database))") }
    return lines.joined(separator: "\n")
  }

  /// Which formats the logs are of, and where the client's address is in each.
  private var formats: [String] {
    var counts: [String: (paths: [String], place: Int)] = [:]
    for source in sources where source.tally.lines > 0 {
      guard let format = source.format else { continue }
      let client =
        source.clientField.map { "client in \(QuotedText.harmless($0))" }
        ?? "no client, so no visitors"
      let place = counts.count
      counts["\(format), \(client)", default: ([], place)].paths.append(source.path)
    }
    return counts.sorted { $0.value.place < $1.value.place }.map { text, logs in
      logs.paths.count == 1
        ? "\(text) (\(QuotedText.harmless(logs.paths[0])))" : "\(text) (\(logs.paths.count) logs)"
    }
  }

  /// Time and speed, where they were long enough to measure.
  private var pace: String {
    guard seconds > 0.05, total.lines > 0 else { return "" }
    let tenths = (seconds * 10).rounded() / 10
    return
      " in \(tenths) s (\(grouped(Int64(Double(total.lines) / seconds))) lines/s, \(Int(Double(bytes) / 1e6 / seconds)) MB/s)"
  }
}
