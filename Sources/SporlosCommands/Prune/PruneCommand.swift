internal import ArgumentParser
internal import Traffic

/// `sporlos prune`: the command line; the work is in ``PruneAction``.
struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Delete counts that are too old, and compact the database.",
    discussion: """
      Examples:
        sporlos prune --db traffic.sqlite
        sporlos prune --db traffic.sqlite --keep-hours 90d --keep-days 13mo
        sporlos prune --db traffic.sqlite --keep 1y --dry-run
        sporlos prune --db traffic.sqlite --today 2026-10-31

      Deletes counts that are older than the database keeps, rolls hours up into days and days into months, \
      counts pages still without a name after 31 days as rare, and removes names that are no longer \
      used. What is deleted is overwritten, and the file is compacted. The database remembers these \
      options: every `sporlos collect` applies them, but does not compact the file. Days are those of the \
      database's time zone.

      Ages are days, months or years: 90d, 25mo, 2y. A new database keeps counts for 25 months (25mo), \
      and by the hour for 13 (13mo), so that you can compare a month with the same month a year before.

      Ages are counted from today, by the clock. A wrong clock would delete everything. So if the \
      clock is more than 31 days after the last day that the database has counts or clock readings of, \
      ages are counted from that day, unless you confirm the date with --today.

      Exit codes: 0 all was done, 1 something failed, 2 invalid usage.
      """)

  @Option(help: ArgumentHelp("The database to prune.", valueName: "file"), completion: .file())
  var db: String

  @OptionGroup var kept: RetentionOptions

  @Flag(help: "Change nothing; show what would be done.")
  var dryRun = false

  @OptionGroup var patience: WaitOptions

  @Option(
    help: ArgumentHelp(
      "The day that ages are counted from, instead of the clock's.", valueName: "day"))
  var today: String?

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    let summary = try action().run()
    if let doubt = summary.doubt, !quiet {
      Terminal.standardError.write("sporlos: \(doubt)\n")
    }
    let work = dryRun ? Answer.Work.none : .done
    if json {
      try Answer.writeLine(summary.json, after: work)
    } else if !quiet, dryRun || Terminal.standardOutput.isTerminal {
      // Who asks what would be done wants to read it, wherever it goes.
      try Answer.writeLine(summary.text, after: work)
    }
  }

  private func action() throws -> PruneAction {
    var action = PruneAction(database: db, today: try Day(today: today))
    action.changes = try kept.changes()
    action.isTrial = dryRun
    action.patience = patience.wait
    return action
  }
}
