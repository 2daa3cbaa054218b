import Foundation
import TestSupport
import Testing

@Suite("What shells offer for a command line")
struct CompletionTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test("Each shell reads its script without complaint", arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) throws {
    let outcome = try SporlosProgram.shell(
      "sporlos --generate-completion-script \(shell) > script && \(shell) -n script",
      in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.output == "" && outcome.errors == "", "\(outcome)")
    #expect(try Data(contentsOf: folder.file("script")).count > 10_000)
  }

  /// A command as `--experimental-dump-help` has it.
  private struct Command: Decodable {
    struct Argument: Decodable {
      struct Completion: Decodable {
        struct List: Decodable { var values: [String] }
        struct Sign: Decodable {}
        var list: List?
        var file: Sign?
        var directory: Sign?
        var custom: Sign?
      }
      var kind: String
      var valueName: String
      var preferredName: Name?
      var shouldDisplay: Bool
      var completionKind: Completion?
    }
    struct Name: Decodable { var name: String }
    struct Dump: Decodable { var command: Command }
    var commandName: String
    var arguments: [Argument]?
    var subcommands: [Command]?

    var all: [Command] { [self] + (subcommands ?? []).flatMap(\.all) }
  }

  @Test("Each option that takes a file, a folder, a site or one of some words completes it")
  func everyOption() throws {
    let outcome = try SporlosProgram.run(["--experimental-dump-help"], in: folder.url)
    let root = try JSONDecoder().decode(Command.Dump.self, from: Data(outcome.output.utf8)).command
    var checked: Set<String> = []
    for command in root.all {
      for argument in command.arguments ?? []
      where argument.shouldDisplay && argument.kind != "flag" {
        let name = argument.preferredName?.name ?? argument.valueName
        let kind = argument.completionKind
        let isCompleted: Bool? =
          switch name == "site" ? name : argument.valueName {
          case "file", "files", "db": kind?.file != nil
          case "folder": kind?.directory != nil
          case "site": kind?.custom != nil
          case "language", "form", "step", "device", "names": kind?.list?.values.isEmpty == false
          default: nil
          }
        guard let isCompleted else { continue }
        checked.insert(name)
        #expect(isCompleted, "\(command.commandName) \(name)")
      }
    }
    #expect(
      checked.isSuperset(of: ["db", "state", "site", "campaigns", "notice", "language", "files"]))
  }

  /// What bash offers for the last of some words, with the words as its line editor makes them.
  private func offered(_ words: [String]) throws -> [String] {
    let list = words.map { "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'" }
    let outcome = try SporlosProgram.shell(
      """
      source <(sporlos --generate-completion-script bash)
      COMP_WORDS=(\(list.joined(separator: " ")))
      COMP_CWORD=\(words.count - 1)
      COMP_LINE="${COMP_WORDS[*]}"
      COMP_POINT=${#COMP_LINE}
      _sporlos sporlos \(list.suffix(1).joined()) \(list.dropLast().last ?? "''")
      printf '%s\\n' "${COMPREPLY[@]}"
      """, in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome)")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test(
    "bash offers commands, options and the values that there are",
    arguments: [
      (["rep"], ["report"]),
      (["fleet", ""], ["invite", "join", "share", "merge", "names", "-h", "--help"]),
      (["report", "not"], ["not-found"]), (["report", "pages", "--fro"], ["--from"]),
      (["report", "--by", "week"], ["week", "weekday", "weekday-hour"]),
      (["report", "--from", "this"], ["this-week", "this-month"]),
      (["report", "--compare", ""], ["previous", "last-year"]),
      (["report", "--kind", "s"], ["search engine", "social network"]),
      (["report", "--language", ""], ["en", "nb"]),
      (["report", "--device", "t"], ["tablet", "tv"]),
      (["report", "--format", "m"], ["markdown", "mail"]),
      (["note", "--format", ""], ["table", "json"]), (["note", "y"], ["yesterday"]),
      (["audit", "--notice", ""], ["en", "nb"]),
      (["collect", "--campaigns", "utm_s"], ["utm_source"]),
      (["scrub", "--campaigns", "a"], ["all"]), (["formats", "tomc"], ["tomcat", "tomcat9"]),
      (["collect", "--format", "combinedi"], ["combinedio"]),
      (["audit", "--format", "combinedi"], ["combinedio"]),
      (["collect", "acc"], ["access.log", "access.log.1"]),
      (["collect", "--state", ""], ["folder"]), (["report", "--db", "fol"], ["folder"]),
    ] as [([String], [String])])
  func values(words: [String], expected: [String]) throws {
    try FileManager.default.createDirectory(
      at: folder.file("folder"), withIntermediateDirectories: false)
    for name in ["access.log", "access.log.1"] { try folder.write("", to: name) }
    let offered = try offered(["sporlos"] + words)
    #expect(Set(expected).isSubset(of: offered), "\(offered)")
    #expect(offered.count == expected.count || words.last == "", "\(offered)")
  }

  /// Databases with a site each that came from a log.
  private func makeDatabase(_ name: String, sites: [String]) throws {
    for site in sites {
      try folder.write(DifferentPeople.line("/", person: 1, second: 1) + "\n", to: "access.log")
      let outcome = try SporlosProgram.run(
        [
          "collect", "access.log", "--db", name, "--site", site, "--source", site, "--geo", "none",
          "-q",
        ],
        in: folder.url)
      try #require(outcome.exitCode == 0, "\(outcome)")
    }
    try FileManager.default.removeItem(at: folder.file("access.log"))
  }

  @Test(
    "bash offers the sites of the database that the command line names",
    arguments: [
      ["alert", "--db", "'one base.sqlite'", "--site", ""],
      ["report", "--db", "\"one base.sqlite\"", "--site", ""],
      ["report", "--db", "one\\ base.sqlite", "--site", ""],
      ["note", "--db", "=", "'one base.sqlite'", "--site", ""],
      ["own-host", "a", "--db='one base.sqlite'", "--site", ""],
      ["check", "--db", "'one base.sqlite'", "--site", ""],
      ["collect", "--db", "'one base.sqlite'", "--site", ""],
      ["sites", "rename", "--db", "'one base.sqlite'", ""],
    ])
  func sites(words: [String]) throws {
    try makeDatabase("one base.sqlite", sites: ["www.example.org", "shop.example.org"])
    let expected = ["shop.example.org", "www.example.org"]
    let before = try folder.everyByte()
    #expect(try offered(["sporlos"] + words).filter { $0.contains(".example.") } == expected)
    #expect(try folder.everyByte() == before)
  }

  @Test("The program says nothing but names, whatever is named for a database")
  func silence() throws {
    try folder.write("no database", to: "text")
    for name in ["text", "nothere", ".", "/dev/null", "/dev/stdin", "", "a\u{1B}[31m"] {
      let outcome = try SporlosProgram.run(
        [
          "---completion", "report", "--", "--site", "4", "0", "sporlos", "report", "--db", name,
          "--site", "",
        ], in: folder.url)
      #expect(outcome.exitCode == 0 && outcome.errors == "" && outcome.output == "\n", "\(outcome)")
    }
  }

  @Test("A name that a shell would act on is not offered, and nothing runs")
  func hostile() throws {
    try makeDatabase("t.sqlite", sites: ["www.example.org", "b.example.org"])
    for name in [
      "$(touch ran).example.", "`touch ran`.example.", "-x.example.", "a.example. b",
      "$HOME.example.",
      "a.example.\u{1B}", "*.example.", "A.example.", "(rare).example.",
    ] {
      let typed = name.replacingOccurrences(of: "$", with: "\\$").replacingOccurrences(
        of: "`", with: "\\`")
      let change = try SporlosProgram.shell(
        "sqlite3 t.sqlite \"UPDATE site SET name = '\(typed)' WHERE name <> 'www.example.org'\"",
        in: folder.url)
      try #require(change.exitCode == 0, "\(change)")
      let offered = try offered(["sporlos", "report", "--db", "t.sqlite", "--site", ""])
      #expect(offered == ["www.example.org"], "\(name): \(offered)")
      #expect(!FileManager.default.fileExists(atPath: folder.file("ran").path), "\(name)")
    }
  }
}
