import Foundation
import TestSupport
import Testing

/// `sporlos check --pages`, as its user runs it.
@Suite("What would be kept of pages is shown, and nothing of what would not")
struct CheckTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// The tables of an answer as JSON.
  struct Answer: Decodable {
    struct Table: Decodable {
      struct Row: Decodable {
        var page: String?
        var site: String?
        var reason: String?
        var placeholder: String?
        var pages: Int?
        var hits: Int?
        var peopleDays: Value?
        var mostPeople: Int?
        var templated: Int?
        var pageRule: String?
        var foldedPages: Int?
        var namedPages: Int?
      }
      /// A number, or the name of a class.
      enum Value: Decodable, Equatable {
        case number(Int)
        case text(String)
        init(from decoder: any Decoder) throws {
          let container = try decoder.singleValueContainer()
          self =
            try (try? container.decode(Int.self)).map(Value.number)
            ?? .text(container.decode(String.self))
        }
      }
      var name: String
      var rows: [Row]
      var rowsLeftOut: Int
    }
    var report: String
    var tables: [Table]
    var notes: [String]

    func rows(_ name: String) -> [Table.Row] { tables.first { $0.name == name }?.rows ?? [] }
  }

  private func check(
    _ arguments: [String], input: URL? = nil, exitCode: Int32 = 0
  ) throws -> Answer {
    let outcome = try SporlosProgram.run(
      ["check", "--pages", "--json"] + arguments, input: input, in: folder.url)
    #expect(outcome.exitCode == exitCode, "\(outcome.errors)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Answer.self, from: Data(outcome.output.utf8))
  }

  /// A line of the combined format.
  private func line(_ path: String, _ visitor: Int, day: Int = 1) -> String {
    "198.18.\(visitor).1 - - [0\(day)/Oct/2026:10:00:00 +0000] \"GET \(path) HTTP/1.1\" 200 10 "
      + "\"https://example.org/kanarireferrer\" \"\(DifferentPeople.userAgent(visitor))\"\n"
  }

  /// A small log with a page of each fate.
  private func smallLog() -> String {
    var log = ""
    for visitor in 0..<8 { log += line("/", visitor) + line("/team/all", visitor) }
    // Eight people-days, but never four people on one day.
    for day in 1...8 { log += line("/team/kanari-daily", 0, day: day) }
    for person in 0..<4 { log += line("/team/kanari-\(["ada", "bo", "cy", "di"][person])", person) }
    for visitor in 0..<8 { log += line("/orders/12345\(visitor)", visitor) }
    log += line("/letters/kanari@example.org", 1)
    for visitor in 0..<3 { log += line("/users/kanari\(visitor)/", visitor) }
    log += line("/listed", 1)
    return log
  }

  @Test("Each page is named for its reason, templated, or folded into numbers")
  func fates() throws {
    try folder.write(smallLog(), to: "access.log")
    try folder.write("https://example.org/listed\n", to: "sitemap.txt")
    let answer = try check([
      "access.log", "--sitemap", "sitemap.txt", "--page-rule", "/users/**",
    ])
    #expect(answer.report == "check-pages")
    let named = answer.rows("named").map {
      "\($0.page ?? "") \($0.reason ?? "") \($0.hits ?? -1) \($0.mostPeople ?? -1)"
    }
    #expect(
      named == [
        "/ names no one 8 8", "/orders/:id enough people 8 8", "/team/all enough people 8 8",
        "/users/** page rule 3 3", "/listed sitemap 1 1",
      ])
    let templated = answer.rows("templated").map {
      "\($0.page ?? "") \($0.placeholder ?? "") \($0.pages ?? -1) \($0.hits ?? -1)"
    }
    #expect(
      templated == [
        "/orders/:id :id 1 8", "/users/** page rule 1 3", "(rare pages) :email 1 1",
      ])
    let folded = answer.rows("folded").map { row in
      guard case .text(let days) = row.peopleDays else { return "?" }
      return "\(days): \(row.pages ?? -1) \(row.templated ?? -1) \(row.hits ?? -1)"
    }
    #expect(folded == ["1: 5 1 5", "8 and more, too few on a day: 1 0 8"])
    let rules = answer.rows("page_rules").map {
      "\($0.pageRule ?? "") \($0.foldedPages ?? -1) \($0.hits ?? -1) \($0.namedPages ?? -1)"
    }
    #expect(rules == ["/team/* 5 12 1"])
  }

  @Test("The tables read well as text, and say what was left out")
  func text() throws {
    try folder.write(smallLog(), to: "access.log")
    let outcome = try SporlosProgram.run(
      ["check", "--pages", "access.log", "--limit", "1"], in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "")
    #expect(
      outcome.output.hasPrefix(
        """
        Pages as they would be stored
        2026-10-01 10:00 to 2026-10-08 10:59 UTC

        Named page  Site       Because of    Hits  People-days  Most on a day
        /           (unnamed)  names no one     8            8              8

        """), "\(outcome.output)")
    #expect(
      outcome.output.contains("More rows are not shown; --limit 3 shows all."),
      "\(outcome.output)")
    let quiet = try SporlosProgram.run(
      ["check", "--pages", "access.log", "-q"], in: folder.url)
    #expect(!quiet.output.contains("Nothing was stored") && quiet.output.contains("/team/all"))
  }

  @Test("Nothing is written, and no text that would be folded is shown, nor anything of a visitor")
  func canaries() throws {
    try folder.write(smallLog() + "garbage kanari 192.0.2.77\n", to: "access.log")
    for form in [[], ["--json"], ["--limit", "1"], ["-q"], ["--max-rejected", "0"]] {
      let outcome = try SporlosProgram.run(
        ["check", "--pages", "access.log", "--page-rule", "/users/*/"] + form, in: folder.url)
      let said = (outcome.output + outcome.errors).lowercased()
      for mark in ["kanari", "192.0.2.", "198.18.", "mozilla", "firefox"] {
        #expect(!said.contains(mark), "\(mark) in \(form)")
      }
      #expect(said.contains("named"))
    }
    #expect(try folder.everyByte().keys.sorted() == ["access.log"])
  }

  @Test("The made-up people of the sample logs are in no answer")
  func samplePeople() throws {
    let canaries = try String(contentsOf: Checkout.sample("canaries.txt"), encoding: .utf8)
      .split(separator: "\n").map { $0.lowercased() }
    for sample in CanaryTests.samples {
      for form in [[], ["--json"]] {
        let outcome = try SporlosProgram.run(
          ["check", "--pages", Checkout.sample("\(sample)/access.log").path] + form,
          in: folder.url)
        let said = (outcome.output + outcome.errors).lowercased()
        for mark in canaries where said.contains(mark) {
          Issue.record("\(sample) shows \(mark)")
        }
      }
    }
  }

  @Test(
    "Named is what a fresh database names, in small batches and large",
    arguments: AuditTests.logs, [100_000, 300])
  func equality(log: String, batch: Int) throws {
    let options = [Checkout.sample(log).path, "--batch", "\(batch)", "--threads", "2"]
    let answer = try check(options)
    let collected = try SporlosProgram.run(
      ["collect", "--db", "t.sqlite", "--geo", "none"] + options, in: folder.url)
    #expect(collected.exitCode == 0, "\(collected.errors)")
    let rows = try TrafficRows(folder.file("t.sqlite"))
    let names = try rows.rows(
      """
      SELECT site.name, path, (SELECT sum(hits) FROM page_hours
        WHERE page_hours.site = site.name AND page_hours.page = page.path)
      FROM page JOIN site ON site.id = page.site WHERE path IS NOT NULL
      """)
    let shown = answer.rows("named").map {
      "\($0.site ?? "")|\($0.page ?? "")|\($0.hits ?? -1)"
    }
    #expect(!names.isEmpty && Set(shown) == Set(names) && shown.count == names.count)
  }

  @Test("The names of a database count as known, and it stays as it was")
  func database() throws {
    var log = ""
    for visitor in 0..<8 { log += line("/later-named", visitor) }
    try folder.write(log, to: "old.log")
    try folder.write(line("/later-named", 1, day: 2) + line("/kanari", 2, day: 2), to: "new.log")
    _ = try SporlosProgram.run(
      ["collect", "old.log", "--db", "t.sqlite", "--geo", "none"], in: folder.url)
    let before = try Data(contentsOf: folder.file("t.sqlite"))
    #expect(try check(["new.log"]).rows("named").isEmpty)
    let named = try check(["new.log", "--db", "t.sqlite"]).rows("named")
    #expect(named.map(\.page) == ["/later-named"] && named.map(\.reason) == ["database"])
    #expect(try Data(contentsOf: folder.file("t.sqlite")) == before)
  }

  @Test("A log counts once, however often it is named, and as standard input")
  func sources() throws {
    try folder.write(smallLog(), to: "access.log")
    _ = try SporlosProgram.shell("gzip -k access.log", in: folder.url)
    let once = try check(["access.log"]).rows("named").map(\.hits)
    #expect(try check(["access.log", "access.log.gz"]).rows("named").map(\.hits) == once)
    #expect(try check(["-"], input: folder.file("access.log.gz")).rows("named").map(\.hits) == once)
  }

  @Test("A flood of made-up paths is folded in numbers, and real pages keep their names")
  func flood() throws {
    var log = ""
    for visitor in 0..<8 { log += line("/real", visitor) }
    for number in 0..<12_000 { log += line("/x/\(word(number))", number % 9) }
    try folder.write(log, to: "access.log")
    let answer = try check(["access.log"])
    #expect(answer.rows("named").map(\.page) == ["/real"])
    let folded = answer.rows("folded")
    #expect(folded.reduce(0) { $0 + ($1.hits ?? 0) } == 12_000)
    let beyond = folded.filter { $0.peopleDays == .text("beyond a day's room") }
    #expect(beyond.map(\.hits) == [2000])
    // An estimate, to within some standard errors of 0.8 %.
    #expect((1920...2080).contains(beyond.first?.pages ?? 0))
    // What a batch only remembers of the one before is no page of its own.
    let parts = try check(["access.log", "--batch", "3000", "--threads", "1"]).rows("folded")
    #expect(parts.map(\.hits) == folded.map(\.hits))
    #expect(parts.map(\.pages).dropLast() == folded.map(\.pages).dropLast())
  }

  /// A word for a number that redaction leaves as it is.
  private func word(_ number: Int) -> String {
    String(
      String(number).map { Character(UnicodeScalar(UInt8($0.asciiValue ?? 48) + 49)) })
  }

  @Test("Sentences for what cannot be done")
  func sentences() throws {
    try folder.write("kanari no log\n", to: "other.txt")
    let cases: [([String], Int32, String)] = [
      (
        ["x.log", "--limit", "3"], 2,
        "sporlos: --limit is for --pages: add --pages, or leave it out"
      ),
      (
        ["--pages", "x.log", "--limit", "0"], 2,
        "sporlos: --limit must be at least 1, not 0"
      ),
      (["--pages", "-", "-"], 2, "sporlos: standard input (-) can be read only once"),
      (
        ["--pages", "absent.log"], 1,
        "sporlos: cannot open \"absent.log\" (No such file or directory)"
      ),
      (
        ["--pages", "x.log", "--sitemap", "absent.xml"], 1,
        "sporlos: cannot read the sitemap \"absent.xml\" (No such file or directory)"
      ),
    ]
    for (arguments, exitCode, sentence) in cases {
      let outcome = try SporlosProgram.run(["check"] + arguments, in: folder.url)
      #expect(outcome.exitCode == exitCode, "\(arguments)")
      #expect(
        outcome.errors.split(separator: "\n").first.map(String.init) == sentence, "\(arguments)")
    }
    let unknown = try SporlosProgram.run(["check", "--pages", "other.txt"], in: folder.url)
    #expect(unknown.exitCode == 1 && !unknown.errors.contains("kanari"))
  }
}
