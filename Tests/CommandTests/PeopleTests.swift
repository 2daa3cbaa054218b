import Foundation
import TestSupport
import Testing

/// A page waits for people: what one person can have at once does not give it its name.
@Suite("A page's name waits for people, not for visitors")
struct PeopleTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// An address and a kind of client, and its browser's version.
  struct Client: Hashable, Sendable {
    var address: String
    var kind: Int
    var version = 140

    func line(_ page: String, day: Int) -> String {
      let agent = DifferentPeople.userAgent(kind)
        .replacing("141.0", with: "\(version).0").replacing("142.0", with: "\(version).0")
      return
        "\(address) - - [\(day < 10 ? "0" : "")\(day)/Oct/2026:10:11:12 +0000] \"GET \(page) HTTP/1.1\" "
        + "200 5 \"-\" \"\(agent)\"\n"
    }
  }

  private func collect(_ lines: [String], _ options: String...) throws -> SporlosProgram.Outcome {
    let name = "\(UUID().uuidString).log"
    try folder.write(lines.joined(), to: name)
    let outcome = try SporlosProgram.run(
      ["collect", name, "--db", "t.sqlite", "--geo", "none", "--site", "example.org"] + options,
      in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    try FileManager.default.removeItem(at: folder.file(name))
    return outcome
  }

  private func names(like pattern: String) throws -> [String] {
    try TrafficRows(folder.file("t.sqlite")).rows(
      "SELECT path FROM page WHERE path LIKE '\(pattern)' ORDER BY path")
  }

  /// What one person alone has, each every day for a month.
  static let alone: [(String, @Sendable (_ day: Int) -> [Client])] = [
    (
      "IPv4 and IPv6, and a browser that is updated every day",
      { day in
        ["198.51.100.7", "2001:db8:1::7"].map { Client(address: $0, kind: 0, version: 140 + day) }
      }
    ),
    (
      "a laptop with four browsers, by both families",
      { _ in
        (0..<4).flatMap { kind in
          ["198.51.100.7", "2001:db8:1::7"].map {
            Client(address: $0, kind: [0, 5, 6, 9][kind])
          }
        }
      }
    ),
    (
      "a telephone in nine networks",
      { day in
        (0..<9).map { Client(address: "198.18.\(day * 7 % 200 + $0).7", kind: 2) }
      }
    ),
    (
      "a laptop at home, a telephone on the move, a PC at work and a tablet, in three networks",
      { day in
        [
          Client(address: "198.51.100.7", kind: 4), Client(address: "2001:db8:1::7", kind: 4),
          Client(address: "198.18.\(day).7", kind: 2), Client(address: "203.0.113.9", kind: 6),
          Client(address: "198.51.100.7", kind: 8), Client(address: "2001:db8:2::7", kind: 2),
        ]
      }
    ),
    (
      "an office with all kinds of clients behind one address",
      { day in
        (0..<DifferentPeople.kinds).map { Client(address: "198.51.100.7", kind: $0, version: day) }
      }
    ),
  ]

  @Test("What one person has names nothing, however often they come", arguments: 0..<5)
  func onePerson(_ index: Int) throws {
    let (what, clients) = PeopleTests.alone[index]
    for days in [1...10, 11...20, 21...30] {
      _ = try collect(
        days.flatMap { day in clients(day).map { $0.line("/people/kanari-private", day: day) } })
    }
    #expect(try names(like: "%kanari%") == [], "\(what)")
    for (name, bytes) in try folder.everyByte() {
      #expect(bytes.firstRange(of: Data("kanari".utf8)) == nil, "\(name)")
    }
    let rows = try TrafficRows(folder.file("t.sqlite")).rows(
      "SELECT max(people) BETWEEN 1 AND 3, max(visitors) > 1 FROM page_day")
    #expect(rows == ["1|1"], "\(what)")
  }

  @Test("Eight people name it, in one run or in parts, by any number of threads and in any order")
  func together() throws {
    // Four on the first day; then the others, each of whom comes by both families of addresses.
    let first = (0..<4).map { Client(address: "198.51.\($0).7", kind: $0).line("/open", day: 1) }
    let second = (4..<8).flatMap { person in
      ["198.51.\(person).7", "2001:db8:\(person)::7"].map {
        Client(address: $0, kind: person).line("/open", day: 2)
      }
    }
    _ = try collect(first)
    #expect(try names(like: "/open") == [])
    _ = try collect(second.dropLast(2) + second.prefix(2))
    #expect(try names(like: "/open") == [])
    _ = try collect(Array(second.suffix(2)))
    #expect(try names(like: "/open") == [], "the day was closed, so nobody knows who is new")
    var random = SeededGenerator(seed: 7)
    for threads in ["1", "2", "7"] {
      try FileManager.default.removeItem(at: folder.file("t.sqlite"))
      _ = try collect(
        (first + second).shuffled(using: &random), "--threads", threads, "--batch",
        threads == "7" ? "5" : "1000", "--state", "state-\(threads)")
      #expect(try names(like: "/open") == ["/open"], "\(threads) threads")
      #expect(
        try TrafficRows(folder.file("t.sqlite")).rows(
          "SELECT visitors, people FROM site_day ORDER BY day") == ["4|4", "8|4"])
    }
  }

  @Test(
    "Where nobody can be told from another person, collect, check and report say what gives names")
  func lone() throws {
    let said =
      "\"example.org\": all requests of a day come from one network or one kind of client, as through a "
      + "proxy, from an office or in an intranet. So no page gets a name: list pages with "
      + "--sitemap or --page-rule, or name the field with the visitors' addresses with "
      + "--client-address."
    let proxy = (0..<9).flatMap { number in
      ["/a", "/b", "/c"].map {
        Client(address: "198.51.100.7", kind: number).line($0, day: 1)
      }
    }
    let intranet = (0..<9).flatMap { number in
      ["/a", "/b", "/c"].map { Client(address: "198.51.\(number).7", kind: 6).line($0, day: 1) }
    }
    for log in [proxy, intranet] {
      #expect(try collect(log).errors == "sporlos: \(said)\n")
      let report = try SporlosProgram.run(
        ["report", "pages", "--db", "t.sqlite", "--format", "json"], in: folder.url)
      #expect(report.output.contains(said.replacing("\"", with: "\\\"")), "\(report.output)")
      try folder.write(log.joined(), to: "check.log")
      let check = try SporlosProgram.run(
        ["check", "--pages", "check.log", "--site", "example.org", "--json"], in: folder.url)
      #expect(check.output.contains(said.replacing("\"", with: "\\\"")), "\(check.output)")
      // Once most pages have their names from a list, there is nothing to say.
      try folder.write("/a\n/b\n/c\n", to: "sitemap.txt")
      #expect(
        try collect(log.map { $0.replacing("11:12", with: "11:13") }, "--sitemap", "sitemap.txt")
          .errors.contains("one network") == false)
      try FileManager.default.removeItem(at: folder.file("t.sqlite"))
      try FileManager.default.removeItem(at: folder.file("t.sqlite-state"))
    }
    let people = (0..<9).map { Client(address: "198.51.\($0).7", kind: $0).line("/a", day: 1) }
    #expect(try collect(people).errors == "")
  }
}
