import Foundation
import GRDB
import TestSupport
import Testing

/// An attacker copies what a follower writes again and again, and replays it commit by commit
/// (`Tests/Reference/replay.py`).
@Suite("From what a follower writes, nobody can tell single requests")
struct ReplayTests {
  private let folder: ScratchFolder
  private let follower: Follower
  private let clock: URL
  private static let attacker = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Reference/replay.py").path

  init() throws {
    folder = try ScratchFolder()
    follower = Follower(folder)
    clock = folder.file("clock")
    try folder.write("", to: "access.log")
  }

  private func set(_ time: String) throws {
    try folder.replace("clock", with: "@2026-10-01 \(time)\n")
  }

  /// A page view of a visitor, who is told from others by the address.
  private func line(_ visitor: Int, at time: String, _ page: String) -> String {
    "198.51.\(visitor).7 - - [01/Oct/2026:\(time) +0000] \"GET \(page) HTTP/1.1\" 200 "
      + "\(500 + visitor * 7) \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 "
      + "Firefox/140.0\"\n"
  }

  /// Copies the database and what stands beside it for some seconds, and what it is then.
  private func copy(_ seconds: Double, _ copies: inout Int, until isDone: () -> Bool = { false })
    throws
  {
    let end = ContinuousClock.now + .seconds(seconds)
    var isLast = false
    while !isLast {
      isLast = isDone() || ContinuousClock.now >= end
      copies += 1
      // What was written to meanwhile is copied again: no database was ever what such a copy is.
      try follower.shell(
        """
        copy=copies/\(copies + 10_000)
        take() {
          rm -rf $copy; mkdir -p $copy
          for end in '' -wal; do
            [ ! -e traffic.sqlite$end ] || cp traffic.sqlite$end $copy/ 2> /dev/null
          done
          for end in '' -wal; do
            [ ! -e traffic.sqlite$end ] && [ ! -e $copy/traffic.sqlite$end ] \
              || cmp -s traffic.sqlite$end $copy/traffic.sqlite$end || return 1
          done
        }
        for try in {1..1200}; do take && whole=yes && break; sleep 0.1; done
        [ -e $copy/traffic.sqlite ] || rm -r $copy
        [ "$whole" ]
        """)
      if !isLast { usleep(150_000) }
    }
  }

  private struct Difference: Decodable {
    var added: [String: Int]?
    var free: Int?
  }

  private func replay() throws -> [Difference] {
    let outcome = try SporlosProgram.shell("python3 '\(Self.attacker)' copies", in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    return try outcome.output.split(separator: "\n").map {
      try JSONDecoder().decode(Difference.self, from: Data($0.utf8))
    }
  }

  private var hits: Int { (try? TrafficRows(folder.file(Follower.database)).hits()) ?? 0 }

  @Test("A quiet site's requests are committed by whole hours, through a stop and a kill")
  func quiet() throws {
    var copies = 0
    try set("10:20:00")
    try follower.start("access.log", isPrompt: false, clock: clock)
    try follower.wait { folder.hasFile(Follower.database) }
    for (visitor, page) in [(1, "/a"), (2, "/b"), (1, "/c"), (3, "/a"), (4, "/people/kari")] {
      try folder.append(line(visitor, at: "10:20:0\(visitor)", page), to: "access.log")
      try copy(1.5, &copies)
    }
    try copy(7, &copies)
    #expect(hits == 0, "counts of an hour that goes on wait")
    follower.crash()
    try follower.start("access.log", isPrompt: false, clock: clock)
    try copy(3, &copies)
    #expect(follower.stop() == 0 && hits == 0)
    try set("11:00:05")
    try follower.start("access.log", isPrompt: false, clock: clock)
    try copy(Follower.patience, &copies) { hits == 5 }
    try folder.append(line(9, at: "11:01:00", "/d"), to: "access.log")
    try copy(8, &copies)
    #expect(hits == 5)
    try set("12:00:05")
    try copy(Follower.patience, &copies) { hits == 6 }
    #expect(follower.stop() == 0, "\(follower.errors)")
    try copy(0.1, &copies)
    let found = try replay()
    #expect(
      found.compactMap(\.added) == [
        ["(unnamed) 2026-10-01T10:00Z": 5], ["(unnamed) 2026-10-01T11:00Z": 1],
      ])
    #expect(found.last?.free == 0)
  }

