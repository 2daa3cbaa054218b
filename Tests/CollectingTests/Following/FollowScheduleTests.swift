import AccessLog
import Testing
import Traffic
import TrafficStore

@testable import Collecting

/// Courses of events, tried on times that are made up.
@Suite("When a follower looks, and when it commits")
struct FollowScheduleTests {
  private let start = ContinuousClock.now
  private var options = FollowOptions(collect: CollectOptions(inputs: [], database: "t.sqlite"))

  private func after(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }

  /// A schedule that commits within so many seconds.
  private func schedule(flush seconds: Int = 10) -> FollowSchedule {
    var options = options
    options.flush = .seconds(seconds)
    return FollowSchedule(options, at: start)
  }

  @Test(
    "A line is counted within the time that was asked for, even where nothing rings",
    arguments: [1, 2, 10, 60, 3600])
  func promise(flush: Int) {
    var schedule = schedule(flush: flush)
    // Written just after a look.
    let written = after(0.001)
    var now = start
    var steps = 0
    while !schedule.isPollDue(at: now, isAlarmed: false) {
      now = schedule.next(after: now)
      steps += 1
    }
    let before = schedule.looked
    schedule.beginLook(at: now)
    schedule.noteLines(after: before)
    while !schedule.isCommitDue(at: now) {
      let next = schedule.next(after: now)
      #expect(next > now, "it waits for something")
      now = next
      if schedule.isPollDue(at: now, isAlarmed: false) { schedule.beginLook(at: now) }
      steps += 1
    }
    #expect(now - written <= .seconds(flush), "\(now - written)")
    #expect(steps < 1000)
  }

  @Test("Without lines nothing is committed, however long it takes")
  func idle() {
    let schedule = schedule()
    #expect(!schedule.isCommitDue(at: after(1e6)) && !schedule.isWaiting)
    #expect(schedule.next(after: start) == start + schedule.lookInterval)
  }

  @Test("A look that was due, or rung for, is due at once; else the interval goes by")
  func looks() {
    var schedule = schedule()
    #expect(!schedule.isPollDue(at: after(0.1), isAlarmed: false))
    #expect(schedule.isPollDue(at: after(0.1), isAlarmed: true))
    #expect(schedule.isPollDue(at: after(2.5), isAlarmed: false))
    schedule.cutLookShort()
    #expect(schedule.isPollDue(at: after(0.1), isAlarmed: false) && schedule.isLookCutShort)
    #expect(schedule.next(after: after(0.1)) == after(0.1))
    schedule.beginLook(at: after(1))
    #expect(!schedule.isLookCutShort && !schedule.isPollDue(at: after(1.1), isAlarmed: false))
    #expect(schedule.quietUntil == after(2))
  }

  @Test("The oldest line that waits says when to commit, not the last one")
  func oldest() {
    var schedule = schedule()
    schedule.noteLines(after: after(1))
    schedule.noteLines(after: after(3))
    #expect(!schedule.isCommitDue(at: after(3.4)) && schedule.isCommitDue(at: after(3.5)))
    schedule.noteCommit()
    #expect(!schedule.isCommitDue(at: after(100)))
  }

  @Test("A refused commit is tried again after its time, and lines go on waiting")
  func refused() {
    var schedule = schedule()
    schedule.noteLines(after: start)
    let isSaid = schedule.noteRefusal(at: after(5), retryIn: .seconds(2), isBusy: false)
    #expect(isSaid && schedule.isWaiting && !schedule.mayCommit(at: after(6.9)))
    #expect(schedule.mayCommit(at: after(7)))
    schedule.beginLook(at: after(6))
    #expect(schedule.next(after: after(6)) == after(7))
    schedule.noteCommit()
    #expect(!schedule.isWaiting && schedule.mayCommit(at: after(6)))
  }

  @Test("Another process that commits is talked about only once it takes longer than 30 seconds")
  func busy() {
    var schedule = schedule()
    func isSaid(_ seconds: Double) -> Bool {
      schedule.noteRefusal(at: after(seconds), retryIn: .milliseconds(200), isBusy: true)
    }
    for seconds in [0.0, 10, 30] { #expect(!isSaid(seconds)) }
    #expect(isSaid(30.1))
    schedule.noteCommit()
    #expect(!isSaid(40))
  }

  @Test("Counts that have to be made again wait for nothing, and all is looked at at once")
  func again() {
    var schedule = schedule()
    schedule.noteLines(after: start)
    _ = schedule.noteRefusal(at: after(1), retryIn: .seconds(2), isBusy: false)
    schedule.startOver()
    #expect(schedule.uncommittedSince == nil && schedule.mayCommit(at: after(1)))
    #expect(schedule.isPollDue(at: after(1), isAlarmed: false))
  }

  @Test("What passes by itself is waited for, and what does not ends the follower")
  func errors() {
    let path = "t.sqlite"
    let table: [(CollectError, Duration?)] = [
      (.store(StoreError(.busy, path: path)), .milliseconds(200)),
      (.store(StoreError(.full, path: path)), .seconds(2)),
      (.store(StoreError(.readOnly, path: path)), .seconds(2)),
      (.store(StoreError(.corrupt, path: path)), nil),
      (.store(StoreError(.newerSchema(99, known: 6), path: path)), nil),
      (.state(StateError(.writeVisitors, path: path, errno: 28)), .seconds(2)),
      (.fleetDatabase(path: path), nil), (.notASocket("syslog:"), nil),
    ]
    for (error, delay) in table { #expect(error.retryDelay == delay, "\(error)") }
    #expect(table.count { $0.0.isBusy } == 1)
  }
}

@Suite("What a follower tells of itself")
struct FollowTallyTests {
  private let start = ContinuousClock.now

  @Test("How it goes is told once an interval, and counts from the last time")
  func health() throws {
    var tally = FollowTally(at: start)
    var lines = LineTally()
    lines.lines = 10
    lines.add(.init(reason: .shape, count: 3, firstLine: 1))
    tally.add(lines)
    func ask(_ seconds: Int) -> FollowEvent.Health? {
      tally.health(at: start + .seconds(seconds), every: .seconds(60), logs: 2, isWaiting: false)
    }
    #expect(ask(59) == nil)
    let first = try #require(ask(61))
    #expect(first.lines == 10 && first.rejected == 3 && first.seconds == 61 && first.logs == 2)
    #expect(ask(120) == nil)
    tally.add(lines)
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
