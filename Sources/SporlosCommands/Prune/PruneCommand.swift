internal import ArgumentParser
internal import Traffic

/// `sporlos prune`: the command line; the work is in ``PruneAction``.
struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Delete what is too old, and make the database smaller.",
    discussion: """
      Deletes counts that are older than the database keeps, puts hours together into days and days \
      into months, counts pages that got no name within 31 days among the rare ones, and removes \
      names that no count needs any more. What is deleted is overwritten, and the file is written \
      anew. Options are remembered by the database; every `sporlos collect` enforces them, but \
      leaves the file its size. Days are those of the database's time zone.

      Ages are counted from the day the clock says. If that is more than 31 days after the last day \
      that the database has counts or clock readings of, they are counted from that day instead, since a \
      clock that is wrong would delete everything: --today says which day it is.

      Ages are days, months or years: 90d, 25mo, 2y. Without options, a new database keeps counts \
      for 25 months (25mo), and by the hour for 13 (13mo), so that a month can be held against the \
      same one of the year before.

      Examples:
        sporlos prune --db traffic.sqlite
        sporlos prune --db traffic.sqlite --keep-hours 90d --keep-days 13mo
        sporlos prune --db traffic.sqlite --keep 1y --dry-run
        sporlos prune --db traffic.sqlite --today 2026-10-31

      Exit codes: 0 all was done, 1 something was not, 2 invalid usage.
      """)

  @Option(help: ArgumentHelp("The database to prune.", valueName: "file"), completion: .file())
  var db: String

  @OptionGroup var kept: RetentionOptions

  @Flag(help: "Change nothing, and show what would be done.")
  var dryRun = false

  @OptionGroup var patience: WaitOptions

  @Option(
    help: ArgumentHelp(
      "The day that ages are counted from, whatever the clock says.", valueName: "day"))
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