  @Test(
    "A busy site's requests are committed within the hour, those of a few visitors at least at once"
  )
  func busy() throws {
    var copies = 0
    try set("10:20:00")
    try follower.start("access.log", isPrompt: false, clock: clock)
    try follower.wait { folder.hasFile(Follower.database) }
    // Some are committed once some more have come, however seldom the follower has its turn.
    var written = 0
    while written < 40 || hits == 0 && written < 240 {
      written += 1
      try folder.append(line(written, at: "10:20:30", "/page-\(written % 3)"), to: "access.log")
      try copy(0.4, &copies)
    }
    #expect(hits > 0 && hits < written)
    try set("11:00:05")
    try copy(Follower.patience, &copies) { hits == written }
    try follower.stop(hits: written)
    try copy(0.1, &copies)
    let added = try replay().compactMap { $0.added?["(unnamed) 2026-10-01T10:00Z"] }
    #expect(added.count > 1 && added.reduce(0, +) == written)
    #expect(added.allSatisfy { $0 >= 5 }, "\(added)")
  }

  @Test(
    "From the end: where a log is begun is committed at once, so that a kill loses no line behind it"
  )
  func fromEnd() throws {
    try set("10:20:00")
    try folder.append((1...3).map { line($0, at: "10:19:00", "/old") }.joined(), to: "access.log")
    try follower.start("access.log", "--from-end", isPrompt: false, clock: clock)
    try follower.wait {
      (try? TrafficRows(folder.file(Follower.database)).number("SELECT sum(bytes) FROM sources"))
        ?? 0 > 0
    }
    try folder.append(line(4, at: "10:21:00", "/new"), to: "access.log")
    try follower.wait(3) { false }
    follower.crash()
    try folder.append(line(5, at: "10:22:00", "/new"), to: "access.log")
    try set("11:00:05")
    try follower.start("access.log", "--from-end", isPrompt: false, clock: clock)
    try follower.expect(hits: 2)
    try follower.stop(hits: 2)
  }

  @Test(
    "What comes through a pipe waits in memory for the end of its hour, through a kill and a stop",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/shm"), "there is no /dev/shm"))
  func pipe() throws {
    let pipe = try FollowedPipe(follower, clock)
    let memory = pipe.memory
    var copies = 0
    try set("10:20:00")
    try pipe.start()
    let pages = [(1, "/a"), (2, "/b"), (1, "/c"), (3, "/people/kari")]
    pipe.write(pages.map { line($0, at: "10:20:01", $1) })
    try copy(Follower.patience, &copies) { memory.waiting != nil }
    #expect(hits == 0)
    let waiting = try #require(memory.waiting)
    #expect(waiting.range(of: Data("kari".utf8)) == nil, "no name is at rest while it waits")
    follower.crash()
    try pipe.start()
    pipe.write([line(4, at: "10:20:02", "/d")])
    try copy(Follower.patience, &copies) {
      pipe.isEmpty && memory.waiting?.count ?? 0 > waiting.count
    }
    #expect(follower.stop() == 0 && hits == 0, "\(follower.errors)")
    try set("11:00:05")
    try pipe.start()
    try copy(Follower.patience, &copies) { hits == 5 }
    try copy(Follower.patience, &copies) { memory.waiting == nil }
    #expect(memory.waiting == nil && hits == 5)
    try follower.stop(hits: 5)
    try copy(0.1, &copies)
    #expect(
      try replay().compactMap(\.added) == [["(unnamed) 2026-10-01T10:00Z": 5]])
    let audit = try SporlosProgram.run(["audit", "--db", Follower.database], in: folder.url)
    #expect(audit.exitCode == 0, "\(audit.output)")
  }

