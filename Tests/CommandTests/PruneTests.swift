import Foundation
import GRDB
import TestSupport
import Testing

@Suite("What is too old is deleted")
struct PruneTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A log of four weeks of October 2026.
  private func writeMonth(lines: Int = 4000) throws {
    let step = 28 * 86_400 / lines
    try folder.write(
      (0..<lines).map { LogLineWriter.line($0 * step) + "\n" }.joined(), to: "access.log")
  }

  private func run(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(arguments, in: folder.url)
  }

  private func collect() throws {
    let outcome = try run("collect", "access.log", "--db", "t.sqlite")
    try #require(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
  }

  /// Whether any file in the folder, but for those that were given, has these bytes.
  private func findings(of text: String, except given: Set<String>) throws -> [String] {
    let files = FileManager.default.enumerator(atPath: folder.path)
    var found: [String] = []
    var searched = 0
    while let name = files?.nextObject() as? String {
      guard !given.contains(name),
        let data = FileManager.default.contents(atPath: folder.path(name))
      else { continue }
      searched += 1
      if data.range(of: Data(text.utf8)) != nil { found.append(name) }
    }
    #expect(searched > 0)
    return found
  }

  @Test("Killed at random moments, a database is as before or as after")
  func killed() throws {
    var random = SeededGenerator.fresh()
    try writeMonth(lines: 8000)
    try collect()
    let before = try TrafficRows(folder.file("t.sqlite")).everything()
    let arguments = ["--keep", "20d", "--keep-hours", "5d", "--quiet"]
    func copy(_ name: String) throws {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(at: folder.file(name + suffix))
      }
      try FileManager.default.copyItem(at: folder.file("t.sqlite"), to: folder.file(name))
    }
    try copy("clean.sqlite")
    let start = ContinuousClock.now
    let clean = try SporlosProgram.run(
      ["prune", "--db", "clean.sqlite"] + arguments, in: folder.url)
    let wholeRun = (ContinuousClock.now - start) / .microseconds(1)
    #expect(clean.exitCode == 0 && clean.output == "", "\(clean.errors)")
    let after = try TrafficRows(folder.file("clean.sqlite")).everything()
    #expect(after != before)
    let hits = try TrafficRows(folder.file("clean.sqlite")).hits()
    #expect(hits > 4000 && hits < 8000)

    var outcomes = (before: 0, after: 0)
    for _ in 0..<30 {
      try copy("killed.sqlite")
      let process = SporlosProgram.process(
        arguments: ["prune", "--db", "killed.sqlite"] + arguments, in: folder.url)
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 1000...UInt32(max(2000, wholeRun)), using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let rows = try TrafficRows(folder.file("killed.sqlite")).everything()
      #expect(rows == before || rows == after)
      if rows == before { outcomes.before += 1 } else { outcomes.after += 1 }
      let again = try SporlosProgram.run(
        ["prune", "--db", "killed.sqlite"] + arguments, in: folder.url)
      #expect(again.exitCode == 0, "\(again.errors)")
      #expect(try TrafficRows(folder.file("killed.sqlite")).everything() == after)
    }
    print("killed before the end of the work: \(outcomes.before), behind it: \(outcomes.after)")
  }

  @Test("A deleted name is in no byte of any file", arguments: ["prune", "collect"])
  func bytes(command: String) throws {
    try writeMonth(lines: 500)
    let marked = LogLineWriter.line(7).replacing(#/GET \S+/#, with: "GET /kanari-marked-path")
    try folder.append(marked + "\n", to: "access.log")
    try folder.write("https://example.org/kanari-marked-path\n", to: "pages.txt")
    let given: Set = ["access.log", "pages.txt", "empty.log"]
    let first = try run(
      "collect", "access.log", "--db", "t.sqlite", "--sitemap", "pages.txt", "--own-host",
      "example.org")
    #expect(first.exitCode == 0 && first.errors == "")
    #expect(try findings(of: "kanari", except: given) == ["t.sqlite"])
    try folder.write("", to: "empty.log")
    let second =
      command == "prune"
      ? try run("prune", "--db", "t.sqlite", "--today", "2028-11-29")
      : try run("collect", "empty.log", "--db", "t.sqlite", "--today", "2028-11-29")
    #expect(second.exitCode == 0 && second.output == "")
    #expect(
      second.errors.wholeMatch(
        of: command == "prune"
          ? #//#
          : #/sporlos: deleted counts of 28 days before 2026-10-29: [\d,]+ rows \(kept for 25mo; see `sporlos prune --keep`\)\n/#
      ) != nil, "\(second.errors)")
    #expect(try TrafficRows(folder.file("t.sqlite")).hits() == 0)
    #expect(try findings(of: "kanari", except: given) == [])
    // Its lines are too old now: the same log does not count again.
    let third = try run("collect", "access.log", "--db", "t.sqlite", "--today", "2028-11-29")
    #expect(third.exitCode == 0)
    #expect(try TrafficRows(folder.file("t.sqlite")).hits() == 0)
  }

  @Test("Hits that are too old are left out, and collect says so")
  func tooOld() throws {
    try writeMonth(lines: 280)
    let arguments = ["collect", "access.log", "--db", "t.sqlite", "--today", "2028-11-15"]
    let outcome = try SporlosProgram.run(arguments + ["--json"], in: folder.url)
    #expect(outcome.exitCode == 0)
    #expect(
      outcome.errors
        == "sporlos: 140 hits are older than the 25 months that \"t.sqlite\" keeps, and were not counted:"
        + " see `sporlos prune --keep`\n")
    #expect(outcome.output.contains("\"hits_too_old\":140,"))
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(try rows.hits() == 140)
    #expect(try rows.number("SELECT sum(hits) FROM sources") == 280)
    #expect(try rows.rows("SELECT min(substr(hour, 1, 10)) FROM page_hours") == ["2026-10-15"])
    #expect(try SporlosProgram.run(arguments, in: folder.url).errors == "")
  }

  @Test("Settings stay, and every collect enforces them")
  func settings() throws {
    try writeMonth(lines: 280)
    try collect()
    let set = try run(
      "prune", "--db", "t.sqlite", "--keep", "1y", "--keep-hours", "20d", "--keep-days", "2mo",
      "--json")
    #expect(set.exitCode == 0)
    #expect(set.output.contains("\"keep\":\"1y\",\"keep_days\":\"2mo\",\"keep_hours\":\"20d\""))
    #expect(set.output.contains("\"first_day\":\"2025-10-31\""))
    let rows = { try TrafficRows(folder.file("t.sqlite")) }
    #expect(
      try rows().rows("SELECT * FROM retention") == ["1y|20d|2mo|2026-10-11|2026-08-01"])
    #expect(
      try rows().rows(
        "SELECT max(hour) FROM kind_hours WHERE hour < '2026-10-11' AND hour NOT LIKE '%T00:00'")
        == [""])
    let later = try run("collect", "access.log", "--db", "t.sqlite", "--today", "2027-01-05")
    #expect(later.exitCode == 0 && later.errors == "")
    #expect(
      try rows().rows("SELECT DISTINCT hour FROM kind_hours") == ["2026-10-01T00:00"])
    #expect(try rows().hits() == 280)
    let last = try run("collect", "access.log", "--db", "t.sqlite", "--today", "2027-10-02")
    #expect(last.exitCode == 0)
    #expect(last.errors.hasPrefix("sporlos: deleted counts of 31 days before 2026-11-01: "))
    #expect(last.errors.hasSuffix(" rows (kept for 1y; see `sporlos prune --keep`)\n"))
    #expect(try rows().hits() == 0)
  }

  @Test("While somebody reads, prune deletes, and says what stays in the -wal file")
  func readers() throws {
    try writeMonth(lines: 280)
    try collect()
    let reader = try DatabaseQueue(path: folder.path("t.sqlite"))
    try reader.inDatabase { db in
      // As while somebody counts: at rest there is no -wal file.
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "BEGIN")
      _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM page")
      let outcome = try run("prune", "--db", "t.sqlite", "--keep", "10d", "--wait", "1")
      #expect(outcome.exitCode == 1)
      #expect(
        outcome.errors
          == "sporlos: what is too old was deleted from \"t.sqlite\", but another process is reading it: some "
          + "of it stays in the -wal file until that ends; then run this again\n")
      try db.execute(sql: "COMMIT")
      #expect(try Int.fetchOne(db, sql: "SELECT sum(hits) FROM page_hour") ?? 0 < 280)
    }
    #expect(try run("prune", "--db", "t.sqlite").exitCode == 0)
    #expect(try Data(contentsOf: folder.file("t.sqlite-wal")).isEmpty)
    try reader.close()
  }

  @Test("A database that another process keeps locked is left as it is")
  func locked() throws {
    try writeMonth(lines: 280)
    try collect()
    let other = try DatabaseQueue(path: folder.path("t.sqlite"))
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      let outcome = try run("prune", "--db", "t.sqlite", "--keep", "10d", "--wait", "1")
      #expect(outcome.exitCode == 1)
      #expect(
        outcome.errors == "sporlos: the database \"t.sqlite\" is locked by another process: "
          + "nothing was changed, try again when it has finished\n")
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try TrafficRows(folder.file("t.sqlite")).hits() == 280)
  }

  @Test(
    "Without room to pack the file, nothing is lost",
    .enabled(if: InterruptionTests.hasOwnMounts))
  func fullDisk() throws {
    try writeMonth()
    let script = """
      set -e
      mkdir -p disk && mount -t tmpfs -o size=50m tmpfs disk
      sporlos collect access.log --db disk/t.sqlite
      size=$(du -sk disk | cut -f1)
      mount -o remount,size=$((size + 120))k disk
      sporlos prune --db disk/t.sqlite --keep 2y || echo "exit $?" >&2
      sqlite3 disk/t.sqlite "SELECT sum(hits), keep FROM page_hours, retention"
      mount -o remount,size=50m disk
      sporlos prune --db disk/t.sqlite
      sqlite3 disk/t.sqlite "SELECT sum(hits), keep FROM page_hours, retention"
      """
    let outcome = try SporlosProgram.shell(
      "unshare --user --map-root-user --mount bash -c '\(script)'", in: folder.url)
    #expect(
      outcome.errors
        == "sporlos: what is too old was deleted from \"disk/t.sqlite\", but the file could not "
        + "be compacted, because there is no space left on the disk: nothing is lost, free as much "
        + "space as the file takes and run this again\nexit 1\n")
    #expect(outcome.output == "4000|2y\n4000|2y\n")
  }

  @Test(
    "A command line that makes no sense is refused in a sentence",
    arguments: [
      (["--keep", "25m"], "--keep takes an age such as 90d, 13mo or 2y, not \"25m\""),
      (["--keep-hours", "0d"], "--keep-hours takes an age such as 90d, 13mo or 2y, not \"0d\""),
      (
        ["--keep-days", "none"],
        "--keep-days takes an age such as 90d, 13mo or 2y, or all, not \"none\""
      ),
      (["--wait", "86401"], "--wait takes a number of seconds, up to a day"),
      (["--today", "now"], "--today takes a day such as 2026-10-01, not \"now\""),
    ])
  func refusals(arguments: [String], sentence: String) throws {
    let outcome = try SporlosProgram.run(
      ["prune", "--db", "none.sqlite"] + arguments, in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.hasPrefix("sporlos: \(sentence)\n"), "\(outcome.errors)")
  }

  @Test("A database that is not there is not made")
  func missing() throws {
    let outcome = try run("prune", "--db", "none.sqlite")
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors == "sporlos: there is no database \"none.sqlite\": "
        + "name the one that `sporlos collect` wrote with --db\n")
    #expect(!FileManager.default.fileExists(atPath: folder.path("none.sqlite")))
  }

  @Test("A trial run shows what would be done")
  func trial() throws {
    try writeMonth(lines: 280)
    try collect()
    let outcome = try run("prune", "--db", "t.sqlite", "--keep", "10d", "--dry-run")
    #expect(outcome.exitCode == 0 && outcome.errors == "")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(
      lines.first == "keeps     10 days, from 2026-10-21: by hour")
    #expect(lines.last == "database  t.sqlite")
    #expect(lines.contains { $0.hasPrefix("too old   ") && $0.hasSuffix(" rows would be deleted") })
    #expect(try TrafficRows(folder.file("t.sqlite")).hits() == 280)
  }
}
