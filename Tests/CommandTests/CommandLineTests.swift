import Foundation
import TestSupport
import Testing
import Traffic

@Suite("The command line as a whole")
struct CommandLineTests {
  @Test(
    "What a command refuses when it begins names how the command is used",
    arguments: [
      ("prune --db t --keep soon", "prune"), ("collect a.log --db t --threads 0", "collect"),
      ("follow a.log --db t --flush soon", "follow"), ("unit - --db t", "unit"),
      ("scrub - -", "scrub"), ("check a.log --limit 3", "check"),
      ("fleet merge a --db t --today soon", "fleet merge"),
    ])
  func refused(line: String, command: String) throws {
    let folder = try ScratchFolder()
    let outcome = try SporlosProgram.run(
      line.split(separator: " ").map(String.init), in: folder.url)
    #expect(outcome.exitCode == 2 && outcome.output == "")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
    #expect(outcome.errors.contains("\nUsage: sporlos \(command) "), "\(outcome.errors)")
    #expect(
      outcome.errors.hasSuffix(
        "\n  See 'sporlos \(command) --help' for more information.\n"), "\(outcome.errors)")
  }

  @Test(
    "Where there is no /proc to read it from, nothing seems to be well",
    .enabled(if: InterruptionTests.hasOwnMounts))
  func withoutProc() throws {
    let folder = try ScratchFolder()
    let outcome = try SporlosProgram.shell(
      """
      unshare --user --map-root-user --mount bash -c '
        mount -t tmpfs tmpfs /proc && exec "$0" report --db traffic.sqlite
      ' '\(SporlosProgram.url.path)'
      """, in: folder.url)
    #expect(outcome.exitCode == 1)
    #expect(outcome.output == "")
    #expect(
      outcome.errors == "sporlos: cannot read the command line: mount /proc where this runs\n")
  }

  /// Words as files of others may be called, which the shell puts into a command line.
  static let hostile = [
    "\u{1B}[31mx", "\u{1B}]0;title\u{07}", "a\nsporlos: all is well", "a\r\nb\rc", "\u{9B}2J",
    "\u{202E}gol.a", "a\u{200B}b", "\u{2066}x\u{2069}", "\u{7F}\u{8}\u{8}",
  ]

  @Test("What was typed acts on no terminal when a command line is refused", arguments: hostile)
  func harmless(word: String) throws {
    let folder = try ScratchFolder()
    let shown = QuotedText.harmless(word)
    let lines: [[String]] = [
      ["prune", word, "--db", "t.sqlite", "--", "-x"],
      ["collect", "a.log", "--db", "t.sqlite", "--" + word],
      ["collect", "a.log", "--db", "t.sqlite", "--threads", word], [word], ["fleet", word],
      ["help", word],
      ["report", "--db", "t.sqlite", "pages", word], ["report", "--db", "t", "--format", word],
      ["prune", "--db", "t.sqlite", word], ["audit", "--db", "t.sqlite", "-" + word],
      ["report", word, "--db", "t.sqlite"],
      ["collect", "a.log", "--db", "t", "--follow", "--flush", word],
    ]
    for line in lines {
      let outcome = try SporlosProgram.run(line, in: folder.url)
      #expect(outcome.exitCode == 2 && outcome.output == "", "\(line)")
      #expect(outcome.errors.contains(shown), "\(line): \(outcome.errors)")
      #expect(!outcome.errors.contains(word), "\(line)")
      let raw = outcome.errors.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { QuotedText.harmless(String($0)) != $0 }
      #expect(raw.isEmpty, "\(line): \(raw)")
      #expect(outcome.errors.components(separatedBy: "\nsporlos:").count == 1, "\(line)")
    }
  }
}
