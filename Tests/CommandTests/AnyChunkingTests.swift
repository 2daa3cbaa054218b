import Foundation
import TestSupport
import Testing

/// The promise of counters that add up, with the real program over all tables: while its days are open, a log
/// gives the same rows however it is cut, in whatever order its lines come, and whoever counts them.
@Suite("Any chunking, order, number of workers and batches gives the same rows")
struct AnyChunkingTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Both days of the log are open then.
  private static let clock = "2026-10-02 12:00:00"

  // MARK: The log

  /// Lines of two days, two sites and some dozens of people: names that few have and names that many have, of
  /// each kind there is.
  private static func lines(using random: inout SeededGenerator) -> [String] {
    func pick<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }
    // The later ones come less often, so that some names stay rare and others do not.
    func some(_ count: Int) -> Int {
      Int.random(in: 0...Int.random(in: 0..<count, using: &random), using: &random)
    }
    return (0..<420).map { number in
      let person = some(40)
      let day = Int.random(in: 1...2, using: &random)
      let time = "0\(day)/Oct/2026:\(10 + number % 2):\(10 + number / 60 % 50):\(10 + number % 50)"
      let page =
        switch some(8) {
        case 0...3: "/page-\(some(12))"
        case 4: "/assets/style-\(some(4)).css"
        case 5: "/"
        case 6: "/gone/\(some(3))"
        default: "/people/name-\(some(9))"
        }
      let query =
        switch some(9) {
        case 4: "?utm_source=letter-\(some(5))&utm_campaign=autumn"
        case 5: "?ref=list-\(some(6))"
        default: ""
        }
      let referrer =
        switch some(9) {
        case 0...1: "-"
        case 2: "https://blog-\(some(9)).example/post"
        case 3: "https://\(pick(["www.google.no", "l.facebook.com", "semalt.com"]))/"
        case 4: "https://name-\(some(6)).tumblr.com/"
        case 5: "https://one.example.org/page-1"
        case 6: "https://mail.firm-\(some(8)).example/"
        case 7: "android-app://org.example.app\(pick(["one", "two", "three"]))/"
        default: "https://10.0.0.\(some(9))/"
        }
      let agent =
        some(9) == 7
        ? "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
        : DifferentPeople.userAgent(person)
      let status = page.hasPrefix("/gone") ? 404 : pick([200, 200, 200, 304, 301])
      return
        "\(pick(["one", "one", "two"])).example.org:443 198.51.\(person).9 - - [\(time) +0000] "
        + "\"GET \(page)\(query) HTTP/1.1\" \(status) \(Int.random(in: 0...9_999, using: &random)) "
        + "\"\(referrer)\" \"\(agent)\"\n"
    }
  }

  // MARK: What is counted of it

  private func collect(
    _ log: String, into name: String, _ more: [String]
  ) throws {
    var arguments = ["collect", log, "--db", "\(name).sqlite", "--state", "\(name)-state"]
    arguments += ["--own-host", "one.example.org", "--own-host", "two.example.org"]
    arguments += ["--campaigns", "all", "--geo", "none", "--quiet"]
    let outcome = try SporlosProgram.run(arguments + more, clock: Self.clock, in: folder.url)
    try #require(outcome.exitCode == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
  }

  /// Gives a database the keys of the whole log's, and nothing else of its state: people are told apart by
  /// numbers of 16 bits, of which two are the same now and then, under one key as under another.
  private func giveKeys(to name: String) throws {
    let state = folder.file("\(name)-state")
    try FileManager.default.copyItem(at: folder.file("whole-state"), to: state)
    for file in try FileManager.default.subpathsOfDirectory(atPath: state.path)
    where file.hasSuffix(".visitors") {
      try FileManager.default.removeItem(at: state.appendingPathComponent(file))
    }
  }

  /// Every row of every table of counts under its names, and what is known of names that wait.
  private func rows(_ name: String) throws -> [String] {
    let rows = try TrafficRows(folder.file("\(name).sqlite"))
    let days = [
      "SELECT 'page_days', * FROM page_days", "SELECT 'site_days', * FROM site_days",
      """
      SELECT 'page', site.name, path, since, people_days, most_people, (
          SELECT sum(hits) FROM page_hour WHERE page_hour.page = page.id)
        FROM page JOIN site ON site.id = page.site
      """,
      """
      SELECT 'waiting', rows, day, views,
          CASE WHEN rows > 2 THEN (
            SELECT site.name || coalesce(path, '') FROM page JOIN site ON site.id = page.site
            WHERE page.id = place) END
        FROM waiting_name
      """,
    ]
    return try rows.everything() + days.flatMap { try rows.rows($0).sorted() }
  }

  private func expect(_ name: String, like whole: [String], _ schedule: String) throws {
    let found = try rows(name)
    let (lacking, more) = (Set(whole).subtracting(found), Set(found).subtracting(whole))
    #expect(
      found == whole,
      """
      \(schedule)
      lacks \(lacking.sorted().prefix(8).joined(separator: "\\n  "))
      has \(more.sorted().prefix(8).joined(separator: "\\n  "))
      """)
  }

  /// One random way to count the lines, and its description.
  private func count(
    _ lines: [String], into name: String, _ options: [String], using random: inout SeededGenerator
  ) throws -> String {
    let order = Bool.random(using: &random) ? lines.shuffled(using: &random) : lines
    let cuts = Int.random(in: 0...5, using: &random)
    let places =
      [0, order.count]
      + (0..<cuts).map { _ in
        Int.random(in: 0...order.count, using: &random)
      }
    // One file that grows, or files of their own, some of them from a pipe.
    let isOneFile = Bool.random(using: &random)
    var told = ["\(order == lines ? "in order" : "shuffled"), \(isOneFile ? "one file" : "files")"]
    let bounds = places.sorted()
    for (piece, (start, end)) in zip(bounds, bounds.dropFirst()).enumerated() where start < end {
      let log = isOneFile ? "\(name).log" : "\(name)-\(piece).log"
      let text = order[start..<end].joined()
      if isOneFile, piece > 0, folder.hasFile(log) {
        try folder.append(text, to: log)
      } else {
        try folder.write(text, to: log)
      }
      var more = options
      if Bool.random(using: &random) {
        more += ["--batch", "\([1, 3, 20, 100].randomElement(using: &random) ?? 1)"]
      }
      more += ["--threads", "\(Int.random(in: 1...3, using: &random))"]
      told.append("\(end - start) lines \(more.joined(separator: " "))")
      try collect(log, into: name, more)
    }
    return told.joined(separator: "; ")
  }

  @Test("Pages, sites, visitors, referrers and campaigns", arguments: [[], ["--drop-addresses"]])
  func any(options: [String]) throws {
    var random = SeededGenerator.fresh()
    let lines = Self.lines(using: &random)
    try folder.write(lines.joined(), to: "whole.log")
    try collect("whole.log", into: "whole", options)
    let whole = try rows("whole")
    // There are names of each kind, and some that wait.
    for (view, names) in [
      ("referrer_days", ["blog-0.example", "(rare ", "(referrer spam)", "facebook.com"]),
      ("campaign_days", ["letter-"]), ("landing_days", ["blog-0.example"]),
      ("waiting|", ["|"]), ("page_days", ["(rare pages)"]),
    ] {
      for name in names {
        #expect(
          whole.contains { $0.hasPrefix(view) && $0.contains(name) }, "\(view) has no \(name)")
      }
    }
    for number in 0..<(options.isEmpty ? 5 : 3) {
      try giveKeys(to: "cut\(number)")
      let schedule = try count(lines, into: "cut\(number)", options, using: &random)
      try expect("cut\(number)", like: whole, schedule)
    }
  }
}
