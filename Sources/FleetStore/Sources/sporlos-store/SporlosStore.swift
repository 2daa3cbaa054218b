import ArgumentParser
import FleetStore
import Traffic
import TrafficStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program: sends counts to a store of many servers, and reads them from there.
@main
struct SporlosStore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sporlos-store",
    abstract: "Keep the counts of many servers in one ClickHouse.",
    discussion: """
      Examples:
        sporlos-store schema http://127.0.0.1:8123/sporlos --apply
        sporlos-store push http://127.0.0.1:8123/sporlos --db traffic.sqlite
        sporlos-store status http://127.0.0.1:8123/sporlos
        sporlos-store pull http://127.0.0.1:8123/sporlos \\
          --site www.example.org --db site.sqlite

      Each server sends its hours and days when they are over. What fails on the way is sent again, and \
      counts once.

      The store has raw counts, below any threshold: only operators may read it. What others may see, \
      `sporlos publish` writes, also from a database that was pulled.

      Exit codes: 0 it is done, 1 the work failed, 2 invalid usage.
      """,
    version: "sporlos-store 0.1.0 (tables of version \(StoreSchema.version))",
    subcommands: [
      SchemaCommand.self, PushCommand.self, PullCommand.self, CheckCommand.self, StatusCommand.self,
      SealCommand.self, NamesCommand.self, CloseCommand.self, DropCommand.self,
    ])

  static func main() {
    // Without this, whatever was asked for would be answered with help, as if all were well.
    guard !CommandLine.arguments.isEmpty else {
      StandardError.end("cannot read the command line: mount /proc where this runs", code: 1)
    }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as StoreFailure {
      StandardError.end(failure.sentence, code: 1)
    } catch let problem as StoreAddress.Problem {
      StandardError.end(problem.sentence, code: 2)
    } catch let error as StoreError {
      StandardError.end(error.sentence, code: 1)
    } catch {
      guard exitCode(for: error) != .success else { exit(withError: error) }
      if error is ExitCode { exit(withError: error) }
      StandardError.end(message(for: error), code: 2)
    }
  }
}

enum StandardError {
  static func say(_ sentence: String) {
    var bytes = Array("sporlos-store: \(sentence)\n".utf8)[...]
    while !bytes.isEmpty {
      // SAFETY: the bytes live for the call.
      let count = unsafe bytes.withUnsafeBytes {
        unsafe write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
      guard count > 0 || errno == EINTR else { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }

  static func end(_ sentence: String, code: Int32) -> Never {
    say(sentence)
    exit(code)
  }
}

/// A day given as `2026-10-31`.
func givenDay(_ text: String) throws -> Day {
  guard let day = Day(text) else {
    throw ValidationError("\(QuotedText.quoted(text)) is not a day: write it as 2026-10-31")
  }
  return day
}
