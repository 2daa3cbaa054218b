import Foundation
import TestSupport
import Testing

@Suite("A backfill in parts is one run, however it is divided")
struct BackfillPartTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private static let agents = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
      + "Version/18.6 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 "
      + "Safari/537.36",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile "
      + "Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 "
      + "Safari/605.1.15",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
  ]

  /// So many logs of the same days, with marks in their names.
  private func writeLogs(_ count: Int, lines: Int, _ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for log in 0..<count {
      var text = ""
      for line in 0..<lines {
        let day = 1 + line * 12 / lines
        let page = [
          "/", "/about", "/style.css", "/kanari/page-\(Int.random(in: 0..<2, using: &random))",
          "/kanari/rare-\(Int.random(in: 0..<90, using: &random))",
          "/files/big.pdf",
        ].randomElement(using: &random)!
        let referrer = [
          "-", "https://www.google.com/",
          "https://kanari-host-\(Int.random(in: 0..<20, using: &random)).example/",
        ].randomElement(using: &random)!
        let query =
          Int.random(in: 0..<5, using: &random) == 0
          ? "?utm_source=kanari-letter-\(Int.random(in: 0..<4, using: &random))" : ""
        text +=
          "198.51.\(Int.random(in: 0..<50, using: &random)).7 - - "
          + "[\(day < 10 ? "0" : "")\(day)/Oct/2026:0\(Int.random(in: 0..<10, using: &random)):10:11 +0000] "
          + "\"GET \(page)\(query) HTTP/1.1\" "
          + "\([200, 200, 206, 404].randomElement(using: &random)!) \(line) \"\(referrer)\" "
          + "\"\(Self.agents.randomElement(using: &random)!)\"\n"
      }
      try folder.write(text, to: "log-\(log).log")
    }
  }

  private func shell(_ script: String) throws -> SporlosProgram.Outcome {
    try SporlosProgram.shell(
      "O='--geo none --site example.org --format combined --campaigns all -q'\n" + script,
      in: folder.url)
  }

  private func views(_ database: String) throws -> [String: [String]] {
    var views = try TrafficRows(folder.file(database)).views()
    // In which order the logs were counted.
    views["sources"] = views["sources"]?.map {
      $0.split(separator: "|").dropFirst().joined(separator: "|")
    }.sorted()
    return views
  }

  /// Finishes with some parts what was begun, in the same file.
  private static let finish = """
    finish() {
      to=$1; shift; cat begun > t.sqlite; rm -rf t.sqlite-state; cp -a begun-state t.sqlite-state
      sporlos backfill finish "$@" --db t.sqlite -q || exit 7
      cp t.sqlite $to
    }

    """

  @Test(
    "1, 7 and 20 parts, in any tree, make the same bytes, and the views of one run",
    arguments: [5, SeededGenerator.fresh().seed])
  func divided(seed: UInt64) throws {
    try writeLogs(20, lines: 60, seed)
    let outcome = try shell(
      Self.finish + """
        sporlos collect *.log --db one.sqlite --time-zone UTC $O
        sporlos backfill start job.start --db t.sqlite --time-zone UTC
        cp t.sqlite begun; cp -a t.sqlite-state begun-state
        sporlos backfill map *.log --start job.start -o whole.part $O --threads 3
        finish whole.sqlite whole.part
        for n in {0..6}; do
          logs=; for log in $(seq $n 7 19); do logs="log-$log.log $logs"; done
          sporlos backfill map $logs --start job.start -o seven-$n.part $O --batch 40
        done
        finish seven.sqlite seven-*.part
        for n in {0..19}; do
          sporlos backfill map log-$n.log --start job.start -o twenty-$n.part $O --threads 1
        done
        # Another order, and a tree.
        sporlos backfill reduce twenty-1[0-9].part -o left.part
        sporlos backfill reduce twenty-[5-9].part twenty-0.part -o right.part
        sporlos backfill reduce right.part twenty-[1-4].part left.part -o tree.part
        sporlos backfill reduce twenty-*.part -o flat.part
        cmp tree.part flat.part || exit 8
        finish twenty.sqlite tree.part
        cmp whole.sqlite seven.sqlite && cmp whole.sqlite twenty.sqlite || exit 9
        cat *.part | grep -a -c kanari
        ls t.sqlite-state
        sporlos collect *.log --db t.sqlite $O
        """)
    #expect(outcome.exitCode == 0, "seed \(seed): \(outcome.output)\(outcome.errors)")
    #expect(outcome.output.hasPrefix("0\nlock\n"), "a readable name: \(outcome.output)")
    #expect(!outcome.output.contains("backfill.key"))
    let (found, expected) = (try views("t.sqlite"), try views("one.sqlite"))
    #expect(found.count > 10 && found.keys.sorted() == expected.keys.sorted())
    #expect(expected["page_days"]?.contains { $0.contains("/kanari/page") } == true)
    for (view, rows) in expected { #expect(found[view] == rows, "\(view), seed \(seed)") }
  }

  @Test(
    "What does not belong together, is cut, or was counted before is refused, and nothing is added")
  func refused() throws {
    try writeLogs(3, lines: 30, 4)
    let outcome = try shell(
      """
      sporlos backfill finish no.part --db t.sqlite
      sporlos collect log-0.log --db t.sqlite --time-zone UTC $O
      sporlos backfill start job.start --db t.sqlite
      sporlos backfill start again.start --db t.sqlite
      for n in 0 1 2; do sporlos backfill map log-$n.log --start job.start -o $n.part $O; done
      sporlos backfill start other.start --db other.sqlite --time-zone UTC
      sporlos backfill map log-2.log --start other.start -o other.part $O
      head -c 900 1.part > cut.part
      { head -c 400 1.part; printf x; tail -c +402 1.part; } > changed.part
      cp 1.part copy.part
      for parts in '0.part 1.part' '1.part copy.part' '1.part other.part' cut.part changed.part log-1.log; do
        sporlos backfill finish $parts --db t.sqlite && echo "added $parts"
      done
      sporlos backfill reduce 1.part copy.part -o sum.part
      head -c 300 /dev/urandom | base64 > noise.log
      sporlos backfill map log-1.log noise.log --start job.start -o noise.part $O
      sporlos backfill map log-1.log --start 1.part -o noise.part $O
      ls | grep -E 'noise.part|sum.part|work|new'
      sporlos backfill finish 1.part 2.part --db t.sqlite; echo $?
      sporlos backfill finish 1.part 2.part --db t.sqlite --late -q; echo $?
      """)
    #expect(outcome.output == "1\n0\n", "\(outcome.output)\(outcome.errors)")
    #expect(try TrafficRows(folder.file("t.sqlite")).hits() == 90)
    let said = [
      "no backfill of \"t.sqlite\" is under way: start one with `sporlos backfill start`",
      "a backfill of \"t.sqlite\" is under way: finish it with `sporlos backfill finish`, or give it up with "
        + "--again, after which its parts cannot be used",
      "a log of \"0.part\" (30 lines, the last of 2026-10-12) was counted in the database before: map each log "
        + "once, or give logs that only look the same a --source each",
      "a log of \"copy.part\" (30 lines, the last of 2026-10-12) is in another part, too: map each log once, or "
        + "give logs that only look the same a --source each",
      "\"other.part\" belongs to another backfill: name parts of one `sporlos backfill start` only",
      "\"cut.part\" is damaged or incomplete: write it again",
      "\"changed.part\" is damaged or incomplete: write it again",
      "\"log-1.log\" is no part of a backfill: name files that `sporlos backfill map` or `reduce` wrote",
      "the part \"noise.part\" is not written",
      "\"1.part\" does not start a backfill: use the file that `sporlos backfill start` wrote",
      "Read all old logs at once: sporlos collect --backfill LOG... --db NEW-DATABASE. Or give --late, to count "
        + "them without",
    ]
    for sentence in said {
      #expect(outcome.errors.contains(" \(sentence)\n"), "\(outcome.errors)")
    }
  }

  @Test(
    "Logs that the database has counted in part are refused: they are not finished, though all are known"
  )
  func countedInPart() throws {
    try writeLogs(1, lines: 60, 12)
    let outcome = try shell(
      """
      head -n 30 log-0.log > begun.log
      sporlos collect begun.log --db t.sqlite --time-zone UTC $O
      sporlos backfill start job.start --db t.sqlite
      sporlos backfill map log-0.log --start job.start -o 0.part $O
      sporlos backfill finish 0.part --db t.sqlite --late; echo $?
      [ ! -e t.sqlite-state/backfill.key ] || echo the key is there
      """)
    #expect(outcome.output == "1\nthe key is there\n", "\(outcome.output)")
    #expect(outcome.errors.contains("was counted in the database before"), "\(outcome.errors)")
    #expect(try TrafficRows(folder.file("t.sqlite")).hits() == 30)
  }

  @Test("One killed while it maps, and one killed while it finishes, are done again")
  func killed() throws {
    try writeLogs(2, lines: 400, 6)
    let outcome = try shell(
      """
      sporlos backfill start job.start --db t.sqlite --time-zone UTC
      sporlos backfill map log-0.log --start job.start -o 0.part $O
      mkfifo slow; { cat log-1.log; exec sleep 600; } > slow & writer=$!
      '\(SporlosProgram.url.path)' backfill map log-0.log slow --start job.start -o 1.part $O --batch 20 & mapper=$!
      for try in {1..1200}; do grep -qs 'backfill.new (deleted)' /proc/$mapper/maps && break; sleep 0.1; done
      kill -KILL $mapper; wait $mapper 2> /dev/null; kill -KILL $writer; wait $writer 2> /dev/null
      ls 1.part 2> /dev/null
      # Twice at once, as a scheduler may; and what was killed has left nothing then.
      map() { sporlos backfill map log-1.log --start job.start -o 1.part $O; }
      map & twin=$!
      # One may take the folder that the other has not locked yet for a leftover, and says so; then it is run again.
      map 2> first.txt || map; wait $twin || map
      ls -d *.work* *.new 2> /dev/null
      # At any moment: before it has begun, while it adds, and when it is done.
      for delay in 0 0.01 0.02 0.05 0.1 0.2 0.5; do
        '\(SporlosProgram.url.path)' backfill finish 0.part 1.part --db t.sqlite -q & finisher=$!
        sleep $delay; kill -KILL $finisher; wait $finisher 2> /dev/null
      done
      [ ! -e t.sqlite-state/backfill.key ] || sporlos backfill finish 0.part 1.part --db t.sqlite -q
      [ ! -e t.sqlite-state/backfill.key ] || echo the key is there
      sqlite3 t.sqlite 'SELECT sum(hits) FROM page_hours; SELECT count(*) FROM sources'
      """)
    #expect(outcome.output == "800\n2\n", "\(outcome.output)\(outcome.errors)")
  }

  @Test("Sites have their own rules in each part, by one configuration file")
  func configured() throws {
    try writeLogs(2, lines: 40, 8)
    try folder.write(
      """
      geo = "none"
      [[sites]]
      logs = "log-0.log"
      site = "shop.example"
      page-rule = ["/kanari/*"]
      [[sites]]
      logs = "log-1.log"
      site = "blog.example"
      """, to: "s.toml")
    let outcome = try SporlosProgram.shell(
      """
      sporlos backfill start job.start --db t.sqlite --time-zone UTC
      for n in 0 1; do sporlos backfill map log-$n.log --start job.start -o $n.part --config s.toml -q; done
      sporlos backfill finish 0.part 1.part --db t.sqlite -q
      sporlos collect --config s.toml --db one.sqlite --time-zone UTC -q
      """, in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let (found, expected) = (try views("t.sqlite"), try views("one.sqlite"))
    for view in ["page_days", "page_hours", "site_days", "referrer_days"] {
      #expect(found[view] == expected[view], "\(view)")
    }
    #expect(found["page_hours"]?.contains { $0.hasPrefix("shop.example|/kanari/*|") } == true)
  }
}
