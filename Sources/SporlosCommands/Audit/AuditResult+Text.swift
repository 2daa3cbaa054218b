internal import TimeZones
internal import Traffic
internal import TrafficAudit
internal import TrafficStore

extension AuditResult {
  /// Everything, for people.
  var text: String {
    var lines = ["Stored in \(QuotedText.quoted(database)); each table is also by site:", ""]
    lines += keptLines
    lines += ["", keyLine, "", readLine]
    if let serverRows {
      lines.append("Read \(serverRows) rows of users, their sites, sessions, tokens and links.")
    }
    if let logLine { lines.append(logLine) }
    lines.append("")
    lines.append(contentsOf: verdict)
    return lines.joined(separator: "\n")
  }

  /// What was found, a sentence each; or that nothing was.
  var verdict: [String] {
    guard !isClean else {
      return [
        "Nothing was found. Looked for: addresses, e-mail addresses, tokens, telephone, card, account and "
          + "national numbers, locations, dates of birth, names followed by digits, user agents, times finer "
          + "than an hour, copies and leftovers next to the database, and unexplained bytes.",
        "Only you can see whether a page, site, host or campaign names a person in plain words, as "
          + "/people/kari does: \(names.named) pages have names.",
      ]
    }
    let all = findings.all
    let count = all.reduce(0) { $0 + $1.count }
    return [
      "Found, of \(all.count) \(all.count == 1 ? "kind" : "kinds") in \(count) \(count == 1 ? "place" : "places"):"
    ]
      + all.map { "- \($0.sentence)" }
  }

  private var keptLines: [String] {
    var rows = [["what", "by", "rows", "from", "to", "kept for"]]
    for category in KeptCategory.all {
      guard let counts = kept.first(where: { $0.table == category.table }) else { continue }
      rows.append([
        category.english, category.englishGrain, String(counts.rows),
        counts.days?.lowerBound.description ?? "-", counts.days?.upperBound.description ?? "-",
        retention.keep.words,
      ])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.indices.map { column in
        let room = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 2 ? room + row[column] : row[column] + room
      }
      var line = "  " + cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    } + [
      "",
      "  \(names.sites) \(names.sites == 1 ? "site" : "sites"), \(names.named) pages by name, \(names.unnamed) by a keyed hash only, "
        + "positions of \(names.sources) logs.",
    ]
  }

  private var keyLine: String {
    guard !days.isEmpty else {
      return "No day is open: there are no visitors' numbers and no key of a day."
    }
    let shown = days.prefix(5).map { "\($0), sealed after \(due($0))" }
    let more = days.count > 5 ? "; and \(days.count - 5) more" : ""
    return "Open days, each with a key of its visitors that will be destroyed: "
      + shown.joined(separator: "; ") + more + "."
      + (keysAreInMemory == false
        ? " Their folder is on a disk, not in memory: what is destroyed there may remain in spare blocks of the "
          + "disk, and a restart does not remove it." : "")
  }

  /// The hour from which on a day's key is to be destroyed.
  func due(_ day: Day) -> Hour {
    let last = clock.hours(of: day).last ?? Hour(day, 23)
    return clock.hour(at: last.start + 3600 + Int64(sealAfter) * 3600)
  }

  private var readLine: String {
    let speed = seconds > 0 ? Double(bytes) / 1e6 / seconds : 0
    return
      "Read \(rounded(Double(bytes) / 1e6)) MB in \(rounded(seconds)) s (\(rounded(speed)) MB/s): "
      + "\(rows) rows and index entries, \(copies) older copies of rows."
  }

  private var logLine: String? {
    guard let logLines, let logValues else { return nil }
    return "Looked for \(logValues) values of \(logLines) lines of log."
  }

  private func rounded(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
