import Foundation
import TestSupport
import Testing

/// A site whose log has no hosts, counted without anybody saying which one it is.
@Suite("A site that is its own first referrer")
struct OwnHostTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    let lines = (0..<60).map { number in
      let (page, referrer) =
        switch number % 4 {
        case 0: ("/", "https://www.google.com/")
        case 1: ("/about", "https://www.small.example/")
        case 2 where number % 8 == 2: ("/about", "https://small.example/")
        case 2: ("/", "https://blog\(number % 3).example/post")
        default: ("/gone", "https://small.example/about")
        }
      return DifferentPeople.line(page, person: number, second: number)
        .replacing("200 100 \"-\"", with: "\(page == "/gone" ? 404 : 200) 100 \"\(referrer)\"")
        + "\n"
    }
    try folder.write(lines.joined(), to: "access.log")
  }

  private func run(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(arguments, in: folder.url)
  }

  private func views(_ database: String) throws -> [String] {
    let rows = try TrafficRows(folder.file(database))
    return try rows.everything()
      + ["page_days", "site_days", "sources"].flatMap { view in
        try rows.rows("SELECT * FROM \(view)").map { "\(view) \($0)" }.sorted()
      }
  }

  @Test("Collecting says so with the option to give, and it can be put right afterwards")
  func repaired() throws {
    let outcome = try run("collect", "access.log", "--db", "t.sqlite")
    #expect(outcome.exitCode == 0)
    #expect(
      outcome.errors
        == "sporlos: 51 % of the page views that name a referrer come from \"small.example\". If that is the "
        + "site itself, they are not visits: collect with --site small.example, and correct earlier counts with `sporlos own-host small.example --db t.sqlite`\n"
    )
    #expect(
      try run("collect", "access.log", "--db", "right.sqlite", "--site", "small.example").errors
        == "")
    #expect(try views("t.sqlite") != views("right.sqlite"))
    let repaired = try run("own-host", "www.small.example", "--db", "t.sqlite")
    #expect(repaired.exitCode == 0, "\(repaired.errors)")
    #expect(
      repaired.output
        == "\"www.small.example\" is the site itself: 23 page views from it no longer count as "
        + "visits; the site is now called \"small.example\"\n")
    #expect(try views("t.sqlite") == views("right.sqlite"))
    // What comes later is the same site's, and its pages with names are the same.
    try folder.append(
      (0..<12).map { DifferentPeople.line("/about", person: $0, second: 90 + $0) + "\n" }.joined(),
      to: "access.log")
    for database in ["t.sqlite", "right.sqlite"] {
      let more = try run("collect", "access.log", "--db", database, "--site", "small.example", "-q")
      #expect(more.exitCode == 0 && more.errors == "", "\(more.errors)")
    }
    // A page that had no name waits anew under the site's: nobody knows its path.
    let sums = try ["t.sqlite", "right.sqlite"].map {
      try TrafficRows(folder.file($0)).rows(
        """
        SELECT site, iif(page = '/', page, ''), sum(page_views) FROM page_hours GROUP BY 1, 2
        ORDER BY 1, 2
        """)
    }
    #expect(sums[0] == sums[1] && sums[0] == ["small.example||35", "small.example|/|22"])
  }

  @Test("A site that is not there, and what is no host, are refused")
  func refused() throws {
    #expect(
      try run("collect", "access.log", "--db", "t.sqlite", "--site", "small.example").exitCode == 0)
    let missing = try run("own-host", "small.example", "--db", "t.sqlite")
    #expect(missing.exitCode == 1)
    #expect(
      missing.errors
        == "sporlos: \"t.sqlite\" has no site \"(unnamed)\": name it with --site, as `sporlos report sites` "
        + "shows it\n")
    #expect(try run("own-host", "no host", "--db", "t.sqlite").exitCode == 2)
    #expect(try run("own-host", "a.example", "--db", "none.sqlite").exitCode == 1)
  }
}
