import Foundation
import GRDB
import TestSupport
import Testing
import Traffic

@Suite("The program destroys a day's key by whichever clock comes first")
struct KeyAgeCommandTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private var keys: [String] {
    get throws {
      try folder.everyByte().keys.filter { $0.hasPrefix("run/") }
        .filter { $0.hasSuffix(".key") || $0.hasSuffix(".visitors") }
    }
  }

  private func collect(_ clock: String, _ arguments: String...) throws -> SporlosProgram.Outcome {
    let outcome = try SporlosProgram.run(
      ["collect"] + arguments + ["--db", "traffic.sqlite", "--geo", "none"],
      clock: clock + " 12:00:00", in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    return outcome
  }

  private func writeLog() throws {
    try folder.write((0..<40).map { LogLineWriter.line($0 * 977) + "\n" }.joined(), to: "a.log")
    try folder.write("", to: "empty.log")
  }

  @Test("With the clock at 1970, keys go, and collect says that visitors are not counted")
  func behind() throws {
    try writeLog()
    #expect(try collect("2026-10-01", "a.log").errors == "")
    #expect(try keys.count == 2)
    try folder.append(LogLineWriter.lines(50_000..<50_009), to: "a.log")
    // These are counted under the key that is there, which is destroyed then.
    #expect(try collect("1970-01-01", "a.log").errors == "")
    #expect(try keys == [])
    try folder.append(LogLineWriter.lines(50_009..<50_019), to: "a.log")
    #expect(try collect("1970-01-01", "a.log", "--quiet").errors == "")
    try folder.append(LogLineWriter.lines(50_019..<50_029), to: "a.log")
    #expect(
      try collect("1970-01-01", "a.log").errors
        == "sporlos: the clock says 1970-01-01, which is before the days in the log: their visitors are "
        + "not counted; set the clock\n")
    #expect(try keys == [])
    // Ten days of which four are ahead.
    try folder.write((0..<10).map { LogLineWriter.line($0 * 86_400) + "\n" }.joined(), to: "b.log")
    let some = try collect("2026-10-04", "b.log").errors
    #expect(
      some.contains(
        "sporlos: the clock says 2026-10-04, which is before some of the days in the log, 2026-10-07 "
          + "to 2026-10-10: their visitors are not counted; set the clock if it is wrong\n"),
      "\(some)"
    )
    #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == 79)
  }

  @Test("A follower says once that its clock is behind the log")
  func followerBehind() throws {
    try folder.write("@1970-01-01 12:00:00\n", to: "clock")
    try folder.write(LogLineWriter.lines(0..<20), to: "a.log")
    let follower = Follower(folder)
    try follower.start("a.log", clock: folder.file("clock"))
    try follower.expect(hits: 20)
    try folder.append(LogLineWriter.lines(20..<40), to: "a.log")
    try follower.wait { follower.errors.contains("clock") }
    try follower.stop(hits: 40)
    #expect(
      follower.errors
        == "sporlos: the clock says 1970-01-01, which is before the days in the log: their visitors are "
        + "not counted; set the clock\n")
  }

  @Test("A collect that cannot write to the database destroys the keys of days that are over")
  func failing() throws {
    try writeLog()
    _ = try collect("2026-10-01", "a.log")
    #expect(try keys.count == 2)
    let writer = try DatabaseQueue(path: folder.file("traffic.sqlite").path)
    try writer.inDatabase { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE")
      let outcome = try SporlosProgram.run(
        ["collect", "a.log", "--db", "traffic.sqlite", "--geo", "none", "--wait", "0"],
        clock: "2026-10-20 12:00:00", in: folder.url)
      #expect(outcome.exitCode == 1)
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try keys == [])
  }

  /// Whether this user may have a process run with another time since the machine's start.
  private static let hasTimeNamespaces =
    (try? SporlosProgram.shell(
      "unshare --time --boottime 1000 true", in: URL(fileURLWithPath: "/")))?.exitCode == 0

  @Test(
    "Though the clock stands, a key is destroyed 72 hours after it was made",
    .enabled(if: hasTimeNamespaces))
  func standing() throws {
    try writeLog()
    _ = try collect("2026-10-01", "a.log")
    func later(_ hours: Int, _ command: String) throws {
      let process = SporlosProgram.process(
        "/usr/bin/env",
        arguments: [
          "unshare", "--time", "--boottime", "\(hours * 3600)", "/bin/bash", "-c", command,
        ], in: folder.url)
      try SporlosProgram.set(clock: "2026-10-01 12:00:00", of: process)
      process.standardError = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    let collect = "'\(SporlosProgram.url.path)' collect empty.log --db traffic.sqlite"
    try later(71, collect)
    #expect(try keys.count == 2)
    try later(73, collect)
    #expect(try keys == [])
    // The same for one that follows, and has nothing to do. The shell itself looks for the keys:
    // `ls` would fail for one that is destroyed between the expansion of its name and the look.
    try folder.append(LogLineWriter.lines(50_000..<50_009), to: "a.log")
    _ = try self.collect("2026-10-01", "a.log")
    #expect(try keys.count == 2)
    try later(
      73,
      """
      '\(SporlosProgram.url.path)' follow empty.log --db traffic.sqlite --flush 200ms &
      for _ in {1..1200}; do compgen -G 'run/*/*.key' > keys.txt || break; sleep 0.1; done
      kill %1; wait
      """)
    #expect(try keys == [])
  }

  @Test(
    "An audit finds a key that time since the start says is over", .enabled(if: hasTimeNamespaces))
  func audited() throws {
    try folder.write(VisitorTests.Request().line, to: "a.log")
    let outcome = try SporlosProgram.shell(
      """
      sporlos collect a.log --db traffic.sqlite --geo none || exit 9
      sporlos audit --db traffic.sqlite -q || exit 8
      unshare --time --boottime \(97 * 3600) bash -c 'sporlos audit --db traffic.sqlite -q' || exit 7
      unshare --time --boottime \(99 * 3600) bash -c 'sporlos audit --db traffic.sqlite -q'
      """, in: folder.url)
    #expect(outcome.exitCode == 1, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("the key or the visitors' numbers of a day that is over"))
  }
}
