import Foundation
import TestSupport
import Testing

/// Marked personal data goes in at every field of every format; every byte that is left behind is
/// searched for it.
@Suite("Nothing personal is left anywhere")
struct CanaryTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  static let samples = [
    "apache-common", "apache-combined", "apache-vhost-combined", "apache-combined-vhost",
    "nginx-combined",
  ]

  @Test("The made-up people of the sample logs leave no trace in any file or output")
  func samplePeople() throws {
    let canaries = try String(contentsOf: Checkout.sample("canaries.txt"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    try #require(canaries.count > 100)
    for sample in Self.samples {
      try FileManager.default.copyItem(
        at: Checkout.sample("\(sample)/access.log"), to: folder.file("\(sample).log"))
    }
    let logs = Self.samples.map { "\($0).log" }
    try runEverything(on: logs)
    let said = try Set(logs.flatMap { try Self.clientsWords(in: folder.file($0)) })
    try #require(said.count > 50)
    try search(for: canaries + said, notIn: logs)
  }

  /// Every user agent, referrer and query of a log, but for words too short to be telling.
  static func clientsWords(in log: URL) throws -> [String] {
    try String(contentsOf: log, encoding: .utf8).split(separator: "\n").flatMap {
      line -> [String] in
      let quoted = line.split(separator: "\"", omittingEmptySubsequences: false)
      let agents = quoted.count > 5 ? [quoted[3], quoted[5]] : []
      let query = quoted.count > 1 ? quoted[1].split(separator: "?").dropFirst().prefix(1) : []
      return (agents + query.flatMap { $0.split(separator: " ").prefix(1) }).map(String.init)
        .filter { $0.utf8.count >= 12 }
    }
  }

  static let sampleFolders = try! FileManager.default.contentsOfDirectory(
    atPath: Checkout.sample("").path
  ).filter { FileManager.default.fileExists(atPath: Checkout.sample("\($0)/canaries.txt").path) }
    .sorted()

  @Test(
    "Nobody of any sample log is in what check says of it, recognised or named, as text or as JSON",
    arguments: sampleFolders)
  func explained(sample: String) throws {
    let canaries = try ["canaries.txt", "\(sample)/canaries.txt"].flatMap {
      try String(contentsOf: Checkout.sample($0), encoding: .utf8).split(separator: "\n")
        .map { $0.lowercased() }
    }
    try #require(canaries.count > 100)
    let name = sample == "compressed" ? "one.log.gz" : "access.log"
    let format = try String(contentsOf: Checkout.sample("\(sample)/format"), encoding: .utf8)
      .trimmingCharacters(in: .newlines)
    let log = Checkout.sample("\(sample)/\(name)").path
    for options in [[], ["--json"], ["--format", format], ["--format", "combined", "--json"]] {
      let outcome = try SporlosProgram.run(["check", log] + options, in: folder.url)
      #expect(outcome.exitCode >= 0 && outcome.exitCode < 2, "\(sample): \(outcome.errors)")
      #expect(!outcome.output.isEmpty)
      let said = (outcome.output + outcome.errors).replacing(log, with: "").lowercased()
      for mark in canaries where said.contains(mark) {
        Issue.record("check of \(sample) with \(options) shows \(mark)")
      }
    }
  }

  @Test("Words of a log that look like names of values are not shown")
  func labels() throws {
    let lines = (0..<40).map { number in
      "198.51.100.\(number) [01/Oct/2026:10:00:\(10 + number) +0000] kanari=kanariword "
        + "\"GET /kanari-page HTTP/1.1\" 200 12\(number) kanari-label: 0.\(100 + number)"
    }
    let objects = (0..<40).map { number in
      #"{"time":"2026-10-01T10:00:\#(10 + number)Z","kanari":{"client":"198.51.100.\#(number)"},"#
        + #""request":"GET /kanari HTTP/1.1","status":200,"kanari-user":"kanari"}"#
    }
    for log in [lines, objects] {
      try folder.write(log.joined(separator: "\n") + "\nkanari garbage\n", to: "source.log")
      for form in [[], ["--json"]] {
        let outcome = try SporlosProgram.run(["check", "source.log"] + form, in: folder.url)
        let said = (outcome.output + outcome.errors).lowercased()
        #expect(said.contains("status") && !said.contains("kanari"), "\(said)")
        #expect(!said.contains("198.51.100"))
      }
    }
  }

  /// A line with marks in every field that could hold a person's data.
  static func marked(_ format: String, _ number: Int) -> String {
    let address = number % 2 == 0 ? "2001:db8:cafe::\(number)" : "198.51.100.\(number)"
    let path = [
      "/unsubscribe/kanari\(number)@example.org", "/u/%6banari%2540example.org",
      "/reset/bWFya2VkdG9rZW4xMjM0NTY3ODkw\(number)", "/call/+479990\(number)123",
      "/apply?name=kanari-name&mail=kanari@example.org", "/a;session=kanarisession\(number)",
      "/track/\(address)", "/nin/01019\(number)012345",
      "/?utm_source=kanari\(number)%40example.org&utm_campaign=kanari-\(number)",
    ][number % 9]
    let client =
      "\(address) kanari-ident kanari user [0\(1 + number % 9)/Oct/2026:10:00:00 +0000] "
      + "\"GET \(path) HTTP/1.1\" 200 12\(number)"
    let agents =
      " \"https://kanari-referrer.example.org/kanari/path?q=kanari-query\" "
      + "\"KanariAgent/\(number) (kanari-comment; kanari@example.org)\""
    switch format {
    case "common": return client
    case "vhost-common": return "kanari-not-a-host/\(number) " + client
    case "vhost-combined": return "198.51.100.\(number):80 " + client + agents
    case "combined-vhost": return client + agents + " host.example.org"
    case "combined-time": return client + agents + " 0.0\(number)"
    case "combined-quoted-vhost": return client + agents + " \"host.example.org\""
    default: return client + agents
    }
  }

  static let marks = [
    "kanari", "bWFya2Vk", "198.51.100.", "2001:db8:cafe", "01019", "+47999",
    Data("kanari".utf8).base64EncodedString(),
  ]

  static let formats = [
    "common", "combined", "vhost-common", "vhost-combined", "combined-vhost",
    "combined-quoted-vhost", "combined-time",
  ]

  @Test("Marks in every field of every format", arguments: formats)
  func everyField(format: String) throws {
    let lines = (0..<64).map { Self.marked(format, $0) }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "source.log")
    try runEverything(on: ["source.log"], collecting: ["--format", format])
    try search(for: Self.marks, notIn: ["source.log"])
  }

  @Test("Lines that cannot be read are counted and not printed")
  func unreadable() throws {
    let lines = (0..<64).map { "garbage kanari \($0) " + Self.marked("combined", $0).dropLast(9) }
    try folder.write(
      LogLineWriter.lines(0..<5) + lines.joined(separator: "\n") + "\n", to: "source.log")
    try runEverything(
      on: ["source.log"], collecting: ["--format", "combined"], collectExitCode: 1)
    try search(for: Self.marks, notIn: ["source.log"])
    #expect(
      try TrafficRows(folder.file("traffic.sqlite")).number("SELECT sum(rejected) FROM sources")
        == 64)
  }

  @Test("A log of no known format is not quoted")
  func unknownFormat() throws {
    try folder.write("kanari personal line 198.51.100.7\n", to: "source.log")
    try runEverything(on: ["source.log"], collectExitCode: 1, reportExitCode: nil)
    try search(for: Self.marks, notIn: ["source.log"])
  }

  /// Runs every command in every form, and keeps what it prints in files of the folder.
  private func runEverything(
    on logs: [String], collecting options: [String] = [], collectExitCode: Int32 = 0,
    reportExitCode: Int32? = 0
  ) throws {
    func run(_ arguments: [String], _ exitCode: Int32?) throws {
      let outcome = try SporlosProgram.run(arguments, in: folder.url)
      if let exitCode { #expect(outcome.exitCode == exitCode, "\(arguments): \(outcome.errors)") }
      try folder.write(
        outcome.output + outcome.errors, to: "output-\(UUID().uuidString).txt")
    }
    // Options of the formats are those of both.
    for form in [[], ["--json"], ["--limit", "1"]] {
      try run(["check", "--pages"] + logs + options + form, collectExitCode)
    }
    for form in [[], ["--json"]] {
      try run(["check"] + logs + options + form, collectExitCode)
    }
    let collect =
      ["collect"] + logs + ["--db", "traffic.sqlite", "--json", "--campaigns", "all"] + options
    // What SQLite keeps beside an open database is searched too: while somebody reads, the -wal file
    // stays, with everything that was written.
    let reader = try TrafficRows.holding(folder.file("traffic.sqlite"))
    try run(collect, collectExitCode)
    let copy = try SporlosProgram.shell(
      "for f in traffic.sqlite*; do if [ -s $f ]; then cp -r $f copy-$f; fi; done",
      in: folder.url)
    #expect(copy.exitCode == 0)
    // Without a report there was nothing to write.
    if reportExitCode != nil {
      #expect(FileManager.default.fileExists(atPath: folder.file("copy-traffic.sqlite-wal").path))
    }
    try reader.close()
    // What is read is the same in all formats, so one of them is enough here.
    if options.isEmpty || options == ["--format", "combined"] {
      try followEverything(logs, options)
    }
    if reportExitCode != nil {
      try run(["fleet", "invite", "invitation", "--db", "traffic.sqlite"], 0)
      // Its random digits may be those of any number, so its form is all there is to look at.
      let invitation = try String(contentsOf: folder.file("invitation"), encoding: .utf8)
      #expect(invitation.wholeMatch(of: /sporlos-fleet-2:[0-9a-f]{100,} *UTC\n?/) != nil)
      try run(["fleet", "share", "server.share", "--db", "traffic.sqlite"], 0)
      try run(["fleet", "merge", "server.share", "--db", "fleet.sqlite", "--json"], 0)
      for form in [["--json"], ["--notice", "en"], ["--notice", "nb"]] {
        try run(["audit", "--db", "traffic.sqlite"] + form, nil)
      }
      try run(["prune", "--db", "traffic.sqlite", "--json"], 0)
    }
    for report in [
      "overview", "pages", "entries", "hours", "days", "devices", "browsers", "systems", "statuses",
      "sites",
      "sources", "kinds", "traffic", "referrers", "referrer-kinds", "countries", "campaigns",
      "versions", "times",
    ] {
      for format in ["table", "csv", "json", "html"] {
        let arguments = [
          "report", report, "--db", "traffic.sqlite", "--format", format, "--limit", "10000",
        ]
        // Under the threshold, few lines may be too few.
        try run(arguments, nil)
        try run(arguments + ["--private"], reportExitCode)
      }
    }
  }

  /// Follows the logs, as files and as a stream, and keeps what is said and left of it; what a
  /// follower leaves while it runs is copied.
  private func followEverything(_ logs: [String], _ options: [String]) throws {
    let shared = "--geo none --flush 100ms --health 1s " + options.joined(separator: " ")
    let outcome = try SporlosProgram.shell(
      """
      "$program" follow \(logs.joined(separator: " ")) --db followed.sqlite \
        --metrics metrics.prom \(shared) > followed.txt 2> said.txt &
      for i in {1..1200}; do test -s followed.sqlite-state/follow.json && break; sleep 0.1; done
      sleep 0.3
      for f in followed.sqlite*; do cp -r $f copy-$f; done
      sporlos status --db followed.sqlite > status.txt
      sporlos status --db followed.sqlite --json > status.json
      kill $! && wait $!
      cat \(logs.joined(separator: " ")) \
        | sporlos follow - --db streamed.sqlite \(shared) > streamed.txt 2>&1
      """.replacing("$program", with: SporlosProgram.url.path), in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(FileManager.default.fileExists(atPath: folder.path("copy-followed.sqlite-wal")))
  }

  private func search(for marks: [String], notIn sources: [String]) throws {
    // The database, its key, its lock, and the outputs.
    #expect(try folder.filesWithout(marks, besides: sources + ["invitation"]) > 30)
  }
}
