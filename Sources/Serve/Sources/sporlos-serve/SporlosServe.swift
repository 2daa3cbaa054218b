import ArgumentParser
import Logging
import TrafficServer
import TrafficStore

/// The program: a server of what is published.
@main
struct SporlosServe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sporlos-serve",
    abstract: "Serve reports of what is published, to programs and people.",
    discussion: """
      Reads the file that `sporlos publish` writes, or a private database, of which it shows what is published and \
      nothing else. It changes neither.

      By default it answers whoever is on this machine: on 127.0.0.1, or on a Unix socket, under the names localhost, \
      127.0.0.1 and [::1]. Behind a web server that speaks TLS, name the host that it passes on: --public for one that \
      everybody may read, --members for one that asks for sign-in.

      Examples:
        sporlos-serve --db published.sqlite
        sporlos-serve --db published.sqlite --socket /run/sporlos/serve.sock --public stats.example.org --base /stats
        sporlos-serve user add kari --role viewer --site www.example.org --state serve-state.sqlite
        sporlos-serve --db published.sqlite --members stats.example.org --state serve-state.sqlite
        curl http://127.0.0.1:8686/api/v1/sites/-/reports/pages?from=last-month

      Exit codes: 0 when told to end, 1 when it cannot serve, 2 for invalid usage.
      """,
    subcommands: [RunCommand.self, UserCommand.self, TokenCommand.self, LinkCommand.self],
    defaultSubcommand: RunCommand.self)

  static func main() async {
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
