internal import LogFormats
internal import Traffic

/// The logs that a server's configuration names, for people and as JSON.
struct ConfigurationReport {
  private let file: FormatFile

  init(_ file: FormatFile) { self.file = file }

  var text: String {
    var parts: [String] = []
    let (open, closed) = (
      file.logs.filter { $0.refusal == nil }, file.logs.filter { $0.refusal != nil }
    )
    parts += open.map { text(of: $0) }
    if file.logs.isEmpty { parts.append("no logs are named here") }
    if !closed.isEmpty {
      parts.append(
        (["not collected:"]
          + closed.map { "  \($0.place): \($0.title): \($0.refusal ?? "")" })
          .joined(separator: "\n"))
    }
    if !file.configuration.unlogged.isEmpty {
      parts.append(
        (["switched off:"] + file.configuration.unlogged.map { "  " + ConfigurationReport.text($0) })
          .joined(separator: "\n"))
    }
    if !file.configuration.problems.isEmpty {
      parts.append(
        (["problems:"] + file.configuration.problems.map { "  " + $0.sentence })
          .joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  /// A log in some lines: its path, and what is to know of it.
  private func text(of log: FormatFile.Log) -> String {
    let configured = log.configured
    var rows: [(String, String)] = []
    let name = configured.formatName.map { QuotedText.harmless($0) + ": " } ?? ""
    rows.append(("format", name + QuotedText.harmless(configured.format.text)))
    if let site = log.site {
      let others = configured.sites.dropFirst().map(QuotedText.harmless)
      rows.append(
        ("site", site.text + (others.isEmpty ? "" : " (also \(others.joined(separator: ", ")))")))
    }
    rows.append(("from", log.place))
    if let condition = configured.condition {
      rows.append(("only", "requests that match: \(QuotedText.harmless(condition))"))
    }
    rows += notes(of: log).map { ("note", $0) }
    let width = 8
    return QuotedText.harmless(configured.path) + "\n"
      + rows.map {
        "  " + $0.0 + String(repeating: " ", count: width - $0.0.count) + $0.1
      }.joined(separator: "\n")
  }

  private func notes(of log: FormatFile.Log) -> [String] {
    var notes: [String] = []
    if log.configured.destination == .filesByVariable {
      notes.append("other files may also match: their lines must have this format")
    }
    if log.configured.isCompressed {
      notes.append("the server compresses it: it can be read once it is rotated")
    }
    if log.isMixed { notes.append("written in several formats, which are recognised by its lines") }
    if let reason = log.reason { notes.append("\(reason); it is recognised by its lines") }
    let lacks = file.lacks(of: log, withZone: true)
    if !lacks.isEmpty { notes.append("the format has \(lacks)") }
    return notes
  }

  private static func text(_ unlogged: UnloggedSite) -> String {
    let sites = unlogged.sites.isEmpty ? "a block" : unlogged.sites.joined(separator: ", ")
    return "\(QuotedText.harmless(unlogged.file)):\(unlogged.line): \(QuotedText.harmless(sites))"
  }
}

extension ConfigurationReport {
  var json: String {
    SummaryJSON.line(
      Document(
        server: file.configuration.kind?.rawValue ?? "",
        logs: file.logs.map { log in
          Row(
            path: log.configured.path, destination: "\(log.configured.destination)",
            format: log.configured.formatName, string: log.configured.format.text,
            site: log.site?.text, names: log.configured.sites, condition: log.configured.condition,
            file: log.configured.file, line: log.configured.line, notCollected: log.refusal,
            notes: log.refusal == nil ? notes(of: log) : [])
        },
        switchedOff: file.configuration.unlogged.map {
          Place(names: $0.sites, file: $0.file, line: $0.line)
        },
        problems: file.configuration.problems.map {
          Problem(file: $0.file, line: $0.line, sentence: $0.sentence, mayMissLogs: $0.isFailure)
        }))
  }

  private struct Document: Encodable {
    var server: String
    var logs: [Row]
    var switchedOff: [Place]
    var problems: [Problem]
  }

  private struct Row: Encodable {
    var path: String
    var destination: String
    var format: String?
    var string: String
    var site: String?
    var names: [String]
    var condition: String?
    var file: String
    var line: Int
    var notCollected: String?
    var notes: [String]
  }

  private struct Place: Encodable {
    var names: [String]
    var file: String
    var line: Int
  }

  private struct Problem: Encodable {
    var file: String
    var line: Int
    var sentence: String
    var mayMissLogs: Bool
  }
}
