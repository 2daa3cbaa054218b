import Foundation
import TestSupport
import Testing

/// `sporlos forget`, and what an upgrade does with names that a newer redaction hides.
@Suite("Names that are forgotten")
struct ForgetTests {
  let folder: ScratchFolder
  private static let database = "traffic.sqlite"

  init() throws { folder = try ScratchFolder() }

  /// Page views of eight people on one day.
  private func lines(_ target: String, day: Int = 1, referrer: String = "-") -> String {
    (1...8).map { visitor in
      "198.51.\(visitor).7 - - [0\(day)/Oct/2026:10:0\(visitor):00 +0000] \"GET \(target) HTTP/1.1\" 200 "
        + "\(visitor)\(day) \"\(referrer)\" \"\(DifferentPeople.userAgent(visitor))\"\n"
    }.joined()
  }

  private func sporlos(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(arguments + ["--db", Self.database], in: folder.url)
  }

  private func collect(_ text: String, _ options: String...) throws -> SporlosProgram.Outcome {
    let name = "\(UUID().uuidString).log"
    try folder.write(text, to: name)
    let outcome = try SporlosProgram.run(
      ["collect", name, "--db", Self.database, "--geo", "none", "--campaigns", "all"] + options,
      in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    try FileManager.default.removeItem(at: folder.file(name))
    return outcome
  }

  private func rows(_ sql: String) throws -> [String] {
    try TrafficRows(folder.file(Self.database)).rows(sql)
  }

  private func pages() throws -> [String] {
    try rows("SELECT page, sum(hits) FROM page_hours GROUP BY 1 ORDER BY 1")
  }

  /// Files that have a text, whatever stands around it.
  private func files(with text: String) throws -> [String] {
    try folder.everyByte().filter { $0.value.range(of: Data(text.utf8)) != nil }.map(\.key)
  }

  private func expectClean(at location: SourceLocation = #_sourceLocation) throws {
    let audit = try sporlos("audit", "-q")
    #expect(audit.exitCode == 0, "\(audit.output)", sourceLocation: location)
  }

  @Test("A site's name is not forgotten, nor is any other name beside it")
  func site() throws {
    _ = try collect(lines("/people/kanari"), "--site", "kanari.example.org")
    let answer = try sporlos("forget", "/people/kanari", "kanari.example.org")
    #expect(
      answer.errors == """
        sporlos: "kanari.example.org" is the name of a site in "traffic.sqlite", and nothing was forgotten: \
        give the site another name with sporlos sites rename

        """)
    #expect(answer.exitCode == 1 && answer.output == "")
    #expect(try pages() == ["/people/kanari|8"])
    #expect(try rows("SELECT name FROM site") == ["kanari.example.org"])
    #expect(try sporlos("forget", "other.example.org").exitCode == 0)
  }

