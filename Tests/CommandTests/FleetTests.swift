import Foundation
import TestSupport
import Testing

/// Several servers count who came to them together, and cannot find out who it was.
@Suite("The servers of a fleet count a visitor once")
struct FleetTests {
  typealias Request = VisitorTests.Request

  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    Midnight.letPass()
    try run("fleet", "invite", "invitation", "--db", "one.sqlite")
    try run("fleet", "join", "invitation", "--db", "two.sqlite")
  }

  @discardableResult
  private func run(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try run(arguments)
  }

  @discardableResult
  private func run(_ arguments: [String]) throws -> SporlosProgram.Outcome {
    let outcome = try SporlosProgram.run(arguments, in: folder.url)
    try #require(outcome.exitCode == 0, "\(arguments): \(outcome.errors)")
    return outcome
  }

  /// The sentence with which a command line is refused.
  private func refusal(_ arguments: String...) throws -> String {
    let outcome = try SporlosProgram.run(arguments, in: folder.url)
    #expect(outcome.exitCode == 1, "\(arguments)")
    return outcome.errors
  }

  private func collect(_ requests: [Request], on server: String, _ options: String...) throws {
    let name = "log-\(UUID().uuidString)"
    try folder.write(requests.map(\.line).joined(), to: name)
    try run(
      ["collect", name, "--db", server + ".sqlite", "--format", "combined"] + options)
  }

  private func share(_ servers: String...) throws {
    for server in servers {
      try run("fleet", "share", server + ".share", "--db", server + ".sqlite")
    }
  }

  @discardableResult
  private func merge(_ servers: String..., options: [String] = []) throws
    -> SporlosProgram.Outcome
  {
    try run(
      ["fleet", "merge"] + servers.map { $0 + ".share" } + ["--db", "fleet.sqlite"] + options)
  }

  private func rows(_ sql: String, of database: String = "fleet") throws -> [String] {
    try TrafficRows(folder.file(database + ".sqlite")).rows(sql)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: folder.file(name), encoding: .utf8)
  }

  private func people(_ numbers: ClosedRange<Int>, _ page: String, ago: Int = 0) -> [Request] {
    numbers.map { Request(person: $0, page: page, ago: ago) }
  }

  @Test("Who came to two servers is one visitor of site and page, however often they merge")
  func union() throws {
    try collect(people(1...40, "/news") + people(1...9, "/one"), on: "one", "--threads", "2")
    try collect(people(31...60, "/news") + people(50...60, "/two"), on: "two")
    try share("one", "two")
    for _ in 0..<2 {
      try merge("one", "two")
      #expect(
        try rows("SELECT page, visitors, visits FROM page_days ORDER BY page") == [
          "/news|60|70", "/one|9|9", "/two|11|11",
        ])
      #expect(try rows("SELECT visitors, visits FROM site_days") == ["60|90"])
    }
    try collect(people(61...64, "/news"), on: "two")
    try share("two")
    try merge("two", "one")
    #expect(try rows("SELECT visitors FROM site_days") == ["64"])
    #expect(
      try run("audit", "--db", "fleet.sqlite", "-q").output.isEmpty, "and nothing else is kept")
  }

  @Test("Notes of the servers are the fleet's, each once, and are gone when they are gone there")
  func notes() throws {
    try collect(people(1...9, "/news"), on: "one")
    try collect(people(1...9, "/news"), on: "two")
    for server in ["one", "two"] {
      try run("note", "2026-10-02", "New design", "--db", server + ".sqlite")
    }
    try run("note", "2026-10-03", "Web server two is slow", "--db", "two.sqlite")
    try share("one", "two")
    try merge("one", "two")
    try run("note", "2026-10-04", "All servers moved", "--db", "fleet.sqlite")
    func notes() throws -> [String] {
      try rows("SELECT date(day * 86400, 'unixepoch'), text FROM annotation ORDER BY day")
    }
    let all = [
      "2026-10-02|New design", "2026-10-03|Web server two is slow", "2026-10-04|All servers moved",
    ]
    #expect(try notes() == all)
    #expect(
      try refusal("note", "--remove", "2026-10-03", "--db", "fleet.sqlite")
        == "sporlos: that note came from a server of the fleet: remove it there, and merge again\n")
    try merge("one", "two")
    #expect(try notes() == all)
    try run("note", "--remove", "2026-10-03", "--db", "two.sqlite")
    try share("two")
    try merge("one", "two")
    #expect(try notes() == [all[0], all[2]])
    #expect(try run("audit", "--db", "fleet.sqlite", "-q").output == "")
  }

  @Test("A page that one server may name has its name on all, and other counts add up")
  func counts() throws {
    try collect(people(1...9, "/named"), on: "one")
    try collect(people(1...1, "/named") + people(2...2, "/secret/kari"), on: "two")
    #expect(
      try rows("SELECT DISTINCT page FROM page_hours", of: "two") == ["(rare pages)"])
    try share("one", "two")
    try merge("one", "two")
    #expect(
      try rows("SELECT page, sum(hits) FROM page_hours GROUP BY page") == [
        "(rare pages)|1", "/named|10",
      ])
    for (view, columns) in [
      ("page_hours", "sum(hits), sum(page_views), sum(bytes)"),
      ("client_hours", "sum(hits), sum(page_views)"), ("status_hours", "sum(hits)"),
      ("kind_hours", "sum(hits), sum(bytes)"), ("traffic_hours", "sum(hits)"),
      ("browser_days", "sum(hits)"), ("country_days", "ifnull(sum(hits), 0)"),
      ("referrer_days", "sum(page_views)"), ("sources", "sum(lines)"),
    ] {
      let sums = try ["one", "two"].map { server in
        try rows("SELECT \(columns) FROM \(view)", of: server)[0].split(separator: "|")
          .map { Int($0)! }
      }
      let expected = zip(sums[0], sums[1]).map { String($0 + $1) }.joined(separator: "|")
      #expect(try rows("SELECT \(columns) FROM \(view)") == [expected], "\(view)")
    }
    for (name, bytes) in try folder.everyByte() where !name.hasPrefix("log-") {
      #expect(bytes.firstRange(of: Data("kari".utf8)) == nil, "\(name)")
    }
  }

  @Test(
    "A page that enough people of all servers together asked for gets its name at the next request")
  func namesTogether() throws {
    // Four and five people: too few for each server, and enough for both.
    try collect(people(1...4, "/together") + people(1...3, "/kari"), on: "one")
    try collect(people(5...9, "/together") + people(3...6, "/kari"), on: "two")
    try share("one", "two")
    try merge("one", "two", options: ["--names", "pages.names"])
    let list = try text("pages.names")
    #expect(list.split(separator: "\n").count == 2, "\(list)")
    let named = "SELECT DISTINCT page FROM page_hours ORDER BY page"
    #expect(try rows(named) == ["(rare pages)"])
    for server in ["one", "two"] {
      try run("fleet", "names", "pages.names", "--db", server + ".sqlite")
      #expect(try rows(named, of: server) == ["(rare pages)"], "No path is known yet.")
    }
    // The same list once more changes nothing.
    try run("fleet", "names", "pages.names", "--db", "one.sqlite")
    try collect(people(1...1, "/together") + people(1...1, "/kari"), on: "one")
    #expect(try rows(named, of: "one") == ["(rare pages)", "/together"])
    #expect(try rows(named, of: "two") == ["(rare pages)"])
    try share("one", "two")
    try merge("one", "two", options: ["--names", "pages.names"])
    #expect(
      try rows("SELECT page, sum(hits) FROM page_hours GROUP BY page") == [
        "(rare pages)|8", "/together|10",
      ])
    #expect(try text("pages.names") == list, "What has its name on one may have it on all.")
    for (name, bytes) in try folder.everyByte() where !name.hasPrefix("log-") {
      #expect(bytes.firstRange(of: Data("kari".utf8)) == nil, "\(name)")
    }
  }

  @Test("Merges of merges have what one merge has, in any order, and no server twice")
  func mergesOfMerges() throws {
    try run("fleet", "join", "invitation", "--db", "three.sqlite")
    try collect(people(1...9, "/a") + people(1...3, "/few"), on: "one")
    try collect(people(5...14, "/a") + people(20...24, "/b"), on: "two")
    try collect(people(12...20, "/a") + people(18...22, "/b") + people(3...4, "/few"), on: "three")
    try share("one", "two", "three")
    try merge("one", "two", "three", options: ["--names", "all.names"])
    let views = [
      "page_hours", "client_hours", "kind_hours", "traffic_hours", "referrer_days", "page_days",
      "site_days",
    ]
    func shown(_ database: String) throws -> [[String]] {
      try views.map { try rows("SELECT * FROM \($0)", of: database).sorted() }
        + [rows("SELECT people_days, most_people FROM page ORDER BY tag", of: database)]
    }
    let whole = try shown("fleet")
    #expect(!whole.contains([]))
    for (first, second, third) in [("one", "two", "three"), ("three", "one", "two")] {
      let (part, all) = ("part-of-\(first)", "all-of-\(first)")
      try run(
        "fleet", "merge", first + ".share", second + ".share", "--db", part + ".sqlite",
        "--share", part + ".share")
      try run(
        "fleet", "merge", third + ".share", part + ".share", "--db", all + ".sqlite", "--names",
        all + ".names")
      #expect(try shown(all) == whole, "\(first) and \(second) first")
      #expect(try text(all + ".names") == text("all.names"))
      #expect(
        try refusal(
          "fleet", "merge", first + ".share", part + ".share", "--db", "twice-\(first).sqlite"
        ).contains("come from the same server"))
    }
  }

  @Test(
    "People of days that are sealed count towards a name on the fleet's database, and nobody twice")
  func namesOverDays() throws {
    // The same four people on both servers: four of the day, and never eight.
    for server in ["one", "two"] { try collect(people(1...4, "/four"), on: server) }
    try share("one", "two")
    for _ in 1...2 { try merge("one", "two", options: ["--names", "pages.names"]) }
    #expect(try text("pages.names") == "sporlos names 1\n")
    #expect(
      try rows("SELECT people_days, most_people FROM page WHERE since IS NOT NULL") == ["4|4"])
  }

  @Test("What is no list of names, or was cut short, changes nothing")
  func notNames() throws {
    try collect(people(1...2, "/page"), on: "one")
    for text in [
      "", "sporlos names 1", "sporlos names 2\n", "sporlos names 1\n00",
      "sporlos names 1\n00000000000000zz\n",
    ] {
      try folder.write(text, to: "list")
      #expect(
        try refusal("fleet", "names", "list", "--db", "one.sqlite").contains(
          "is not a list of names"))
    }
    try folder.write("sporlos names 1\n", to: "list")
    try run(
      "collect", "list", "--db", "alone.sqlite", "--format", "combined", "--max-rejected", "100")
    #expect(
      try refusal("fleet", "names", "list", "--db", "alone.sqlite").contains("belongs to no fleet"))
    #expect(try refusal("fleet", "names", "missing", "--db", "one.sqlite").contains("cannot read"))
  }

  @Test("What was known of a day stays when its keys are gone")
  func sealed() throws {
    try collect(people(1...40, "/news", ago: 1), on: "one")
    try collect(people(31...60, "/news", ago: 1), on: "two")
    try share("one", "two")
    try merge("one", "two")
    let before = try folder.everyByte().filter { $0.key.hasSuffix("fleet.key") }
    #expect(before.count == 2 && Set(before.values).count == 1)
    // Any collect destroys what is due; so the ratchet goes on, too.
    for server in ["one", "two"] {
      try collect([Request(person: 99, page: "/today")], on: server, "--seal-after", "0")
    }
    let after = try folder.everyByte().filter { $0.key.contains("fleet.key") }
    #expect(Set(after.keys) == Set(before.keys), "and leaves nothing behind")
    #expect(Set(after.values).isDisjoint(with: before.values) && Set(after.values).count == 1)
    try share("one", "two")
    for database in ["one.share", "two.share"] {
      let days = try TrafficRows(folder.file(database)).rows(
        "SELECT count(DISTINCT day) FROM open_site_day")
      #expect(days == ["1"], "today only")
    }
    try merge("one", "two")
    #expect(
      try rows("SELECT visitors FROM page_days WHERE page = '/news'") == ["60"],
      "though each server knows of 40 and 30")
    #expect(try rows("SELECT visitors FROM site_days ORDER BY day DESC") == ["1", "60"])
  }

  @Test("A log that another server has counted is told")
  func sameLog() throws {
    let lines = LogLineWriter.lines(0..<400)
    try folder.write(lines, to: "shared.log")
    for server in ["one", "two"] { try run("collect", "shared.log", "--db", server + ".sqlite") }
    try share("one", "two")
    #expect(
      try merge("one", "two", options: ["--today", SporlosProgram.today]).errors
        == "sporlos: a log begins like one of another server. If it is the same log, its lines "
        + "count twice: let only one server count it\n")
  }

  @Test("What would lose counts or have them twice is refused, and changes nothing")
  func refused() throws {
    try collect(people(1...9, "/a"), on: "one")
    try collect(people(1...9, "/b"), on: "two")
    try collect(people(1...9, "/c"), on: "alone")
    try share("one", "two")
    try merge("one", "two")
    let before = try rows("SELECT page, hits FROM page_hours ORDER BY page")
    #expect(
      try refusal("fleet", "merge", "one.share", "--db", "fleet.sqlite")
        == "sporlos: a server that was merged before is not among the shares named: name the "
        + "shares of all servers, or leave out the missing ones with --forget\n")
    #expect(
      try refusal("fleet", "merge", "one.share", "two.share", "one.share", "--db", "fleet.sqlite")
        == "sporlos: \"one.share\" and \"one.share\" come from the same server: name only "
        + "its latest share\n")
    #expect(
      try refusal("fleet", "merge", "one.share", "two.sqlite", "--db", "new.sqlite")
        == "sporlos: \"two.sqlite\" is a database, but not a share: name a file that `sporlos "
        + "fleet share` wrote\n")
    #expect(!FileManager.default.fileExists(atPath: folder.path("new.sqlite")))
    #expect(
      try refusal("fleet", "merge", "one.share", "two.share", "--db", "alone.sqlite")
        == "sporlos: the database \"alone.sqlite\" has counts of its own, which merging would "
        + "overwrite: name another database for the fleet\n")
    #expect(
      try refusal("collect", folder.path("one.sqlite"), "--db", "fleet.sqlite")
        == "sporlos: the database \"fleet.sqlite\" is that of a fleet, and rebuilt from its servers' counts at "
        + "each merge: count into this server's own database\n")
    #expect(
      try refusal("fleet", "share", "alone.share", "--db", "alone.sqlite")
        == "sporlos: the database \"alone.sqlite\" belongs to no fleet: start one with `sporlos "
        + "fleet invite`, or join one with `sporlos fleet join`\n")
    #expect(
      try refusal("fleet", "join", "invitation", "--db", "alone.sqlite")
        == "sporlos: the database \"alone.sqlite\" already has logs and pages under a key of its own: "
        + "join with a new database, or write the invitation on this server and let the others join it\n"
    )
    #expect(
      try refusal("fleet", "join", "one.share", "--db", "three.sqlite")
        == "sporlos: \"one.share\" is not an invitation to a fleet: use the line that "
        + "`sporlos fleet invite` wrote on one of its servers\n")
    #expect(try rows("SELECT page, hits FROM page_hours ORDER BY page") == before)
    try merge("one", options: ["--forget"])
    #expect(try rows("SELECT page, sum(hits) FROM page_hours GROUP BY 1") == ["/a|9"])
  }

  @Test("A server of a fleet says that it publishes nothing: on joining, and for a report")
  func memberPublishesNothing() throws {
    let sentence =
      "sporlos: \"three.sqlite\" belongs to a server of a fleet, and publishes nothing by itself, because "
      + "that could be subtracted from what the fleet publishes. Make reports from the fleet's database, or see "
      + "`sporlos collect --publish-member`\n"
    #expect(try run("fleet", "join", "invitation", "--db", "three.sqlite").errors == sentence)
    #expect(try run("fleet", "join", "invitation", "--db", "three.sqlite").errors == "")
    try collect([Request](repeating: .init(), count: 40), on: "three", "--today", "2026-12-31")
    #expect(try refusal("report", "pages", "--db", "three.sqlite") == sentence)
    let alone = try run("fleet", "invite", "other", "--db", "first.sqlite").errors
    #expect(alone == sentence.replacingOccurrences(of: "three", with: "first"))
    #expect(try run("fleet", "invite", "other", "--db", "first.sqlite").errors == "")
  }

  @Test("A server that joins later counts with the others, through a pipe and without a file")
  func later() throws {
    try collect(people(1...9, "/a"), on: "one")
    let joined = try SporlosProgram.shell(
      """
      set -o pipefail
      sporlos fleet invite - --db one.sqlite | sporlos fleet join - --db three.sqlite --state s3
      """, in: folder.url)
    #expect(joined.exitCode == 0, "\(joined.errors)")
    try collect(people(5...12, "/a"), on: "three", "--state", "s3")
    try run("fleet", "share", "three.share", "--db", "three.sqlite", "--state", "s3")
    try share("one", "two")
    try merge("one", "two", "three")
    #expect(try rows("SELECT visitors FROM page_days") == ["12"])
    for name in ["invitation", "one.share", "fleet.sqlite"] {
      #expect(try folder.mode(name) == 0o600, "\(name)")
    }
  }

  @Test("An invitation that was used late opens no day that is over")
  func late() throws {
    let text = try String(contentsOf: folder.file("invitation"), encoding: .utf8)
    // The day stands behind the prefix and the 32 bytes of the key, the least significant byte first.
    let start = text.index(text.startIndex, offsetBy: "sporlos-fleet-2:".count + 64)
    let end = text.index(start, offsetBy: 8)
    let day = try #require(UInt32(text[start..<end], radix: 16)).byteSwapped
    // The last one is of the first day there is a number for.
    for (late, opens) in [(UInt32(7), true), (5000, false), (day &- 1 << 31, false)] {
      let hex = String((day &- late).byteSwapped, radix: 16)
      let padded = String(repeating: "0", count: 8 - hex.count) + hex
      try folder.write(text.replacingCharacters(in: start..<end, with: padded), to: "late")
      let outcome = try SporlosProgram.run(
        ["fleet", "join", "late", "--db", "late-\(late).sqlite"], in: folder.url)
      #expect((outcome.exitCode == 0) == opens, "\(outcome.errors)")
      guard opens else { continue }
      let kept = try Data(contentsOf: folder.file("late-\(late).sqlite-state/fleet.key"))
      let now = try Data(contentsOf: folder.file("two.sqlite-state/fleet.key"))
      #expect(kept.prefix(4) == now.prefix(4), "the same day as who joined in time")
    }
  }

  @Test("A wrong clock deletes nothing of a fleet, and merging says so")
  func clock() throws {
    try collect((0..<9).flatMap { people(1...9, "/a", ago: $0) }, on: "one", "--seal-after", "48")
    try share("one")
    let outcome = try SporlosProgram.run(
      ["fleet", "merge", "one.share", "--db", "fleet.sqlite"], clock: "2035-01-01 12:00:00",
      in: folder.url)
    #expect(outcome.exitCode == 0)
    #expect(
      outcome.errors.contains(
        "the clock says 2035-01-01, but the database has seen no day after"))
    #expect(try rows("SELECT sum(hits) FROM page_hours") == ["81"])
    try merge("one", options: ["--today", "2035-01-01"])
    #expect(try rows("SELECT sum(hits) FROM page_hours") == [""])
  }

  @Test("Days put together in one database are put together in all of them")
  func coarse() throws {
    for server in ["one", "two"] {
      try collect(
        (1...9).flatMap { people($0...$0, "/a", ago: 40 + $0) }, on: server, "--today",
        VisitorTests.isoDay(-30))
    }
    try share("one", "two")
    try merge("one", "two", options: ["--today", VisitorTests.isoDay(0)])
    try run(
      "prune", "--db", "one.sqlite", "--keep-hours", "20d", "--keep-days", "20d", "--today",
      VisitorTests.isoDay(0))
    try share("one")
    try merge("one", "two", options: ["--today", VisitorTests.isoDay(0)])
    let months = try rows("SELECT count(DISTINCT substr(hour, 1, 7)) FROM page_hours")[0]
    #expect(try rows("SELECT count(DISTINCT hour) FROM page_hours") == [months])
    #expect(try rows("SELECT sum(hits) FROM page_hours") == ["18"])
    #expect(try rows("SELECT keep_hours FROM retention") == ["20d"])
  }
}
