import Foundation
import GRDB
import TestSupport
import Testing

@testable import TrafficStore

/// Databases of earlier releases, opened by the program of today.
@Suite("A database of each earlier version becomes one of today, or stays what it was")
struct MigrationTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write(LogLineWriter.lines(0..<2000), to: "access.log")
    let outcome = try collect("access.log", into: "today.sqlite")
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  private static let earlier = Schema.firstVersion..<Schema.version

  private func arguments(_ log: String, _ database: String) -> [String] {
    ["collect", log, "--db", database, "--state", "state", "--geo", "none", "--quiet"]
  }

  private func collect(_ log: String, into database: String) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(arguments(log, database), in: folder.url)
  }

  private func make(_ version: Int, _ name: String) throws {
    try EarlierDatabase.write(
      version: version, to: folder.path(name), from: folder.path("today.sqlite"))
  }

  private func viewNames(_ name: String) throws -> [String] {
    try TrafficRows(folder.file(name))
      .rows("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")
  }

  /// Every row of every view, as text.
  private func views(_ name: String) throws -> [String] {
    let rows = try TrafficRows(folder.file(name))
    return try viewNames(name).flatMap { view in
      try rows.rows("SELECT * FROM \(view)").map { "\(view) \($0)" }.sorted()
    }
  }

  /// The version that a database says it has, and what it looks like.
  private func schema(_ name: String) throws -> [String] {
    let rows = try TrafficRows(folder.file(name))
    return try rows.rows("PRAGMA user_version")
      + rows.rows("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
  }

  /// A checksum of the schema that the steps up to a version make (FNV-1a).
  private static let checksums: [(version: Int, checksum: UInt64)] = [
    (2, 0x32a2_530a_751f_d307), (3, 0xa8e0_b9c8_1e3a_0e6d), (4, 0x81b2_ff6b_b01f_2cb8),
    (5, 0x6e3e_bfbb_ce22_06a9), (6, 0x687c_3ef6_ec25_f693), (7, 0x7e01_3335_9e91_8128),
    (8, 0xf5a0_d7b6_4b09_31b4), (9, 0x2e49_8424_cf90_e3d3),
    (10, 0xd0a4_2811_f378_5256), (11, 0x5c86_59bf_bc6f_3fa5), (12, 0x7e60_cd3b_ff9b_45d0),
    (13, 0xf323_7437_273c_2439), (14, 0x176c_0017_48c7_28d4), (15, 0x2e44_d8ae_0958_b192),
  ]

  @Test("A step that made databases which are out there is never changed", arguments: checksums)
  func steps(version: Int, checksum: UInt64) throws {
    let queue = try DatabaseQueue()
    try queue.write { db in
      for step in Schema.steps[...(version - Schema.firstVersion)] { try step(db) }
    }
    let text = try queue.read {
      try String.fetchAll($0, sql: "SELECT sql FROM sqlite_schema WHERE sql NOT NULL ORDER BY name")
    }.joined(separator: "\n")
    let found = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    #expect(found == checksum, "0x\(String(found, radix: 16))")
    #expect(Self.checksums.last?.version == Schema.version, "add the new version's")
  }

  @Test("Counts stay as they were, and a log that was counted stays counted", arguments: earlier)
  func counts(version: Int) throws {
    try make(version, "t.sqlite")
    // What the version did not count.
    let new = Set(try viewNames("today.sqlite")).subtracting(try viewNames("t.sqlite"))
    let outcome = try collect(version < 4 ? "/dev/null" : "access.log", into: "t.sqlite")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try schema("t.sqlite") == schema("today.sqlite"))
    // Without what was added to it, and what each run may move on.
    func kept(_ rows: [String]) -> [String] {
      rows.filter { row in
        !row.contains("example.net")
          && !new.union(["sources", "retention"]).contains { row.hasPrefix($0) }
      }
    }
    let (found, expected) = (try views("t.sqlite"), kept(try views("today.sqlite")))
    #expect(expected.count > 100)
    #expect(kept(found) == expected)
    #expect(!found.contains { row in new.contains { row.hasPrefix($0) } })
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(
      try rows.rows("SELECT DISTINCT kind FROM referrer_days WHERE referrer GLOB 'www*'")
        == ["other site"])
    let logs = EarlierDatabase.added + (version < 4 ? 0 : 1)
    #expect(try rows.number("SELECT count(*) FROM sources WHERE bytes > 0") == logs)
    #expect(try rows.number("SELECT min(rejected) FROM sources") == (version < 4 ? 1 : 0))
  }

  @Test("Reports of a database that nobody has brought up to date say the same", arguments: earlier)
  func reports(version: Int) throws {
    try make(version, "t.sqlite")
    let audit = try SporlosProgram.run(
      ["audit", "--db", "t.sqlite", "--state", "state", "-q"], in: folder.url)
    #expect(!audit.output.contains("_hour"), "\(audit.output)\(audit.errors)")
    for kind in ["hours", "days", "pages", "traffic", "devices"] {
      let said = try ["t.sqlite", "today.sqlite"].map { name in
        try SporlosProgram.run(
          ["report", kind, "--db", name, "--private", "--format", "csv"], in: folder.url)
      }
      #expect(said[0].exitCode == 0 && said[0].output.contains("\r\n"), "\(said[0].errors)")
      #expect(said[1].output.split(separator: "\r\n").count > 1)
      #expect(said[0].output == said[1].output, "\(kind)")
    }
    #expect(try schema("t.sqlite")[0] == "\(version)")
  }

  @Test("Killed at random moments of a migration, and opened again", arguments: earlier)
  func killed(version: Int) throws {
    var random = SeededGenerator.fresh()
    try make(version, "earlier.sqlite")
    let before = try schema("earlier.sqlite")
    try FileManager.default.copyItem(
      at: folder.file("earlier.sqlite"), to: folder.file("whole.sqlite"))
    let whole = try migrate("whole.sqlite", killedAfter: nil)
    let (expected, after) = (try views("whole.sqlite"), try schema("whole.sqlite"))
    #expect(try after == schema("today.sqlite"))

    var (kills, attempts) = (0, 0)
    // Where others have the machine for a while, one run takes many times what another does.
    var longest = whole.seconds
    let end = ContinuousClock.now + .seconds(120)
    while kills < 3, ContinuousClock.now < end {
      let name = "killed-\(attempts).sqlite"
      attempts += 1
      try FileManager.default.copyItem(at: folder.file("earlier.sqlite"), to: folder.file(name))
      let run = try migrate(name, killedAfter: Double.random(in: 0...longest, using: &random))
      guard run.isKilled else {
        longest *= 0.75
        continue
      }
      let found = try schema(name)
      #expect(found == before || found == after, "half of it is done")
      // Some are killed after the commit.
      if found == before { kills += 1 } else { longest *= 0.75 }
      let again = try collect("/dev/null", into: name)
      #expect(again.exitCode == 0, "\(again.errors)")
      #expect(try schema(name) == after)
      #expect(try views(name) == expected)
    }
    #expect(kills == 3, "of \(attempts) runs")
  }

  /// Opens a database with the program, and kills it some time after it has begun to write.
  ///
  /// - Returns: Whether it was killed, and for how long it wrote.
  private func migrate(
    _ name: String, killedAfter delay: Double?
  ) throws -> (isKilled: Bool, seconds: Double) {
    let process = SporlosProgram.process(arguments: arguments("/dev/null", name), in: folder.url)
    try process.run()
    while process.isRunning, !isBeingWritten(name) { usleep(20) }
    let start = ContinuousClock.now
    if let delay {
      usleep(UInt32(delay * 1_000_000))
      kill(process.processIdentifier, SIGKILL)
    } else {
      while process.isRunning, isBeingWritten(name) { usleep(20) }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    process.waitUntilExit()
    return (process.terminationReason == .uncaughtSignal, seconds)
  }

  /// Whether a process is in a transaction that writes: it locks byte 120 of the -shm file (SQLite,
  /// "WAL-mode File Format", 2.3).
  private func isBeingWritten(_ name: String) -> Bool {
    // SAFETY: the path is a string that lives for the call.
    let descriptor = unsafe open(folder.path(name) + "-shm", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var lock = flock()
    (lock.l_type, lock.l_whence, lock.l_start, lock.l_len) = (
      Int16(F_WRLCK), Int16(SEEK_SET), 120, 1
    )
    // SAFETY: `lock` is a whole `flock` that lives for the call.
    return unsafe fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
  }
}
