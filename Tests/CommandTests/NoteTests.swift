import Foundation
import TestSupport
import Testing

/// What somebody writes on a day, on its way to everything that others see.
@Suite("A note on a day")
struct NoteTests {
  private let folder: ScratchFolder

  /// Ten days of forty people, counted and published.
  init() throws {
    folder = try ScratchFolder()
    var lines = ""
    for day in 10...19 {
      for person in 0..<40 {
        lines +=
          DifferentPeople.line("/page", person: person).replacing("01/Oct", with: "\(day)/Oct")
          + "\n"
      }
    }
    try folder.write(lines, to: "access.log")
    let outcome = try SporlosProgram.run(
      [
        "collect", "access.log", "--db", "t.sqlite", "--site", "www.example.org", "--geo", "none",
        "--time-zone", "UTC", "--publish-to", "web.sqlite", "-q",
      ], in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome)")
  }

  private func run(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(arguments, in: folder.url)
  }

  @discardableResult
  private func note(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(["note", "--db", "t.sqlite"] + arguments, in: folder.url)
  }

  private func shell(_ script: String) throws -> SporlosProgram.Outcome {
    try SporlosProgram.shell("set -e\n" + script, in: folder.url)
  }

  /// What the database has, as `note --list` shows it.
  private func list(_ options: String...) throws -> String {
    try SporlosProgram.run(["note", "--db", "t.sqlite", "--list"] + options, in: folder.url).output
  }

