import ArgumentParser
import FleetStore
import Traffic

/// `sporlos-store close`.
struct CloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Add up a month of all sources for good.",
    discussion: """
      Examples:
        sporlos-store close http://127.0.0.1:8123/sporlos --month 2026-09
        sporlos-store close http://ch1:8123/sporlos http://ch3:8123/sporlos \\
          --month 2026-09

      Replaces what each source sent of the month by the sums: sources, earlier attempts and pages without \
      names are gone from the store. All sums stay the same, also while it runs and if it is stopped. \
      Nothing more can be sent of a closed month.

      A month can be closed 31 days after its end. Close it before servers prune or roll up its hours. On a \
      cluster, name one server of each shard; the sums are kept on the first.

      Exit codes: 0 the month is closed, 1 the store failed or refused, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The store: one server of each shard.", valueName: "url"))
  var urls: [String]

  @Option(help: ArgumentHelp("The month, such as 2026-09.", valueName: "month"))
  var month: String

  @Option(
    help: ArgumentHelp("The day of today, instead of the clock's.", valueName: "day"),
    transform: givenDay)
  var today: Day?

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  private var firstDay: Day? { Day(month + "-01") }

  func validate() throws {
    guard firstDay != nil else {
      throw ValidationError("\(QuotedText.quoted(month)) is not a month: write it as 2026-09")
    }
  }

  func run() throws {
    guard let firstDay else { return }
    let stores = try urls.map { try Store(try StoreAddress($0)) }
    let rows = try MonthClosing(stores).run(firstDay, today: try today ?? stores[0].today())
    if !quiet { print("closed \(month): \(rows) rows") }
  }
}

/// `sporlos-store drop`.
struct DropCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop",
    abstract: "Take back what a source sent from a day on.",
    discussion: """
      Examples:
        sporlos-store status http://127.0.0.1:8123/sporlos
        sporlos-store drop http://127.0.0.1:8123/sporlos 2650491235a14eb3 \\
          --from 2026-10-01

      For a server whose disk is lost: its logs are counted into a new database, which is a new source, and \
      what the old one sent of these days must not count twice. Closed months stay as they are.

      Exit codes: 0 it is done, 1 the store failed or has no such source, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The store; its path is the database.", valueName: "url"))
  var url: String

  @Argument(help: ArgumentHelp("The source, as `status` shows it.", valueName: "source"))
  var source: String

  @Option(help: ArgumentHelp("The first day to take back.", valueName: "day"), transform: givenDay)
  var from: Day

  func run() throws {
    let units = try SourceDrop(try Store(try StoreAddress(url))).run(source, from: from)
    print("took back \(units) hours and days")
  }
}
