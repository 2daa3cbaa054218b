internal import ArgumentParser
internal import Collecting
internal import Traffic

/// `sporlos backfill finish`.
struct BackfillFinishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finish",
    abstract: "Add the parts of a backfill to the database.",
    discussion: """
      Examples:
        sporlos backfill finish 2025.part 2026.part --db traffic.sqlite

      Adds all counts in one step: until it is done, reports show the database as it was. Pages, referrers \
      and campaigns get their names by the counts of all parts together, and days that are over are \
      published. The logs are known then: if one of them is collected again, nothing of it counts twice.

      Afterwards the key that opens the names is destroyed. Delete the start file and the parts: with both, \
      it can be tested whether a given page was requested, or whether a visitor whose network and user \
      agent are known came on a day.

      Exit codes: 0 all was added, 1 nothing was added, 2 invalid usage.
      """)

  @Argument(help: "All parts of the backfill.", completion: .file())
  var files: [String]
  private var parts: [String] { ManyOperands.unfolded(files) }

  @OptionGroup var server: FleetServerOptions

  @Flag(
    help: "Also add lines of old days that are closed, although their visitors cannot be added.")
  var late = false

  @Option(
    help: ArgumentHelp(
      "The day that retention is counted from, instead of the clock's.", valueName: "day",
      visibility: .hidden))
  var today: String?

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  func run() throws {
    guard !parts.isEmpty else { throw ValidationError("name the parts of the backfill") }
    var options = CollectOptions(inputs: [], database: server.db)
    options.stateFolder = server.state
    options.patience = server.patience.wait
    options.today = try Day(today: today)
    options.backfill = .finish(parts: parts)
    options.acceptsLateLines = late
    let progress = CollectProgress(
      isShown: Terminal.standardError.isTerminal && !quiet, isQuiet: quiet)
    let summary: CollectSummary
    do throws(CollectError) {
      summary = try LogCollector(options, observer: progress).run()
    } catch {
      progress.ends()
      throw CommandFailure(error)
    }
    for warning in summary.warnings { Terminal.standardError.write("sporlos: \(warning)\n") }
    for note in quiet ? [] : summary.notes(options.logs.settings) {
      Terminal.standardError.write("sporlos: \(note)\n")
    }
  }
}
