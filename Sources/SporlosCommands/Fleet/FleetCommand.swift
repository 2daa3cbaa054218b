internal import AccessLog
internal import ArgumentParser
internal import Collecting
internal import Traffic

/// `sporlos fleet`: several servers that count their visitors together.
struct FleetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet",
    abstract: "Count visitors of several servers once.",
    discussion: """
      Examples:
        sporlos fleet invite - --db traffic.sqlite |
          ssh web2 sporlos fleet join - --db traffic.sqlite
        sporlos fleet share web1.share --db traffic.sqlite
        sporlos fleet merge web1.share web2.share --db fleet.sqlite
        sporlos report --db fleet.sqlite
        sporlos fleet names pages.names --db traffic.sqlite

      Each server counts into its own database. Adding those up would count a person who visited two \
      servers twice, because each server has its own daily key. Servers of a fleet share the daily key, \
      so their visitor counts can be merged. Each day's key is derived from the key of the day before \
      and destroyed like any other: it is not possible to derive yesterday's from today's.

      Share and merge at least once a day. Once a day is sealed on the servers, 48 hours after its end, \
      it is no longer possible to see who visited several of them.

      Exit codes: 0 it is done, 1 the work failed, 2 invalid usage.
      """,
    subcommands: [
      FleetInviteCommand.self, FleetJoinCommand.self, FleetShareCommand.self,
      FleetMergeCommand.self, FleetNamesCommand.self,
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

  /// Does something with the database, or says why not.
  ///
  /// - Parameters:
  ///   - names: The list of names that is read, where one is.
  ///   - all: What has one time zone.
  func perform<Result>(
    names: String = "-", all: String = "servers of a fleet",
    _ work: (ServerDatabase) throws(ServerRefusal) -> Result
  ) throws(CommandFailure) -> Result {
    let database = ServerDatabase(db, stateFolder: state, patience: patience.wait)
    do throws(ServerRefusal) { return try work(database) } catch {
      throw CommandFailure(error.sentence(of: db, names: names, all: all))
    }
  }

  /// Says what a server is to know that becomes one of a fleet.
  func sayThatNothingIsPublished() {
    Terminal.standardError.write("sporlos: \(ServerDatabase.publishesNothing(db))\n")
  }
}

/// `sporlos fleet invite`.
struct FleetInviteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite",
    abstract: "Write an invitation for another server to join this one's fleet.",
    discussion: """
      Examples:
        sporlos fleet invite - --db traffic.sqlite |
          ssh web2 sporlos fleet join - --db traffic.sqlite
        sporlos fleet invite invitation --db traffic.sqlite

      Writes one line. The first invitation makes this server the first of a new fleet; its counts stay. \
      The line contains the keys of all days from now on: send it through ssh, or delete the file as \
      soon as the other server has joined.

      Exit codes: 0 the invitation is written, 1 it could not be written, 2 invalid usage.
      """)

  @Argument(
    help: ArgumentHelp("The file to write; - is standard output, unless that is a terminal."),
    completion: .file())
  var file: String

  @OptionGroup var zone: TimeZoneOptions

  @OptionGroup var server: FleetServerOptions

  func run() throws {
    if file == "-", Terminal.standardOutput.isTerminal {
      throw CommandFailure(
        "an invitation is secret and is not shown on a terminal: write it to a pipe or a file")
    }
    let zone = try zone.clock()
    let (invitation, isNew) = try server.perform { database throws(ServerRefusal) in
      try database.invite(zone: zone, lacking: DatabaseNote.sayCountsLack)
    }
    if isNew { server.sayThatNothingIsPublished() }
    try CarriedSecret.invitation.write(invitation.text, to: file)
  }
}

