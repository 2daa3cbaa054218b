import Foundation
import TestSupport
import Testing

@testable import SporlosCommands

@Suite("What options, the environment and the configuration file give")
struct SettingOriginTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Two values that a setting takes, and one more, as options and the environment write them.
  private static func values(of setting: Setting) -> (String, String, String) {
    switch setting.kind {
    case .flag: ("true", "true", "true")
    case .number, .amount: ("7", "8", "9")
    case .path, .paths: ("/a", "/b", "/c")
    case .text, .texts: ("a", "b", "c")
    }
  }

  private static func inFile(_ setting: Setting, _ value: String) -> String {
    let written =
      switch setting.kind {
      case .flag, .number, .amount: value
      case .text, .path: "\"\(value)\""
      case .texts, .paths: "[\"\(value)\"]"
      }
    let line = "\(setting.key) = \(written)\n"
    return setting.table.map { "[\($0)]\n\(line)" } ?? line
  }

  private func words(
    _ command: String, _ typed: [String] = [], file: String,
    environment: [String: String] = [:]
  ) throws -> [String] {
    try folder.write(file, to: "s.toml")
    let path = folder.file("s.toml").path
    let line = command.split(separator: " ").map(String.init) + ["--config=\(path)"] + typed
    return try Settings.applied(to: line) { environment[$0] }.filter { $0 != "--config=\(path)" }
  }

  @Test(
    "An option outranks the environment, that the file, in every command", arguments: Setting.all)
  func precedence(setting: Setting) throws {
    // Logs are no option, but what follows them.
    guard setting.key != "logs" else { return }
    let (first, second, third) = Self.values(of: setting)
    let file = Self.inFile(setting, first)
    for command in setting.commands {
      let name = command.split(separator: " ").map(String.init)
      func given(_ value: String) -> String {
        setting.kind == .flag ? setting.option : "\(setting.option)=\(value)"
      }
      #expect(try words(command, file: "") == name)
      #expect(try words(command, file: file) == name + [given(first)])
      #expect(
        try words(command, file: file, environment: [setting.variable: second])
          == name + [given(second)])
      #expect(
        try words(command, file: "", environment: [setting.variable: second])
          == name + [given(second)])
      for typed in setting.kind == .flag
        ? [[setting.option]] : [[setting.option, third], ["\(setting.option)=\(third)"]]
      {
        #expect(
          try words(command, typed, file: file, environment: [setting.variable: second])
            == name + typed)
      }
      if setting.kind == .flag {
        // The environment can say no, where the file says yes.
        #expect(
          try words(command, file: file, environment: [setting.variable: "false"]) == name)
      }
      // What asks for help needs no file, so it is answered though that is wrong.
      #expect(try words(command, ["--help"], file: "wrong") == name + ["--help"])
    }
  }

  /// A command as `--experimental-dump-help` has it.
  private struct Command: Decodable {
    struct Argument: Decodable {
      var names: [Name]?
      var shouldDisplay: Bool
    }
    struct Name: Decodable { var name: String }
    struct Dump: Decodable { var command: Command }
    var commandName: String
    var arguments: [Argument]?
    var subcommands: [Command]?

    /// The commands without subcommands, by their names after the program's.
    func all(_ path: [String] = []) -> [(name: String, options: Set<String>)] {
      let subcommands = subcommands ?? []
      guard subcommands.isEmpty else {
        return subcommands.flatMap { $0.all(path + [$0.commandName]) }
      }
      let shown = (arguments ?? []).filter(\.shouldDisplay).flatMap { $0.names ?? [] }
      return [(path.joined(separator: " "), Set(shown.map(\.name)))]
    }
  }

  @Test(
    "Each setting is an option of just the commands that it says, and each of them has --config")
  func commands() throws {
    let outcome = try SporlosProgram.run(["--experimental-dump-help"], in: folder.url)
    let root = try JSONDecoder().decode(Command.Dump.self, from: Data(outcome.output.utf8)).command
    let commands = Dictionary(uniqueKeysWithValues: root.all().map { ($0.name, $0.options) })
    let mine = Setting.all.filter { $0.table != "serve" }
    for (name, options) in commands {
      let settings = mine.filter { $0.commands.contains(name) }
      for setting in settings where setting.key != "logs" {
        #expect(options.contains(setting.key), "\(name) \(setting.option)")
      }
      #expect(
        options.contains("config") == (!settings.isEmpty || name == "config"), "\(name) --config")
    }
    #expect(Setting.all.flatMap(\.commands).allSatisfy { commands[$0] != nil || $0 == "serve" })
    // An option of `collect` that is no setting is about one run only.
    let known = Set(mine.map(\.key))
    let others = ["collect", "follow", "unit"].flatMap { commands[$0] ?? [] }.filter {
      !known.contains($0)
    }
    #expect(
      Set(others) == [
        "config", "json", "q", "quiet", "publish-anew", "nightly", "h", "help", "version",
        "backfill",
        "late",
      ])
  }

  @Test("The article lists every setting, and its example is a file that is right")
  func article() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../..").standardized
    let text = try String(
      contentsOf: root.appendingPathComponent(
        "Sources/SporlosCommands/Documentation.docc/Configuration.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
    let expected = Setting.all.map { setting in
      let usual =
        switch setting.key {
        case "logs": "the files of the command line"
        default: setting.fallback.isEmpty ? "has to be given" : setting.fallback
        }
      return "| `\(setting.key)` | `\(setting.variable)` | \(usual) |"
    }
    #expect(rows.map(String.init) == expected)
    let parts = text.components(separatedBy: "```")
    let example = try #require(parts.first { $0.hasPrefix("toml\n") }).dropFirst(5)
    // The packages have the same one.
    let packaged = root.appendingPathComponent("Sources/Packaging/examples/sporlos.toml")
    #expect(try String(contentsOf: packaged, encoding: .utf8) == String(example))
    // The sitemap of the example is on no machine.
    let file = example.split(separator: "\n").filter { !$0.hasPrefix("sitemap") }
    try folder.write(file.joined(separator: "\n"), to: "s.toml")
    let outcome = try SporlosProgram.run(["config", "--config", "s.toml"], in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
  }

  @Test(
    "A log of a site is known by its path, by what it was rotated to, and by the archive that it is in",
    arguments: [
      ("/l/a.log", "/l/a.log", true), ("/l/a.log", "/l/./a.log", true),
      ("/l/a.log", "/l/a.log.1", true),
      ("/l/a.log", "/l/a.log.2.gz", true), ("/l/a.log", "/l/a.log-20261101.gz", true),
      ("/l/a.log", "/l/a-20261101.log", true), ("/l/a.log", "/l/a-admin.log", false),
      ("/l/a.log", "/l/b.log", false), ("/l/a.log", "/l/a.log.admin", false),
      ("/l/a.log", "/m/a.log", false),
      ("/l/a.log", "/l/ba.log.1", false), ("/l/*.log", "/l/a.log", true),
      ("/l/*.log", "/l/a.log.1", true),
      ("/l/*.log", "/l/a.log.3.zst", true), ("/l/*.log", "/l/m/a.log", false),
      ("/l/a*.log", "/l/b.log.1", false), ("/l/*.log", "/l/a.txt", false),
      ("/l/a.tar.gz", "/l/a.tar.gz:x/a.log", true), ("/l/*.tar", "/l/a.tar:x/a.log", true),
      ("syslog:unix:/s", "syslog:unix:/s", true), ("/s", "syslog:unix:/s", false), ("-", "-", true),
    ])
  func patterns(pattern: String, path: String, isOne: Bool) {
    #expect(LogPatterns([pattern]).contains(path) == isOne)
  }

  @Test("No two settings share a variable, or a key in one place")
  func names() {
    #expect(Set(Setting.all.map(\.variable)).count == Setting.all.count)
    #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
    #expect(
      Setting.all.first { $0.name == "follow.metrics-group" }?.variable
        == "SPORLOS_FOLLOW_METRICS_GROUP")
  }

  @Test(
    "Of two settings that make no sense together, one of the environment or a command line drops the file's",
    arguments: [
      ("format = \"combined\"\n", ["--format-file", "x"], [:], ["--format-file", "x"]),
      ("format-file = \"/x\"\n", ["--format=common"], [:], ["--format=common"]),
      ("format-file = \"/x\"\n", [], ["SPORLOS_FORMAT": "common"], ["--format=common"]),
      ("geo = \"none\"\n", ["--drop-addresses"], [:], ["--drop-addresses"]),
    ] as [(String, [String], [String: String], [String])])
  func exclusive(file: String, typed: [String], environment: [String: String], all: [String]) throws
  {
    #expect(try words("collect", typed, file: file, environment: environment) == ["collect"] + all)
  }

  @Test(
    "The server of reports is told what the file says",
    arguments: [
      ([], ["--db=/p"]), (["run"], ["run", "--db=/p"]), (["--db", "x"], ["--db", "x"]),
      (["--listen=x"], ["--db=/p", "--listen=x"]),
      (["--socket", "s"], ["--db=/p", "--socket", "s"]),
      (["user", "add", "kari"], ["user", "add", "kari", "--state=/s"]),
    ] as [([String], [String])])
  func serving(typed: [String], told: [String]) throws {
    let hasState = typed.first == "user"
    let isListening = typed.contains { $0.hasPrefix("--listen") || $0 == "--socket" }
    let file = """
      db = "/d"
      publish-to = "/p"
      [serve]
      listen = "127.0.0.1:1"
      state = "/s"

      """
    let words = try words("serve", typed, file: file)
    #expect(words.first == "serve")
    let mine = Set(words.dropFirst()).subtracting(typed)
    var expected = Set(told).subtracting(typed)
    if !hasState {
      expected.insert("--state=/s")
      if !isListening { expected.insert("--listen=127.0.0.1:1") }
    }
    #expect(mine == expected)
    #expect(words.filter(typed.contains) == typed)
    #expect(!words.contains { $0.hasPrefix("--config") })
  }

  @Test(
    "A path of the file begins where the file is, one of the environment where the program does")
  func paths() throws {
    let place = folder.url.path
    #expect(
      try words("report", file: "db = \"x/t.sqlite\"\n") == ["report", "--db=\(place)/x/t.sqlite"])
    #expect(
      try words("report", file: "", environment: ["SPORLOS_DB": "x/t.sqlite"])
        == ["report", "--db=x/t.sqlite"])
    #expect(try words("collect", file: "geo = \"none\"\n") == ["collect", "--geo=none"])
  }

  @Test(
    "What `sporlos config` prints is a file that says the same, and says where each value is from")
  func printed() throws {
    try folder.write(
      """
      # A comment
      db = 'traffic "1".sqlite'
      threshold = 6
      drop-addresses = true
      [follow]
      flush = "2s"
      [[sites]]
      site = "example.org"
      logs = [
        # threshold = 9
        "a.log",  # ]
        "b\\u0009.log",
      ]
      "own-host" = "example.net"

      """, to: "s.toml")
    let outcome = try SporlosProgram.shell(
      "SPORLOS_SOURCE=web1 sporlos config --config s.toml | tee t.toml; sporlos config --config t.toml",
      in: folder.url)
    #expect(outcome.errors == "" && outcome.exitCode == 0)
    let place = folder.url.path
    let lines = outcome.output.split(separator: "\n").map(String.init)
    let given = lines.filter { !$0.hasPrefix("#") }
    let expected = [
      "db = \"\(place)/traffic \\\"1\\\".sqlite\"  # line 2", "drop-addresses = true  # line 4",
      "threshold = 6  # line 3", "source = \"web1\"  # SPORLOS_SOURCE",
      "[follow]", "flush = \"2s\"  # line 6", "[report]", "[alert]", "[serve]", "[[sites]]",
      "logs = [\"\(place)/a.log\", \"\(place)/b\\U00000009.log\"]  # line 9",
      "site = \"example.org\"  # line 8", "source = \"web1\"  # SPORLOS_SOURCE",
      "own-host = [\"example.net\"]  # line 14",
    ]
    #expect(Array(given.prefix(expected.count)) == expected)
    func values(_ lines: some Sequence<String>) -> [String] {
      lines.map { $0.split(separator: "  # ").first.map(String.init) ?? "" }
    }
    #expect(values(given.dropFirst(expected.count)) == values(expected))
  }
}
