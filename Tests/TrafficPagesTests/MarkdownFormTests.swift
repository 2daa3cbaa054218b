import Testing
import Traffic
import TrafficPages
import TrafficReport

@Suite("A report as Markdown")
struct MarkdownFormTests {
  @Test("No name ends its cell, its line or its code", arguments: SampleReports.hostile)
  func hostile(name: String) throws {
    var report = SampleReports.pages([name, "/"])
    report.annotations = [Annotation(day: SampleReports.day("2026-10-02"), text: name)]
    let text = report.markdown()
    let acting = text.unicodeScalars.filter {
      $0 != "\n" && QuotedText.harmless(String($0)) != String($0)
    }
    #expect(acting.isEmpty)
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(lines.count == 5)
    #expect(lines.allSatisfy { cells($0).count == 4 }, "\(lines)")
    let code = try #require(cells(lines[2]).first)
    #expect(isOneCode(code), "\(code)")
    let note = try #require(
      text.split(separator: "\n").first { $0.hasPrefix("- 2 October 2026: ") })
    #expect(isOneCode(String(note.dropFirst(18)).replacing("\\|", with: "|")), "\(note)")
  }

  @Test(
    "Names and words are shown as they are",
    arguments: [
      ("/a", "`/a`"), ("a|b", "`a\\|b`"), ("a`b", "``a`b``"), ("`a``", "``` `a`` ```"),
      ("<b>", "`<b>`"), ("@me", "`@me`"), ("a\nb", "`a\\u{A}b`"), (" a", "`  a `"),
      ("a\\|b", "`a\\u{7C}b`"),
    ])
  func code(name: String, code: String) {
    let text = SampleReports.pages([name]).markdown()
    let isThere = text.contains("\n| \(code) | 1,234 | 12.5% | – |\n")
    #expect(isThere, "\(text)")
  }

  @Test("Sentences keep their letters, and nothing in them is a link, HTML or a list")
  func sentences() {
    let report = SampleReports.pages(
      ["/"], notes: ["a <b>c</b> [d](e) `f` *g* www.h | i # j & k ~l~ @m"])
    let text = report.markdown()
    #expect(
      text.hasSuffix(
        "\n- a \\<b\\>c\\</b\\> \\[d\\](e) \\`f\\` \\*g\\* www.h \\| i \\# j \\& k \\~l\\~ \\@m\n"))
  }

  @Test("The same in both languages")
  func languages() {
    let report = SampleReports.pages(["/", "/a"], earlier: 1000)
    let expected = """
      # Pages for `www.example.org`

      1. til 31. oktober 2026 (UTC)

      Sammenlignet med 1. til 30. september 2026

      | Page | Page views | Share | Visitors | Endring |
      |---|---:|---:|---:|---:|
      | `/` | 1\u{202F}234 | 12,5\u{A0}% | – | +23\u{A0}% |
      | `/a` | 1\u{202F}234 | 12,5\u{A0}% | – | +23\u{A0}% |
      | **Sum** | **2\u{202F}468** | **100,0\u{A0}%** | **–** | **+147\u{A0}%** |

      """
    #expect(report.markdown(.norwegian) == expected)
    #expect(report.markdown(.english).contains("\n| `/` | 1,234 | 12.5% | – | +23% |\n"))
  }

  @Test("An empty table says so")
  func empty() {
    #expect(SampleReports.pages([]).markdown().contains("\n\nNothing in this period.\n"))
  }

  /// The cells of a line, as GitHub parts them: at each `|` that has no `\` before it.
  private func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if scalar == "|", !isEscaped {
        cells.append("")
      } else {
        cells[cells.count - 1].unicodeScalars.append(scalar)
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return cells.dropFirst().dropLast().map { $0.trimmed }
  }

  /// Whether a cell is code from its first sign to its last.
  private func isOneCode(_ cell: String) -> Bool {
    let fence = cell.prefix { $0 == "`" }.count
    guard fence > 0 else { return false }
    var (run, runs) = (0, [Int]())
    for scalar in cell.unicodeScalars.map({ $0 }) + [" "] {
      if scalar == "`" {
        run += 1
      } else if run > 0 {
        runs.append(run)
        run = 0
      }
    }
    return runs.filter { $0 == fence }.count == 2 && runs.first == fence && runs.last == fence
  }
}

extension String {
  /// Without the one space at each end.
  fileprivate var trimmed: String {
    var text = self[...]
    if text.hasPrefix(" ") { text = text.dropFirst() }
    if text.hasSuffix(" ") { text = text.dropLast() }
    return String(text)
  }
}
