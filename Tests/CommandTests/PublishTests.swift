import Foundation
import GRDB
import TestSupport
import Testing
import TrafficStore

/// What others get, and that it never changes.
@Suite("What is published is decided once")
struct PublishTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func shell(_ script: String) throws -> SporlosProgram.Outcome {
    try SporlosProgram.shell("set -e\n" + script, in: folder.url)
  }

  /// Every view of a file of published counts, row by row.
  private func views(_ name: String) throws -> [String: [String]] {
    let queue = try DatabaseQueue(path: folder.path(name))
    defer { try? queue.close() }
    return try queue.read { db in
      var views: [String: [String]] = [:]
      for view in try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")
      {
        views[view] = try Row.fetchAll(db, sql: "SELECT * FROM \(view)").map(\.description).sorted()
      }
      return views
    }
  }

  /// Requests of so many people for pages of a site, on some days of October.
  private func log(
    _ name: String, days: ClosedRange<Int>, people: Int, pages: Int = 4, first: Int = 0,
    page title: String = "page"
  ) throws {
    var lines = ""
    for day in days {
      for person in first..<first + people {
        for page in 0...(person % pages) {
          let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
          lines +=
            "2001:db8:\(String(person, radix: 16))::1 - - [\(two(day))/Oct/2026:\(two(8 + person % 12)):00:00 +0000] "
            + "\"GET /\(title)-\(page) HTTP/1.1\" 200 \(1000 + page) \"https://www.bing.com/\" "
            + "\"\(PublishTests.browsers[person % 5])\"\n"
        }
      }
    }
    try folder.write(lines, to: name)
  }

  /// Different kinds, so that people can be told from each other.
  private static let browsers = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
  ]

  private let collect = "sporlos collect --geo none -q --time-zone UTC --site example.org"

  @Test(
    "A file has what is published and nothing else, for everybody to read, and answers as the database does"
  )
  func file() throws {
    try log("access.log", days: 1...20, people: 40)
    let outcome = try shell(
      """
      \(collect) access.log --db t.sqlite --publish-to web.sqlite
      sporlos publish again.sqlite --db t.sqlite
      sporlos publish web.sqlite --db t.sqlite --check
      for report in overview days hours pages entries landings referrers versions traffic kinds sites; do
        cmp <(sporlos report $report --db t.sqlite) <(sporlos report $report --db web.sqlite)
      done
      stat -c %a web.sqlite
      ! sporlos report --db web.sqlite --private
      ! sporlos collect access.log --db web.sqlite --geo none
      sporlos audit --db t.sqlite --published web.sqlite --published again.sqlite --quiet
      ! sporlos audit --db web.sqlite
      sqlite3 web.sqlite "UPDATE publication_cell SET value = value + 1 WHERE breakdown = 1"
      ! sporlos publish web.sqlite --db t.sqlite --check
      ! sporlos audit --db t.sqlite --published web.sqlite --quiet > audit.txt
      grep -q 'rows for others that the database has not published: "web.sqlite", table publication_cell' audit.txt
      ! grep -q again audit.txt
      """)
    #expect(outcome.exitCode == 0, "\(outcome)")
    #expect(
      outcome.output == "Everything in \"web.sqlite\" was published by \"t.sqlite\".\n644\n",
      "\(outcome)")
    #expect(
      outcome.errors.contains(
        "\"web.sqlite\" has rows that \"t.sqlite\" has not published, in publication_cell"),
      "\(outcome)")
    #expect(
      outcome.errors.contains(
        "audit the database that it was made from, with --published \"web.sqlite\""), "\(outcome)")
    let again = try views("again.sqlite")
    #expect(again["pages"]?.contains { $0.contains("/page-0") } == true)
    #expect(again.count == 21)
  }

  @Test("What one database publishes is never mixed into the file of another")
  func otherDatabase() throws {
    try log("access.log", days: 1...20, people: 40)
    let outcome = try shell(
      """
      \(collect) access.log --db one.sqlite --publish-to web.sqlite
      \(collect) access.log --db two.sqlite
      sha256sum web.sqlite > before
      sporlos publish web.sqlite --db two.sqlite || echo $?
      \(collect) access.log --db two.sqlite --publish-to web.sqlite || echo $?
      sha256sum --check --quiet before && sporlos publish web.sqlite --db one.sqlite && echo kept
      """)
    #expect(outcome.output == "1\n1\nkept\n", "\(outcome.errors)")
    let sentence =
      "\"web.sqlite\" has what another database has published, and was left as it is: publish to another file, "
      + "or delete this one first"
    #expect(outcome.errors.components(separatedBy: sentence).count == 3, "\(outcome.errors)")
  }

  @Test("A run that is killed at any moment and begun again publishes what an undisturbed one does")
  func killed() throws {
    try log("access.log", days: 1...30, people: 60)
    var outcome = try shell(
      "\(collect) access.log --db whole.sqlite --publish-to whole.web 2>&1")
    #expect(outcome.exitCode == 0, "\(outcome)")
    var generator = SeededGenerator.fresh()
    // `timeout` knows no functions of the shell.
    let program = collect.replacing(
      "sporlos collect",
      with: "'\(SporlosProgram.url.path)' collect --late --today \(SporlosProgram.today)")
    for round in 1...8 {
      let delays = (0..<4).map { _ in String(Double.random(in: 0.05...0.9, using: &generator)) }
      outcome = try shell(
        """
        for delay in \(delays.joined(separator: " ")); do
          timeout -s KILL $delay \(program) access.log --db \(round).sqlite --publish-to \(round).web || true
        done
        \(collect) access.log --db \(round).sqlite --publish-to \(round).web
        """)
      #expect(outcome.exitCode == 0, "\(outcome)")
      #expect(
        try views("\(round).web") == views("whole.web"), "seed \(generator.seed), \(delays)")
    }
  }

  @Test("Two runs at once publish once")
  func atOnce() throws {
    for part in 0..<2 { try log("\(part).log", days: 1...30, people: 30, first: part * 100) }
    let outcome = try shell(
      """
      \(collect) 0.log 1.log --db whole.sqlite --publish-to whole.web
      \(collect) 0.log --db t.sqlite --wait 600 & first=$!
      \(collect) 1.log --db t.sqlite --wait 600
      wait $first
      sporlos publish t.web --db t.sqlite
      sporlos publish t.web --db t.sqlite --check
      """)
    #expect(outcome.exitCode == 0, "\(outcome)")
    // Whichever came first was published first; later lines are portions of the same days.
    let (both, whole) = (try views("t.web"), try views("whole.web"))
    #expect(both["days"]?.count == whole["days"]?.count)
    #expect(
      try views("t.web", in: "days") == views("whole.web", in: "days"))
  }

  /// The page views of a view, where a condition holds.
  private func views(_ file: String, in view: String, where condition: String = "1") throws
    -> Int64?
  {
    let queue = try DatabaseQueue(path: folder.path(file))
    defer { try? queue.close() }
    return try queue.read {
      try Int64.fetchOne($0, sql: "SELECT sum(page_views) FROM \(view) WHERE \(condition)")
    }
  }

  @Test(
    "Lines that come late are a portion by themselves where they are enough, and wait for more where not"
  )
  func late() throws {
    try log("first.log", days: 1...20, people: 40)
    try log("few.log", days: 5...5, people: 2, pages: 1, first: 1000)
    try log("many.log", days: 5...5, people: 30, pages: 1, first: 2000)
    let outcome = try shell(
      """
      \(collect) first.log --db t.sqlite --publish-to web.sqlite
      cp web.sqlite before.web
      \(collect) few.log --db t.sqlite --publish-to web.sqlite
      cp web.sqlite few.web
      \(collect) many.log --db t.sqlite --publish-to web.sqlite
      """)
    #expect(outcome.exitCode == 0, "\(outcome)")
    #expect(try views("few.web") == views("before.web"))
    let before = try #require(try views("before.web", in: "days"))
    // Those who waited are in it.
    #expect(try views("web.sqlite", in: "days") == before + 32)
    let (earlier, later) = (try cells("before.web"), try cells("web.sqlite"))
    #expect(later.isSuperset(of: earlier) && later.count > earlier.count)
  }

  /// All rows of what is published, each as a text.
  private func cells(_ file: String) throws -> Set<String> {
    let queue = try DatabaseQueue(path: folder.path(file))
    defer { try? queue.close() }
    return try queue.read { db in
      Set(
        try ["published_day", "published_window", "publication_cell"].flatMap { table in
          try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0.description)" }
        })
    }
  }

  @Test("What was published of a name that is no more stays, and no other name gets it")
  func forgotten() throws {
    try log("first.log", days: 1...11, people: 40)
    try log("next.log", days: 12...20, people: 40, page: "new")
    let outcome = try shell(
      """
      \(collect) first.log --db t.sqlite --publish-to web.sqlite
      cp web.sqlite before.web
      for page in 0 1 2 3; do sporlos forget /page-$page --db t.sqlite > /dev/null; done
      \(collect) next.log --db t.sqlite --publish-to web.sqlite
      sporlos publish web.sqlite --db t.sqlite --check
      for file in t.sqlite web.sqlite; do
        for report in pages entries landings referrers; do
          sporlos report $report --db $file --format csv
        done > $file.csv
      done
      cmp t.sqlite.csv web.sqlite.csv
      grep -o '^[^,]*' t.sqlite.csv | sort -u
      """)
    #expect(outcome.exitCode == 0, "\(outcome)")
    #expect(!outcome.output.contains("/page-") && outcome.output.contains("/new-3"), "\(outcome)")
    let early = "to_day <= '2026-10-11'"
    for file in ["before.web", "web.sqlite"] {
      #expect(try views(file, in: "pages", where: early) == 1100, "\(file)")
    }
    #expect(try views("web.sqlite", in: "pages", where: early + " AND page GLOB '/new*'") == nil)
  }

  @Test("Retention takes whole windows, and changes none that stay")
  func retention() throws {
    try log("access.log", days: 1...30, people: 40)
    let outcome = try shell(
      """
      \(collect) access.log --db t.sqlite --publish-to web.sqlite --today 2026-10-31
      cp web.sqlite before.web
      sporlos prune --db t.sqlite --keep 20d --today 2026-10-31
      sporlos audit --db t.sqlite -q
      sporlos publish web.sqlite --db t.sqlite
      """)
    #expect(outcome.exitCode == 0, "\(outcome)")
    let (before, after) = (try cells("before.web"), try cells("web.sqlite"))
    #expect(!after.isEmpty && after.count < before.count && before.isSuperset(of: after))
    let days = try #require(try views("web.sqlite")["days"])
    #expect(
      !days.contains { $0.contains("2026-10-04") } && days.contains { $0.contains("2026-10-29") })
  }

  @Test("A restored backup publishes nothing until it is told to")
  func restored() throws {
    try log("first.log", days: 1...10, people: 40)
    try log("next.log", days: 11...20, people: 40)
    let outcome = try shell(
      """
      \(collect) first.log --db t.sqlite
      sporlos backup t.backup --db t.sqlite
      \(collect) next.log --db t.sqlite
      cp t.backup t.sqlite
      '\(SporlosProgram.url.path)' follow next.log --db t.sqlite --geo none --flush 200ms 2> follow.err &
      for try in $(seq 1200); do
        if grep -qs 'is an earlier state of a database' follow.err; then break; fi
        sleep 0.1
      done
      kill -TERM $!
      wait $! || true
      grep 'is an earlier state of a database' follow.err
      sporlos collect next.log --db t.sqlite && sporlos publish one.web --db t.sqlite
      \(collect) next.log --db t.sqlite --publish-anew && sporlos publish two.web --db t.sqlite
      """)
    #expect(outcome.exitCode == 0, "\(outcome)")
    #expect(outcome.errors.contains("\"t.sqlite\" is an earlier state of a database"), "\(outcome)")
    #expect(try views("one.web")["days"]?.count == 10)
    #expect(try views("two.web")["days"]?.count == 20)
  }

  @Test(
    "The threshold can be raised for days to come, and never lowered once anything is published")
  func threshold() throws {
    try log("first.log", days: 1...10, people: 9)
    try log("next.log", days: 11...20, people: 9)
    let outcome = try shell(
      """
      \(collect) first.log --db t.sqlite --threshold 3 --publish-to web.sqlite
      cp web.sqlite before.web
      \(collect) next.log --db t.sqlite --threshold 8 --publish-to web.sqlite
      ! \(collect) next.log --db t.sqlite --threshold 7
      """)
    #expect(outcome.exitCode == 0, "\(outcome)")
    #expect(
      outcome.errors.hasSuffix(
        "sporlos: --threshold 7 is less than the 8 of \"t.sqlite\", with which days were already published: it "
          + "can only be raised\n"), "\(outcome)")
    #expect(try cells("web.sqlite").isSuperset(of: cells("before.web")))
  }

  @Test(
    "A server of a fleet publishes nothing by itself; the fleet publishes, and each merge only adds to it"
  )
  func fleet() throws {
    try log("one.log", days: 1...10, people: 40)
    try log("two.log", days: 1...10, people: 40, first: 500)
    try log("next.log", days: 11...20, people: 40)
    let outcome = try shell(
      """
      sporlos fleet invite invitation --db one.sqlite --time-zone UTC
      sporlos fleet join invitation --db two.sqlite
      \(collect) one.log --db one.sqlite; \(collect) two.log --db two.sqlite
      ! sporlos report --db one.sqlite
      for server in one two; do sporlos fleet share $server.share --db $server.sqlite; done
      sporlos fleet merge one.share two.share --db fleet.sqlite --today 2026-10-31
      sporlos publish before.web --db fleet.sqlite
      \(collect) next.log --db two.sqlite
      sporlos fleet share two.share --db two.sqlite
      sporlos fleet merge one.share two.share --db fleet.sqlite --today 2026-10-31
      sporlos publish after.web --db fleet.sqlite
      """)
    #expect(outcome.exitCode == 0, "\(outcome)")
    // Once for the invitation, and once instead of the report.
    let member = "\"one.sqlite\" belongs to a server of a fleet, and publishes nothing by itself"
    #expect(outcome.errors.components(separatedBy: member).count == 3, "\(outcome)")
    let (before, after) = (try cells("before.web"), try cells("after.web"))
    #expect(after.isSuperset(of: before) && !before.isEmpty)
    #expect(try views("after.web")["days"]?.count == 20)
  }
}
