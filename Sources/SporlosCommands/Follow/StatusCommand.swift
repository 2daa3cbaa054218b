internal import ArgumentParser
internal import Collecting
internal import Traffic

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show the follower's position in each log.",
    discussion: """
      Examples:
        sporlos status --db traffic.sqlite
        sporlos status --db traffic.sqlite --json

      Shows what is committed, how far each log has grown since, and for what its counts wait. For internal use \
      only.

      Exit codes: 0 a follower is running, 1 none is running or none ever was, 2 invalid usage.
      """)

  @Option(
    help: ArgumentHelp("The database that logs are followed into.", valueName: "file"),
    completion: .file())
  var db: String

  @Option(
    help: ArgumentHelp(
      "The folder for keys (default: the database's name and -state).", valueName: "folder"),
    completion: .directory)
  var state: String?

  @Flag(help: "Print the status as JSON.")
  var json = false

  @OptionGroup var settings: SettingsOptions

  func run() throws { try StatusCommand.show(db, state, asJSON: json) }

  static func show(_ database: String, _ state: String?, asJSON: Bool) throws {
    let folder = StateFolder(database: database, named: state)
    guard let report = FollowStatusReport(database, in: folder, isNamed: state != nil) else {
      throw CommandFailure(
        "no logs have been followed into \(QuotedText.quoted(database)) yet: "
          + "start with `sporlos follow`")
    }
    try Answer.writeLine(asJSON ? report.json : report.text)
    if !report.isRunning { throw ExitCode(1) }
  }
}
