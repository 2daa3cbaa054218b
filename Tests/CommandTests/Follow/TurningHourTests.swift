import Foundation
import TestSupport
import Testing

/// A site that few people ask for, but every second, as a monitor does: at no look is all that was read of hours
/// that are over.
@Suite(
  "An hour is committed when it is over, however soon lines of the next one come",
  .enabled(if: FileManager.default.fileExists(atPath: "/dev/shm"), "there is no /dev/shm"))
struct TurningHourTests {
  private let folder: ScratchFolder
  private let follower: Follower
  private let memory: MemoryFolder
  /// What the follower's clock says at the turn: 2026-10-01 11:00.
  private let turn = 1_790_852_400.0
  /// Seconds by which its clock is behind ours.
  private let behind: Double

  init() throws {
    folder = try ScratchFolder()
    follower = Follower(folder)
    memory = try MemoryFolder()
    // Time enough to start.
    behind = Date().timeIntervalSince1970 - (turn - 20)
    try folder.write("-\(behind)\n", to: "clock")
  }

  private var now: Double { Date().timeIntervalSince1970 - behind }

  private func line(_ number: Int) -> String {
    let seconds = Int(now - (turn - 3600))
    let time = [10 + seconds / 3600, seconds / 60 % 60, seconds % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return "198.51.\(number % 3).7 - - [01/Oct/2026:\(time) +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" "
      + "\"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\"\n"
  }

  private var hits: Int { (try? TrafficRows(folder.file(Follower.database)).hits()) ?? 0 }

  @Test(
    "Three visitors, a line of one of them in each second and a half", arguments: ["log", "pipe"])
  func trickle(kind: String) throws {
    // Where a busy machine keeps the follower from its look for so long that lines of both hours come at once, they
    // wait for each other, as the article says. That does not happen five times.
    for _ in 0..<5 {
      // The clock is to turn soon, from now on.
      let trial = try TurningHourTests()
      if kind == "pipe" {
        try trial.follower.shell("mkfifo pipe")
      } else {
        try trial.folder.write("", to: kind)
      }
      let log = try FileHandle(forUpdating: trial.folder.file(kind))
      let counts = try trial.lines(of: kind, into: log)
      if counts.hits > 0, counts.before > 3 { return try trial.check(kind, counts) }
      _ = trial.follower.stop()
    }
    Issue.record("nothing was committed for a minute after the turn")
  }

  /// Writes lines until those of the hour before are counted, or for a minute.
  private func lines(
    of kind: String, into log: FileHandle
  ) throws -> (before: Int, after: Int, hits: Int) {
    try follower.start(
      kind, isPrompt: false, clock: folder.file("clock"), memory: memory.path)
    // None is nearer to the turn than a busy machine may be late.
    var next = turn - 20 + 0.8
    while next < now { next += 1.6 }
    var (before, after) = (0, 0)
    while hits == 0, now < turn + 60 {
      if now < next {
        usleep(20_000)
        continue
      }
      next += 1.6
      if now < turn { before += 1 } else { after += 1 }
      try log.seekToEndIfPossible()
      log.write(Data(line(before + after).utf8))
    }
    return (before, after, hits)
  }

  private func check(_ kind: String, _ counts: (before: Int, after: Int, hits: Int)) throws {
    let (before, after, known) = counts
    #expect(known == before && after > 0, "\(counts)")
    // The lines of the hour that goes on are not in the database, and not lost.
    #expect(follower.stop() == 0, "\(follower.errors)")
    #expect(hits == before)
    try folder.write("-\(behind - 3600)\n", to: "clock")
    try follower.start(
      kind, isPrompt: false, clock: folder.file("clock"), memory: memory.path)
    try follower.expect(hits: before + after)
    try follower.stop(hits: before + after)
  }
}

extension FileHandle {
  /// A pipe has no end to go to.
  fileprivate func seekToEndIfPossible() throws {
    _ = try? seekToEnd()
  }
}
