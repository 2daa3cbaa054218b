internal import ArgumentParser

/// `sporlos serve`: the command line; the work is in ``ServeAction``.
///
/// The server is a program of its own, so that this one has no server in it.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Start sporlos-serve, the server of reports.",
    discussion: """
      Examples:
        sporlos serve --db published.sqlite
        sporlos serve --db published.sqlite --listen 127.0.0.1:8080
        sporlos serve --help
        sporlos serve user --help

      Starts the program sporlos-serve with the same arguments: the one next to this program, or else \
      the first in PATH. `sporlos serve --help` shows its help.

      Exit codes: 0 a signal ended the server, 1 it could not be started or could not serve, 2 invalid \
      usage.
      """)

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("Arguments for sporlos-serve.", valueName: "argument"))
  var arguments: [String] = []

  func run() throws {
    try ServeAction(arguments: ManyOperands.unfolded(arguments)).run()
  }
}
