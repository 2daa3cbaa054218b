import Foundation
import TestSupport
import Testing

/// An attacker has the whole database and the whole state of a sealed day, and knows of one person the
/// address, the user agent and a page. Did that person come?
@Suite("Whether somebody came cannot be told")
struct ReidentificationTests {
  typealias Request = VisitorTests.Request

  private static let days = 4...8
  private static let pages = ["/", "/news", "/about", "/contact", "/shop", "/jobs", "/press"]
  private static let agents = [
    DifferentPeople.userAgent(0),
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
      + "Version/18.5 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
      + "Version/18.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  ]

  /// The requests of a crowd over some days, each of its members on some of them.
  private func crowd(_ random: inout SeededGenerator) -> [Request] {
    var requests: [Request] = []
    for day in Self.days {
      for person in 1...Int.random(in: 170...230, using: &random) {
        let agent = Self.agents[[0, 0, 0, 1, 1, 2, 2, 2, 3][person % 9]]
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          requests.append(
            Request(
              person: person + Int.random(in: 0..<1000, using: &random),
              page: Self.pages.randomElement(using: &random)!, ago: day,
              hour: Int.random(in: 7..<22, using: &random), agent: agent))
        }
      }
    }
    return requests
  }

  /// What the person whom the attacker knows asks for on one day.
  private func person(_ number: Int, agent: String = agents[0], hour: Int) -> [Request] {
    ["/news", "/jobs"].map {
      Request(person: number, page: $0, ago: 6, hour: hour, agent: agent)
    }
  }

  /// Collects requests into a folder of its own; all days are sealed then.
  private func collected(_ requests: [Request]) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write(
      requests.sorted { ($1.ago, $0.hour) < ($0.ago, $1.hour) }.map(\.line).joined(),
      to: "access.log")
    let outcome = try SporlosProgram.run(
      ["collect", "access.log", "--db", "traffic.sqlite"], in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    try FileManager.default.removeItem(at: folder.file("access.log"))
    return folder
  }

  @Test("One person or another with the same kind of client leave the very same rows")
  func exchanged() throws {
    var random = SeededGenerator(seed: 1)
    let others = crowd(&random)
    let dumps = try [3000, 4000, 5000].map { number in
      let folder = try collected(others + person(number, hour: 14))
      let rows = try TrafficRows(folder.file("traffic.sqlite"))
      return try rows.everything()
        + ["page_days", "site_days"].flatMap { view in
          try rows.rows("SELECT * FROM \(view) ORDER BY 1, 2, 3").map { "\(view) \($0)" }
        }.filter { row in
          // Estimates are off by a few in a hundred, under keys that were random.
          !row.hasPrefix("page_days") && !row.hasPrefix("site_days")
            || (Int(row.visitors) ?? 0) <= 50
        }
    }
    #expect(dumps[0].count > 300)
    #expect(dumps[0] == dumps[1] && dumps[1] == dumps[2])
  }

  @Test("Nothing is left to try an address and a user agent against")
  func nothingToTry() throws {
    var random = SeededGenerator(seed: 2)
    let folder = try collected(crowd(&random) + person(3000, hour: 14))
    let files = try folder.everyByte()
    #expect(
      files.keys.sorted() == [
        "traffic.sqlite", "traffic.sqlite-state/lock", "traffic.sqlite-state/releases",
        "traffic.sqlite-state/source.key",
      ], "no key and no sketch of any day; how often something was published is a number")
    // The one key that stays recognises logs and pages; no hash of a person was ever made with it
    // alone, and every column of the database is a number, a name of a closed set or a page.
    let rows = try TrafficRows(folder.file("traffic.sqlite"))
    let blobs = try rows.rows(
      """
      SELECT m.name || '.' || c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
      WHERE m.type = 'table' AND c.type = 'BLOB' ORDER BY 1
      """)
    #expect(
      blobs == [
        "member.identifier", "meta.identifier", "meta.key_check",
        // Published counts, which no one has to guess.
        "packed_cell.cells", "packed_day.days",
        "source.fingerprint", "source.grid_marks", "source.line_marks",
        // And these.
        "summed_part.parts",
      ])
  }

  @Test("With the person or without, an attacker who weighs the likelihoods guesses like a coin")
  func likelihoods() throws {
    var right = 0
    var certainty = 0.0
    let trials = 24
    for trial in 0..<trials {
      var random = SeededGenerator(seed: UInt64(100 + trial))
      let others = crowd(&random)
      let hour = Int.random(in: 7..<22, using: &random)
      let came = Bool.random(using: &random)
      let folder = try collected(others + (came ? person(3000, hour: hour) : []))
      let ratio = try likelihoodRatio(of: "/news", in: folder)
      if (ratio > 1) == came { right += 1 }
      certainty = max(certainty, ratio > 1 ? ratio : 1 / ratio)
    }
    // A page with some 85 views a day: one more shifts a Poisson distribution so little that the best
    // guess is right 52 times of 100. Of 24 tosses of a coin, more than 18 fall on one side once in 150.
    #expect(right <= 18, "\(right) of \(trials)")
    #expect(certainty < 2, "no database speaks for one answer by more than two to one")
  }

  /// How much likelier what is stored of a day is if the person came than if not: numbers of page views
  /// and visitors are Poisson-distributed around what they are on the other days, with one more for
  /// the person.
  private func likelihoodRatio(of page: String, in folder: ScratchFolder) throws -> Double {
    let rows = try TrafficRows(folder.file("traffic.sqlite"))
    let views = try rows.rows(
      """
      SELECT date(hour), sum(page_views) FROM page_hours
      WHERE page = '\(page)' AND device = 'desktop' GROUP BY 1 ORDER BY 1
      """
    ).compactMap { Double($0.split(separator: "|")[1]) }
    try #require(views.count == 5)
    // Days are sorted, the oldest first: eight, seven, six days ago.
    let mean = (views.reduce(0, +) - views[2]) / 4
    // P(n - 1; mean) / P(n; mean)
    return views[2] / mean
  }
}

extension String {
  /// The last but one column of a row.
  fileprivate var visitors: Substring { split(separator: "|").dropLast().last ?? "" }
}
