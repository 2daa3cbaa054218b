import Foundation
import Testing

/// What the compiler cannot check is said to be safe where it stands.
@Suite("Unsafe code says why it is safe")
struct SafetyLawTests {
  /// By target: lines with `unsafe` that no `SAFETY:` stands on, or at most eight lines above. The numbers
  /// only go down: whoever adds such a line says why it is safe, and whoever explains one lowers them.
  static let unexplained = [
    "AccessLog": 497, "Collecting": 60, "Counting": 49, "SporlosCommands": 5, "TrafficStore": 5,
    "TrafficAudit": 3, "Traffic": 3, "UserAgents": 1,
  ]
  private static let reach = 8

  /// How many lines of a file have `unsafe` in their code without a reason near them.
  static func unexplained(in source: String) -> Int {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.count { index in
      let code = lines[index].firstRange(of: "//").map { lines[index][..<$0.lowerBound] }
      let words = (code ?? lines[index]).split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      guard words.contains("unsafe") else { return false }
      return !lines[max(0, index - reach)...index].contains { $0.contains("SAFETY:") }
    }
  }

  @Test("No target has more such lines than it had, and the table follows those that have fewer")
  func sources() throws {
    for (target, url) in try SourceTree.targets() {
      let count = try SourceTree.swiftFiles(in: url).reduce(0) {
        $0 + Self.unexplained(in: try String(contentsOf: $1, encoding: .utf8))
      }
      let known = Self.unexplained[target] ?? 0
      #expect(count <= known, "\(target): say with SAFETY: why \(count - known) lines are safe")
      #expect(count >= known, "\(target) has only \(count) such lines now: lower the number")
    }
  }

  @Test(
    "Lines are counted that say nothing",
    arguments: [
      ("let a = unsafe b", 1), ("// SAFETY: it lives.\nlet a = unsafe b", 0), ("// unsafe", 0),
      ("let unsafeName = 1", 0), ("// SAFETY: far.\n\n\n\n\n\n\n\n\nlet a = unsafe b", 1),
      ("unsafe a(\n  unsafe b)", 2),
    ])
  func counted(source: String, count: Int) {
    #expect(Self.unexplained(in: source) == count)
  }
}
