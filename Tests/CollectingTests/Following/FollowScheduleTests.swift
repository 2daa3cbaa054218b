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

  @Test("Days stay open while lines wait to be committed, or to be read")
  func behind() {
    var schedule = schedule()
    #expect(!schedule.isBehind)
    schedule.noteLines(after: start)
    #expect(schedule.isBehind)
    schedule.noteCommit()
    #expect(!schedule.isBehind)
    // Memory is full: the next look is in no hurry, but the lines are there.
    schedule.leaveLines()
    #expect(schedule.isBehind && !schedule.isPollDue(at: after(0.1), isAlarmed: false))
    schedule.beginLook(at: after(1))
    #expect(!schedule.isBehind)
  }

  @Test("What wakes it by itself is looked at at once, and leaves no lines")
  func wakes() {
    var schedule = schedule()
    schedule.noteWake()
    #expect(schedule.isPollDue(at: after(0.1), isAlarmed: false) && !schedule.isBehind)
    #expect(schedule.next(after: after(0.1)) == after(0.1))
    schedule.beginLook(at: after(0.1))
    #expect(!schedule.isPollDue(at: after(0.2), isAlarmed: false))
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
