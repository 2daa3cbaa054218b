import Foundation
import TestSupport
import Testing

@Suite("A configuration file that is wrong")
struct WrongSettingsTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Files, and what is said of each after the program's name; `F` is the file's name in quotes.
  static let files: [(file: String, says: String)] = [
    ("tresholt = 5", #"F, line 1: there is no setting "tresholt": did you mean "threshold"?"#),
    (
      "\n\nseal_after = 24",
      #"F, line 3: there is no setting "seal_after": did you mean "seal-after"?"#
    ),
    (
      "colour = 1",
      #"F, line 1: there is no setting "colour": `sporlos config` lists what there is"#
    ),
    ("flush = \"1s\"", #"F, line 1: there is no setting "flush": it belongs in [follow]"#),
    (
      "[follow]\ndb = \"x\"",
      #"F, line 2: there is no setting "follow.db": it belongs at the top of the file, before the first ["#
    ),
    ("[folow]\nflush = \"1s\"", #"F, line 1: there is no setting "folow": did you mean "follow"?"#),
    ("[site]\nlogs = []", #"F, line 1: site takes a text in quotes, not a table"#),
    ("[sites]\nlogs = []", "F, line 1: sites are tables: begin each with [[sites]]"),
    ("sites = 3", "F, line 1: sites are tables: begin each with [[sites]]"),
    ("follow = \"1s\"", "F, line 1: follow is a table: begin its lines with [follow]"),
    (
      "[[sites]]\nsite = \"example.org\"",
      #"F, line 1: this site has no logs: list them, as in logs = ["/var/log/nginx/access.log"]"#
    ),
    (
      "[[sites]]\nlogs = [\"a\"]\n[[sites]]\nlogs = [\"b\"]\nthreshold = 9",
      #"F, line 5: there is no setting "sites.threshold": it belongs at the top of the file, before the first ["#
    ),
    (
      "[[sites]]\nlogs = [\"a\"]\n[[sites]]\nlogs = [\"b\"]\nsitemaps = 9",
      #"F, line 5: there is no setting "sites.sitemaps": did you mean "sitemap"?"#
    ),
    ("threshold = \"5\"", "F, line 1: threshold takes a whole number, without quotes, not a text"),
    (
      "threshold = 5.5",
      "F, line 1: threshold takes a whole number, without quotes, not a number with a fraction"
    ),
    ("time-zone = 1", "F, line 1: time-zone takes a text in quotes, not a number"),
    (
      "drop-addresses = \"yes\"",
      "F, line 1: drop-addresses takes true or false, without quotes, not a text"
    ),
    ("own-host = [1]", "F, line 1: own-host takes texts in quotes, not a list"),
    ("own-host = [\"a.org\", \"\"]", "F, line 1: own-host has an empty text"),
    ("db = \"\"", "F, line 1: db is empty"),
    (
      "keep = 2026-10-01",
      "F, line 1: keep takes a text in quotes, not a date or a time: put it in quotes"
    ),
    (
      "max-rejected = true",
      "F, line 1: max-rejected takes a number, or a text in quotes, not true or false"
    ),
    (
      "format = \"combined\"\nformat-file = \"/etc/nginx/nginx.conf\"",
      "F, line 1: format and format-file both say the format: leave one out"
    ),
    ("threshold = 1", "--threshold takes a number from 2 to 1000 (threshold in F, line 1)"),
    (
      "seal-after = 999",
      "--seal-after takes a number of hours, up to 744 (31 days) (seal-after in F, line 1)"
    ),
    (
      "time-zone = \"Oslo\"",
      #"there is no time zone "Oslo": did you mean Europe/Oslo? (time-zone in F, line 1)"#
    ),
    ("keep = \"2\"", #"--keep takes an age such as 90d, 13mo or 2y, not "2" (keep in F, line 1)"#),
    (
      "[follow]\nflush = \"1d\"",
      #"--flush takes a time from 100ms to 1h, such as 500ms, 10s or 1m, not "1d" (flush in F, line 2)"#
    ),
    (
      "[follow]\nmetrics-group = \"nobody-here\"",
      #"--metrics-group: there is no group "nobody-here" (metrics-group in F, line 2)"#
    ),
    (
      "[alert]\nspike = 1",
      #"--spike takes a number from 1.5 to 1000, such as 3, not "1" (spike in F, line 2)"#
    ),
    (
      "[alert]\nmail = [\"web <x>\"]\nspike = 3",
      #""web <x>" is not a valid mail address: give one such as web@example.org, without a name (mail in F, line 2)"#
    ),
    (
      "[report]\nlanguage = \"de\"",
      #"The value 'de' is invalid for '--language <language>': "de" is not a language of reports: use en or nb (language in F, line 2)"#
    ),
    (
      "page-rule = [\"users\"]",
      #"--page-rule takes a path such as '/users/*', not "users" (page-rule in F, line 1)"#
    ),
    (
      "[[sites]]\nlogs = [\"a\"]\npage-rule = [\"/a\", \"users\"]",
      #"--page-rule takes a path such as '/users/*', not "users" (page-rule in F, line 3)"#
    ),
    (
      "[[sites]]\nlogs = [\"a\"]\nkind = [\".fit=song\"]",
      #"--kind takes an ending, a path or a parameter and what it is, such as .fit=download or '/internal/**=api', not ".fit=song" (kind in F, line 3)"#
    ),
    (
      "[[sites]]\nlogs = [\"a\"]\n[[sites]]\nlogs = [\"a\"]",
      #"F: the log "P/a" is listed twice: list each log for one site only"#
    ),
    (
      "db = ",
      "F, line 1: this is not TOML: Error while parsing key-value pair: encountered end-of-file"
    ),
    (
      "db = \"a\"\ndb = \"b\"",
      #"F, line 2: this is not TOML: Error while parsing key-value pair: cannot redefine existing string 'db'"#
    ),
    (
      "a = [1, 2\n",
      "F, line 1: this is not TOML: Error while parsing array: encountered end-of-file"
    ),
  ]

  @Test("It says what is wrong, in which line, and what to do; exit code 2", arguments: files)
  func said(file: String, says: String) throws {
    try folder.write(file, to: "s.toml")
    let outcome = try SporlosProgram.run(["config", "--config", "s.toml"], in: folder.url)
    #expect(outcome.exitCode == 2 && outcome.output == "")
    let expected = says.replacing("F", with: "\"s.toml\"", maxReplacements: 1)
      .replacing(" in F, line", with: " in \"s.toml\", line")
      .replacing("P/", with: folder.url.path + "/")
    #expect(outcome.errors == "sporlos: \(expected)\n")
  }

  @Test(
    "No command goes on with such a file",
    arguments: ["collect", "follow", "report", "status", "prune"])
  func refused(command: String) throws {
    try folder.write("tresholt = 5\ndb = \"t.sqlite\"\n", to: "s.toml")
    let outcome = try SporlosProgram.run([command, "--config", "s.toml"], in: folder.url)
    #expect(outcome.exitCode == 2 && outcome.errors.contains("line 1: there is no setting"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("t.sqlite").path))
  }

  @Test("A file that is not there, or no text, is refused; the environment, too")
  func unreadable() throws {
    let outcome = try SporlosProgram.shell(
      """
      sporlos status --config nothere.toml
      printf 'db = "\\xff"\\n' > s.toml; sporlos status --config s.toml
      printf '\\n\\n# \\xff\\n' > s.toml; SPORLOS_CONFIG=s.toml sporlos status
      sporlos status --config .
      SPORLOS_DROP_ADDRESSES=maybe sporlos collect --db t.sqlite
      SPORLOS_THRESHOLD=x sporlos collect --db t.sqlite 2>&1 | head -n 1 >&2
      """, in: folder.url)
    #expect(
      outcome.errors == """
        sporlos: cannot read the configuration file "nothere.toml" (No such file or directory)
        sporlos: "s.toml", line 1: the file is not in UTF-8
        sporlos: "s.toml", line 3: the file is not in UTF-8
        sporlos: cannot read the configuration file "." (Is a directory)
        sporlos: SPORLOS_DROP_ADDRESSES in the environment takes true or false, not "maybe"
        sporlos: The value 'x' is invalid for '--threshold <number>' (SPORLOS_THRESHOLD in the environment)

        """)
  }
}
