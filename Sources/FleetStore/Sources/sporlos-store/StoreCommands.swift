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

      Looks for the tables, whether sources have the same key and time zone, and whether the store's clock \
      agrees with this machine's. Writes nothing.

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

      One line for each source: its number, its first and last hour, how many hours and days it has sent, \
      and their rows.

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
