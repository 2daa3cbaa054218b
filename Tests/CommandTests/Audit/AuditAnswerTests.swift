import Foundation
import TestSupport
import Testing

@Suite("What an audit says")
struct AuditAnswerTests {
  @Test("What is kept, since when, for how long, and which days are open")
  func text() throws {
    let scene = try AuditScene()
    let outcome = try scene.audit()
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.hasPrefix("Stored in \"traffic.sqlite\"; each table is also by site:\n"))
    #expect(outcome.output.contains("page, hour, class of device"))
    #expect(
      outcome.output.contains(
        "No day is open: there are no visitors' numbers and no key of a day.\n"))
    // It says what was looked for, and what nobody can look for.
    #expect(
      outcome.output.contains(
        "\nNothing was found. Looked for: addresses, e-mail addresses, tokens, "))
    #expect(outcome.output.contains("\nOnly you can see whether a page, "))
    #expect(outcome.output.hasSuffix("as /people/kari does: 7 pages have names.\n"))
    for promise in ["personal data", "no identifiers", "anonymous", "proves"] {
      #expect(!outcome.output.lowercased().contains(promise), "\(promise)")
    }
  }

  @Test("A day that is open is none too many")
  func openDay() throws {
    let folder = try ScratchFolder()
    Midnight.letPass()
    let form = DateFormatter()
    form.locale = Locale(identifier: "en_US_POSIX")
    form.timeZone = TimeZone(identifier: "UTC")
    form.dateFormat = "dd/MMM/yyyy"
    try folder.write(
      "192.0.2.7 - - [\(form.string(from: Date())):00:00:01 +0000] \"GET / HTTP/1.1\" 200 1\n",
      to: "today.log")
    let collected = try SporlosProgram.run(
      ["collect", "today.log", "--db", "traffic.sqlite"], in: folder.url)
    #expect(collected.exitCode == 0)
    let outcome = try SporlosProgram.run(["audit", "--db", "traffic.sqlite"], in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.output)")
    form.dateFormat = "yyyy-MM-dd"
    #expect(
      outcome.output.contains(
        "Open days, each with a key of its visitors that will be destroyed: "
          + "\(form.string(from: Date())), sealed after "))
  }

  @Test(
    "A section for the privacy notice, and one for the record of processing",
    arguments: [
      ("en", "pseudonym", "names a person in plain words", "Record of processing"),
      ("nb", "pseudonym", "personnavn i klartekst", "Protokoll over"),
    ])
  func notice(language: String, pseudonym: String, limit: String, record: String) throws {
    let scene = try AuditScene()
    let outcome = try scene.audit("--notice", language)
    #expect(outcome.exitCode == 0)
    // It names what is pseudonymous, and what no program can tell; and promises no more.
    #expect(outcome.output.contains(pseudonym))
    #expect(outcome.output.contains(limit))
    #expect(!outcome.output.contains("no personal data"))
    #expect(!outcome.output.contains("ingen personopplysninger"))
    #expect(outcome.output.contains(record))
    #expect(outcome.output.contains("| 2026-10-01 | 25 m"))
    #expect(!outcome.output.lowercased().contains("consent"))
    #expect(!outcome.output.lowercased().contains("samtykke"))

    try scene.name("/kari@example.org")
    let refused = try scene.audit("--notice", language)
    #expect(refused.exitCode == 1)
    #expect(refused.errors == "sporlos: no notice was written, because it would not be true\n")
    #expect(!refused.output.contains(record))
  }

  @Test(
    "A notice says what reports leave out once anything is published, by the database's threshold",
    arguments: [("en", "from 1 to 6"), ("nb", "fra 1 til 6")])
  func publishedNotice(language: String, counts: String) throws {
    let scene = try AuditScene()
    #expect(try !scene.audit("--notice", language).output.contains(counts))
    let collected = try SporlosProgram.run(
      [
        "collect", Checkout.sample("apache-combined/access.log").path, "--db", "traffic.sqlite",
        "--threshold", "7", "--today", "2026-12-31",
      ], in: scene.folder.url)
    #expect(collected.exitCode == 0, "\(collected.errors)")
    #expect(try scene.audit("--notice", language).output.contains(counts))
  }

  @Test(
    "A command line that makes no sense",
    arguments: [
      (["--notice", "fr"], "--notice takes en or nb, not \"fr\""),
      (["--notice", "en", "--json"], "--notice prints text: leave out --json"),
      (["--seal-after", "1000"], "--seal-after takes a number of hours, up to 744 (31 days)"),
      (["--log", "-", "--log", "-"], "standard input (-) can be read only once"),
      (["--format", "kari"], "there is no format \"kari\": --format takes a name from "),
    ])
  func usage(options: [String], sentence: String) throws {
    let folder = try ScratchFolder()
    let outcome = try SporlosProgram.run(
      ["audit", "--db", "traffic.sqlite"] + options, in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.hasPrefix("sporlos: \(sentence)"), "\(outcome.errors)")
  }

  @Test("No database, and a file that is none")
  func noDatabase() throws {
    let folder = try ScratchFolder()
    let missing = try SporlosProgram.run(["audit", "--db", "missing.sqlite"], in: folder.url)
    #expect(missing.exitCode == 1)
    #expect(
      missing.errors
        == "sporlos: there is no database \"missing.sqlite\": "
        + "name the one that `sporlos collect` wrote with --db\n")
    try folder.write("kari@example.org\n", to: "text.sqlite")
    let none = try SporlosProgram.run(["audit", "--db", "text.sqlite"], in: folder.url)
    #expect(none.exitCode == 1)
    #expect(none.errors.hasPrefix("sporlos: \"text.sqlite\" is not a database of Sporløs"))
  }

  @Test("An audit changes nothing")
  func unchanged() throws {
    let scene = try AuditScene()
    let before = try Data(contentsOf: scene.database)
    let files = try FileManager.default.subpathsOfDirectory(atPath: scene.folder.path).sorted()
    _ = try scene.audit()
    #expect(try Data(contentsOf: scene.database) == before)
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: scene.folder.path).sorted() == files)
  }
}
