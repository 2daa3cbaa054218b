internal import AccessLog
internal import ArgumentParser
internal import Traffic
internal import TrafficAudit

/// `sporlos audit`: the command line; the work is in ``AuditAction``.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Search everything on disk for personal data.",
    discussion: """
      Examples:
        sporlos audit --db traffic.sqlite
        sporlos audit --db traffic.sqlite --log access.log --log access.log.1.gz
        sporlos audit --db traffic.sqlite --published web.sqlite
        sporlos audit --db traffic.sqlite --server-state serve-state.sqlite
        sporlos audit --db traffic.sqlite --notice nb > personvern.md

      Reads every byte of the database, its -wal, -shm and journal files, the state folder and the \
      folder of open days, and core dumps and copies next to the database. It looks for addresses, \
      e-mail addresses, tokens, personal numbers, locations, dates of birth, names followed by digits, \
      user agents, times finer than an hour, and anything else that does not belong there. With --log, \
      it also searches for the personal values of a log. It says what was found and where, never the \
      value itself. Nothing is changed.

      It cannot recognise a person's name in plain words, as in /people/kari: read the names that \
      reports show.

      Exit codes: 0 nothing was found, 1 something was found or could not be read, 2 invalid usage.
      """)

  @Option(help: ArgumentHelp("The database to read.", valueName: "file"), completion: .file())
  var db: String

  @Option(
    help: ArgumentHelp(
      "The folder that collect was given with --state (default: the database's name and -state).",
      valueName: "folder"), completion: .directory)
  var state: String?

  @Option(
    help: ArgumentHelp(
      "The file of users and sessions that sporlos-serve was given with --state.",
      valueName: "file"), completion: .file())
  var serverState: String?

  @Option(
    name: .customLong("metrics"),
    help: ArgumentHelp(
      "A follower's metrics file outside the state folder.", valueName: "file"),
    completion: .file())
  var metrics: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file that publish wrote; check that the database published everything in it.",
      valueName: "file"), completion: .file())
  var published: [String] = []

  @Option(
    name: .customLong("log"),
    help: ArgumentHelp(
      "A log, compressed or not, whose personal values must not be on disk; - is standard input.",
      valueName: "file"), completion: .file())
  var logs: [String] = []

  @Option(
    help: ArgumentHelp(
      "The logs' format, if it is not recognised: a name or a string, as for collect.",
      valueName: "string"), completion: .logFormats)
  var format: String?

  @Option(
    help: ArgumentHelp(
      "Print sections for your privacy notice and record of processing: en or nb.",
      valueName: "language"), completion: .list(PrivacyNotice.Language.allCases.map(\.rawValue)))
  var notice: String?

  @Option(
    help: ArgumentHelp(
      "Hours after a day's end when collect destroys its visitors' key.", valueName: "hours"))
  var sealAfter = 48

  @Option(
    help: ArgumentHelp(
      "The day that ages are counted from.", valueName: "day", visibility: .hidden))
  var today: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print only what was found.")
  var quiet = false

  func validate() throws {
    if let notice, PrivacyNotice.Language(rawValue: notice) == nil {
      throw ValidationError("--notice takes en or nb, not \(QuotedText.quoted(notice))")
    }
    if notice != nil, json {
      throw ValidationError("--notice prints text: leave out --json")
    }
    guard (0...24 * 31).contains(sealAfter) else {
      throw ValidationError("--seal-after takes a number of hours, up to 744 (31 days)")
    }
    if logs.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("standard input (-) can be read only once")
    }
    _ = try format.map(LogOptions.format)
  }

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    var rest = AuditScope(
      database: db, stateFolder: state, today: try Day(today: today), sealAfter: sealAfter)
    rest.metrics = metrics
    rest.serverState = serverState
    let options = AuditOptions(
      rest: rest, published: published, logs: logs, format: try format.map(LogOptions.format))
    let result = try AuditAction(options).run()
    let findings = result.verdict.joined(separator: "\n") + "\n"
    if json {
      try Answer.writeLine(result.json)
    } else if let language = notice.flatMap({ PrivacyNotice.Language(rawValue: $0) }) {
      // A notice says what is not there, so it is for those of whom that is true.
      if result.isClean {
        try Answer.write(PrivacyNotice(result, language).text)
      } else {
        Terminal.standardError.write(
          "sporlos: no notice was written, because it would not be true\n")
        try Answer.write(findings)
      }
    } else if !quiet {
      try Answer.writeLine(result.text)
    } else if !result.isClean {
      try Answer.write(findings)
    }
    if !result.isClean { throw ExitCode(1) }
  }
}
