import Foundation
import Testing
import Traffic
import TrafficReport

/// Page names come from anybody who can send a request.
@Suite struct HostileNameTests {
  static let names = [
    "=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1",
    "a,b", "a\"b", "a\"\u{301},=1", "a\r\nb", " lead", "trail ", "'", "\u{1B}]0;title\u{7}",
    "\u{1B}[2J", "\u{9B}31m", "\u{202E}gpj.exe", "\u{2066}x", "\u{200B}", "\u{2028}", "\u{7F}",
    "</script><script>alert(1)</script>", "\\u0041", "\u{E0041}", "日本語", "e\u{301}", "\u{FFFE}",
  ]

  private func report(_ name: String) throws -> Report {
    try SampleDatabase([.init(path: name, count: 5)]).report(.pages)
  }

  @Test("No name acts on a terminal, or makes a line of its own", arguments: names)
  func terminal(name: String) throws {
    let text = try report(name).text(TextStyle(width: 100))
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 8)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !acts($0) })
  }

  @Test("No name breaks a line of CSV, or starts a formula", arguments: names)
  func csv(name: String) throws {
    let text = try report(name).csv()
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.count == 3)
    let fields = split(lines[1])
    #expect(fields.count == 3)
    let first = fields[0].unicodeScalars.first
    #expect(!["=", "+", "-", "@", "\t", "\r", "＝"].contains(first))
    #expect(lines[1].unicodeScalars.allSatisfy { !acts($0) })
  }

  @Test("Every name comes back from JSON as it was", arguments: names)
  func json(name: String) throws {
    let text = try report(name).json()
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !acts($0) })
    #expect(!text.contains("<"))
    struct Document: Decodable {
      struct Table: Decodable { var rows: [Row] }
      struct Row: Decodable { var page: String }
      var tables: [Table]
    }
    let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    #expect(document.tables[0].rows.map { Array($0.page.utf8) } == [Array(name.utf8)])
  }

  @Test("Campaigns come from anybody who can make a link", arguments: names)
  func campaigns(name: String) throws {
    let campaign = Campaign(source: name, medium: name, name: name)
    let report = try SampleDatabase([.init(count: 5, campaign: campaign)]).report(.campaigns)
    let texts = [report.text(TextStyle(width: 60)), report.json()]
    for text in texts { #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !acts($0) }) }
    #expect(texts[0].split(separator: "\n").count == 6)
    let fields = split(report.csv().components(separatedBy: "\r\n")[1])
    #expect(fields.count == 5)
    for field in fields[..<3] {
      #expect(!["=", "+", "-", "@", "\t", "\r", "＝"].contains(field.unicodeScalars.first))
    }
  }

  @Test("A NUL, that no path has, is harmless all the same")
  func zero() {
    let table = Report.Table(
      name: "pages", columns: [.init("page", "Page", .text)], rows: [[.text("a\0b")]])
    let report = Report(kind: .pages, tables: [table])
    #expect(report.json().contains("{\"page\": \"a\\u0000b\"}"))
    #expect(report.csv() == "page\r\na\\u{0}b\r\n")
    #expect(report.text(TextStyle()).contains("a\\u{0}b"))
  }

  @Test("A name keeps its letters where they are harmless")
  func letters() throws {
    #expect(try report("/blåbær/日本").text(TextStyle()).contains("/blåbær/日本  "))
    #expect(try report("=1").csv().contains("\r\n'=1,"))
    #expect(try report("a\"b").csv().contains("\r\n\"a\"\"b\","))
    #expect(try report("\u{1B}[2J").csv().contains("\r\n\\u{1B}[2J,"))
  }

  private func acts(_ scalar: Unicode.Scalar) -> Bool {
    QuotedText.harmless(String(scalar)) != String(scalar)
  }

  /// The fields of a line, read as RFC 4180 says.
  private func split(_ line: String) -> [String] {
    var fields = [""]
    var isQuoted = false
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].unicodeScalars.append(scalar)
      }
    }
    return fields
  }
}
