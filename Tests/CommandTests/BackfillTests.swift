import Foundation
import TestSupport
import Testing

@Suite("Old logs are read whole before a day is closed")
struct BackfillTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Ten servers' logs of sixty days, with few enough visitors a page to be counted exactly.
  private func writeLogs(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let agents = [
      "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        + "Version/18.6 Mobile/15E148 Safari/604.1",
      "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    ]
    let referrers = ["-", "https://www.google.com/", "https://example.org/"]
    for server in 0..<10 {
      try FileManager.default.createDirectory(
        at: folder.file("logs/\(server)"), withIntermediateDirectories: true)
      var lines = ""
      for day in 1...60 {
        for hour in 0..<4 {
          let network = Int.random(in: 1...40, using: &random)
          let page = ["/", "/about", "/rare-\(day)-\(hour)", "/style.css"].randomElement(
            using: &random)!
          let referrer =
            Int.random(in: 0..<4, using: &random) == 0
            ? "https://blog-\(Int.random(in: 0..<30, using: &random)).example/"
            : referrers.randomElement(using: &random)!
          let month = day <= 31 ? "Aug" : "Sep"
          let ofMonth = day <= 31 ? day : day - 31
          lines +=
            "198.51.\(network).7 - - [\(ofMonth < 10 ? "0" : "")\(ofMonth)/\(month)/2026:"
            + "0\(hour):10:11 +0000] \"GET \(page) HTTP/1.1\" "
            + "\([200, 200, 404].randomElement(using: &random)!) 5 \"\(referrer)\" "
            + "\"\(agents.randomElement(using: &random)!)\"\n"
        }
      }
      try folder.write(lines, to: "logs/\(server)/access.log")
    }
  }

  private func collect(_ options: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(
      ["collect", "--geo", "none", "--site", "example.org", "--time-zone", "UTC"] + options,
      in: folder.url)
  }

  private func views(_ database: String) throws -> [String: [String]] {
    try TrafficRows(folder.file(database)).views()
  }

  @Test(
    "All views are those of one run that loses nothing",
    arguments: [7, SeededGenerator.fresh().seed])
  func same(seed: UInt64) throws {
    try writeLogs(seed)
    // By the day, so that one run never has to close one.
    let all = try (0..<10).flatMap { server in
      try String(contentsOf: folder.file("logs/\(server)/access.log"), encoding: .utf8)
        .split(separator: "\n").map(String.init)
    }
    func day(_ line: String) -> String {
      let date = line.split(separator: "[")[1].prefix(6)
      return (date.hasSuffix("Aug") ? "08" : "09") + date.prefix(2)
    }
    try folder.write(
      all.sorted { day($0) < day($1) }.joined(separator: "\n") + "\n", to: "sorted.log")
    #expect(try collect("sorted.log", "--db", "one.sqlite").exitCode == 0)
    for (database, batch) in [("many.sqlite", "100"), ("few.sqlite", "100000")] {
      let outcome = try collect("--backfill", "logs", "--db", database, "--batch", batch)
      #expect(outcome.exitCode == 0 && outcome.errors == "", "seed \(seed): \(outcome.errors)")
      let (found, expected) = (try views(database), try views("one.sqlite"))
      #expect(found.keys.sorted() == expected.keys.sorted() && found.count > 10)
      // Another number of logs was read.
      for view in expected.keys where !["sources", "rejected_lines"].contains(view) {
        #expect(found[view] == expected[view], "\(view), seed \(seed)")
      }
    }
    let again = try collect("--backfill", "logs", "--db", "few.sqlite")
    #expect(again.exitCode == 0 && again.errors == "", "\(again.errors)")
    let plain = try collect("logs/3/access.log", "--db", "few.sqlite")
    #expect(plain.exitCode == 0 && plain.errors == "", "\(plain.errors)")
    #expect(
      try TrafficRows(folder.file("few.sqlite")).hits()
        == TrafficRows(folder.file("one.sqlite")).hits())
  }

  @Test("The first run over more logs than days can be open reads all before it closes a day")
  func firstRun() throws {
    // Of two days each, as logrotate leaves them, in the order in which a shell names them.
    for log in 1...60 {
      let lines = [log, log + 1].map { day in
        "198.51.\(log % 3).7 - - [\(VisitorTests.day(-60 - day)):06:25:12 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" "
          + "\"Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0\"\n"
      }
      try folder.write(lines.joined(), to: "access.log.\(log)")
    }
    let outcome = try SporlosProgram.shell(
      "'\(SporlosProgram.url.path)' collect access.log.* --geo none --site example.org --db t.sqlite",
      in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
    // Each day has two visitors, but the first and the last.
    #expect(
      try TrafficRows(folder.file("t.sqlite")).number("SELECT sum(visitors) FROM site_days") == 120)
  }

  @Test("A loop over old logs is told of the command that reads them all")
  func loop() throws {
    try writeLogs(3)
    let today = SporlosProgram.today
    #expect(try collect("logs/0/access.log", "--db", "t.sqlite", "--today", today).exitCode == 0)
    let second = try collect("logs/1/access.log", "--db", "t.sqlite", "--today", today)
    #expect(second.exitCode == 1)
    #expect(second.errors.contains("sporlos collect --backfill LOG... --db NEW-DATABASE"))
  }

  @Test("Killed while it reads, it has counted nothing and left nothing; then it counts all")
  func killed() throws {
    try writeLogs(5)
    let outcome = try SporlosProgram.shell(
      """
      mkfifo slow
      { cat logs/1/access.log; exec sleep 600; } > slow & writer=$!
      C='--geo none --site example.org --time-zone UTC --format combined --batch 100 --backfill'
      '\(SporlosProgram.url.path)' collect logs/0/access.log slow $C --db t.sqlite & collector=$!
      # What is put aside has no name, and is open.
      for try in {1..1200}; do
        ls -l /proc/$collector/fd 2> /dev/null | grep -q sources || true
        grep -qs 'backfill.new (deleted)' /proc/$collector/maps && break; sleep 0.1
      done
      cat /proc/$collector/map_files/* > aside 2> /dev/null
      kill -KILL $collector; wait $collector 2> /dev/null; kill -KILL $writer; wait $writer 2> /dev/null
      ls t.sqlite-state
      grep -c -a 'rare-1-' aside
      sqlite3 t.sqlite 'SELECT count(*) FROM page_hours; SELECT count(*) FROM sources'
      rm slow
      sporlos collect logs $C --db t.sqlite --site example.org
      """, in: folder.url)
    #expect(outcome.output.hasPrefix("lock\nsource.key\n"), "\(outcome.output)\(outcome.errors)")
    #expect(try TrafficRows(folder.file("t.sqlite")).hits() == 2400, "\(outcome.errors)")
    #expect(outcome.output.contains("\n0\n0\n"), "\(outcome.output)")
  }

  @Test("It follows nothing, and a disk that is full leaves the database as it was")
  func refusals() throws {
    try writeLogs(9)
    let following = try collect("logs/0/access.log", "--db", "t.sqlite", "--backfill", "--follow")
    #expect(
      following.exitCode == 2 && following.errors.contains("--backfill reads logs to their ends"))
    let full = try SporlosProgram.shell(
      """
      sporlos collect logs/0/access.log --db t.sqlite --geo none --site example.org --time-zone UTC
      trap '' XFSZ; ulimit -f 16
      sporlos collect logs --backfill --db t.sqlite --geo none --site example.org --late
      """, in: folder.url)
    #expect(full.exitCode == 1)
    #expect(full.errors.contains("nothing was "), "\(full.errors)")
    #expect(try TrafficRows(folder.file("t.sqlite")).hits() == 240)
  }
}
