import ArgumentParser
import Logging
import Traffic
import TrafficServer
import TrafficStore

/// The program: a server of what is published.
@main
struct SporlosServe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sporlos-serve",
    abstract: "Serve published reports as web pages and as an API.",
    discussion: """
      Examples:
        sporlos-serve --db published.sqlite
        sporlos-serve --db published.sqlite --socket /run/sporlos/serve.sock \\
          --public stats.example.org --base /stats
        sporlos-serve user add kari --role viewer --site www.example.org \\
          --state serve-state.sqlite
        sporlos-serve --db published.sqlite --members stats.example.org \\
          --state serve-state.sqlite
        curl 'http://127.0.0.1:8686/api/v1/sites/-/reports/pages?from=last-month'

      Reads the file that `sporlos publish` writes, or a private database. It shows only what is \
      published, and changes neither.

      By default it answers only this machine: on 127.0.0.1 or a Unix socket, under the names localhost, \
      127.0.0.1 and [::1]. Behind a web server with TLS, name the host that it passes on: --public for \
      one that everyone may read, --members for one that requires sign-in.

      Exit codes: 0 when a signal ends it, 1 when it cannot serve, 2 for invalid usage.
      """,
    subcommands: [
      RunCommand.self, UserCommand.self, TokenCommand.self, LinkCommand.self,
      RenameSiteCommand.self,
    ],
    defaultSubcommand: RunCommand.self)

  static func main() async {
    // Asked for the help of nothing, the parser would show that of `run`.
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    if let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"),
      !names.contains(word)
    {
      Failure.end(
        "there is no command \(QuotedText.quoted(word)): choose from "
          + names.joined(separator: ", "), code: 2)
    }
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      Failure.end(failure.sentence, code: 1)
    } catch let problem as Accounts.Problem {
      Failure.end(problem.sentence, code: 1)
    } catch {
      guard exitCode(for: error) != .success else { exit(withError: error) }
      if error is ExitCode { exit(withError: error) }
      Failure.end(message(for: error), code: 2)
    }
  }
}
