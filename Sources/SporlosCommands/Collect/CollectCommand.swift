internal import AccessLog
internal import ArgumentParser
internal import Collecting
internal import Traffic

struct CollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect",
    abstract: "Count access logs into a database without addresses, user agents or cookies.",
    discussion: """
      Examples:
        sporlos collect /var/log/nginx/access.log* --db traffic.sqlite
        ssh web cat access.log |
          sporlos collect - --db traffic.sqlite --site example.org
        sporlos collect --format-file /etc/nginx/nginx.conf --db traffic.sqlite
        sporlos collect access.log --db traffic.sqlite --sitemap sitemap.xml \\
          --page-rule '/users/*'
        sporlos collect --backfill /backup/logs --db traffic.sqlite

      Reads web-server logs, plain, compressed (gzip, zstd, bzip2, xz) or in tar archives, and adds \
      their counts to a database. Each line counts once, so name all your logs each time: rotated, \
      compressed, copied, archived or piped, in any order. A last line without its newline waits for \
      the next run.

      A pipe should carry one log or one archive. Several logs joined into one stream are recognised by \
      the beginning of the first only. A named pipe fails if no program opens it for writing within \
      --wait seconds; the other logs are counted. To count lines while a server writes them, see \
      `sporlos follow`.

      A page is listed by name once 8 people have requested it, counted over days, with 4 on one day. \
      Until then it counts as (rare pages). People differ in network and in kind of client: one person's \
      laptop and phone, or a whole office, count as few. --sitemap lists pages to name at once. Virtual \
      hosts that fewer than 5 people request on a day count as (rare sites): name your own with --site or \
      --own-host.

      Visitors are distinguished by network and user agent, under a random daily key. The key is \
      destroyed when the day is sealed, at the end of a run: run this daily. Days are those of this \
      machine's time zone, unless --time-zone names another when the database is created. Counts are \
      kept for 25 months, unless `sporlos prune --keep` sets another time.

      To read old logs, use --backfill and name all of them at once: files, or folders with everything in \
      them. Old days are closed when a run ends, so a second run over logs of the same days would lose \
      visitors and page names. It is refused if the days are more than a week old, unless you give --late. \
      --backfill reads everything before it closes a day. It needs room next to the database for what it \
      counts, and adds all of it in one step at the end.

      Exit codes: 0 all was counted, 1 some input could not be read, had too many rejected lines, or has \
      lines of old days that are closed, 2 invalid usage.
      """)

  @OptionGroup var collecting: CollectingOptions

  @Flag(
    help: "Read old logs: all of them, files or folders, before a day is closed.")
  var backfill = false

  @Flag(
    help: "Count lines of old days that are closed, although their visitors cannot be added.")
  var late = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  // Earlier releases' names of `follow`, `status` and `unit`.

  @Flag(help: ArgumentHelp("Earlier releases' name of `sporlos follow`.", visibility: .hidden))
  var follow = false

  @Flag(help: ArgumentHelp("Earlier releases' name of `sporlos status`.", visibility: .hidden))
  var status = false

  @Flag(help: ArgumentHelp("Earlier releases' name of `sporlos unit`.", visibility: .hidden))
  var printUnit = false

  @OptionGroup(visibility: .hidden) var following: FollowingOptions

  func run() throws {
    if status { return try StatusCommand.show(collecting.db, collecting.state, asJSON: json) }
    guard follow || !printUnit else {
      throw ValidationError("--print-unit prints a unit for --follow: name the logs to follow")
    }
    if printUnit { return try UnitCommand.printUnit(collecting, following, .follow) }
    if follow {
      guard !backfill else {
        throw ValidationError("--backfill reads logs to their ends: leave out --follow")
      }
      return try FollowCommand.run(collecting, following)
    }
    var options = try collecting.options()
    if backfill { options.backfill = .whole }
    options.acceptsLateLines = late
    try following.refuse()
    let isQuiet = collecting.quiet
    let progress = CollectProgress(
      isShown: Terminal.standardError.isTerminal && !isQuiet && !json, isQuiet: isQuiet)
    let summary: CollectSummary
    let isComplete: Bool
    do {
      options.logs.settings.countries = try collecting.addresses.countries()
      isComplete = try collecting.configure(&options, isQuiet: isQuiet)
      if backfill { options.inputs = FolderLogs.unfolded(options.inputs) }
      do throws(CollectError) {
        summary = try LogCollector(options, observer: progress).run()
      } catch { throw CommandFailure(error) }
    } catch {
      progress.ends()
      throw error
    }
    for warning in summary.warnings {
      Terminal.standardError.write("sporlos: \(warning)\n")
    }
    for note in isQuiet ? [] : summary.notes(options.logs.settings) {
      Terminal.standardError.write("sporlos: \(note)\n")
    }
    if json {
      try Answer.writeLine(summary.json, after: .done)
    } else if Terminal.standardOutput.isTerminal, !isQuiet {
      try Answer.writeLine(summary.text, after: .done)
    }
    if summary.hasFailures || !isComplete { throw ExitCode(1) }
  }
}
