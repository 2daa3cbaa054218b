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

  @Option(help: "The database to add to; created if it does not exist.", completion: .file())
  var db: String

  @Option(
    help: "Count all lines for this site, whatever virtual host they name.", completion: .sites)
  var site: String?

  @Option(
    help: ArgumentHelp(
      "Where the logs come from, such as web1. Without it, identical logs of two servers count once.",
      valueName: "name"))
  var source: String?

  @OptionGroup var log: LogOptions

  @Flag(help: "Ignore addresses: no countries, and no visitors.")
  var dropAddresses = false

  @Option(
    help: ArgumentHelp(
      "Earlier releases' name: truncate, or drop for --drop-addresses.", valueName: "way",
      visibility: .hidden))
  var ip: AddressWay?
  var dropsAddresses: Bool { dropAddresses || ip == .drop }

  @Option(
    help: ArgumentHelp(
      "A database of countries in MMDB form (default: one in the usual places, if any; none: none).",
      valueName: "file"), completion: .file())
  var geo: String?

  @OptionGroup var listed: SitemapOptions

  @Option(
    help: ArgumentHelp(
      "Hours after a day's end when its visitors' key is destroyed and their number stays.",
      valueName: "hours"))
  var sealAfter = 48

  @Option(
    help: ArgumentHelp(
      "Hours after a day's end when it is published, so that reports show it.", valueName: "hours"))
  var publishAfter = 2

  @Option(
    help: ArgumentHelp(
      "The least count that is published under its name (default: the database's, at first 5).",
      valueName: "number"))
  var threshold: Int64?

  @Option(
    help: ArgumentHelp(
      "A file of published counts to bring up to date, as `sporlos publish` does.",
      valueName: "file"), completion: .file())
  var publishTo: String?

  @Flag(
    help:
      "Publish from a restored backup, though what was published since can be subtracted from it.")
  var publishAnew = false

  @Flag(
    help:
      "On a server of a fleet: publish its own counts, too, which can be subtracted from the fleet's."
  )
  var publishMember = false

  @Option(
    name: .customLong("kind"),
    help: ArgumentHelp(
      "What requests are: .fit=download, '/internal/**=api', '?modal=background'; also page, asset, feed, "
        + "'health check'.",
      valueName: "pattern=kind"))
  var kinds: [String] = []

  @Option(
    name: .customLong("query"),
    help: ArgumentHelp(
      "A parameter by which the site tells pages apart, such as id in /?id=5; its values are redacted.",
      valueName: "name"))
  var pageParameters: [String] = []

  @Option(
    help: ArgumentHelp(
      "Leave out requests from an address or a network, such as the company's own.",
      valueName: "network"))
  var excludeNetwork: [String] = []

  @Option(
    help: ArgumentHelp("Leave out requests for a path, such as '/intern/**'.", valueName: "path"))
  var excludePath: [String] = []

  @Option(
    help: ArgumentHelp(
      "Leave out requests whose user agent holds a text, such as a monitor's name.",
      valueName: "text"))
  var excludeAgent: [String] = []

  @OptionGroup var zone: TimeZoneOptions

  @Option(
    help: ArgumentHelp(
      "The folder for keys (default: the database's name and -state; keys of days in /run, if it can).",
      valueName: "folder"), completion: .directory)
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
  var batch = BatchLimits.cells

  @Option(
    help: ArgumentHelp(
      "The day that retention is counted from, whatever the clock says.", valueName: "day",
      visibility: .hidden))
  var today: String?

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  /// Takes the logs' formats and sites, and the logs where none is named, from the server's configuration.
  ///
  /// - Parameters:
  ///   - isFollowing: Whether logs may come later, and grow.
  ///   - isQuiet: Whether only what is wrong is said.
  /// - Returns: Whether all logs of the configuration are known, where it says which to collect.
  @discardableResult
  func configure(
    _ options: inout CollectOptions, isFollowing: Bool = false, isQuiet: Bool
  ) throws -> Bool {
    guard var file = try log.configuration() else { return true }
    defer { options.configuration = file }
    FormatFile.say(file.warnings)
    func say(_ sentences: [String]) {
      if !isQuiet { FormatFile.say(sentences) }
    }
    guard options.inputs.isEmpty else {
      say(file.remarks(on: options.inputs, withZone: isFollowing && log.logTimeZone == nil))
      return true
    }
    options.inputs = try file.inputs(isFollowing: isFollowing, say: say)
    return file.warnings.isEmpty
  }

  /// The database of countries: the one that was asked for, or one that is there anyway.
  func countries() throws -> CountryFile? {
    guard geo != "none", !dropsAddresses else { return nil }
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

  /// What is asked for, checked.
  func options() throws -> CollectOptions {
    if dropsAddresses, let geo, geo != "none" {
      throw ValidationError(
        "--geo needs the network of an address, which --drop-addresses never reads")
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
    options.batch = max(1, batch)
    options.today = try Day(today: today)
    options.timeZone = try zone.clock()
    options.readsAddresses = !dropsAddresses
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
          "--kind takes an ending, a path or a parameter and what it is, such as .fit=download or "
            + "'/internal/**=api', not \(QuotedText.quoted(text))")
      }
      return rule
    }
    options.settings.pageParameters = try pageParameters.map { name in
      guard !name.isEmpty, name.utf8.count <= 40,
        name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !"&=?#/%".utf8.contains($0) })
      else {
        throw ValidationError(
          "--query takes a parameter's name such as id, not \(QuotedText.quoted(name))")
      }
      return name
    }
    options.settings.exclusions = try exclusions()
    if let site = options.site { options.settings.ownHosts.append(site) }
    options.maxRejected = try log.rejectLimit()
    return options
  }
}

extension CollectingOptions {
  /// What is left out.
  private func exclusions() throws -> Exclusions {
    var exclusions = Exclusions()
    if !excludeNetwork.isEmpty {
      guard let networks = AddressNetworks(excludeNetwork) else {
        let wrong = excludeNetwork.first { AddressNetworks([$0]) == nil } ?? ""
        throw ValidationError(
          "--exclude-network takes an address or a network such as 192.0.2.0/24, "
            + "not \(QuotedText.quoted(wrong))")
      }
      exclusions.networks = networks
    }
    exclusions.paths = try excludePath.map { pattern in
      guard let rule = PageRule(page: pattern) else {
        throw ValidationError(
          "--exclude-path takes a path such as '/intern/**', not \(QuotedText.quoted(pattern))")
      }
      return rule
    }
    guard excludeAgent.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("--exclude-agent takes a part of a user agent, not nothing")
    }
    exclusions.agents = excludeAgent
    return exclusions
  }
}

/// What `--ip` takes.
enum AddressWay: String, ExpressibleByArgument {
  case truncate, drop
}
