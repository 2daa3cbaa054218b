import ArgumentParser
import FleetStore
import Traffic

/// `sporlos-store pull`.
struct PullCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull",
    abstract: "Write what a store has of a site into a database.",
    discussion: """
      Examples:
        sporlos-store pull http://127.0.0.1:8123/sporlos \\
          --site www.example.org --db site.sqlite
        sporlos report --db site.sqlite
        sporlos publish published.sqlite --db site.sqlite

      Reports, the dashboard, publication and audits work on this database as on any other. It has the \
      store's counts and no others: `sporlos collect` into it is refused.

      Run it again to update it: only days that have changed are read. You can stop it at any moment.

      Exit codes: 0 it is done, 1 the store or the database failed, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The store; its path is the database.", valueName: "url"))
  var url: String

  @Option(help: ArgumentHelp("The site (default: all sites).", valueName: "name"))
  var site: String?

  @Option(help: ArgumentHelp("The database to write.", valueName: "file"), completion: .file())
  var db: String

  @Option(
    help: ArgumentHelp(
      "The file that says what was pulled (default: the database's name and -pull).",
      valueName: "file"), completion: .file())
  var state: String?

  @Option(
    help: ArgumentHelp(
      "The day to take for today, where old counts are deleted and days published (default: by the clock).",
      valueName: "day"),
    transform: givenDay)
  var today: Day?

  @Option(
    help: ArgumentHelp(
      "How long to wait for another process that writes to the database.", valueName: "seconds"))
  var wait = 60

  @Flag(help: "Print only errors.")
  var quiet = false

  func validate() throws {
    guard (0...86_400).contains(wait) else { throw ValidationError("--wait must be 0 to 86400") }
    if let site, SiteName(site) == nil, !site.hasPrefix("(") {
      throw ValidationError("\(QuotedText.quoted(site)) is not the name of a site")
    }
  }

  func run() throws {
    let store = try Store(try StoreAddress(url))
    let puller = try Puller(
      store, site: site, into: db, state: state ?? "\(db)-pull", patience: wait)
    let pulled = try puller.run(today: today)
    guard !quiet else { return }
    print("pulled \(pulled.days) days (\(pulled.rows) rows) that have changed")
  }
}
