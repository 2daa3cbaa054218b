import Foundation
import TestSupport
import Testing
import Traffic

/// What becomes of an answer that cannot be written.
@Suite("An answer that is lost is no success")
struct OutputTests {
  let folder: ScratchFolder

  /// Every form of every answer that changes nothing.
  static let answers = [
    "audit --db t.sqlite", "audit --db t.sqlite --json", "audit --db t.sqlite --notice en",
    "audit --db t.sqlite --notice nb", "audit --db leaky.sqlite", "audit --db leaky.sqlite --json",
    "audit --db leaky.sqlite --notice en", "audit --db leaky.sqlite --quiet",
    "check --pages a.log", "check --pages a.log --json",
    "unit a.log --db t.sqlite", "status --db followed.sqlite",
    "status --db followed.sqlite --json", "fleet invite - --db t.sqlite",
    "prune --db t.sqlite --dry-run --today 2026-10-20",
    "prune --db t.sqlite --dry-run --json --today 2026-10-20",
    "report --db t.sqlite --from 2026-10 --to 2026-10 --private",
    "report pages --db t.sqlite --from 2026-10 --to 2026-10 --private --format csv",
    "report hours --db t.sqlite --from 2026-10 --to 2026-10 --private --format json", "--help",
    "--version", "help", "help report",
    "help fleet merge", "fleet", "fleet --help", "collect --help", "report --help", "check --help",
    "scrub --help", "prune --help", "audit --help", "fleet invite --help", "fleet join --help",
    "fleet share --help", "fleet merge --help", "--generate-completion-script bash",
    "--generate-completion-script zsh", "--generate-completion-script fish",
    "--experimental-dump-help",
  ]

  /// Answers that are summaries of work, which stays done.
  static let summaries = [
    "collect a.log --db t.sqlite --json", "collect new.log --db t.sqlite --json -q",
    "prune --db t.sqlite --json --today 2026-10-20", "scrub a.log -o clean.log --json",
    "fleet merge t.share --db fleet.sqlite --json --today 2026-10-20",
  ]

  init() throws {
    folder = try ScratchFolder()
    try folder.write(LogLineWriter.lines(0..<200), to: "a.log")
    try folder.write(LogLineWriter.lines(300..<400), to: "new.log")
    let outcome = try SporlosProgram.shell(
      """
      set -e
      sporlos collect a.log --db t.sqlite
      sporlos collect a.log --db leaky.sqlite
      sqlite3 leaky.sqlite 'CREATE TABLE stranger(line)'
      sporlos fleet invite invitation --db t.sqlite
      sporlos fleet share t.share --db t.sqlite
      '\(SporlosProgram.url.path)' follow a.log --db followed.sqlite 2> /dev/null &
      for i in {1..2400}; do [ ! -e followed.sqlite-state/follow.json ] || break; sleep 0.05; done
      kill $! && wait $!
      """, in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  @Test("Each answer on a full disk fails in a sentence")
  func fullDisk() throws {
    for arguments in Self.answers {
      let outcome = try SporlosProgram.shell("sporlos \(arguments) > /dev/full", in: folder.url)
      #expect(outcome.exitCode == 1, "\(arguments)")
      #expect(
        outcome.errors.hasSuffix(
          "sporlos: cannot write to standard output (No space left on device): free some space\n"),
        "\(arguments): \(outcome.errors)")
    }
  }

  @Test("Where the work is done, the sentence says that only its summary is missing")
  func summary() throws {
    for arguments in Self.summaries {
      let outcome = try SporlosProgram.shell("sporlos \(arguments) > /dev/full", in: folder.url)
      #expect(outcome.exitCode == 1, "\(arguments)")
      #expect(
        outcome.errors == "sporlos: cannot write to standard output (No space left on device): "
          + "the work is done; only its summary is missing\n", "\(arguments)")
    }
    #expect(try TrafficRows(folder.file("t.sqlite")).hits() == 300)
    #expect(try TrafficRows(folder.file("fleet.sqlite")).hits() == 200)
  }

  @Test("A closed standard output fails, and no file takes its place")
  func closed() throws {
    for arguments in Self.answers + Self.summaries {
      let outcome = try SporlosProgram.shell("sporlos \(arguments) >&-", in: folder.url)
      #expect(outcome.exitCode == 1, "\(arguments)")
      #expect(
        outcome.errors.contains("sporlos: cannot write to standard output (Bad file descriptor)"),
        "\(arguments): \(outcome.errors)")
    }
  }

  @Test("A summary as JSON names a path without a character that acts on a terminal")
  func harmlessJSON() throws {
    let name = "\u{202E}gol\u{E0041}\u{7F}\u{9B}.log"
    try folder.write(LogLineWriter.lines(0..<10), to: name)
    let outcome = try SporlosProgram.run(
      ["collect", name, "--db", name + ".sqlite", "--json"], in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(QuotedText.harmless(outcome.output) == outcome.output.replacing("\n", with: "\\u{A}"))
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    #expect((json as? [String: Any])?["database"] as? String == name + ".sqlite")
  }

  @Test("A reader who has enough is no trouble that anybody is told of")
  func readerGone() throws {
    for arguments in Self.answers + Self.summaries {
      // Once as a shell has it, once where whoever starts the program ignores the signal.
      for start in ["", "trap '' PIPE; "] {
        let outcome = try SporlosProgram.shell(
          """
          mkfifo gone; exec 3<> gone; exec 4> gone; exec 3>&-; rm gone
          (\(start)sporlos \(arguments) >&4 2> errors)
          echo $?; grep -v 'no notice was written' errors >&2; true
          """, in: folder.url)
        // `scrub` has lines of its own to end in peace, and never takes the signal.
        let isSignal = start.isEmpty && !arguments.hasPrefix("scrub a.log")
        #expect(outcome.output == (isSignal ? "141\n" : "1\n"), "\(start)\(arguments)")
        #expect(outcome.errors == "", "\(start)\(arguments)")
      }
    }
  }
}
