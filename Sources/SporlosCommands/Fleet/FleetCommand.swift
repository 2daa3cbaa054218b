internal import ArgumentParser
internal import Traffic

/// `sporlos fleet`: several servers that count their visitors together.
struct FleetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet",
    abstract: "Count visitors that several servers share once.",
    discussion: """
      Servers of one site, or of several, each count into a database of their own. Those of a fleet \
      tell visitors apart under the same key a day, so that somebody who came to two of them is one \
      visitor when their counts are put together. The key of each day follows from that of the day \
      before and is destroyed like any other: yesterday's cannot be had from today's.

      Examples:
        sporlos fleet invite - --db traffic.sqlite |
          ssh web2 sporlos fleet join - --db traffic.sqlite
        sporlos fleet share web1.share --db traffic.sqlite
        sporlos fleet merge web1.share web2.share --db fleet.sqlite
        sporlos report --db fleet.sqlite

      Share and merge at least once a day: once a day is sealed on the servers, 48 hours after its \
      end, nobody can tell any more who came to several.
      """,
    subcommands: [
      FleetInviteCommand.self, FleetJoinCommand.self, FleetShareCommand.self,
      FleetMergeCommand.self,
    ])
}

/// What commands about one server's database have in common.
struct FleetServerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The server's own database.", valueName: "file"), completion: .file())
  var db: String

  @Option(
    help: ArgumentHelp(
      "The folder with the database's key (default: the database's name and -state).",
      valueName: "folder"), completion: .directory)
  var state: String?

  @OptionGroup var patience: WaitOptions

  @OptionGroup var settings: SettingsOptions

  var value: FleetServer {
    FleetServer(database: db, stateFolder: state, patience: patience.wait)
  }
}

/// `sporlos fleet invite`.
struct FleetInviteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite",
    abstract: "Write what another server needs to join this one's fleet.",
    discussion: """
      Writes one line. The first time, it makes the server the first of a new fleet; what it has \
      counted stays. Whoever has the line has the keys of all days from now on: send it through ssh, \
      or delete the file as soon as the other server has joined.
      """)

  @Argument(
    help: ArgumentHelp("Where to write it; - for standard output, if that is no terminal."),
    completion: .file())
  var file: String

  @OptionGroup var zone: TimeZoneOptions

  @OptionGroup var server: FleetServerOptions

  func run() throws {
    if file == "-", Terminal.standardOutput.isTerminal {
      throw CommandFailure(
        "an invitation is secret, and not for a terminal: write it to a pipe or a file")
    }
    try server.value.invite(to: file, zone: try zone.clock())
  }
}

/// `sporlos fleet join`.
struct FleetJoinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join",
    abstract: "Join the fleet that an invitation is of.",
    discussion: """
      To be done before the server counts its first log: what pages and logs are known by is the \
      fleet's from then on. A new database has the fleet's time zone, and one with another is refused. A \
      server that has joined before goes on with a new invitation.
      """)

  @Argument(help: ArgumentHelp("The invitation; - for standard input."), completion: .file())
  var file: String

  @OptionGroup var server: FleetServerOptions

  func run() throws { try server.value.join(with: file) }
}

/// `sporlos fleet share`.
struct FleetShareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "share",
    abstract: "Write a copy of this server's counts for the fleet to merge.",
    discussion: """
      The copy has what the database has, and the visitors of days that are still open as sketches, \
      which tell nothing to whoever lacks the fleet's key. May be done while the server counts.
      """)

  @Argument(help: "Where to write it; takes the place of an earlier one.", completion: .file())
  var file: String

  @OptionGroup var server: FleetServerOptions

  func run() throws { try server.value.share(to: file) }
}

/// `sporlos fleet merge`.
struct FleetMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the counts of a fleet's servers together.",
    discussion: """
      The database is made anew of all shares each time, so that nothing counts twice however often \
      they are merged; reports go on with the former counts meanwhile. Name the shares of all servers: \
      one that was merged before and is missing is an error. Keep the last share of a server that is \
      gone. The machine that merges needs no key.

      Exit codes: 0 all was done, 1 something was not, 2 invalid usage.
      """)

  @Argument(help: "What `sporlos fleet share` wrote on each server.", completion: .file())
  var files: [String]
  private var shares: [String] { ManyOperands.unfolded(files) }

  @Option(
    help: ArgumentHelp("The fleet's database, made where there is none.", valueName: "file"),
    completion: .file())
  var db: String

  @Flag(help: "Leave out servers whose shares are not named, and all they counted.")
  var forget = false

  @OptionGroup var patience: WaitOptions

  @OptionGroup var settings: SettingsOptions

  @Option(
    help: ArgumentHelp(
      "The day that ages are counted from, whatever the clock says.", valueName: "day"))
  var today: String?

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  func run() throws {
    let summary = try action().run()
    for warning in summary.warnings { Terminal.standardError.write("sporlos: \(warning)\n") }
    if json {
      try Answer.writeLine(summary.json, after: .done)
    } else if !quiet, Terminal.standardOutput.isTerminal {
      try Answer.writeLine(summary.text, after: .done)
    }
  }

  private func action() throws -> FleetMergeAction {
    guard !shares.isEmpty else { throw ValidationError("name the shares to merge") }
    return FleetMergeAction(
      shares: shares, database: db, forgets: forget, patience: patience.wait,
      today: try Day(today: today))
  }
}
