internal import Traffic
internal import TrafficStore

/// What a run of `sporlos fleet merge` did, in words or as JSON.
struct FleetMergeSummary {
  var database: String
  /// Each share, and the hits it has.
  var shares: [(path: String, hits: Int64)]
  var merging: Merging
  /// Why ages were counted from another day than the clock's; `nil` where they were not.
  var doubt: String?

  /// What looks wrong, though all was done.
  var warnings: [String] {
    let logs = merging.logsInCommon
    guard logs > 0 else { return [doubt].compactMap { $0 } }
    return [doubt].compactMap { $0 } + [
      "\(logs == 1 ? "a log begins" : "\(logs) logs begin") like one of another server. "
        + "If it is the same log, its lines count twice: let only one server count it"
    ]
  }

  private var hits: Int64 { shares.reduce(0) { $0 + $1.hits } }

  /// The summary in words, for a terminal.
  var text: String {
    var lines = ["merged    \(grouped(hits)) hits of \(shares.count) servers"]
    for share in shares {
      lines.append("share     \(grouped(share.hits)) hits in \(QuotedText.harmless(share.path))")
    }
    lines.append(
      "visitors  \(grouped(Int64(merging.sharedDays))) sites and pages of open days counted together"
    )
    lines.append("database  \(QuotedText.harmless(database))")
    return lines.joined(separator: "\n")
  }

  /// The summary as one line of JSON: keys are stable, new ones may be added.
  var json: String {
    SummaryJSON.line(
      Document(
        database: database, hits: hits,
        shares: shares.map { .init(path: $0.path, hits: $0.hits) },
        sharedDays: merging.sharedDays, logsInCommon: merging.logsInCommon))
  }

  private struct Document: Encodable {
    struct Share: Encodable {
      var path: String
      var hits: Int64
    }

    var database: String
    var hits: Int64
    var shares: [Share]
    var sharedDays: Int
    var logsInCommon: Int
  }
}
