internal import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program as a whole: runs the command that the command line names.
public enum Sporlos {
  /// The release of this program.
  public static let version = "0.1.0"

  /// Runs the command line of this process, and ends the process.
  ///
  /// Exit codes: 0 for success, 1 when the work failed, 2 for invalid usage, 3
  /// while an alert is active.
  public static func run() -> Never {
    let arguments = ProgramArguments.typed
    EarlySignals.hold(for: arguments)
    ProcessSecrecy.begin()
    Terminal.keepStandardDescriptors()
    do {
      // Not even the program's name: Swift reads the command line from /proc. Without this, whatever
      // was asked for would be answered with help, as if all were well.
      guard !CommandLine.arguments.isEmpty else {
        throw CommandFailure("cannot read the command line: mount /proc where this runs")
      }
      try FileDescriptors.requireSome()
      if let unknown = UnknownCommand.find(in: arguments) {
        endInvalid(UsageMessage.text(of: ValidationError(unknown.sentence), in: unknown.parent))
      }
      if let server = ServeAction.helping(arguments) { try server.run() }
      var command = try parsed(try Settings.applied(to: arguments))
      do {
        try command.run()
      } catch let error as ValidationError {
        endInvalid(UsageMessage.text(of: error, in: type(of: command)))
      }
      exit(0)
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch let failure as CommandFailure {
      end(with: failure)
    } catch  where SporlosCommand.exitCode(for: error) == .success {
      // Help, the version and completions are asked for, and end well.
      do throws(CommandFailure) {
        try Answer.writeLine(SporlosCommand.fullMessage(for: error))
      } catch { end(with: error) }
      exit(0)
    } catch {
      // All else is about the command line.
      endInvalid(UsageMessage.text(of: error))
    }
  }

  /// The command that a command line names.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    let folded = ManyOperands.folded(arguments)
    guard folded.count < arguments.count else { return try SporlosCommand.parseAsRoot(arguments) }
    do {
      return try SporlosCommand.parseAsRoot(folded)
    } catch {
      // What is wrong is said of the words that were typed.
      return try SporlosCommand.parseAsRoot(arguments)
    }
  }

  private static func endInvalid(_ message: String) -> Never {
    Terminal.standardError.write("sporlos: \(message)\n")
    exit(2)
  }

  private static func end(with failure: CommandFailure) -> Never {
    if !failure.isSilent { Terminal.standardError.write("sporlos: \(failure.sentence)\n") }
    exit(failure.isUsage ? 2 : 1)
  }
}

/// The root of the command line.
struct SporlosCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sporlos",
    abstract:
      "Turn web-server access logs into traffic counts, without addresses, user agents or cookies.",
    discussion: """
      Examples:
        sporlos collect /var/log/nginx/access.log* --db traffic.sqlite
        sporlos follow /var/log/nginx/access.log --db traffic.sqlite
        sporlos status --db traffic.sqlite
        sporlos report --db traffic.sqlite
        sporlos report pages --db traffic.sqlite --from 7d --limit 50
        sporlos report days --db traffic.sqlite --from 2026-10 --format csv
        sporlos check --pages access.log --page-rule '/users/*'
        sporlos scrub access.log.1 -o access.clean.log
        sporlos note 2026-11-20 "Newsletter sent" --db traffic.sqlite
        sporlos alert --no-traffic 24h --spike 3 --errors 5% --db traffic.sqlite
        sporlos publish web.sqlite --db traffic.sqlite
        sporlos serve --db web.sqlite
        sporlos undo access.log --site exampel.org --db traffic.sqlite
        sporlos sites rename exampel.org example.org --db traffic.sqlite
        sporlos prune --db traffic.sqlite --keep 25mo
        sporlos backup traffic.backup --db traffic.sqlite
        sporlos audit --db traffic.sqlite --log access.log
        sporlos init --write
        sporlos config
        sporlos fleet merge web1.share web2.share --db fleet.sqlite

      Exit codes: 0 for success, 1 when the work failed or an audit found something, 2 for invalid \
      usage, 3 while an alert is active.
      """,
    version: Sporlos.release,
    subcommands: [
      CollectCommand.self, FollowCommand.self, StatusCommand.self, UnitCommand.self,
      ReportCommand.self, CheckCommand.self, FormatsCommand.self, ScrubCommand.self,
      AlertCommand.self, NoteCommand.self, PublishCommand.self, ServeCommand.self,
      UndoCommand.self, PruneCommand.self,
      ForgetCommand.self, OwnHostCommand.self, SitesCommand.self,
      BackupCommand.self,
      AuditCommand.self,
      FleetCommand.self, BackfillCommand.self,
      ConfigCommand.self, InitCommand.self,
    ])
}
