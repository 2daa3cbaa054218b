import AccessLog
import Foundation
import GRDB
import TestSupport
import Testing
import Traffic

@testable import SporlosCommands

@Suite("A day's key is destroyed by whichever clock comes first")
struct KeyAgeTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private static let boot = (0..<16).map { UInt8($0) }
  private static let hour = 3600

  /// When a key was made, what both clocks say, and whether it is to go.
  static let moments: [(String, made: BootTime?, wall: Int, uptime: Int64, isOver: Bool)] = {
    let end = 20_001 * 86_400
    let made = BootTime(boot: boot, seconds: 1000)
    return [
      ("made a moment ago", made, end - 80_000, 1010, false),
      ("47 hours after the day", made, end + 47 * hour, 1000 + 71 * 3600, false),
      ("48 hours after the day", made, end + 48 * hour, 1000 + 71 * 3600, true),
      ("a clock that stands", made, end - 80_000, 1000 + 72 * 3600, true),
      ("a clock that stands, just before", made, end - 80_000, 999 + 72 * 3600, false),
      ("a clock that was set back", made, end - 200_000, 1000 + 72 * 3600, true),
      ("a clock that is ahead", made, end + 86_400_000, 1010, true),
      ("made before a restart", made.with(boot: 7), end - 80_000, 71 * 3600, false),
      ("made before a restart of 72 hours ago", made.with(boot: 7), end - 80_000, 72 * 3600, true),
      ("made nobody knows when", nil, end - 80_000, 71 * 3600, false),
      ("made nobody knows when, long running", nil, end - 80_000, 72 * 3600, true),
      ("a start that nobody knows", made.with(boot: 0), end - 80_000, 71 * 3600, false),
      ("a start that nobody knows, long ago", made.with(boot: 0), end - 80_000, 73 * 3600, true),
    ]
  }()

  @Test("A table of moments", arguments: moments.indices)
  func table(index: Int) throws {
    let moment = Self.moments[index]
    let clocks = Clocks(
      wall: moment.wall, boot: BootTime(boot: Self.boot, seconds: moment.uptime))
    #expect(
      clocks.isOver(20_000, made: moment.made, grace: 48 * Self.hour) == moment.isOver,
      "\(moment.0)")
    if let made = moment.made { #expect(BootTime(bytes: made.bytes) == made) }
  }

  @Test("The time since the start is the system's own, and says which start it was")
  func system() throws {
    let now = try #require(BootTime.now)
    let uptime = try String(contentsOfFile: "/proc/uptime", encoding: .utf8)
    let seconds = try #require(Double(uptime.prefix { $0 != " " }))
    #expect(abs(Double(now.seconds) - seconds) <= 5)
    let boot = try String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
    let digits = now.boot.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(digits == boot.filter(\.isHexDigit))
  }

  @Test(
    "Keys are sealed by an injected clock: those that are old, and, while lines wait, no young ones"
  )
  func sealing() throws {
    let state = StateFolder(database: folder.path("t.sqlite"), named: folder.path("state"))
    try folder.write("", to: "t.sqlite")
    try state.prepare()
    let visitors = VisitorFolder(state: state, isNamed: true, identifier: [])
    try visitors.prepare(for: folder.path("t.sqlite"))
    let day = Day.today
    #expect(visitors.secret(of: day) != nil)
    let made = try #require(visitors.made(day))
    var clocks = Clocks.now
    let ledger = VisitorLedger(
      folder: visitors, keyring: VisitorKeyring { visitors.secret(of: $0) }, key: SourceKey(),
      grace: 48 * Self.hour, clocks: { clocks })
    func seal(after hours: Int64, spares: Bool = false) throws -> [Day] {
      clocks.boot = BootTime(boot: made.boot, seconds: made.seconds + hours * 3600)
      try ledger.sealAll(sparesYoung: spares)
      return visitors.days
    }
    let file = folder.file("state/visitors/\(day).key")
    #expect(
      try Data(contentsOf: file).count == 56 && folder.mode("state/visitors/\(day).key") == 0o600)
    #expect(try seal(after: 71) == [day])
    #expect(try seal(after: 72, spares: true) == [], "lines that wait keep no old key")
    #expect(!FileManager.default.fileExists(atPath: file.path))
    // A key of a day that is over by the clock, made for old lines that are being caught up with.
    let old = Day(rawValue: day.rawValue - 30)
    #expect(visitors.secret(of: old) != nil)
    #expect(try seal(after: 23, spares: true) == [old])
    #expect(try seal(after: 25, spares: true) == [])
    #expect(visitors.secret(of: old) != nil)
    #expect(try seal(after: 1) == [])
    // The clock was set back to 1970: whatever is there is of a day that is yet to come.
    #expect(visitors.secret(of: day) != nil)
    clocks.wall = 5
    #expect(try seal(after: 1, spares: true) == [day])
    #expect(try seal(after: 1) == [])
    // A key that an earlier release wrote says nothing of when it was made.
    try Data(repeating: 7, count: 32).write(to: file)
    clocks = Clocks.now
    clocks.boot?.seconds = 72 * 3600 - 1
    try ledger.sealAll()
    #expect(visitors.days == [day] && visitors.secret(of: day) != nil)
    clocks.boot?.seconds = 72 * 3600
    try ledger.sealAll()
    #expect(visitors.days == [])
  }

  // MARK: The real program

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
        == "sporlos: the clock says 1970-01-01, before the days in the log: their visitors are not "
        + "counted; set the clock\n")
    #expect(try keys == [])
    // Ten days of which four are ahead.
    try folder.write((0..<10).map { LogLineWriter.line($0 * 86_400) + "\n" }.joined(), to: "b.log")
    let some = try collect("2026-10-04", "b.log").errors
    #expect(
      some.contains(
        "sporlos: the clock says 2026-10-04, before some of the days in the log, 2026-10-07 to "
          + "2026-10-10: their visitors are not counted; set the clock if it is wrong\n"), "\(some)"
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
        == "sporlos: the clock says 1970-01-01, before the days in the log: their visitors are not "
        + "counted; set the clock\n")
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
    // The same for one that follows, and has nothing to do.
    try folder.append(LogLineWriter.lines(50_000..<50_009), to: "a.log")
    _ = try self.collect("2026-10-01", "a.log")
    #expect(try keys.count == 2)
    try later(
      73,
      """
      '\(SporlosProgram.url.path)' collect --follow empty.log --db traffic.sqlite --flush 200ms &
      for _ in {1..100}; do ls run/*/*.key 2> ls.txt || break; sleep 0.1; done
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
    #expect(outcome.output.contains("the key or the counts of visitors of a day that is over"))
  }
}

extension BootTime {
  fileprivate func with(boot byte: UInt8) -> BootTime {
    BootTime(boot: Array(repeating: byte, count: 16), seconds: seconds)
  }
}
