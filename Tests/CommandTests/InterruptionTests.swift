import Foundation
import GRDB
import TestSupport
import Testing

/// What happens to counts when a run does not come to its end.
@Suite("Nothing is lost and nothing doubled")
struct InterruptionTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private static let lines = 40_000

  /// Small batches, so that a run commits often and can be killed between any two steps.
  private func arguments(_ database: String) -> [String] {
    ["collect", "access.log.gz", "access.log", "--db", database, "--batch", "500", "--quiet"]
  }

  @Test("R5: killed at 50 random moments, and run again each time")
  func killed() throws {
    var random = SeededGenerator.fresh()
    let half = Self.lines / 2
    try folder.write(LogLineWriter.lines(0..<half), to: "access.log")
    let packed = try SporlosProgram.shell("gzip access.log", in: folder.url)
    try #require(packed.exitCode == 0)
    try folder.write(LogLineWriter.lines(half..<Self.lines), to: "access.log")
    let start = ContinuousClock.now
    let clean = try SporlosProgram.run(arguments("clean.sqlite"), in: folder.url)
    let wholeRun = (ContinuousClock.now - start) / .milliseconds(1)
    #expect(clean.exitCode == 0, "\(clean.errors)")
    let expected = try TrafficRows(folder.file("clean.sqlite")).everything()

    var kills = 0
    var databases = 0
    while kills < 50 {
      let name = "killed-\(databases).sqlite"
      databases += 1
      for _ in 0..<5 {
        let process = SporlosProgram.process(arguments: arguments(name), in: folder.url)
        process.standardError = FileHandle.nullDevice
        try process.run()
        usleep(UInt32.random(in: 1000...UInt32(max(2000, wholeRun * 800)), using: &random))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        if process.terminationReason == .uncaughtSignal { kills += 1 }
      }
      let last = try SporlosProgram.run(arguments(name), in: folder.url)
      #expect(last.exitCode == 0, "\(last.errors)")
      let rows = try TrafficRows(folder.file(name))
      #expect(try rows.everything() == expected)
      #expect(
        try rows.number("SELECT sum(hits) FROM sources") == Self.lines, "positions and counts")
    }
  }

  @Test("R6: a database that another process keeps locked")
  func locked() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    let collect = ["collect", "access.log", "--db", "traffic.sqlite", "--wait", "1"]
    #expect(try SporlosProgram.run(collect, in: folder.url).exitCode == 0)
    try folder.append(LogLineWriter.lines(100..<150), to: "access.log")

    let other = try DatabaseQueue(path: folder.file("traffic.sqlite").path)
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      let outcome = try SporlosProgram.run(collect, in: folder.url)
      #expect(outcome.exitCode == 1)
      #expect(
        outcome.errors == "sporlos: the database \"traffic.sqlite\" is locked by another process: "
          + "nothing was changed, try again when it has finished\n")
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try SporlosProgram.run(collect, in: folder.url).exitCode == 0)
    #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == 150)
  }

  /// Whether this machine lets a test have a file system of its own.
  static let hasOwnMounts: Bool = {
    let outcome = try? SporlosProgram.shell(
      "unshare --user --map-root-user --mount true",
      in: URL(fileURLWithPath: "/tmp"))
    return outcome?.exitCode == 0
  }()

  /// Runs a script with a small file system at `disk`, which ends with it.
  private func onSmallDisk(kilobytes: Int, _ script: String) throws -> SporlosProgram.Outcome {
    let mounted = """
      set -e
      mkdir -p disk && mount -t tmpfs -o size=\(kilobytes)k tmpfs disk
      \(script)
      """
    return try SporlosProgram.shell(
      "export -f sporlos; unshare --user --map-root-user --mount bash -c '\(mounted)'",
      in: folder.url)
  }

  @Test("R6: a full disk", .enabled(if: hasOwnMounts))
  func fullDisk() throws {
    try folder.write(LogLineWriter.lines(0..<Self.lines), to: "access.log")
    let outcome = try onSmallDisk(
      kilobytes: 160,
      """
      sporlos collect access.log --db disk/traffic.sqlite || echo "exit $?" >&2
      mount -o remount,size=50m disk
      sporlos collect access.log --db disk/traffic.sqlite
      sqlite3 disk/traffic.sqlite "SELECT sum(hits) FROM page_hours"
      """)
    #expect(
      outcome.errors == "sporlos: no space left on the disk of \"disk/traffic.sqlite\": "
        + "nothing was changed, free some space and run this again\nexit 1\n")
    #expect(outcome.output == "\(Self.lines)\n")
  }

  @Test("R6: a disk that can only be read", .enabled(if: hasOwnMounts))
  func readOnlyDisk() throws {
    try folder.write(LogLineWriter.lines(0..<200), to: "access.log")
    let outcome = try onSmallDisk(
      kilobytes: 4000,
      """
      head -n 100 access.log > first.log
      sporlos collect first.log --db disk/traffic.sqlite
      mount -o remount,ro disk
      sporlos collect access.log --db disk/traffic.sqlite || echo "exit $?" >&2
      mount -o remount,rw disk
      sporlos collect access.log --db disk/traffic.sqlite
      sqlite3 disk/traffic.sqlite "SELECT sum(hits) FROM page_hours"
      """)
    #expect(
      outcome.errors == "sporlos: the database \"disk/traffic.sqlite\" cannot be written to: "
        + "check the permissions of the file and of its folder\nexit 1\n"
        + "sporlos: 1 day (2026-10-01) had been closed before more of its lines came: at most 1 visitor "
        + "and the names of 45 pages cannot be added. Read all old logs at once: "
        + "sporlos collect --backfill LOG... --db NEW-DATABASE\n")
    #expect(outcome.output == "200\n")
  }

  @Test("Two runs at once on the same log and database")
  func atOnce() throws {
    try folder.write(LogLineWriter.lines(0..<5000), to: "access.log")
    let outcome = try SporlosProgram.shell(
      """
      for i in 1 2 3 4; do sporlos collect access.log --db traffic.sqlite --batch 50 --wait 600 & done
      wait
      """, in: folder.url)
    #expect(outcome.errors == "")
    #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == 5000)
  }

  @Test("A database without its key is not counted into twice")
  func missingKey() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    let collect = ["collect", "access.log", "--db", "traffic.sqlite"]
    #expect(try SporlosProgram.run(collect, in: folder.url).exitCode == 0)
    try FileManager.default.removeItem(at: folder.file("traffic.sqlite-state"))
    let outcome = try SporlosProgram.run(collect, in: folder.url)
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors == "sporlos: the key that recognises counted logs is not at "
        + "\"traffic.sqlite-state/source.key\": without it, every log would count again. Put"
        + " it back, name its folder with --state, or count into a new database\n")
    #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == 100)
  }
}