  @Test("It is kept once, listed by day, and removed")
  func kept() throws {
    #expect(try list() == "There are no notes.\n")
    #expect(
      try note("2026-10-12", "Newsletter sent").output
        == "noted on 2026-10-12: \"Newsletter sent\"\n")
    #expect(
      try note("2026-10-12", "Newsletter sent").output
        == "noted on 2026-10-12 already: \"Newsletter sent\"\n")
    #expect(
      try note("2026-10-11", "New page", "--site", "WWW.example.org").output
        == "noted on 2026-10-11 of WWW.example.org: \"New page\"\n")
    try note("2026-10-12", "Rain", "-q")
    #expect(
      try list() == """
        2026-10-11  www.example.org  New page
        2026-10-12  (all sites)  Newsletter sent
        2026-10-12  (all sites)  Rain

        """)
    #expect(
      try list("--format", "json") == """
        {
          "annotations": [
            {"day": "2026-10-11", "site": "www.example.org", "text": "New page"},
            {"day": "2026-10-12", "site": null, "text": "Newsletter sent"},
            {"day": "2026-10-12", "site": null, "text": "Rain"}
          ]
        }

        """)
    #expect(
      try note("--remove", "2026-10-12", "Rain").output == "removed the note on 2026-10-12\n")
    #expect(try note("--remove", "2026-10-12").output == "removed the note on 2026-10-12\n")
    let none = try note("--remove", "2026-10-12")
    #expect(none.exitCode == 1)
    #expect(
      none.errors == "sporlos: there is no such note on 2026-10-12: see `sporlos note --list`\n")
    #expect(try list() == "2026-10-11  www.example.org  New page\n")
  }

  @Test(
    "What the audit would find is not kept",
    arguments: [
      ("Ask kari@example.org", "an e-mail address"), ("Attack from 192.0.2.7", "a network address"),
      ("Attack from 2001:db8::7", "a network address"),
      ("Call 91234567", "a telephone, card or other personal number"),
      ("Session 3f2504e0-4f89-11d3-9a0c-0305e82c3301", "a token or an identifier"),
    ])
  func personal(text: String, what: String) throws {
    let outcome = try note("2026-10-12", text)
    #expect(outcome.exitCode == 1 && outcome.output == "")
    #expect(outcome.errors.contains("what looks like \(what)"), "\(outcome.errors)")
    #expect(!outcome.errors.contains(text))
    #expect(try list() == "There are no notes.\n")
  }

  @Test("What can be kept is clean in the eyes of the audit, before and after it is removed")
  func audited() throws {
    let texts = [
      "Newsletter sent", "Release 5.10.2", "Error 500 between 10:30 and 11:00", "Black Friday 2026",
      "Moved on 2026-10-12", "https://example.org/new?x=1", "v2.0: 30 % off", "Ny forside æøå",
    ]
    for text in texts {
      #expect(try note("2026-10-12", text).exitCode == 0, "\(text)")
    }
    let audit = try run("audit", "--db", "t.sqlite", "--published", "web.sqlite", "-q")
    #expect(audit.exitCode == 0, "\(audit)")
    for text in texts { #expect(try note("--remove", "2026-10-12", text).exitCode == 0) }
    #expect(try run("audit", "--db", "t.sqlite", "-q").exitCode == 0)
    for (name, bytes) in try folder.everyByte() {
      #expect(bytes.range(of: Data("Newsletter".utf8)) == nil, "\(name)")
    }
  }

  @Test(
    "Refused: what is no line of text, no day, no site, or of a time that nothing is counted of",
    arguments: [
      (
        ["2026-10-12", "a\u{1B}[31mb"], 2,
        "a note is one line of visible characters"
      ),
      (["2026-10-12", "a\nb"], 2, "a note is one line of visible characters"),
      (
        ["2026-10-12", String(repeating: "a", count: 201)], 2,
        "at most 200 characters, and this one has 201"
      ),
      (["2026-10-32", "x"], 2, "\"2026-10-32\" is not a day"),
      (["2026-10-12"], 2, "give the text of the note"),
      ([], 2, "name the day"), (["--list", "2026-10-12"], 2, "leave out the day and the text"),
      (["2026-10-12", "x", "--json"], 2, "--format and --json are for --list"),
      (["--list", "--remove"], 2, "--list and --remove cannot be combined"),
      (["2026-10-12", "x", "--site", "www.exampel.org"], 1, "did you mean \"www.example.org\"?"),
      (["1999-01-01", "x"], 1, "1999-01-01 is too long ago"),
      (["2999-01-01", "x"], 1, "2999-01-01 is more than a year ahead"),
    ] as [([String], Int32, String)])
  func refused(arguments: [String], code: Int32, sentence: String) throws {
    let outcome = try SporlosProgram.run(
      ["note", "--db", "t.sqlite"] + arguments, in: folder.url)
    #expect(outcome.exitCode == code && outcome.output == "", "\(outcome)")
    #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
    #expect(!outcome.errors.contains("\u{1B}"))
    #expect(try list() == "There are no notes.\n")
  }

  @Test("A database that is not there is not made, and a published file is only read")
  func noDatabase() throws {
    #expect(try run("note", "today", "x", "--db", "none.sqlite").exitCode == 1)
    #expect(
      try !FileManager.default.contentsOfDirectory(atPath: folder.path).contains("none.sqlite"))
    #expect(try run("note", "2026-10-12", "x", "--db", "web.sqlite").exitCode == 1)
    #expect(try run("note", "--list", "--db", "web.sqlite").output == "There are no notes.\n")
  }

  @Test("Reports of days show it, published files have it, and it leaves them when it is removed")
  func published() throws {
    try note("2026-10-12", "Newsletter <b>sent</b>")
    try note("2026-10-14", "New page", "--site", "www.example.org")
    try note("2026-10-25", "Of a day that is not shown")
    let outcome = try shell(
      """
      sporlos publish web.sqlite --db t.sqlite
      sporlos publish web.sqlite --db t.sqlite --check > /dev/null
      sqlite3 web.sqlite 'SELECT * FROM annotations'
      for form in table json html markdown; do
        sporlos report days --db t.sqlite --format $form > db.$form
        cmp db.$form <(sporlos report days --db web.sqlite --format $form)
      done
      sed -n '/^Annotations/,/^$/p' db.table
      sporlos report --db web.sqlite | grep -A 2 ^Annotations
      sporlos report --db web.sqlite --format mail --language nb | grep -o Merknader
      sporlos report pages --db web.sqlite --format json | grep annotations
      sed -n '/annotations/,/]/p' db.json
      """)
    #expect(outcome.exitCode == 0, "\(outcome)")
    #expect(
      outcome.output == """
        2026-10-12||Newsletter <b>sent</b>
        2026-10-14|www.example.org|New page
        2026-10-25||Of a day that is not shown
        Annotations
        2026-10-12 Newsletter <b>sent</b>
        2026-10-14 New page (www.example.org)

        Annotations
        2026-10-12 Newsletter <b>sent</b>
        2026-10-14 New page (www.example.org)
        Merknader
        Merknader
          "annotations": []
          "annotations": [
            {"day": "2026-10-12", "site": null, "text": "Newsletter \\u003Cb>sent\\u003C/b>"},
            {"day": "2026-10-14", "site": "www.example.org", "text": "New page"}
          ]

        """)
    let page = try String(contentsOf: folder.file("db.html"), encoding: .utf8)
    #expect(page.contains("Newsletter &lt;b&gt;sent&lt;/b&gt;") && !page.contains("<b>sent"))
    try note("--remove", "2026-10-12")
    let later = try shell(
      """
      sporlos publish web.sqlite --db t.sqlite
      sqlite3 web.sqlite 'SELECT note FROM annotations'
      ! grep -q Newsletter web.sqlite
      """)
    #expect(
      later.exitCode == 0 && later.output == "New page\nOf a day that is not shown\n", "\(later)")
  }

  @Test("One on a site that nothing is published of is for the operator only")
  func unpublished() throws {
    try folder.write(DifferentPeople.line("/", person: 1) + "\n", to: "small.log")
    let outcome = try shell(
      """
      sporlos collect small.log --db t.sqlite --site small.example --geo none -q
      sporlos note 2026-10-12 'Small thing' --site small.example --db t.sqlite -q
      sporlos publish web.sqlite --db t.sqlite
      sqlite3 web.sqlite 'SELECT * FROM annotations'
      sporlos report days --db t.sqlite | grep Small || true
      sporlos report days --db t.sqlite --private | grep Small
      """)
    #expect(outcome.exitCode == 0, "\(outcome)")
    #expect(outcome.output == "2026-10-12 Small thing (small.example)\n", "\(outcome)")
  }

  @Test("It goes with the counts of its day")
  func retention() throws {
    for day in ["2026-10-11", "2026-10-18"] { try note(day, "x") }
    let pruned = try run("prune", "--db", "t.sqlite", "--keep", "15d", "-q")
    #expect(pruned.exitCode == 0, "\(pruned)")
    #expect(try list() == "2026-10-18  (all sites)  x\n")
    #expect(try run("audit", "--db", "t.sqlite", "-q").exitCode == 0)
  }

  @Test("Of many, a terminal shows the last ten")
  func many() throws {
    for number in 0..<12 { try note("2026-10-12", "note \(number + 10)") }
    let text = try run("report", "days", "--db", "t.sqlite").output
    #expect(text.contains("Annotations\n2 earlier, not shown\n2026-10-12 note 12\n"), "\(text)")
    #expect(text.contains("note 21") && !text.contains("note 11"))
  }
}
