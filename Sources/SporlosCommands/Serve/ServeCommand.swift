internal import ArgumentParser

/// `sporlos serve`: the command line; the work is in ``ServeAction``.
///
/// The server is a program of its own, so that this one has no server in it.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Start sporlos-serve, the server of reports.",
    discussion: """
      Starts the program sporlos-serve with the same arguments: the one beside this program, else the first in \
      PATH. `sporlos serve --help` shows its help.

      Examples:
        sporlos serve --db published.sqlite
        sporlos serve --db published.sqlite --listen 127.0.0.1:8080
      """)

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("What sporlos-serve is told.", valueName: "argument"))
  var arguments: [String] = []

  func run() throws {
    try ServeAction(arguments: ManyOperands.unfolded(arguments)).run()
  }
}
