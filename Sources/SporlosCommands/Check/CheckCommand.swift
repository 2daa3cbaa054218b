internal import AccessLog
internal import ArgumentParser
internal import Collecting
internal import Glibc
internal import Traffic
internal import TrafficReport
internal import TrafficStore

/// `sporlos check`: the command line; the work is in ``PreviewRun``.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Explain how logs are read, or preview which names would be stored.",
    discussion: """
      Examples:
        sporlos check /var/log/nginx/access.log
        sporlos check access.log \\
          --format '$remote_addr [$time_local] "$request" $status'
        sporlos check --pages /var/log/nginx/access.log*
        sporlos check --pages access.log --page-rule '/users/*' --sitemap map.xml
        zcat access.log.2.gz | sporlos check --pages - --db traffic.sqlite
        sporlos check --pages access.log --json

      Shows which format was recognised and why, what each value of a line means (with examples that \
      are shortened or redacted), what is missing and what that costs, and where the first rejected line fails. Nothing \
      is stored, and no text of a line is shown: a rejected line is shown by its shape, with letters as \
      a and digits as 9. Pages and hosts are named once lines from 5 networks have them. --json gives \
      the same for programs.

      With --pages, reads logs as `sporlos collect` does, but counts only in memory. It shows which \
      pages would be stored by name, and why; which of them redaction has turned into templates; and how \
      much would be grouped into (rare pages), in numbers only, because those paths may name a person. \
      Give it the options that you will give to collect. A last line without its newline is not read.

      Page rules are suggested for rare pages below a part of the site that has a name. Counts are \
      exact, without a threshold: do not share them.

      Exit codes: 0 all was read, 1 some input could not be read, was not recognised or had too many \
      rejected lines, 2 invalid usage.
      """)

  @Flag(help: "Show which pages would be named, templated or grouped as rare.")
  var pages = false

  @Argument(
    help: ArgumentHelp("Logs to read; - is standard input.", valueName: "file"), completion: .file()
  )
  var files: [String] = []
  private var inputs: [String] { ManyOperands.unfolded(files) }

  @Option(
    help: ArgumentHelp(
      "A database, opened read-only, whose names count as known.", valueName: "file"),
    completion: .file())
  var db: String?

  @Option(
    help: "Count all lines for this site, ignoring the virtual hosts they name.", completion: .sites
  )
  var site: String?

  @OptionGroup var log: LogOptions

  @OptionGroup var listed: SitemapOptions

  @Option(
    help: ArgumentHelp(
      "Show at most this many rows of a table (default: 20; all with --json).", valueName: "rows"))
  var limit: Int?

  @OptionGroup var threads: ThreadOptions

  @Option(help: ArgumentHelp("Counters of a batch.", valueName: "n", visibility: .hidden))
  var batch = BatchLimits.cells

  @Option(
    help: ArgumentHelp(
      "The day that retention is counted from.", valueName: "day", visibility: .hidden))
  var today: String?

  @Flag(name: .shortAndLong, help: "Print only tables, without progress and notes.")
  var quiet = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    var options = try options()
    guard pages else { return try explain(options) }
    options.settings.sitemap = try listed.pages(options.settings.rules)
    let formatFile = try log.configuration()
    options.configuration = formatFile
    formatFile?.sayRemarks(on: options.inputs, isQuiet: quiet)
    let progress = CollectProgress(isShown: Terminal.standardError.isTerminal && !quiet && !json)
    let run: PreviewRun
    do throws(StoreError) { run = try PreviewRun(options, observer: progress) } catch {
      throw CommandFailure(error.sentence)
    }
    let preview = run.run()
    for warning in run.warnings {
      Terminal.standardError.write("sporlos: \(warning.sentence)\n")
    }
    var report = preview.report(
      rules: options.settings.rules, database: db, limit: limit ?? (json ? nil : 20))
    if quiet { report.notes = [] }
    let output = Terminal.standardOutput
    let text =
      json
      ? report.json()
      : report.text(
        TextStyle(width: output.width, isBold: output.hasStyles, isUnicode: output.isUnicode))
    try Answer.write(text)
    if !run.warnings.isEmpty { throw ExitCode(1) }
  }

  /// Explains how each log is read.
  private func explain(_ options: CheckOptions) throws {
    var options = options
    let formatFile = try log.configuration()
    options.configuration = formatFile
    formatFile?.sayRemarks(on: options.inputs, isQuiet: quiet)
    let progress = CollectProgress(isShown: Terminal.standardError.isTerminal && !quiet && !json)
    let given = LogCheck.Given(
      timeZone: log.logTimeZone, formatFile: log.formatFile)
    let checks = FormatCheck(options, given: given, progress: progress).run()
    for case .failed(let sentence) in checks.map(\.outcome) {
      Terminal.standardError.write("sporlos: \(sentence)\n")
    }
    if json {
      try Answer.writeLine(LogCheck.json(checks))
    } else {
      let texts = checks.compactMap(\.text)
      if !texts.isEmpty { try Answer.write(texts.joined(separator: "\n")) }
    }
    if checks.contains(where: \.isFailure) { throw ExitCode(1) }
  }

  private func options() throws -> CheckOptions {
    if !pages, db != nil || limit != nil {
      throw ValidationError(
        "\(db != nil ? "--db" : "--limit") is for --pages: add --pages, or leave it out"
      )
    }
    guard !inputs.isEmpty || isatty(STDIN_FILENO) == 0 else {
      throw ValidationError("name the logs to check, or - for standard input")
    }
    guard inputs.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("standard input (-) can be read only once")
    }
    if let limit, limit < 1 {
      throw ValidationError("--limit must be at least 1, not \(limit)")
    }
    var options = CheckOptions(inputs: inputs.isEmpty ? ["-"] : inputs, database: db)
    options.workers = threads.count
    options.batch = max(1, batch)
    options.today = try Day(today: today)
    options.format = try log.namedFormat()
    options.settings = try log.settings()
    options.maxRejected = try log.rejectLimit()
    if let site {
      guard let name = SiteName(site) else {
        throw ValidationError(
          "--site takes a host name such as example.org, not \(QuotedText.quoted(site))")
      }
      options.site = name
      options.settings.ownHosts.append(name)
    }
    return options
  }
}
