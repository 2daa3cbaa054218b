internal import AccessLog
internal import ArgumentParser
internal import Collecting
internal import Glibc
internal import Traffic

/// What is counted, and how: the options of all commands that count logs into a database.
struct CollectingOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Logs to count; - is standard input.", valueName: "file"),
    completion: .file())
  var files: [String] = []
  var inputs: [String] { ManyOperands.unfolded(files) }

  @Option(help: "The database; created if it does not exist.", completion: .file())
  var db: String

  @OptionGroup var logs: SiteLogOptions

  @OptionGroup var addresses: AddressOptions

  @Option(
    help: ArgumentHelp(
      "Hours after a day's end when its visitors' key is destroyed; their number stays.",
      valueName: "hours"))
  var sealAfter = 48

  @Option(
    help: ArgumentHelp(
      "Hours after a day's end when it is published, so that reports show it.", valueName: "hours"))
  var publishAfter = 2

  @Option(
    help: ArgumentHelp(
      "The smallest count that is published by name (default: the database's, 5 in a new one).",
      valueName: "number"))
  var threshold: Int64?

  @Option(
    help: ArgumentHelp(
      "Also update this file of published counts, as `sporlos publish` does.",
      valueName: "file"), completion: .file())
  var publishTo: String?

  @Flag(
    help:
      "Publish from a restored backup, although others can subtract what was published since.")
  var publishAnew = false

  @Flag(
    help:
      "On a server of a fleet: also publish its own counts, which others can subtract from the fleet's."
  )
  var publishMember = false

  @OptionGroup var kept: RetentionOptions

  @OptionGroup var zone: TimeZoneOptions

  @Option(
    help: ArgumentHelp(
      "The folder for keys (default: the database's name and -state; daily keys in /run if possible).",
      valueName: "folder"), completion: .directory)
  var state: String?

  @OptionGroup var threads: ThreadOptions

  @Option(
    help: ArgumentHelp(
      "Seconds to wait for another process that writes to the database or to a named pipe.",
      valueName: "seconds"))
  var wait = 60

  @Option(
    help: ArgumentHelp(
      "Counters after which a batch is committed.",
      valueName: "n", visibility: .hidden))
  var batch = BatchLimits.cells

  @Option(
    help: ArgumentHelp(
      "The day that retention is counted from, instead of the clock's.", valueName: "day",
      visibility: .hidden))
  var today: String?

  @OptionGroup var settings: SettingsOptions

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  /// Takes the logs' formats and sites, and the logs where none is named, from the server's configuration.
  ///
  /// - Parameters:
  ///   - isFollowing: Whether logs may come later, and grow.
  ///   - isQuiet: Whether only what is wrong is said.
  ///   - readsSitemaps: Whether lines are going to be counted.
  /// - Returns: Whether all logs of the configuration are known, where it says which to collect.
  @discardableResult
  func configure(
    _ options: inout CollectOptions, isFollowing: Bool = false, isQuiet: Bool,
    readsSitemaps: Bool = true
  ) throws -> Bool {
    func say(_ sentences: [String]) {
      if !isQuiet { FormatFile.say(sentences) }
    }
    if readsSitemaps {
      options.logs.settings.sitemap = try logs.listed.pages(options.logs.settings.rules)
    }
    let configured = try ConfiguredLogs(
      beside: ProgramArguments.typed, isFollowing: isFollowing, readsSitemaps: readsSitemaps,
      say: inputs.isEmpty ? say : { _ in })
    options.groups = configured.groups
    var isComplete = true
    if inputs.isEmpty {
      options.inputs += configured.inputs
      isComplete = configured.isComplete
    }
    if var file = try logs.log.configuration() {
      FormatFile.say(file.warnings)
      if options.inputs.isEmpty {
        options.inputs = try file.inputs(isFollowing: isFollowing, say: say)
        isComplete = isComplete && file.warnings.isEmpty
      } else if !inputs.isEmpty {
        say(file.remarks(on: options.inputs, withZone: isFollowing && logs.log.logTimeZone == nil))
      }
      options.logs.configuration = file
    }
    guard !options.inputs.isEmpty else {
      throw CommandFailure("none of the logs in the configuration file exists")
    }
    return isComplete
  }

  /// What is asked for, checked.
  func options() throws -> CollectOptions {
    let inputs = inputs
    let isConfigured = logs.log.formatFile != nil || ConfiguredLogs.areThere
    guard !inputs.isEmpty || isConfigured || isatty(STDIN_FILENO) == 0 else {
      throw ValidationError("name the logs to count, or - for standard input")
    }
    let all = inputs.isEmpty && !isConfigured ? ["-"] : inputs
    var options = CollectOptions(inputs: all, database: db)
    options.stateFolder = state
    options.workers = threads.count
    guard wait >= 0, wait <= 86_400 else {
      throw ValidationError("--wait takes a number of seconds, up to a day")
    }
    options.patience = wait
    options.batch = max(1, batch)
    options.today = try Day(today: today)
    options.timeZone = try zone.clock()
    options.readsAddresses = addresses.areRead
    guard (0...24 * 31).contains(sealAfter) else {
      throw ValidationError("--seal-after takes a number of hours, up to 744 (31 days)")
    }
    options.sealAfter = sealAfter
    guard (0...24 * 31).contains(publishAfter) else {
      throw ValidationError("--publish-after takes a number of hours, up to 744 (31 days)")
    }
    options.publishAfter = publishAfter
    if let threshold {
      guard (2...1000).contains(threshold) else {
        throw ValidationError("--threshold takes a number from 2 to 1000")
      }
      options.threshold = threshold
    }
    options.publishesMember = publishMember
    options.publishedFile = publishTo
    options.publishesAnew = publishAnew
    if inputs.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("standard input (-) can be read only once")
    }
    options.retention = try kept.changes()
    options.logs = try logs.group()
    return options
  }
}
