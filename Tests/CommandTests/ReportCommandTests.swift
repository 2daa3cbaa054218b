import Foundation
import SporlosCommands
import TestSupport
import Testing

@Suite("sporlos report, as its user runs it")
struct ReportCommandTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try FileManager.default.copyItem(
      at: Checkout.sample("apache-combined/access.log"), to: folder.file("access.log"))
    let outcome = try run("collect", "--db", "t.sqlite", "access.log")
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  private func run(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(arguments, in: folder.url)
  }

  @Test(
    "Every report in every form ends well and says nothing on the standard error",
    arguments: [
      "overview", "pages", "entries", "hours", "days", "devices", "browsers", "systems", "statuses",
      "sites",
      "sources", "kinds", "referrers", "referrer-kinds", "campaigns", "countries", "versions",
      "traffic", "times",
    ])
  func everyReport(report: String) throws {
    for form in ["table", "csv", "json", "html", "markdown", "mail"] {
      // What the server answered, and which logs there are, is the operator's.
      let isOperators = ["statuses", "sources"].contains(report)
      let arguments = ["report", report, "--db", "t.sqlite", "--format", form]
      let outcome = try SporlosProgram.run(
        arguments + (isOperators ? ["--private"] : []), in: folder.url)
      #expect(outcome.exitCode == 0)
      #expect(outcome.errors == "")
      #expect(!outcome.output.isEmpty)
      #expect(!outcome.output.contains("\u{1B}"), "no escape sequences where no terminal is")
      if form == "json" {
        let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        #expect((document as? [String: Any])?["report"] as? String == report)
      }
    }
  }

  @Test(
    "What is the operator's, and what is not published, takes --private; --min 1 is its earlier name"
  )
  func operators() throws {
    for report in ["statuses", "sources"] {
      let outcome = try run("report", report, "--db", "t.sqlite")
      #expect(outcome.exitCode == 2 && outcome.output == "")
      #expect(outcome.errors.contains("is for internal use only"), "\(outcome.errors)")
    }
    let all = try run("report", "days", "--db", "t.sqlite", "--private")
    #expect(all.exitCode == 0 && all.output.contains("for internal use only"))
    #expect(try run("report", "days", "--db", "t.sqlite", "--min", "1").output == all.output)
    #expect(try !run("report", "--help").output.contains("--min"))
  }

  @Test("--json is what it is in other commands, and says no other form than --format does")
  func json() throws {
    let pages = try run("report", "pages", "--db", "t.sqlite", "--json")
    #expect(pages.exitCode == 0)
    #expect(
      try pages.output == run("report", "pages", "--db", "t.sqlite", "--format", "json").output)
    let both = try run("report", "pages", "--db", "t.sqlite", "--json", "--format", "csv")
    #expect(both.exitCode == 2)
    #expect(
      both.errors.hasPrefix(
        "sporlos: --format and --json both set the output format: leave one out"))
  }

  @Test("HTML, Markdown and mail are in the language that is named, and mails go to whom they name")
  func forms() throws {
    let html = try run(
      "report", "pages", "--db", "t.sqlite", "--format", "html", "--language", "nb")
    #expect(html.exitCode == 0 && html.errors == "")
    #expect(html.output.hasPrefix("<!DOCTYPE html>\n<html lang=\"nb\">"))
    #expect(html.output.hasSuffix("</html>\n"))
    let markdown = try run("report", "pages", "--db", "t.sqlite", "--format", "markdown")
    #expect(markdown.output.hasPrefix("# Pages\n\n"))
    let mail = try run(
      "report", "--db", "t.sqlite", "--format", "mail", "--mail-to", "a@example.org", "--mail-to",
      "b@example.org", "--mail-from", "web@example.org")
    #expect(mail.exitCode == 0 && mail.errors == "")
    #expect(mail.output.contains("\nFrom: web@example.org\nTo: a@example.org,\n b@example.org\n"))
    #expect(mail.output.hasPrefix("Date: "))
  }

  @Test("A class of devices by week: its rows, and shares of each week that have no sum")
  func devices() throws {
    func csv(_ arguments: String...) throws -> [[Substring]] {
      let outcome = try SporlosProgram.run(
        ["report", "devices", "--db", "t.sqlite", "--private", "--format", "csv"] + arguments,
        in: folder.url)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      return outcome.output.split(whereSeparator: \.isNewline).map { $0.split(separator: ",") }
    }
    let all = try csv("--by", "day")
    let mobile = try csv("--by", "day", "--device", "mobile")
    #expect(mobile.count > 1 && mobile.count < all.count)
    #expect(mobile.dropFirst() == all.dropFirst().filter { $0[1] == "mobile" })
    let text = try run(
      "report", "devices", "--db", "t.sqlite", "--private", "--by", "day", "--device", "mobile")
    let total = text.output.split(separator: "\n").first { $0.hasPrefix("Total") }
    #expect(total.map { !$0.contains("%") } ?? (mobile.count == 2), "\(text.output)")
  }

  @Test("Of a referrer, its landing pages; of what is not counted by referrer, a sentence")
  func referrer() throws {
    func csv(_ arguments: String...) throws -> [[Substring]] {
      let outcome = try SporlosProgram.run(
        ["report", "landings", "--db", "t.sqlite", "--private", "--format", "csv"] + arguments,
        in: folder.url)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      return outcome.output.split(whereSeparator: \.isNewline).map { $0.split(separator: ",") }
    }
    let all = try csv()
    let direct = try csv("--referrer", "(direct)")
    #expect(direct.count > 1 && direct.count < all.count)
    #expect(direct.dropFirst() == all.dropFirst().filter { $0[1] == "(direct)" })
    let pages = try run("report", "pages", "--db", "t.sqlite", "--referrer", "(direct)")
    #expect(pages.exitCode == 2)
    #expect(
      pages.errors
        == "sporlos: the report \"pages\" is not counted by referrer: leave out --referrer\n")
  }

  @Test("Of pages that are chosen, a note has their page views for each 100 visits")
  func goal() throws {
    func totals(_ arguments: String...) throws -> (numbers: [String: Any], notes: [String]) {
      let outcome = try SporlosProgram.run(
        ["report", "pages", "--db", "t.sqlite", "--private", "--json"] + arguments, in: folder.url)
      let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      let report = try #require(json as? [String: Any], "\(outcome.errors)")
      let table = try #require((report["tables"] as? [[String: Any]])?.first)
      return (table["totals"] as? [String: Any] ?? [:], report["notes"] as? [String] ?? [])
    }
    let (all, some) = (try totals(), try totals("--page", "(rare*"))
    let visits = try #require(all.numbers["visits"] as? Int)
    let views = try #require(some.numbers["page_views"] as? Int)
    #expect(visits > 0 && views > 0)
    let share = String(format: "%.1f", Double(views) / Double(visits) * 100)
    let note =
      "These pages had \(share) page views for each 100 visits (\(visits) in total)."
    #expect(some.notes.contains(note), "\(some.notes)")
    #expect(!all.notes.contains { $0.hasPrefix("These pages had") })
  }

  @Test("What is watched is written anew on the terminal, of today, until a signal ends it")
  func watched() throws {
    try folder.write("", to: "empty.log")
    #expect(try run("collect", "--db", "w.sqlite", "empty.log").exitCode == 0)
    let outcome = try SporlosProgram.shell(
      """
      script -qefc 'echo $$ > pid; exec "\(SporlosProgram.url.path)" report days --db w.sqlite --private --watch' \\
        out > /dev/null &
      for i in {1..1200}; do grep -q 'Ctrl-C' out && break; sleep 0.1; done
      # Again, where midnight has made another day of it.
      for attempt in {1..4}; do
        now=$(LC_ALL=C date -u +%d/%b/%Y:%H:%M:%S)
        for n in {1..20}; do
          echo "192.0.2.$n - - [$now +0000] \\"GET / HTTP/1.1\\" 200 100 \\"-\\" \\"Firefox/143\\""
        done > today-$attempt.log
        "\(SporlosProgram.url.path)" collect today-$attempt.log --db w.sqlite --site example.org --time-zone UTC --format combined
        for i in {1..300}; do grep -q 'Page views' out && break 2; sleep 0.1; done
      done
      kill -KILL "$(cat pid)"
      wait
      cat out
      """, in: folder.url)
    #expect(outcome.output.contains("No traffic yet."), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("Every 5 s; Ctrl-C ends."))
    #expect(outcome.output.contains("Page views"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("\u{1B}[H"))
  }

  @Test("A report changes no byte of the database and leaves no file beside it")
  func changesNothing() throws {
    let before = try Data(contentsOf: folder.file("t.sqlite"))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    _ = try run("report", "--db", "t.sqlite")
    #expect(try Data(contentsOf: folder.file("t.sqlite")) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == files)
  }

  @Test(
    "What cannot be answered is told on the standard error, with an exit code that says whose fault",
    arguments: [
      (
        ["--db", "none.sqlite"], 1,
        "sporlos: there is no database \"none.sqlite\": "
          + "name the one that `sporlos collect` wrote with --db\n"
      ),
      (
        ["--db", "access.log"], 1,
        "sporlos: \"access.log\" is not a database of Sporløs and was not changed: name"
          + " another file\n"
      ),
      (
        ["--db", "t.sqlite", "--from", "soon"], 2,
        "sporlos: \"soon\" is not a time for --from: use 2026, 2026-10, 2026-w41, 2026-10-01, "
          + "2026-10-01T13, today, yesterday, this-week, last-week, this-month, last-month, 7d or 12w\n"
      ),
      (
        ["pages", "--db", "t.sqlite", "--device", "mobile"], 2,
        "sporlos: the report \"pages\" is not counted by device: leave out --device\n"
      ),
      (
        ["sources", "--db", "t.sqlite", "--site", "x"], 2,
        "sporlos: the report \"sources\" is about whole logs: leave out --from, --to and --site\n"
      ),
    ] as [([String], Int32, String)])
  func refusals(arguments: [String], code: Int32, sentence: String) throws {
    let outcome = try SporlosProgram.run(["report"] + arguments, in: folder.url)
    #expect(outcome.exitCode == code)
    #expect(outcome.errors == sentence)
    #expect(outcome.output == "")
    #expect(!FileManager.default.fileExists(atPath: folder.file("none.sqlite").path))
  }

  @Test(
    "A command line that makes no sense ends with 2 and shows how it is used",
    arguments: [
      (["report"], "Missing expected argument '--db <file>'"),
      (
        ["report", "visitors", "--db", "x"], "there is no report \"visitors\": choose "
      ),
      (
        ["report", "--db", "x", "--limit", "0"], "--limit must be at least 1, not 0"
      ),
      (
        ["report", "--db", "x", "--min", "4"],
        "--min was removed: set the threshold with `sporlos collect --threshold`; --private shows all, for "
          + "internal use"
      ),
      (
        ["report", "--db", "x", "--format", "mail", "--mail-to", "a@b\nBcc: c@d"],
        "\"a@b\\u{A}Bcc: c@d\" is not a valid mail address: give one such as web@example.org, "
          + "without a name"
      ),
      (
        ["report", "--db", "x", "--mail-to", "a@example.org"],
        "--mail-to and --mail-from are for --format mail"
      ),
      (
        ["report", "--db", "x", "--language", "nn"],
        "The value 'nn' is invalid for '--language <language>': \"nn\" is not a language of reports: use en or nb"
      ),
      (
        ["report", "devices", "--db", "x", "--device", "phone"],
        "\"phone\" is not a class of devices: choose from other, desktop, mobile, tablet, tv, console, "
          + "wearable, bot"
      ),
      (
        ["report", "--db", "x", "--watch"],
        "--watch needs --private: published counts change only once a day"
      ),
      (
        ["report", "--db", "x", "--watch", "--private"],
        "--watch needs a terminal, and standard output is not one: leave it out"
      ),
      (
        ["report", "--db", "x", "--watch", "--private", "--format", "html"],
        "--watch is for a terminal: leave out --format"
      ),
      (["report", "--db", "x", "--colour"], "Unknown option '--colour'"),
      (
        ["report", "pagez", "--db", "x"],
        "there is no report \"pagez\": did you mean \"pages\"? choose "
      ),
      (["rapport"], "there is no command \"rapport\": did you mean \"report\"?\n"),
      (
        ["colect", "a.log", "--db", "x"],
        "there is no command \"colect\": did you mean \"collect\"?\n"
      ),
      (["statsu"], "there is no command \"statsu\": did you mean \"status\"?\n"),
      (["statistics"], "there is no command \"statistics\": choose from collect, "),
      (["unsay", "x"], "there is no command \"unsay\": choose from collect, follow, "),
      (["help", "nothing"], "there is no command \"nothing\": choose from collect, follow, "),
      (
        ["help", "reprot"],
        "there is no command \"reprot\": did you mean \"report\"?\nUsage: sporlos <"
      ),
      (
        ["help", "fleet", "jion"],
        "there is no command \"fleet jion\": did you mean \"join\"?\nUsage: sporlos fleet <"
      ),
      (
        ["help", "fleet", "nothing"],
        "there is no command \"fleet nothing\": choose from invite, join, share, merge, names\n"
      ),
      (["fleet", "jion", "x"], "there is no command \"fleet jion\": did you mean \"join\"?\n"),
    ] as [([String], String)])
  func usage(arguments: [String], beginning: String) throws {
    let outcome = try SporlosProgram.run(arguments, in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.hasPrefix("sporlos: \(beginning)"), "\(outcome.errors)")
    #expect(outcome.errors.contains("Usage: sporlos"))
    #expect(outcome.output == "")
  }

  @Test("Help and version are asked for: exit code 0, on the standard output")
  func help() throws {
    for arguments in [
      ["--version"], ["--help"], ["report", "--help"], ["help", "report"],
      ["help"], ["help", "help"], ["help", "fleet", "join"], ["help", "-h"],
    ] {
      let outcome = try SporlosProgram.run(arguments, in: folder.url)
      #expect(outcome.exitCode == 0)
      #expect(outcome.errors == "")
      #expect(!outcome.output.isEmpty)
    }
  }

  @Test("The version names the release and the schema of the databases that it writes")
  func version() throws {
    let schema = try TrafficRows(folder.file("t.sqlite")).number("PRAGMA user_version")
    let outcome = try SporlosProgram.run(["--version"], in: folder.url)
    // No commit: that is said by whoever packages the program.
    #expect(outcome.output == "sporlos \(Sporlos.version) (schema \(schema))\n")
  }

  @Test("A terminal's width is respected, as COLUMNS says it")
  func width() throws {
    for columns in [60, 80, 140] {
      let outcome = try SporlosProgram.shell(
        "COLUMNS=\(columns) sporlos report pages --db t.sqlite --limit 30", in: folder.url)
      #expect(outcome.exitCode == 0)
      let widest = outcome.output.split(separator: "\n").map(\.count).max() ?? 0
      #expect(widest > 30 && widest <= columns)
    }
  }
}
