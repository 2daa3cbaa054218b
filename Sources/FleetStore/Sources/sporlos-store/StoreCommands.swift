import ArgumentParser
import FleetStore

/// `sporlos-store check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check that a store can be used.",
    discussion: """
      Examples:
        sporlos-store check http://127.0.0.1:8123/sporlos

      Says whether the tables are there and of this program's version, whether all sources have the same \
      key and time zone, and whether the store's clock agrees with this machine's. Writes nothing, and \
      prints nothing if all is well.

      Exit codes: 0 all is well, 1 something is wrong, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The store; its path is the database.", valueName: "url"))
  var url: String

  func run() throws {
    let problems = try StoreCheck(try Store(try StoreAddress(url))).problems()
    for problem in problems { StandardError.say(problem) }
    if !problems.isEmpty { throw ExitCode(1) }
  }
}

/// `sporlos-store status`.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what a store has of each source.",
    discussion: """
      Examples:
        sporlos-store status http://127.0.0.1:8123/sporlos

      A source is a database that was sent. One line for each: its number, its first day, its last hour \
      with counts, how many hours and days it has sent (units), their rows, and its time zone.

      Exit codes: 0 it is shown, 1 the store failed, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The store; its path is the database.", valueName: "url"))
  var url: String

  func run() throws {
    let sources = try StoreStatus(try Store(try StoreAddress(url))).sources()
    let heads = ["SOURCE", "FIRST DAY", "LAST HOUR", "UNITS", "ROWS", "TIME ZONE"]
    let rows = [heads] + sources.map(\.columns)
    let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      let cells = row.enumerated().map { index, cell in
        let padding = String(repeating: " ", count: widths[index] - cell.count)
        return index == 3 || index == 4 ? padding + cell : cell + padding
      }
      print(cells.joined(separator: "  ").trimmedAtEnd)
    }
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
