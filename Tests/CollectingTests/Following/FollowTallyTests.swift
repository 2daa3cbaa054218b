import AccessLog
import FileSystem
import Testing
import Traffic
import TrafficStore

@testable import Collecting

@Suite("What a follower tells of itself")
struct FollowTallyTests {
  private let start = ContinuousClock.now

  private func tally(isPrompt: Bool = false) -> FollowTally {
    FollowTally(
      FollowStatus(
        process: 1, started: 6010, looked: 0, patterns: [], flush: .seconds(10),
        isPrompt: isPrompt), at: start)
  }

  private func lines(_ count: Int64, hits: Int64, empty: Int64 = 0, shape: Int64 = 0) -> LineTally {
    var lines = LineTally()
    (lines.lines, lines.hits, lines.empty) = (count, hits, empty)
    if shape > 0 { lines.add(.init(reason: .shape, count: shape, firstLine: 1)) }
    return lines
  }

  private func source(_ inode: UInt64) -> FollowStatus.Source {
    .init(
      path: "/l/\(inode).log", state: .following, position: 0, size: 0, device: 1, inode: inode,
      lines: 0, linesPerSecond: 0)
  }

  @Test("It is told at the start and once a minute of the wall clock, also where that jumps")
  func minutes() {
    var tally = tally()
    for (second, isDue): (Int64, Bool) in [
      // In the minute in which it was started.
      (6010, true), (6011, false), (6059, false), (6060, true), (6119, false), (9000, true),
      (9001, false), (6060, true), (6061, false),
    ] {
      #expect(tally.isStatusDue(atSecond: second) == isDue, "\(second)")
      guard isDue else { continue }
      tally.tell([], atSecond: second, looked: 0, waiting: LineTally(), lost: 0)
      #expect(tally.status.committed == second / 60 * 60)
    }
  }

  @Test("When it looked is told to the minute, and exactly only where each commit tells as much")
  func looked() {
    let looked: Int64 = 6059_999_999_999
    for (isPrompt, told) in [(false, 6_000_000_000_000), (true, looked)] {
      var tally = tally(isPrompt: isPrompt)
      tally.tell([], atSecond: 6070, looked: looked, waiting: LineTally(), lost: 3)
      #expect(tally.status.looked == told && tally.status.lostDatagrams == 3)
    }
  }

  @Test("Nothing is told of lines that wait, nor that lines of a kind do")
  func waiting() {
    var tally = tally()
    tally.add(lines(10, hits: 7, shape: 3))
    let table: [(LineTally, lines: Int64, hits: Int64, rejected: [String: Int64])] = [
      (lines(10, hits: 7, shape: 3), 0, 0, [:]),
      (lines(9, hits: 6, shape: 3), 1, 1, [:]),
      (lines(2, hits: 0, shape: 2), 8, 7, [RejectReason.shape.name: 1]),
      (lines(0, hits: 0), 10, 7, [RejectReason.shape.name: 3]),
      // Never fewer lines than before.
      (lines(4, hits: 0), 10, 7, [RejectReason.shape.name: 3]),
    ]
    for (waiting, lines, hits, rejected) in table {
      tally.tell([], atSecond: 6070, looked: 0, waiting: waiting, lost: 0)
      let status = tally.status
      #expect(status.lines == lines && status.hits == hits && status.rejected == rejected)
    }
  }

  @Test("Rates are taken over ten seconds or more, and whenever asked before the first commit")
  func rates() {
    var tally = tally()
    func span(_ seconds: Int) -> Double? { tally.takeRateSpan(at: start + .seconds(seconds)) }
    #expect(span(1) == 1 && span(3) == 2)
    tally.noteCommit(seconds: 0.5)
    #expect(tally.status.commits == 1 && tally.status.commitSeconds == 0.5)
    #expect(span(12) == nil)
    #expect(span(13) == 10 && span(22) == nil)
    #expect(span(1013) == 1000)
  }

  @Test("Files are named before their first commit, and nothing else is told by that")
  func names() {
    var tally = tally()
    let (one, two) = (source(1), source(2))
    #expect(tally.names([]) && !tally.names([one.identity]))
    tally.add(lines(10, hits: 7))
    tally.name([one, two])
    #expect(tally.names([two.identity, one.identity]) && tally.names([one.identity]))
    #expect(!tally.names([one.identity, source(3).identity]))
    #expect(tally.status.lines == 0 && tally.isStatusDue(atSecond: 6010))
  }

  @Test("How it goes is told once an interval, and counts from the last time")
  func health() throws {
    var tally = tally()
    tally.add(lines(10, hits: 7, shape: 3))
    func ask(_ seconds: Int) -> FollowEvent.Health? {
      tally.health(at: start + .seconds(seconds), every: .seconds(60), logs: 2, isWaiting: false)
    }
    #expect(ask(59) == nil)
    let first = try #require(ask(61))
    #expect(first.lines == 10 && first.rejected == 3 && first.seconds == 61 && first.logs == 2)
    #expect(ask(120) == nil)
    tally.add(lines(10, hits: 7, shape: 3))
    let second = try #require(ask(121))
    #expect(second.lines == 10 && second.rejected == 3 && second.seconds == 60)
    #expect(try #require(ask(181)).lines == 0)
    #expect(tally.total.lines == 20)
  }

  @Test("A rate is that of the time since it was last taken")
  func rate() {
    var rate = LineRate()
    rate.take(lines: 100, seconds: 10)
    #expect(rate.perSecond == 10)
    rate.take(lines: 100, seconds: 10)
    #expect(rate.perSecond == 0)
    rate.take(lines: 101, seconds: 0)
    #expect(rate.perSecond == 1000, "no time is a millisecond")
  }

  @Test("A trouble is said once, and again once another one was said")
  func warnings() {
    var warnings = FollowWarnings()
    let full = StateError(.writeVisitors, path: "a", errno: 28)
    func isNew(_ error: StateError) -> Bool { warnings.isNew(error) }
    #expect(isNew(full) && !isNew(full))
    #expect(isNew(StateError(.writeVisitors, path: "a", errno: 5)))
    #expect(isNew(full))
    func isNew(_ error: CollectError) -> Bool { warnings.isNew(error) }
    let busy = CollectError.store(StoreError(.busy, path: "a"))
    #expect(isNew(busy) && !isNew(busy))
    warnings.database = nil
    #expect(isNew(busy), "what was mended is said anew")
  }
}