  @Test(
    "A busy pipe is committed within the hour, and a kill between two commits counts nothing twice",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/shm"), "there is no /dev/shm"))
  func busyPipe() throws {
    let pipe = try FollowedPipe(follower, clock)
    let memory = pipe.memory
    func write(_ visitors: ClosedRange<Int>) {
      pipe.write(visitors.map { line($0, at: "10:20:30", "/page-\($0 % 3)") })
    }
    try set("10:20:00")
    try pipe.start()
    write(1...12)
    try follower.wait { memory.waiting != nil }
    let first = try #require(memory.waiting)
    write(13...24)
    try follower.wait { hits > 0 }
    #expect(hits >= 5 && hits < 24)
    // What was read since the last tick of the clock is lost by a kill: nothing is once the file has what
    // was not committed.
    try follower.wait { memory.waiting.map { $0 != first } ?? false }
    let left = try #require(memory.waiting)
    #expect(left != first)
    follower.crash()
    try pipe.start()
    write(25...40)
    try set("11:00:05")
    try follower.expect(hits: 40)
    try follower.wait { memory.waiting == nil }
    follower.crash()
    // As after a kill between the commit and the moment in which the file goes.
    try memory.put(left)
    try pipe.start()
    try follower.wait { memory.waiting == nil }
    try follower.stop(hits: 40)
    #expect(memory.waiting == nil && follower.errors == "")
    // What is no such file is said, and stops nobody.
    try memory.put(Data("garbage".utf8))
    try pipe.start()
    try follower.wait { !follower.errors.isEmpty }
    #expect(follower.errors.contains("are damaged and were not counted"), "\(follower.errors)")
    write(41...41)
    try follower.expect(hits: 41)
    try follower.stop(hits: 41)
  }

  @Test("The status tells full minutes only, and what is committed")
  func status() throws {
    try set("10:20:00")
    try follower.start("access.log", isPrompt: false, clock: clock)
    try follower.wait { folder.hasFile("traffic.sqlite-state/follow.json") }
    try folder.append(line(1, at: "10:20:01", "/a"), to: "access.log")
    try follower.wait(3) { false }
    #expect(follower.stop() == 0)
    let bytes = try Data(contentsOf: folder.file("traffic.sqlite-state/follow.json"))
    let status = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    for (key, unit) in [("started", 60), ("committed", 60), ("looked", 60_000_000_000)] {
      let time = try #require(status[key] as? Int, "\(key)")
      #expect(time > 0 && time % unit == 0, "\(key) \(time)")
    }
    #expect(status["lines"] as? Int == 0 && status["hits"] as? Int == 0)
    let log = try #require((status["sources"] as? [[String: Any]])?.first)
    #expect(log["position"] as? Int == 0 && log["size"] as? Int == 0 && log["lines"] as? Int == 0)
  }

  /// A connection in the middle of reading, as that of a long report.
  private func beginReading() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Follower.patience)
    configuration.allowsUnsafeTransactions = true
    let queue = try DatabaseQueue(
      path: folder.path(Follower.database), configuration: configuration)
    try queue.unsafeRead { db in
      try db.execute(sql: "BEGIN")
      _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM page")
    }
    return queue
  }

  @Test(
    "An audit sees what the states in a -wal file tell, which a reader keeps from being emptied")
  func audited() throws {
    try folder.append(line(1, at: "10:20:00", "/a"), to: "access.log")
    try follower.start("access.log")
    try follower.expect(hits: 1)
    let reader = try beginReading()
    func audit() throws -> SporlosProgram.Outcome {
      try SporlosProgram.run(["audit", "--db", Follower.database], in: folder.url)
    }
    for visitor in 2...4 {
      try folder.append(line(visitor, at: "10:20:0\(visitor)", "/a"), to: "access.log")
      try follower.expect(hits: visitor)
    }
    let told = try audit()
    #expect(told.exitCode == 1)
    #expect(told.output.contains("reveal fewer than 5 requests"), "\(told.output)")
    try reader.close()
    try follower.stop(hits: 4)
    #expect(try audit().exitCode == 0)
    // A whole hour at once tells no more than the database.
    try follower.start("access.log")
    try follower.wait { folder.hasFile(Follower.database + "-wal") }
    let second = try beginReading()
    try folder.append((1...3).map { line($0, at: "12:20:00", "/b") }.joined(), to: "access.log")
    try follower.expect(hits: 7)
    #expect(try audit().exitCode == 0)
    try second.close()
    try follower.stop(hits: 7)
  }

  @Test(
    "With --flush, lines are committed at once, and the -wal file keeps no state before"
  )
  func prompt() throws {
    try set("10:20:00")
    try follower.start("access.log", clock: clock)
    try folder.append(line(1, at: "10:20:01", "/a"), to: "access.log")
    try follower.expect(hits: 1)
    let log = folder.file(Follower.database + "-wal")
    try follower.wait { try Data(contentsOf: log).isEmpty }
    #expect(try Data(contentsOf: log).isEmpty, "no state before the commit is left there")
    let status = try String(
      contentsOf: folder.file("traffic.sqlite-state/follow.json"), encoding: .utf8)
    #expect(status.contains("\"isPrompt\":true"))
    try follower.stop(hits: 1)
  }
}
