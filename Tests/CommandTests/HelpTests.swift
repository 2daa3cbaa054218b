import Foundation
import TestSupport
import Testing

@Suite("The help of each command")
struct HelpTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A command as `--experimental-dump-help` has it.
  private struct Command: Decodable {
    struct Dump: Decodable { var command: Command }

    var commandName: String
    var discussion: String?
    var subcommands: [Command]?

    /// The words that name each command below this one, with its discussion.
    func all(below parents: [String] = []) -> [(words: [String], discussion: String)] {
      (subcommands ?? []).filter { $0.commandName != "help" }.flatMap { command in
        let words = parents + [command.commandName]
        return [(words, command.discussion ?? "")] + command.all(below: words)
      }
    }
  }

  private func commands() throws -> [(words: [String], discussion: String)] {
    let outcome = try SporlosProgram.run(["--experimental-dump-help"], in: folder.url)
    let root = try JSONDecoder().decode(Command.Dump.self, from: Data(outcome.output.utf8)).command
    return [([], root.discussion ?? "")] + root.all()
  }

  /// The lines of a paragraph that begins with a heading on a line of its own.
  private func lines(of text: String, after heading: String) -> [String] {
    let lines = text.components(separatedBy: "\n")
    guard let start = lines.firstIndex(of: heading) else { return [] }
    return Array(lines[(start + 1)...].prefix { !$0.isEmpty })
  }

  @Test("Each has examples, and no line of one is broken at 80 columns")
  func examples() throws {
    var checked = 0
    for (words, discussion) in try commands() {
      let examples = lines(of: discussion, after: "Examples:")
      #expect(!examples.isEmpty, "\(words)")
      // `serve --help` is the server's own.
      let asked = words == ["serve"] ? ["help"] + words : words + ["--help"]
      let shown = try SporlosProgram.run(asked, in: folder.url)
      #expect(shown.exitCode == 0, "\(words): \(shown.errors)")
      #expect(lines(of: shown.output, after: "Examples:") == examples, "\(words)")
      for line in examples {
        #expect(line.count <= 78, "\(words): \(line)")
        checked += 1
      }
    }
    #expect(checked > 90)
  }

  @Test("All say what their exit codes mean")
  func exitCodes() throws {
    for (words, discussion) in try commands() {
      let codes = try #require(
        discussion.components(separatedBy: "\n\n").first { $0.hasPrefix("Exit codes: 0 ") },
        "\(words)")
      for code in [", 1 ", ", 2 "] { #expect(codes.contains(code), "\(words): \(codes)") }
    }
  }
}