/// `sporlos fleet join`.
struct FleetJoinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join",
    abstract: "Join a fleet with an invitation.",
    discussion: """
      Examples:
        sporlos fleet join invitation --db traffic.sqlite

      Join before the server counts its first log: it then recognises pages and logs with the fleet's \
      key. A new database gets the fleet's time zone; one with another time zone is refused. A server \
      that was in the fleet before continues with a new invitation.

      Exit codes: 0 the server has joined, 1 it could not join, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The invitation; - is standard input."), completion: .file())
  var file: String

  @OptionGroup var server: FleetServerOptions

  func run() throws {
    let invitation = try CarriedSecret.invitation.read(
      file, length: FleetSecret.textLength, as: FleetSecret.init(text:))
    let isNew = try server.perform { database throws(ServerRefusal) in
      try database.join(invitation, lacking: DatabaseNote.sayCountsLack)
    }
    if isNew { server.sayThatNothingIsPublished() }
  }
}

/// `sporlos fleet share`.
struct FleetShareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "share",
    abstract: "Write a copy of this server's counts for the fleet to merge.",
    discussion: """
      Examples:
        sporlos fleet share web1.share --db traffic.sqlite

      The copy has all counts of the database, and the visitors of days that are still open as sketches, \
      which reveal nothing without the fleet's key. You can write it while the server counts.

      Exit codes: 0 the share is written, 1 it could not be written, 2 invalid usage.
      """)

  @Argument(help: "The file to write; an earlier one is replaced.", completion: .file())
  var file: String

  @OptionGroup var server: FleetServerOptions

  func run() throws {
    try server.perform { database throws(ServerRefusal) in
      try database.share(to: file, lacking: DatabaseNote.sayCountsLack)
    }
  }
}

/// `sporlos fleet merge`.
struct FleetMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge the counts of a fleet's servers.",
    discussion: """
      Examples:
        sporlos fleet merge web1.share web2.share --db fleet.sqlite
        sporlos fleet merge *.share --db fleet.sqlite --forget
        sporlos fleet merge *.share --db fleet.sqlite --names pages.names
        sporlos fleet merge oslo*.share --db oslo.sqlite --share oslo.share

      The database is rebuilt from all shares each time, so nothing counts twice, however often you \
      merge. Reports use the former counts meanwhile. Name the shares of all servers: if one that was \
      merged before is missing, that is an error. Keep the last share of a server that is gone. The \
      machine that merges needs no key.

      A page gets its name once enough people have requested it, and each server knows only its own. \
      --names writes the pages that enough people requested on all servers together, and those that have a \
      name on any. Give that file to each server with `sporlos fleet names`.

      --share writes what was merged as one share, so that merges can be merged: of the servers of each \
      place first, then of all places. The order makes no difference.

      Exit codes: 0 all was merged, 1 the work failed, and nothing was merged, 2 invalid usage.
      """)

  @Argument(help: "The shares, as `sporlos fleet share` wrote them.", completion: .file())
  var files: [String]
  private var shares: [String] { ManyOperands.unfolded(files) }

  @Option(
    help: ArgumentHelp("The fleet's database; created if it does not exist.", valueName: "file"),
    completion: .file())
  var db: String

  @Flag(help: "Leave out servers whose shares are not named, with all their counts.")
  var forget = false

  @Option(
    help: ArgumentHelp(
      "Where to write which pages may have names, for `sporlos fleet names`.", valueName: "file"),
    completion: .file())
  var names: String?

  @Option(
    help: ArgumentHelp(
      "Where to write what was merged as one share, for another merge.", valueName: "file"),
    completion: .file())
  var share: String?

  @OptionGroup var patience: WaitOptions

  @OptionGroup var settings: SettingsOptions

  @Option(
    help: ArgumentHelp(
      "The day that ages are counted from, instead of the clock's.", valueName: "day"))
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
      shares: shares, database: db, forgets: forget, names: names, share: share,
      patience: patience.wait,
      today: try Day(today: today))
  }
}

/// `sporlos fleet names`.
struct FleetNamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names",
    abstract: "Let pages have names that enough people of the whole fleet requested.",
    discussion: """
      Examples:
        sporlos fleet names pages.names --db traffic.sqlite
        ssh web1 cat pages.names | sporlos fleet names - --db traffic.sqlite

      Reads the list that `sporlos fleet merge --names` wrote. The path of a page on it is stored when the \
      page is requested next: the list has keyed hashes, and no paths. Run it on each server after each \
      merge; running it twice changes nothing. Use lists of your own fleet only: each page on the list \
      gets its name, whatever this server knows of its visitors.

      Exit codes: 0 the list is noted, 1 it could not be, 2 invalid usage.
      """)

  @Argument(
    help: "The list that `sporlos fleet merge --names` wrote; - is standard input.",
    completion: .file())
  var file: String

  @OptionGroup var server: FleetServerOptions

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  func run() throws {
    let allowed = try server.perform(names: file) { database throws(ServerRefusal) in
      try database.allowNames(of: file, lacking: DatabaseNote.sayCountsLack)
    }
    if !quiet, Terminal.standardOutput.isTerminal {
      try Answer.writeLine(
        "\(allowed) \(allowed == 1 ? "page gets its name when it is" : "pages get their names when they are") "
          + "requested next", after: .done)
    }
  }
}
