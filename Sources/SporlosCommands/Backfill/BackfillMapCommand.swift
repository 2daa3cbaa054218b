internal import AccessLog
internal import ArgumentParser
internal import Collecting
internal import Glibc
internal import Traffic

/// `sporlos backfill map`.
struct BackfillMapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Read some of the logs of a backfill.",
    discussion: """
      Examples:
        sporlos backfill map /backup/web1 --start job.start -o web1.part
        set -o pipefail
        aws s3 cp s3://logs/2025-03.gz - |
          sporlos backfill map - --start job.start -o new && mv new 2025-03.part

      Reads logs as `sporlos collect` does, files, folders or a pipe, and writes their counts to a part. A \
      download that fails looks like the end of its log, hence pipefail. \
      Give all runs of a backfill the same options for sites, rules and formats, or one configuration file. \
      Each log may be in one \
      run only; logs of the same days may be in different runs.

      The part is written once everything was read, as a whole. If a log cannot be read, or has too many \
      rejected lines, there is no part. Names in it are sealed, and visitors are sketches that reveal nothing \
      without the key in the start file.

      Exit codes: 0 the part is written, 1 it is not, 2 invalid usage.
      """)

  @Argument(
    help: ArgumentHelp("Logs, or folders of logs; - is standard input.", valueName: "file"),
    completion: .file())
  var files: [String] = []
  private var inputs: [String] { ManyOperands.unfolded(files) }

  @Option(
    help: ArgumentHelp("What `sporlos backfill start` wrote.", valueName: "file"),
    completion: .file())
  var start: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The part to write; an earlier one is replaced.", valueName: "file"),
    completion: .file())
  var output: String

  @OptionGroup var logs: SiteLogOptions

  @OptionGroup var addresses: AddressOptions

  @OptionGroup var threads: ThreadOptions

  @Option(
    help: ArgumentHelp(
      "Counters after which counts are put aside.", valueName: "n", visibility: .hidden))
  var batch = BatchLimits.cells

  @OptionGroup var settings: SettingsOptions

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  func run() throws {
    guard !inputs.isEmpty else { throw ValidationError("name the logs to read, or - for a pipe") }
    var options = CollectOptions(inputs: FolderLogs.unfolded(inputs), database: "")
    options.workers = threads.count
    options.batch = max(1, batch)
    options.readsAddresses = addresses.areRead
    options.logs = try logs.group()
    options.logs.settings.countries = try addresses.countries()
    options.groups = try ConfiguredLogs(
      beside: ProgramArguments.typed, isFollowing: false, say: { _ in }
    ).groups
    options.logs.settings.sitemap = try logs.listed.pages(options.logs.settings.rules)
    if let file = try logs.log.configuration() {
      FormatFile.say(file.warnings)
      options.logs.configuration = file
    }
    let progress = CollectProgress(
      isShown: Terminal.standardError.isTerminal && !quiet && !json, isQuiet: quiet)
    let secret = try CarriedSecret.backfill.read(
      start, length: BackfillSecret.textLength, as: BackfillSecret.init(text:))
    let summary: CollectSummary
    do {
      do throws(CollectError) {
        summary = try BackfillMap(options, secret, output: output).run(observer: progress)
      } catch { throw CommandFailure(error) }
    } catch {
      progress.ends()
      throw error
    }
    for warning in summary.warnings { Terminal.standardError.write("sporlos: \(warning)\n") }
    for note in quiet ? [] : summary.notes(options.logs.settings) {
      Terminal.standardError.write("sporlos: \(note)\n")
    }
    if json {
      try Answer.writeLine(summary.json, after: .done)
    } else if !quiet, Terminal.standardOutput.isTerminal {
      try Answer.writeLine(summary.text, after: .done)
    }
    if summary.hasFailures {
      Terminal.standardError.write(
        "sporlos: the part \(QuotedText.quoted(output)) is not written\n")
      throw ExitCode(1)
    }
  }
}
