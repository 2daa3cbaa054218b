internal import AccessLog
internal import ArgumentParser
internal import Collecting
internal import Traffic

/// `sporlos undo`.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back logs that were collected with the wrong options.",
    discussion: """
      Examples:
        sporlos undo access.log.1 --site exampel.org --db traffic.sqlite
        sporlos collect access.log.1 --site example.org --db traffic.sqlite

      Reads the logs again and deletes what `sporlos collect` has counted of them, exactly or not at all. \
      Give the options that they were collected with, wrong as they were. Afterwards the logs are new to \
      the database: collect them again with the right options.

      Counts are deleted by whole days of a site. So give all logs that have lines of these days. If the \
      database has anything else on one of the days, nothing is deleted, and the error says what differs. \
      Lines that were added to a log since it was collected are ignored.

      Nothing is deleted either if a day's visitors are still being counted (up to 48 hours after its end), \
      if its hours were rolled up, if it is too old, or while a follower runs. Logs must be files: a pipe \
      cannot be read twice.

      What was published of these days is taken back with the next `sporlos collect`, as negative numbers.

      Exit codes: 0 the logs are taken back, 1 nothing was changed, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("Logs to take back.", valueName: "file"), completion: .file())
  var files: [String]
  private var inputs: [String] { ManyOperands.unfolded(files) }

  @Option(help: ArgumentHelp("The database.", valueName: "file"), completion: .file())
  var db: String

  @Flag(help: "Change nothing; show what would be taken back.")
  var dryRun = false

  @OptionGroup var logs: SiteLogOptions

  @OptionGroup var addresses: AddressOptions

  @Option(
    help: ArgumentHelp(
      "Hours after a day's end when its visitors' key is destroyed.", valueName: "hours"))
  var sealAfter = 48

  @Option(
    help: ArgumentHelp(
      "The folder for keys (default: the database's name and -state).", valueName: "folder"),
    completion: .directory)
  var state: String?

  @OptionGroup var threads: ThreadOptions

  @OptionGroup var patience: WaitOptions

  @Option(
    help: ArgumentHelp(
      "Counters after which a batch is compared.", valueName: "n", visibility: .hidden))
  var batch = BatchLimits.cells

  @Option(
    help: ArgumentHelp(
      "The day that retention is counted from, instead of the clock's.", valueName: "day",
      visibility: .hidden))
  var today: String?

  @OptionGroup var settings: SettingsOptions

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  func run() throws {
    let options = try options()
    let progress = CollectProgress(
      isShown: Terminal.standardError.isTerminal && !quiet && !json, isQuiet: quiet)
    let summary: UndoSummary
    do throws(UndoRefusal) {
      summary = try LogUndo(options, isTrial: dryRun, observer: progress).run()
    } catch {
      progress.ends()
      throw CommandFailure(error.sentence)
    }
    if summary.isStillRead {
      Terminal.standardError.write(
        "sporlos: \(QuotedText.quoted(db)) is being read: until that ends, its -wal file still has what was deleted\n"
      )
    }
    let work = dryRun ? Answer.Work.none : .done
    if json {
      try Answer.writeLine(summary.json, after: work)
    } else if !quiet {
      try Answer.writeLine(summary.text, after: work)
    }
  }

  /// What is asked for, checked.
  private func options() throws -> CollectOptions {
    guard !inputs.contains("-") else {
      throw ValidationError("standard input cannot be read again: name the log's file")
    }
    guard (0...24 * 31).contains(sealAfter) else {
      throw ValidationError("--seal-after takes a number of hours, up to 744 (31 days)")
    }
    var options = CollectOptions(inputs: inputs, database: db)
    options.stateFolder = state
    options.workers = threads.count
    options.patience = patience.wait
    options.batch = max(1, batch)
    options.today = try Day(today: today)
    options.readsAddresses = addresses.areRead
    options.sealAfter = sealAfter
    options.logs = try logs.group()
    options.logs.settings.countries = try addresses.countries()
    // Sitemaps say which pages have names, and no name of a page is compared.
    options.groups = try ConfiguredLogs(
      beside: ProgramArguments.typed, isFollowing: false, readsSitemaps: false, say: { _ in }
    ).groups
    if let file = try logs.log.configuration() {
      FormatFile.say(file.warnings)
      options.logs.configuration = file
    }
    return options
  }
}
