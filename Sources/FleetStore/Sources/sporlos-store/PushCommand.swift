import ArgumentParser
import FleetStore
import TimeZones
import Traffic
import TrafficStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `sporlos-store push`.
struct PushCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "push",
    abstract: "Send the counts of a database to a store.",
    discussion: """
      Examples:
        sporlos-store push http://127.0.0.1:8123/sporlos --db traffic.sqlite
        sporlos-store push https://writer@ch.example.org:8443/sporlos \\
          --db /var/lib/sporlos/traffic.sqlite --follow
        sporlos-store push http://127.0.0.1:8123/sporlos \\
          --db /var/lib/sporlos/traffic.sqlite --print-unit

      Sends the hours and days that are over and have changed since they were last sent, and the names of \
      pages that may be named. An hour that has not ended is never sent. The state folder says what was \
      sent, so a second run sends only changes.

      --follow goes on and sends once an hour, between 10 and 54 minutes past. The minute depends on the \
      machine's name and the database's path, not on traffic. If the store fails, it says so and tries \
      again an hour later.

      If the store has replicas, --quorum 2 waits until two of them have the rows. Without it, rows that \
      only one replica had are lost with it, and count as sent.

      A password belongs in ~/.netrc; it is not accepted in the address.

      Exit codes: 0 all is sent, 1 the store or the database failed (what was sent stays sent), \
      2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The store; its path is the database.", valueName: "url"))
  var url: String

  @Option(help: ArgumentHelp("The database of counts.", valueName: "file"), completion: .file())
  var db: String

  @Option(
    help: ArgumentHelp(
      "The folder that says what was sent (default: the database's name and -store).",
      valueName: "folder"), completion: .directory)
  var state: String?

  @Flag(
    help:
      "Send everything again: after the state folder was lost, or to send from here instead of from another copy."
  )
  var all = false

  @Flag(help: "Keep running, and send once an hour.")
  var follow = false

  @Option(
    help: ArgumentHelp(
      "How many replicas must have the rows before they count as sent; 0 leaves that to the store.",
      valueName: "number"))
  var quorum = 0

  @Option(
    help: ArgumentHelp(
      "Send the days before this one, whatever the clock says (default: what is over now).",
      valueName: "day"),
    transform: givenDay)
  var today: Day?

  @Flag(help: "Print only errors.")
  var quiet = false

  @Flag(help: "Print a systemd unit that runs this with --follow, and exit.")
  var printUnit = false

  private var folder: String { state ?? "\(db)-store" }

  func validate() throws {
    guard (0...100).contains(quorum) else { throw ValidationError("--quorum must be 0 to 100") }
    if follow, today != nil { throw ValidationError("--follow and --today cannot be combined") }
  }

  func run() throws {
    let address = try StoreAddress(url)
    if printUnit {
      print(PushUnit(url: url, database: db, state: folder, quorum: quorum).text, terminator: "")
      return
    }
    guard follow else {
      try push(to: address, all: all)
      return
    }
    var isFirst = true
    while true {
      do {
        try push(to: address, all: all && isFirst)
        isFirst = false
      } catch let failure as StoreFailure {
        StandardError.say(failure.sentence)
      }
      PushTimes(database: db).wait()
    }
  }

  private func push(to address: StoreAddress, all: Bool) throws {
    let database = try TrafficArchive(path: db)
    let zone = try ZoneClock(stored: try database.read { try $0.timeZone() })
    let store = try Store(address, quorum: quorum)
    let isShown = isatty(STDERR_FILENO) == 1 && !quiet
    let sender = try Sender(database, to: store, folder: folder, zone: zone)
    let sent = try sender.run(all: all, today: today) { sent, units in
      if isShown { StandardError.say("sent \(sent.units) of \(units) hours and days") }
    }
    if !quiet, !follow || sent.units > 0 {
      print(
        "sent \(sent.units) hours and days (\(sent.rows) rows) and \(sent.names) names of pages as source \(sender.source)"
          + (sent.visitors > 0 ? ", and visitors of \(sent.visitors) sites and pages" : "")
      )
    }
    if sent.late > 0 {
      StandardError.say(
        "\(sent.late) hours and days have changed in months that are closed in the store: they were not sent"
      )
    }
    try database.close()
  }
}
