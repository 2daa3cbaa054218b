internal import AccessLog
internal import ArgumentParser
internal import Glibc
internal import Traffic

struct CollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect",
    abstract: "Count access logs into a database that cannot be traced to anyone.",
    discussion: """
      Reads logs of web servers, plain, compressed (gzip, zstd, bzip2, xz) or in tar archives, and adds \
      their counts to a database. Every line counts once: files may be named twice, rotated, compressed, \
      copied, archived or piped, in any order. A last line without its newline waits for the next run. \
      A pipe should carry one log, or an archive: several logs joined into one stream are recognised by the \
      beginning of the first one only. A named pipe that no program opens for writing within --wait \
      seconds fails; the other logs are counted.

      With --follow, it keeps reading through growth, rotation, truncation and new files, until SIGTERM; \
      SIGHUP reopens all files. Logs may be patterns in quotes, pipes, - for a server's piped log, \
      syslog:unix:PATH or syslog:udp:127.0.0.1:PORT.

      A page has its name once 5 visitors have asked for it, added up over the days, 2 of them on one \
      day; until then it counts among the (rare pages). --sitemap lists those that may have theirs at \
      once. Virtual hosts that few people ask for count as (rare sites): name your own with --site or \
      --own-host. Visitors are distinguished by network and user agent, under a random daily key that \
      is destroyed when the day is sealed; days are sealed at the end of a run, so run it daily. \
      Counts are kept for 25 months, unless `sporlos prune --keep` says otherwise.

      Examples:
        sporlos collect /var/log/nginx/access.log* --db traffic.sqlite
        ssh web cat access.log | sporlos collect - --db traffic.sqlite --site example.org
        sporlos collect --follow '/var/log/nginx/access*.log' --db traffic.sqlite
        sporlos collect --format-file /etc/nginx/nginx.conf --db traffic.sqlite
        sporlos collect --status --db traffic.sqlite
        sporlos collect access.log --db traffic.sqlite --sitemap sitemap.xml --page-rule '/users/*'

      Exit codes: 0 all was counted, 1 some input could not be read or had too many rejected \
      lines, or no follower is running (--status), 2 invalid usage.
      """)

  @Flag(help: "Keep reading lines that servers write to the logs, until a signal ends it.")
  var follow = false

  @Option(
    help: ArgumentHelp(
      "With --follow: commit counts at least this often (default: 10s).",
      valueName: "time"))
  var flush: String?

  @Flag(help: "With --follow: skip what is in logs that were not followed before.")
  var fromEnd = false

  @Option(
    help: ArgumentHelp(
      "With --follow: how often to report progress on standard error; 0s: never (default: 1h).",
      valueName: "time"))
  var health: String?

  @Option(
    help: ArgumentHelp(
      "With --follow: a file for metrics in Prometheus' text form.", valueName: "file"))
  var metrics: String?

  @Flag(help: "Show how far the follower of this database is, for each log, and exit.")
  var status = false

  @Flag(help: "With --follow: print a unit for systemd that follows these logs, and exit.")
  var printUnit = false

  @Argument(help: ArgumentHelp("Logs to count; - is standard input.", valueName: "file"))
  var files: [String] = []
  private var inputs: [String] { ManyOperands.unfolded(files) }

  @Option(help: "The database to add to; created if it does not exist.")
  var db: String

  @Option(help: "Count all lines for this site, whatever virtual host they name.")
  var site: String?

  @Option(
    help: ArgumentHelp(
      "Where the logs come from, such as web1. Without it, identical logs of two servers count once.",
      valueName: "name"))
  var source: String?

  @OptionGroup var log: LogOptions

  @Option(
    help: ArgumentHelp(
      "Addresses: truncate keeps the network, for countries and visitors; drop ignores them.",
      valueName: "way"))
  var ip = "truncate"

  @Option(
    help: ArgumentHelp(
      "A database of countries in MMDB form (default: one in the usual places, if any; none: none).",
      valueName: "file"))
  var geo: String?

  @OptionGroup var listed: SitemapOptions

  @Option(
    help: ArgumentHelp(
      "Hours after a day's end when its visitors' key is destroyed and their number stays.",
      valueName: "hours"))
  var sealAfter = 48

  @Option(
    name: .customLong("kind"),
    help: ArgumentHelp(
      "What files or paths are: .fit=download, '/internal/**=api'; also page, asset, feed.",
      valueName: "pattern=kind"))
  var kinds: [String] = []

  @Option(
    help: ArgumentHelp(
      "The folder for keys (default: the database's name and -state; keys of days in /run, if it can).",
      valueName: "folder"))
  var state: String?

  @Option(help: ArgumentHelp("Threads that read lines (default: one a core).", valueName: "n"))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Seconds to wait for another process that writes to the same database, or to a named pipe.",
      valueName: "seconds"))
  var wait = 60

  @Option(
    help: ArgumentHelp(
      "Counters after which a batch is committed.",
      valueName: "n", visibility: .hidden))
  var batch = 100_000

  @Option(
    help: ArgumentHelp(
      "The day that retention is counted from, whatever the clock says.", valueName: "day",
      visibility: .hidden))
  var today: String?

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  func validate() throws {
    if status { return }
    let isConfigured = log.formatFile != nil
    guard follow || !printUnit else {
      throw ValidationError("--print-unit prints a unit for --follow: name the logs to follow")
    }
    guard !printUnit || (!inputs.isEmpty || isConfigured) && !inputs.contains("-") else {
      throw ValidationError("a service has no standard input: name the logs to follow")
    }
    _ = try options()
    if follow { _ = try followOptions() } else { try refuseFollowOptions() }
  }

  func run() throws {
    guard !status else { return try showStatus() }
    guard !follow else { return try runFollowing() }
    let progress = CollectProgress(isShown: Terminal.standardError.isTerminal && !quiet && !json)
    let summary: CollectSummary
    let isComplete: Bool
    do {
      var options = try options()
      options.settings.countries = try countries()
      options.settings.sitemap = try listed.pages(options.settings.rules)
      isComplete = try configure(&options)
      summary = try CollectAction(options, progress: progress).run()
    } catch {
      progress.end()
      throw error
    }
    for complaint in summary.complaints {
      Terminal.standardError.write("sporlos: \(complaint)\n")
    }
    for note in quiet ? [] : summary.notes {
      Terminal.standardError.write("sporlos: \(note)\n")
    }
    if json {
      try Answer.writeLine(summary.json, after: .done)
    } else if Terminal.standardOutput.isTerminal, !quiet {
      try Answer.writeLine(summary.text, after: .done)
    }
    if summary.hasFailures || !isComplete { throw ExitCode(1) }
  }

  /// The database of countries: the one that was asked for, or one that is there anyway.
  func countries() throws -> CountryFile? {
    guard geo != "none", ip != "drop" else { return nil }
    guard let path = geo ?? CountryFile.find() else { return nil }
    do {
      return try CountryFile(path: path)
    } catch {
      let sentence = error.sentence
      guard geo == nil else { throw CommandFailure(sentence) }
      // Nobody asked for this one, so its state is no reason not to count.
      Terminal.standardError.write("sporlos: \(sentence); counting without countries\n")
      return nil
    }
  }

  func options() throws -> CollectOptions {
    guard ip == "truncate" || ip == "drop" else {
      throw ValidationError("--ip takes truncate or drop, not \(QuotedText.quoted(ip))")
    }
    if ip == "drop", let geo, geo != "none" {
      throw ValidationError("--geo needs the network of an address, which --ip drop never reads")
    }
    let inputs = inputs
    let isConfigured = log.formatFile != nil
    guard !inputs.isEmpty || isConfigured || isatty(STDIN_FILENO) == 0 else {
      throw ValidationError("name the logs to count, or - for standard input")
    }
    let all = inputs.isEmpty && !isConfigured ? ["-"] : inputs
    var options = CollectOptions(inputs: all, database: db)
    options.stateFolder = state
    options.workers = try LogOptions.workers(threads)
    guard wait >= 0, wait <= 86_400 else {
      throw ValidationError("--wait takes a number of seconds, up to a day")
    }
    options.patience = wait
    options.isQuiet = quiet
    options.batch = max(1, batch)
    options.today = try Day(today: today)
    options.readsAddresses = ip != "drop"
    guard (0...24 * 31).contains(sealAfter) else {
      throw ValidationError("--seal-after takes a number of hours, up to 744 (31 days)")
    }
    options.sealAfter = sealAfter
    if inputs.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("standard input (-) can be read once only")
    }
    if let site {
      guard let name = SiteName(site) else {
        throw ValidationError(
          "--site takes a host name such as example.org, not \(QuotedText.quoted(site))")
      }
      options.site = name
    }
    if let source {
      guard let name = SourceName(source) else {
        throw ValidationError(
          "--source takes a name of up to \(SourceName.maxLength) letters, digits, dots, hyphens and "
            + "underscores, such as web1, not \(QuotedText.quoted(source))")
      }
      options.source = name
    }
    options.format = try log.namedFormat()
    options.settings = try log.settings()
    options.settings.kinds = try kinds.map { text in
      guard let rule = KindRule(text) else {
        throw ValidationError(
          "--kind takes an ending or a path and what it is, such as .fit=download or "
            + "'/internal/**=api', not \(QuotedText.quoted(text))")
      }
      return rule
    }
    if let site = options.site { options.settings.ownHosts.append(site) }
    options.mostRejected = try log.rejectLimit()
    return options
  }
}
