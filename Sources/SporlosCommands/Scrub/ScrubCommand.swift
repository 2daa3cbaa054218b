internal import AccessLog
internal import ArgumentParser
internal import Collecting
internal import Glibc
internal import Traffic

struct ScrubCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scrub",
    abstract: "Rewrite access logs with less personal data, in their own format.",
    discussion: """
      Examples:
        sporlos scrub access.log.1 -o access.clean.log
        zcat access.log.2.gz | sporlos scrub --drop-addresses > access.clean.log
        CustomLog "|/usr/bin/sporlos scrub --format combined \\
          -o /var/log/apache2/access.log" combined

      Reads web-server logs, plain, compressed (gzip, zstd, bzip2, xz) or in tar archives, and writes \
      each line again with less in it. Addresses are truncated or dropped, users removed, and queries \
      but for --campaigns; paths and hosts of referrers are redacted, user agents reduced to their \
      kind, and times to the hour. Lines that cannot be read are dropped and counted.

      A line for each request stays, and so do names in plain words, as in /people/kari, and \
      identifiers that are not recognised: a scrubbed log is pseudonymous at best.

      Lines from a pipe are written at once. SIGTERM ends it after the lines that are there, SIGHUP \
      reopens the output. Name the --format of a pipe: otherwise it is recognised by the first line \
      alone.

      Counting the scrubbed log gives the same hits, page views and visits, if you use the same page \
      rules, own hosts and campaigns. Visitors come out lower, because truncated addresses and reduced \
      user agents coincide, and countries differ. Pages and sites that then have too few visitors lose \
      their names, unless collect is given them with --sitemap, --page-rule, --site or --own-host.

      Exit codes: 0 all was scrubbed, 1 some input could not be read or had too many dropped lines, or \
      the output could not be written, 2 invalid usage.
      """)

  @Argument(
    help: ArgumentHelp("Logs to scrub; - is standard input.", valueName: "file"),
    completion: .file())
  var files: [String] = []
  private var inputs: [String] { ManyOperands.unfolded(files) }

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Append to this file (created with mode 0600) instead of writing to standard output.",
      valueName: "file"), completion: .file())
  var output: String?

  @OptionGroup var log: LogOptions

  @Option(
    name: .customLong("v4-bits"),
    help: ArgumentHelp("Bits of IPv4 addresses to keep, 0 to 24.", valueName: "n"))
  var version4Bits = 16

  @Option(
    name: .customLong("v6-bits"),
    help: ArgumentHelp("Bits of IPv6 addresses to keep, 0 to 48.", valueName: "n"))
  var version6Bits = 32

  @Flag(help: "Write - for every address.")
  var dropAddresses = false

  @Flag(help: "Keep minutes and seconds of times.")
  var keepTime = false

  @OptionGroup var threads: ThreadOptions

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  @Flag(help: "Print a summary as JSON: on standard output with -o, else on standard error.")
  var json = false

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    // Only a pipe that is read from the start takes signals between two lines.
    if let first = inputs.first, first != "-" { EarlySignals.release() }
    var options = try options()
    let formatFile = try log.configuration()
    options.configuration = formatFile
    formatFile?.sayRemarks(on: options.inputs, isQuiet: quiet)
    // Progress beside lines on one terminal would be neither.
    let isAlone = options.output != nil || !Terminal.standardOutput.isTerminal
    let progress = CollectProgress(
      isShown: Terminal.standardError.isTerminal && isAlone && !quiet && !json)
    let summary: ScrubSummary
    do throws(ScrubError) {
      summary = try ScrubRun(options, observer: progress).run()
    } catch {
      progress.ends()
      throw CommandFailure(error)
    }
    for warning in summary.warnings {
      Terminal.standardError.write("sporlos: \(warning)\n")
    }
    if json {
      if options.output != nil {
        try Answer.writeLine(summary.json, after: .done)
      } else if !Terminal.standardError.write(summary.json + "\n") {
        // There is no other place left to say it.
        throw ExitCode(1)
      }
    } else if Terminal.standardError.isTerminal, isAlone, !quiet {
      Terminal.standardError.write(summary.text + "\n")
    }
    if summary.hasFailures { throw ExitCode(1) }
  }

  private func options() throws -> ScrubOptions {
    guard !inputs.isEmpty || isatty(STDIN_FILENO) == 0 else {
      throw ValidationError("name the logs to scrub, or - for standard input")
    }
    if inputs.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input (-) can be read only once")
    }
    var options = ScrubOptions(inputs: inputs.isEmpty ? ["-"] : inputs, output: output)
    options.workers = threads.count
    options.format = try log.namedFormat()
    options.settings.log = try log.settings()
    options.settings.keepsTime = keepTime
    guard (0...ScrubSettings.maxVersion4Bits).contains(version4Bits) else {
      throw ValidationError(
        "--v4-bits takes a number from 0 to \(ScrubSettings.maxVersion4Bits), not \(version4Bits)")
    }
    guard (0...ScrubSettings.maxVersion6Bits).contains(version6Bits) else {
      throw ValidationError(
        "--v6-bits takes a number from 0 to \(ScrubSettings.maxVersion6Bits), not \(version6Bits)")
    }
    options.settings.addresses =
      dropAddresses
      ? .dropped : .truncated(version4Bits: version4Bits, version6Bits: version6Bits)
    options.maxRejected = try log.rejectLimit()
    return options
  }
}
