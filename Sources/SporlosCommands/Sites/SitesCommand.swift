internal import ArgumentParser

/// `sporlos sites`: what can be put right about sites.
struct SitesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sites",
    abstract: "Put right what sites are called.",
    discussion: """
      Examples:
        sporlos sites rename exampel.org example.org --db traffic.sqlite
      """,
    subcommands: [SitesRenameCommand.self])
}
