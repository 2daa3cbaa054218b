internal import AccessLog
internal import ArgumentParser
internal import LogFormats
internal import Traffic

/// `sporlos formats`: the presets, and what --format takes.
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "List named log formats, or the logs in a server's configuration.",
    discussion: """
      Examples:
        sporlos formats
        sporlos formats tomcat
        sporlos formats --format-file /etc/nginx/nginx.conf
        sporlos collect access.log --db traffic.sqlite \\
          --format '$remote_addr [$time_local] "$request" $status'

      Usually you need none of these, because `sporlos collect` recognises a log's format. If it does not, \
      give --format one of these names, or the format string from the server's configuration. The server is \
      recognised from the string; if not, name it before the string.

      Servers that you can name before a string: nginx, apache, tomcat (10.1 and later), tomcat9, jetty, \
      lighttpd, varnish, fastly, litespeed, icecast, haproxy, squid, envoy, w3c, json; csv and tsv for \
      columns.

      With --format-file, lists the logs in a server's configuration: their formats and sites, what collect \
      cannot read and where to look instead, and what is wrong in the configuration.

      Exit codes: 0 all was listed, 1 no format matches, or some logs of the configuration may be missing, \
      2 invalid usage.
      """)

  @Argument(
    help: ArgumentHelp("List only formats with this in their name or title.", valueName: "text"),
    completion: .logFormats)
  var text: String?

  @Option(
    help: ArgumentHelp(
      "List the logs in this configuration, such as /etc/nginx/nginx.conf.",
      valueName: "file"), completion: .file())
  var formatFile: String?

  @Flag(help: "Print the list as JSON.")
  var json = false

  func validate() throws {
    guard text == nil || formatFile == nil else {
      throw ValidationError(
        "--format-file lists all logs: leave out \(QuotedText.quoted(text ?? ""))")
    }
  }

  func run() throws {
    if let formatFile { return try list(FormatFile(formatFile)) }
    let wanted = text?.lowercased()
    let presets = FormatCatalogue.presets.filter { preset in
      guard let wanted else { return true }
      return preset.name.contains(wanted) || preset.title.lowercased().contains(wanted)
        || FormatCatalogue.aliases.contains { $0.value == preset.name && $0.key.contains(wanted) }
    }
    if json {
      try Answer.writeLine(
        SummaryJSON.line(
          presets.map { preset in
            Row(
              name: preset.name, title: preset.title, source: preset.source,
              isRecognised: preset.isGuessable, needsTimeZone: preset.needsZone)
          }))
    } else if !presets.isEmpty {
      let width = presets.map(\.name.count).max() ?? 0
      let rows = presets.map { preset in
        preset.name + String(repeating: " ", count: width - preset.name.count + 2) + preset.title
          + (preset.isGuessable ? "" : " (only by name)") + "\n"
          + String(repeating: " ", count: width + 2) + preset.source
      }
      try Answer.writeLine(rows.joined(separator: "\n"))
    }
    if presets.isEmpty {
      Terminal.standardError.write(
        "sporlos: no format has \(QuotedText.quoted(text ?? "")) in its name: "
          + "`sporlos formats` lists all; --format also takes the server's own string\n")
      throw ExitCode(1)
    }
  }

  /// Lists the logs of a configuration.
  private func list(_ file: FormatFile) throws {
    let report = ConfigurationReport(file)
    try Answer.writeLine(json ? report.json : report.text)
    if !file.warnings.isEmpty || file.logs.isEmpty { throw ExitCode(1) }
  }

  private struct Row: Encodable {
    var name: String
    var title: String
    var source: String
    var isRecognised: Bool
    var needsTimeZone: Bool
  }
}