  @Test("A page's name leaves the file, its counts stay, and it never gets the name again")
  func page() throws {
    _ = try collect(lines("/people/kanari") + lines("/about"))
    #expect(try pages() == ["/about|8", "/people/kanari|8"])
    #expect(try files(with: "kanari") == [Self.database])
    let answer = try sporlos("forget", "/people/kanari", "/never/seen")
    #expect(
      answer.output == """
        "/people/kanari" is forgotten, and will not be stored again: 1 page; the counts stay
        "/never/seen" was not stored, and will not be

        """)
    #expect(answer.exitCode == 0 && answer.errors == "")
    #expect(try pages() == ["(rare pages)|8", "/about|8"])
    #expect(try files(with: "kanari") == [])
    try folder.write("/people/kanari\n/never/seen\n", to: "listed.txt")
    for day in 2...4 {
      _ = try collect(
        lines("/people/kanari", day: day) + lines("/never/seen", day: day), "--sitemap",
        "listed.txt")
    }
    try FileManager.default.removeItem(at: folder.file("listed.txt"))
    #expect(try pages() == ["(rare pages)|56", "/about|8"])
    #expect(try files(with: "kanari") == [])
    #expect(
      try rows("SELECT count(*) FROM page_days WHERE page = '(rare pages)' AND visitors > 0") == [
        "0"
      ])
    try expectClean()
  }

  @Test("So do a referrer's and a campaign's, in every table that has them")
  func names() throws {
    let target = "/?utm_source=kanari-letter&utm_medium=mail"
    func log(_ day: Int) -> String {
      lines(target, day: day, referrer: "https://kanari.example/")
        + lines("/missing", day: day, referrer: "https://kanari.example/")
        .replacing("1.1\" 200", with: "1.1\" 404")
        + lines("/", day: day, referrer: "https://other.example/")
    }
    _ = try collect(log(1))
    let before = try rows("SELECT day, sum(page_views) FROM landing_days GROUP BY 1")
    #expect(
      try rows("SELECT DISTINCT referrer FROM landing_days ORDER BY 1") == [
        "kanari.example", "other.example",
      ])
    let answer = try sporlos("forget", "kanari.example", "kanari-letter", "-q")
    #expect(answer.exitCode == 0 && answer.output == "" && answer.errors == "")
    for table in ["referrer_days", "landing_days"] {
      #expect(
        try rows("SELECT DISTINCT referrer FROM \(table) ORDER BY 1")
          == ["(rare referrers)", "other.example"], "\(table)")
    }
    #expect(try rows("SELECT referrer, hits FROM not_found_days") == ["(rare referrers)|8"])
    #expect(try rows("SELECT source, page_views FROM campaign_days") == ["(rare campaigns)|8"])
    #expect(try rows("SELECT day, sum(page_views) FROM landing_days GROUP BY 1") == before)
    _ = try collect(log(2))
    #expect(
      try rows("SELECT referrer, sum(page_views) FROM referrer_days GROUP BY 1")
        == ["(rare referrers)|16", "other.example|16"])
    #expect(
      try rows("SELECT source, sum(page_views) FROM campaign_days GROUP BY 1") == [
        "(rare campaigns)|16"
      ])
    #expect(try files(with: "kanari") == [])
    try expectClean()
  }

  @Test("A name that stands for what has none, or a database that is not there, is refused")
  func refused() throws {
    let rare = try sporlos("forget", "(rare pages)")
    #expect(rare.exitCode == 2 && rare.errors.contains("there is nothing to forget"))
    let missing = try sporlos("forget", "/a")
    #expect(missing.exitCode == 1 && missing.errors.contains("traffic.sqlite"), "\(missing.errors)")
    #expect(!folder.hasFile(Self.database))
  }

  @Test(
    "Names that were stored and hold what redaction hides now are hidden by the next collect, once")
  func upgrade() throws {
    _ = try collect(
      lines("/users/one") + lines("/users/two") + lines("/about", referrer: "https://one.example/"))
    let sums = try rows("SELECT hour, sum(hits), sum(bytes) FROM page_hours GROUP BY 1")
    try folder.write(
      """
      import sqlite3
      db = sqlite3.connect("traffic.sqlite")
      db.execute("PRAGMA secure_delete = ON")
      db.execute("UPDATE page SET path = '/users/kanari.one@example.org' WHERE path = '/users/one'")
      db.execute("UPDATE page SET path = '/users/kanari.two@example.org' WHERE path = '/users/two'")
      db.execute("UPDATE referrer SET host = '192-0-2-7.kanari.example' WHERE host = 'one.example'")
      db.execute("UPDATE meta SET redaction = NULL")
      db.commit()
      """, to: "earlier.py")
    let earlier = try SporlosProgram.shell("python3 earlier.py && rm earlier.py", in: folder.url)
    try #require(earlier.exitCode == 0, "\(earlier.errors)")
    #expect(try files(with: "kanari.one") == [Self.database])
    let outcome = try collect(lines("/about", day: 2))
    #expect(
      outcome.errors.contains("sporlos: 3 stored names have been changed"), "\(outcome.errors)")
    #expect(try pages() == ["/about|16", "/users/:email|16"])
    #expect(
      try rows(
        "SELECT hour, sum(hits), sum(bytes) FROM page_hours WHERE hour < '2026-10-02' GROUP BY 1")
        == sums)
    #expect(
      try rows("SELECT DISTINCT referrer FROM referrer_days ORDER BY 1").allSatisfy {
        !$0.contains("192")
      })
    #expect(try files(with: "kanari.one") == [])
    #expect(try !collect(lines("/about", day: 3)).errors.contains("names that were stored"))
    // The name is one page from now on, also for lines that come.
    _ = try collect(lines("/users/kanari.one@example.org", day: 4))
    #expect(try pages() == ["/about|24", "/users/:email|24"])
    try expectClean()
  }
}
