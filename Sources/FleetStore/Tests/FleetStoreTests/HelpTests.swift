import ArgumentParser
import Testing

@testable import sporlos_store

@Suite("The help of each command")
struct HelpTests {
  static let commands: [any ParsableCommand.Type] =
    [SporlosStore.self] + SporlosStore.configuration.subcommands

  private func lines(of text: String, after heading: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(of: heading) else { return [] }
    return Array(lines[(start + 1)...].prefix { !$0.isEmpty })
  }

  @Test("Each has examples, and no line of one is broken at 80 columns")
  func examples() {
    #expect(HelpTests.commands.count == 10)
    for command in HelpTests.commands {
      let examples = lines(of: command.configuration.discussion, after: "Examples:")
      #expect(!examples.isEmpty, "\(command)")
      #expect(
        lines(of: SporlosStore.helpMessage(for: command, columns: 80), after: "Examples:")
          == examples)
      for line in examples { #expect(line.count <= 78, "\(line)") }
    }
  }

  @Test("All say what their exit codes mean")
  func exitCodes() throws {
    for command in HelpTests.commands {
      let paragraphs = command.configuration.discussion.split(separator: "\n\n")
      let codes = try #require(paragraphs.first { $0.hasPrefix("Exit codes: 0 ") }, "\(command)")
      for code in [", 1 ", ", 2 "] { #expect(codes.contains(code), "\(codes)") }
    }
  }
}
