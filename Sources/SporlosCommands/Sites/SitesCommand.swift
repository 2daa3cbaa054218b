internal import ArgumentParser

/// `sporlos sites`: corrections of sites.
struct SitesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sites",
    abstract: "Correct the names of sites.",
    discussion: """
      Examples:
        sporlos sites rename exampel.org example.org --db traffic.sqlite

      Exit codes: 0 it is done, 1 the work failed, 2 invalid usage.
      """,
    subcommands: [SitesRenameCommand.self])
}
