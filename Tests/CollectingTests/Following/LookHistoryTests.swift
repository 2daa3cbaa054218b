import FileSystem
import TestSupport
import Testing
import TimeZones
import Traffic

@testable import Collecting

/// Looks at times that are made up, in seconds of the wall clock.
@Suite("When a follower looked, and since when nobody had")
struct LookHistoryTests {
  private static let second: Int64 = 1_000_000_000

  /// The hour from 09:00 to 10:00 UTC of a day in 2026.
  private static let hour: Int64 = 1_795_597_200

  private func history(
    after predecessor: FollowStatus? = nil, zone: String = "UTC", looks: [Int64] = []
  ) throws -> LookHistory {
    var history = LookHistory(after: predecessor, try ZoneClock(zone))
    for look in looks {
      history.begin(at: look * LookHistoryTests.second)
      history.end(isComplete: true)
    }
    return history
  }

  private func status(
    started: Int64 = 6000, looked: Int64, _ patterns: [String], read: [String] = []
  ) -> FollowStatus {
    var status = FollowStatus(
      process: 1, started: started, looked: looked * LookHistoryTests.second, patterns: patterns,
      flush: .seconds(10))
    status.sources = read.map {
      .init(
        path: $0, state: .following, position: 0, size: 0, device: 1, inode: 1, lines: 0,
        linesPerSecond: 0)
    }
    return status
  }

  @Test("A look that leaves lines unread is the last one, and not the last that read all")
  func complete() throws {
    let second = LookHistoryTests.second
    var history = try history(after: status(looked: 50, []))
    #expect(history.last == 0 && history.complete == 50 * second && history.isFirst)
    history.begin(at: 100 * second)
    #expect(history.last == 100 * second && history.previous == 0 && history.isFirst)
    history.end(isComplete: false)
    #expect(history.complete == 50 * second && !history.isFirst)
    history.begin(at: 110 * second)
    #expect(history.previous == 100 * second && history.complete == 50 * second)
    history.end(isComplete: true)
    #expect(history.complete == 110 * second)
    // The clock was set back.
    history.begin(at: 20 * second)
    history.end(isComplete: true)
    #expect(history.complete == 20 * second && history.previous == 110 * second)
  }

  @Test(
    "An hour turns at its end by the zone's clock, and is over a second later, once that was looked at",
    arguments: [
      // Where clocks are ahead by a half or three quarters, an hour ends within one of UTC.
      ("UTC", hour + 3600), ("Europe/Oslo", hour + 3600), ("Asia/Kolkata", hour + 1800),
      ("Asia/Kathmandu", hour + 900),
    ])
  func turn(zone: String, end: Int64) throws {
    let second = LookHistoryTests.second
    let history = try history(zone: zone, looks: [LookHistoryTests.hour + 60])
    let ended = history.hour
    for (wall, isTurned) in [
      (LookHistoryTests.hour * second, false), (end * second - 1, false), (end * second, true),
      (end * second + 1, true),
    ] {
      #expect(history.hasTurned(at: wall) == isTurned, "\(wall)")
      let left = history.untilTurn(at: wall)
      #expect(left == (isTurned ? .zero : .nanoseconds(end * second - wall)), "\(wall)")
    }
    // It is the look that counts, whatever time it is by now.
    for (look, isOver) in [
      (LookHistoryTests.hour, false), (end, false), (end + 1, true), (end + 3600, true),
    ] {
      let history = try self.history(zone: zone, looks: [look])
      #expect(history.isOver(ended) == isOver, "\(look)")
    }
  }

  @Test("A clock that is set back opens an hour again that a look has found to be over")
  func back() throws {
    let hour = LookHistoryTests.hour
    let ended = try history(looks: [hour]).hour
    let history = try history(looks: [hour + 4000, hour + 10])
    #expect(!history.isOver(ended) && history.hour == ended)
    #expect(!history.hasTurned(at: (hour + 20) * LookHistoryTests.second))
  }

  @Test("A packed file may be on its way until a minute after it was last written to")
  func packed() throws {
    var file = FileStatus()
    let history = try history(looks: [1000])
    for (ago, isBeingWritten): (Int64, Bool) in [
      (0, true), (59, true), (60, false), (3600, false),
      // Its file system's clock is ahead.
      (-10, true),
    ] {
      file.modified = (1000 - ago) * LookHistoryTests.second
      #expect(history.isBeingWritten(file) == isBeingWritten, "\(ago)")
    }
  }

  @Test("What came to a name is asked for since somebody last saw what it stands for")
  func since() throws {
    let before = status(looked: 500, ["/l/a.log", "/l/*.log"], read: ["/l/b.log", "/m/c.log"])
    let (first, later): ([Int64], [Int64]) = ([], [1000, 1010])
    let own: (String) -> [String] = { [$0] }
    let table: [(String, [String], FollowStatus?, [Int64], Int64)] = [
      // Nobody has been here before.
      ("/l/a.log", own("/l/a.log"), nil, first, 0),
      ("/l/a.log", own("/l/a.log"), nil, later, 1000),
      // Another follower has read by the same pattern.
      ("/l/a.log", own("/l/a.log"), before, first, 500),
      ("/l/new.log", own("/l/*.log"), before, first, 500),
      // It has not read by this one.
      ("/m/a.log", own("/m/a.log"), before, first, 0),
      ("/l/b.log", own("/l/?.log"), before, first, 0),
      // A file that was named, or read before, was missed until now; another one is new.
      ("/l/a.log", own("/l/a.log"), before, later, 500),
      ("/l/b.log", own("/l/*.log"), before, later, 500),
      ("/l/new.log", own("/l/*.log"), before, later, 1000),
      ("/m/a.log", own("/m/a.log"), before, later, 1000),
    ]
    for (path, patterns, predecessor, looks, expected) in table {
      let history = try history(after: predecessor, looks: looks)
      let patterns = patterns.map { FollowedPattern(text: $0) }
      let since = history.since(path, seen: nil, among: patterns)
      #expect(since == expected * LookHistoryTests.second, "\(path) \(patterns) \(looks)")
      #expect(history.since(path, seen: 7, among: patterns) == 7, "this one has seen it")
    }
  }

  @Test("A log is begun at its end only at the first look, and where nobody has read it before")
  func unread() throws {
    #expect(try history().isUnread(since: 0))
    #expect(try !history(looks: [1000]).isUnread(since: 0))
    #expect(try !history(after: status(looked: 500, [])).isUnread(since: 500))
    // It was killed before its first look was over.
    #expect(try history(after: status(looked: 0, [])).isUnread(since: 6000))
  }

  @Test("What waited in a follower before this one is not settled for as long as lines may wait")
  func settled() throws {
    let second = LookHistoryTests.second
    let history = try history(after: status(looked: 50_000, []))
    #expect(history.settled(since: 50_000 * second) == (50_000 - 7200) * second)
    #expect(history.settled(since: 50_001 * second) == (50_001 - 2) * second)
    // Killed before it had looked: what it began with is what counts.
    let killed = try self.history(after: status(started: 60_000, looked: 0, []))
    #expect(killed.settled(since: 60_000 * second) == (60_000 - 7200) * second)
    #expect(try self.history().settled(since: 100 * second) == 98 * second)
  }
}
