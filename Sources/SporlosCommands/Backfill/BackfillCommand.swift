internal import AccessLog
internal import ArgumentParser
internal import Collecting
internal import Traffic

/// `sporlos backfill`: old logs that many processes or machines read.
struct BackfillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backfill",
    abstract: "Read old logs on many processors or machines.",
    discussion: """
      Examples:
        sporlos backfill start job.start --db traffic.sqlite
        sporlos backfill map 2025-*.gz --start job.start -o 2025.part
        sporlos backfill map 2026-*.gz --start job.start -o 2026.part
        sporlos backfill finish 2025.part 2026.part --db traffic.sqlite

      One machine reads old logs with `sporlos collect --backfill`. This command divides the same work: \
      any number of `map` runs read some of the logs each, `reduce` makes one part of several, and `finish` \
      adds all of them to the database in one step. Any division gives the same counts, visitors and page \
      names as one run.

      Exit codes: 0 it is done, 1 the work failed, 2 invalid usage.
      """,
    subcommands: [
      BackfillStartCommand.self, BackfillMapCommand.self, BackfillReduceCommand.self,
      BackfillFinishCommand.self,
    ])
}

/// `sporlos backfill start`.
struct BackfillStartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Start a backfill of a database.",
    discussion: """
      Examples:
        sporlos backfill start job.start --db traffic.sqlite
        sporlos backfill start job.start --db new.sqlite --time-zone Europe/Oslo

      Writes one line, which each machine that reads logs needs. It contains the key of the database and a \
      key for visitors: send it through ssh, and delete it everywhere when the backfill is finished. It does \
      not open the names in a part. That needs the file backfill.key next to the database, which \
      `sporlos backfill finish` destroys.

      Exit codes: 0 the backfill is started, 1 it could not be started, 2 invalid usage.
      """)

  @Argument(
    help: ArgumentHelp("The file to write; - is standard output, unless that is a terminal."),
    completion: .file())
  var file: String

  @Flag(help: "Give up a backfill that was started before. Its parts cannot be used any more.")
  var again = false

  @OptionGroup var zone: TimeZoneOptions

  @OptionGroup var server: FleetServerOptions

  func run() throws {
    if file == "-", Terminal.standardOutput.isTerminal {
      throw CommandFailure(
        "the start of a backfill is secret and is not shown on a terminal: write it to a pipe or a file"
      )
    }
    let zone = try zone.clock()
    let secret = try server.perform(all: "parts of a backfill") { database throws(ServerRefusal) in
      try database.startBackfill(
        isAgain: again, zone: zone, lacking: DatabaseNote.sayCountsLack)
    }
    try CarriedSecret.backfill.write(secret.text, to: file)
  }
}

/// `sporlos backfill reduce`.
struct BackfillReduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reduce",
    abstract: "Make one part of several.",
    discussion: """
      Examples:
        sporlos backfill reduce a.part b.part c.part -o abc.part

      This step is optional, since `sporlos backfill finish` takes any number of parts. It saves room, and \
      time on the machine that finishes. The order of the parts, and which are put together first, change nothing. No \
      key is needed.

      Exit codes: 0 the part is written, 1 it is not, 2 invalid usage.
      """)

  @Argument(help: "Parts that `map` or `reduce` wrote.", completion: .file())
  var files: [String]
  private var parts: [String] { ManyOperands.unfolded(files) }

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The part to write; an earlier one is replaced.", valueName: "file"),
    completion: .file())
  var output: String

  func run() throws {
    guard !parts.isEmpty else { throw ValidationError("name the parts to put together") }
    do throws(PartError) { try PartReduction(parts).write(to: output) } catch {
      throw CommandFailure(error.sentence)
    }
  }
}
