import Foundation
import TestSupport
import Testing

@Suite("A site that was called by another name")
struct SitesTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try write(0..<40, to: "first.log")
    try write(40..<80, to: "second.log")
  }

  /// A day of requests by different people.
  private func write(_ people: Range<Int>, to name: String) throws {
    let lines = people.map {
      DifferentPeople.line(["/", "/about", "/jobs"][$0 / 12 % 3], person: $0, second: $0)
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: name)
  }

  private func collect(_ log: String, _ database: String, site: String) throws {
    let outcome = try run(
      "collect", log, "--db", database + ".sqlite", "--site", site, "--geo", "none", "-q",
      "--time-zone", "UTC", "--publish-to", database + ".web")
    try #require(outcome.exitCode == 0, "\(outcome)")
  }

  private func run(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(arguments, in: folder.url)
  }

  private func reports(of database: String) throws -> [String] {
    try ["sites", "days", "pages", "entries", "landings", "browsers"].flatMap { report in
      try [["--private"], []].map { options in
        let outcome = try SporlosProgram.run(
          ["report", report, "--db", database, "--format", "csv"] + options, in: folder.url)
        #expect(outcome.exitCode == 0, "\(outcome)")
        return outcome.output
      }
    }
  }

  @Test("It is as if it had always had its name, in the database and in what is published")
  func renamed() throws {
    try collect("first.log", "right", site: "example.org")
    try collect("first.log", "t", site: "exampel.org")
    let outcome = try run("sites", "rename", "EXAMPEL.org", "example.org", "--db", "t.sqlite")
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome)")
    #expect(
      outcome.output == "\"exampel.org\" is now called \"example.org\"; no count has changed\n")
    #expect(try run("publish", "t.web", "--db", "t.sqlite").exitCode == 0)
    #expect(try run("publish", "t.web", "--db", "t.sqlite", "--check").exitCode == 0)
    #expect(try reports(of: "t.sqlite") == reports(of: "right.sqlite"))
    for (name, bytes) in try folder.everyByte() {
      #expect(bytes.range(of: Data("exampel".utf8)) == nil, "\(name)")
    }
    #expect(try run("audit", "--db", "t.sqlite", "-q").exitCode == 0)
    // Its pages are known again, and what comes later is the same site's.
    try collect("second.log", "right", site: "example.org")
    try collect("second.log", "t", site: "example.org")
    let rows = try ["t", "right"].map {
      try TrafficRows(folder.file($0 + ".sqlite"))
        .rows("SELECT site, page, sum(page_views) FROM page_hours GROUP BY 1, 2 ORDER BY 2")
    }
    #expect(rows[0] == rows[1] && rows[0].contains("example.org|/about|24"), "\(rows)")
  }

  @Test("A site without a name gets one, and pages that were forgotten are to be forgotten again")
  func unnamed() throws {
    let collected = try run("collect", "first.log", "--db", "t.sqlite", "--geo", "none", "-q")
    #expect(collected.exitCode == 0)
    #expect(try run("forget", "/about", "--db", "t.sqlite", "-q").exitCode == 0)
    let outcome = try run("sites", "rename", "(unnamed)", "example.org", "--db", "t.sqlite")
    #expect(outcome.output.hasPrefix("\"(unnamed)\" is now called \"example.org\""), "\(outcome)")
    #expect(outcome.errors.contains("forget those of this site again"), "\(outcome)")
    #expect(
      try TrafficRows(folder.file("t.sqlite")).rows("SELECT name FROM site") == ["example.org"])
  }

  @Test(
    "Refused, and nothing is changed",
    arguments: [
      ("exempel.org", "example.org", 1, "did you mean \"exampel.org\"?"),
      ("nothing.net", "example.org", 1, "has no site \"nothing.net\""),
      ("exampel.org", "other.example", 1, "two sites cannot be merged"),
      ("exampel.org", "192.0.2.7", 1, "looks like an address or personal data"),
      ("exampel.org", "exampel.org", 2, "takes two names of hosts"),
      ("exampel.org", "no host", 2, "takes two names of hosts"),
      ("(rare sites)", "example.org", 2, "takes two names of hosts"),
    ] as [(String, String, Int32, String)])
  func refused(old: String, new: String, code: Int32, sentence: String) throws {
    try collect("first.log", "t", site: "exampel.org")
    try collect("second.log", "t", site: "other.example")
    let outcome = try run("sites", "rename", old, new, "--db", "t.sqlite")
    #expect(outcome.exitCode == code && outcome.output == "", "\(outcome)")
    #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
    #expect(
      try TrafficRows(folder.file("t.sqlite")).rows("SELECT name FROM site ORDER BY name")
        == ["exampel.org", "other.example"])
  }

  @Test("A server of a fleet keeps its sites' names, and so does the fleet")
  func fleet() throws {
    #expect(try run("fleet", "invite", "invitation", "--db", "t.sqlite").exitCode == 0)
    #expect(
      try run("collect", "first.log", "--db", "t.sqlite", "--site", "exampel.org", "-q").exitCode
        == 0)
    let outcome = try run("sites", "rename", "exampel.org", "example.org", "--db", "t.sqlite")
    #expect(outcome.exitCode == 1 && outcome.errors.contains("a server of a fleet"), "\(outcome)")
    #expect(try run("fleet", "share", "t.share", "--db", "t.sqlite").exitCode == 0)
    #expect(try run("fleet", "merge", "t.share", "--db", "fleet.sqlite").exitCode == 0)
    #expect(
      try run("sites", "rename", "exampel.org", "example.org", "--db", "fleet.sqlite").exitCode == 1
    )
  }

  @Test("A database that is not there is not made")
  func missing() throws {
    let outcome = try run("sites", "rename", "a.example", "b.example", "--db", "none.sqlite")
    #expect(outcome.exitCode == 1)
    #expect(
      try !FileManager.default.contentsOfDirectory(atPath: folder.path).contains("none.sqlite"))
  }
}
