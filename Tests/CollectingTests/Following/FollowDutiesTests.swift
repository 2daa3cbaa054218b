import Glibc
import Testing
import Traffic

@testable import Collecting

/// Courses of time that are made up: one clock that only goes on, and one on the wall that may be set.
@Suite("What a follower does by the clock")
struct FollowDutiesTests {
  private let start = ContinuousClock.now

  private func duties(
    flush: Duration = .seconds(10), alive: Duration? = nil
  ) -> FollowDuties {
    var options = FollowOptions(collect: CollectOptions(inputs: [], database: "t.sqlite"))
    options.flush = flush
    options.aliveInterval = alive
    return FollowDuties(options, at: start)
  }

  private func after(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }

  @Test("It says that all is well at once and then once an interval, and only if somebody asks")
  func alive() {
    var duties = duties(alive: .seconds(15))
    for (seconds, isDue) in [
      (0.0, true), (0, false), (14.9, false), (15, true), (29.9, false),
      // A commit that took long makes none of them up.
      (100, true), (114.9, false), (115, true),
    ] {
      #expect(duties.isAliveDue(at: after(seconds)) == isDue, "\(seconds)")
    }
    #expect(duties.nextAlive == after(130))
    var silent = self.duties()
    #expect(!silent.isAliveDue(at: after(1e6)) && silent.nextAlive == nil)
  }

  @Test("Days that are over are seen to each minute, from the start on")
  func sealing() {
    var duties = duties()
    for (seconds, isDue) in [
      (0.0, true), (59.9, false), (60, true), (119.9, false), (150, true), (209.9, false),
      (210, true),
    ] {
      #expect(duties.isSealingDue(at: after(seconds)) == isDue, "\(seconds)")
    }
  }

  @Test("Counts are seen to once on each day, and each minute while the database does not take it")
  func ageing() {
    var duties = duties()
    let table: [(seconds: Double, day: Int32, isDue: Bool, works: Bool)] = [
      (0, 1, true, false), (59.9, 1, false, false), (60, 1, true, true),
      (61, 1, false, false), (1e5, 1, false, false),
      // A day ends: at once, however short ago the last one was done.
      (1e5 + 1, 2, true, true), (1e5 + 2, 2, false, false),
      // The clock is set back, and goes on again.
      (1e5 + 3, 1, true, true), (1e5 + 4, 2, true, false), (1e5 + 5, 2, false, false),
      // While it fails, another day is in no hurry either.
      (1e5 + 6, 3, false, false), (1e5 + 64, 3, true, true),
    ]
    for (seconds, day, isDue, works) in table {
      let day = Day(rawValue: 20_000 + day)
      #expect(duties.isAgeingDue(on: day, at: after(seconds)) == isDue, "\(seconds)")
      if works { duties.noteAged(on: day) }
    }
  }

  @Test("What waits is written at fixed times of the wall clock, and never sooner for a line")
  func keeping() {
    for (flush, seconds, isDue): (Duration, [Int64], [Bool]) in [
      (
        .seconds(10), [1003, 1009, 1010, 1011, 1019, 1020], [true, false, true, false, false, true]
      ),
      (.milliseconds(200), [1000, 1000, 1001], [true, false, true]),
      // The clock jumps on, and back.
      (.seconds(10), [1000, 5000, 5001, 1000, 1001], [true, true, false, true, false]),
    ] {
      var duties = duties(flush: flush)
      #expect(seconds.map { duties.isKeepingDue(atSecond: $0) } == isDue, "\(flush) \(seconds)")
    }
  }
}

@Suite("What a follower has been told to do")
struct FollowOrdersTests {
  private let start = ContinuousClock.now

  @Test(
    "A signal ends it, but for SIGHUP, which opens all anew once", arguments: [SIGTERM, SIGINT])
  func signals(end: Int32) {
    var orders = FollowOrders()
    orders.note(signal: SIGHUP, at: start)
    orders.note(signal: SIGHUP, at: start)
    #expect(!orders.isStopping)
    let reloads = [orders.takeReload(), orders.takeReload()]
    #expect(reloads == [true, false])
    orders.note(signal: end, at: start)
    let isReload = orders.takeReload()
    #expect(orders.isStopping && !isReload)
  }

  @Test("It reads for five seconds more from the first signal on, whatever comes after it")
  func lastLines() {
    var orders = FollowOrders()
    #expect(!orders.isReadingOver(at: start + .seconds(1e6)))
    orders.note(signal: SIGTERM, at: start)
    orders.note(signal: SIGTERM, at: start + .seconds(4))
    orders.stop(at: start + .seconds(4))
    #expect(!orders.isReadingOver(at: start + .seconds(5)))
    #expect(orders.isReadingOver(at: start + .milliseconds(5001)))
  }

  @Test("Where all has come to its end, the rest is read without hurry until it stops")
  func end() {
    var orders = FollowOrders()
    orders.noteEnd()
    #expect(orders.isStopping && !orders.isReadingOver(at: start + .seconds(1e6)))
    orders.stop(at: start + .seconds(10))
    #expect(!orders.isReadingOver(at: start + .seconds(15)))
    #expect(orders.isReadingOver(at: start + .seconds(16)))
  }
}
