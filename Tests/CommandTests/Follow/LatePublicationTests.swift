import Foundation
import GRDB
import TestSupport
import Testing

/// Lines of days that are published already, as a follower reads them.
@Suite("What a follower publishes of late lines")
struct LatePublicationTests {
  private let folder: ScratchFolder
  private let follower: Follower
  private let clock: URL

  /// All of the first eight days of October is published by then.
  private static let now = "2026-10-10 12:00:00"
  private static let options = ["--time-zone", "UTC", "--site", "example.org"]

  init() throws {
    folder = try ScratchFolder()
    follower = Follower(folder)
    clock = folder.file("clock")
    try folder.write("@\(Self.now)\n", to: "clock")
  }

  /// A page view each of some people on a day of October.
  private func lines(day: Int, people: Range<Int>) -> String {
    people.map { person in
      let address = "2001:db8:\(String(person, radix: 16))::1"
      let hour = 10 + person % 12
      return
        "\(address) - - [0\(day)/Oct/2026:\(hour):00:00 +0000] \"GET /page-\(person % 4) HTTP/1.1\" 200 1000 "
        + "\"https://www.bing.com/\" \"\(DifferentPeople.userAgent(person))\"\n"
    }.joined()
  }

  private func start() throws {
    try follower.start(
      "access.log", Self.options[0], Self.options[1], Self.options[2], Self.options[3],
      clock: clock)
  }

  /// Has a follower read what there is, and publish what may be; it publishes before it ends.
  private func follow(to hits: Int, crashes: Bool = false) throws {
    try start()
    try follower.waitUntilItTakesSignals()
    try follower.expect(hits: hits)
    if crashes {
      follower.crash()
    } else {
      try follower.stop(hits: hits)
    }
  }

  /// Runs `sporlos collect` at the same time of the same clock.
  private func collect(_ database: String) throws {
    let outcome = try SporlosProgram.run(
      ["collect", "access.log", "--db", database, "--geo", "none", "-q"] + Self.options,
      clock: Self.now, in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
  }

  /// All that is published, each row as a text.
  private func published(_ database: String = Follower.database) throws -> Set<String> {
    let rows = try TrafficRows(folder.file(database))
    return try Set(
      ["published_day", "published_window", "publication_cell"].flatMap { table in
        try rows.rows("SELECT * FROM \(table)").map { "\(table) \($0)" }
      })
  }

  /// All that is published, without the numbers of pages and other names: each database numbers pages by tags of its own
  /// random key, so the rows of two databases differ in them.
  private func portions(of database: String) throws -> [String] {
    let rows = try TrafficRows(folder.file(database))
    return try [
      "SELECT 'day', * FROM published_day", "SELECT 'window', * FROM published_window",
      "SELECT breakdown, site, state, first, last, portion, value, visitors FROM publication_cell",
    ].flatMap { try rows.rows($0).sorted() }
  }

  /// The page views of each day, in all portions of it that are published.
  private func publishedViews() throws -> [String] {
    try TrafficRows(folder.file(Follower.database)).rows(
      """
      SELECT date(first * 86400, 'unixepoch') || ' ' || sum(page_views)
      FROM published_day GROUP BY first ORDER BY first
      """)
  }

  private func report(_ words: String..., of database: String) throws -> String {
    let outcome = try SporlosProgram.run(
      ["report"] + words
        + ["--db", database, "--from", "2026-10-01", "--to", "2026-10-08", "--format", "csv"],
      in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test("They are a portion by themselves once they are enough, and wait where they are not")
  func portions() throws {
    try folder.write((1...8).map { lines(day: $0, people: 0..<40) }.joined(), to: "access.log")
    try follow(to: 320)
    try collect("steps.sqlite")
    let first = try published()
    #expect(try publishedViews() == (1...8).map { "2026-10-0\($0) 40" })

    try folder.append(lines(day: 3, people: 100..<102), to: "access.log")
    try follow(to: 322)
    try collect("steps.sqlite")
    #expect(try published() == first, "two people")

    try folder.append(lines(day: 3, people: 200..<230), to: "access.log")
    try follow(to: 352)
    try collect("steps.sqlite")
    let last = try published()
    #expect(last.isSuperset(of: first) && last.count > first.count)
    // Those who waited are in it.
    #expect(
      try publishedViews() == (1...8).map { "2026-10-0\($0) \($0 == 3 ? 72 : 40)" })

    // Nothing is published once more, by whoever looks again.
    try follow(to: 352)
    #expect(try published() == last)
    #expect(try portions(of: Follower.database) == portions(of: "steps.sqlite"))

    // All at once, in the same order.
    try collect("once.sqlite")
    let (rows, once) = (
      try TrafficRows(folder.file(Follower.database)), try TrafficRows(folder.file("once.sqlite"))
    )
    #expect(try rows.everything() == once.everything())
    for kind in ["days", "hours", "pages", "referrers"] {
      #expect(
        try views(report(kind, of: Follower.database)) == views(report(kind, of: "once.sqlite")),
        "\(kind)")
      #expect(
        try views(report(kind, "--private", of: Follower.database))
          == views(report(kind, "--private", of: "once.sqlite")), "\(kind), --private")
    }
  }

  /// The names and page views of a report. Visitors of a day that is closed can be told from nobody any more.
  private func views(_ report: String) -> [String] {
    let lines = report.split(separator: "\n").map { $0.split(separator: ",") }
    let column = lines.first?.firstIndex(of: "page_views") ?? 0
    return lines.map { "\($0[0]) \($0[column])" }
  }

  @Test(
    "However many come, and however followers end, no day is published with more than it had",
    arguments: SeededGenerator.seeds(1))
  func anyNumber(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var (people, hits) = (100, 320)
    var counted = [Int](repeating: 40, count: 9)
    try folder.write((1...8).map { lines(day: $0, people: 0..<40) }.joined(), to: "access.log")
    try follow(to: hits)
    var before = try published()
    func come(_ number: Int, on day: Int) throws {
      try folder.append(lines(day: day, people: people..<people + number), to: "access.log")
      people += number
      hits += number
      counted[day] += number
    }
    for _ in 0..<8 {
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        try come(
          Int.random(in: 1...9, using: &generator), on: Int.random(in: 3...8, using: &generator))
      }
      try follow(to: hits, crashes: Bool.random(using: &generator))
      let now = try published()
      #expect(now.isSuperset(of: before), "seed \(seed)")
      before = now
      for (day, text) in zip(1..., try publishedViews()) {
        let views = try #require(Int(text.split(separator: " ")[1]))
        #expect(views <= counted[day], "seed \(seed), \(text)")
      }
    }
    // With enough more on each day, all of each is published.
    for day in 3...8 { try come(20, on: day) }
    try follow(to: hits)
    #expect(
      try publishedViews() == (1...8).map { "2026-10-0\($0) \(counted[$0])" }, "seed \(seed)")
  }
}
