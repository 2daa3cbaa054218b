import Synchronization
import Testing

@testable import Threads

/// Threads that wait for each other.
@Suite struct ThreadsTests {
  @Test("Each piece of work is done once", arguments: [(1, 0), (1, 5), (3, 2), (4, 100)])
  func pieces(threads: Int, pieces: Int) {
    let done = Mutex([Int](repeating: 0, count: pieces))
    ForkJoin.perform(threads: threads, pieces: pieces) { piece in
      done.withLock { $0[piece] += 1 }
    }
    #expect(done.withLock { $0 } == [Int](repeating: 1, count: pieces))
  }

  @Test("Work beside other work is done when both are")
  func beside() {
    let done = Mutex(Set<String>())
    ForkJoin.perform {
      done.withLock { _ = $0.insert("own") }
    } beside: {
      done.withLock { _ = $0.insert("other") }
    }
    #expect(done.withLock { $0 } == ["own", "other"])
  }

  @Test(
    "Where work beside other work fails, the other is done to its end; the own error goes first",
    arguments: [("own", "own"), ("other", "other"), ("own other", "own")])
  func besideFailing(failing: String, thrown: String) {
    struct Failure: Error, Equatable { var name: String }
    let done = Mutex(Set<String>())
    func work(_ name: String) throws(Failure) {
      done.withLock { _ = $0.insert(name) }
      if failing.contains(name) { throw Failure(name: name) }
    }
    #expect(throws: Failure(name: thrown)) {
      try ForkJoin.perform { () throws(Failure) in
        try work("own")
      } beside: { () throws(Failure) in
        try work("other")
      }
    }
    #expect(done.withLock { $0 } == ["own", "other"])
  }

  @Test("Threads pass a gate in the order of their numbers, whatever the order they come in")
  func order() {
    let gate = OrderGate()
    let passed = Mutex([Int]())
    let numbers = [3, 0, 2, 1]
    ForkJoin.perform(threads: numbers.count, pieces: numbers.count) { piece in
      gate.pass(numbers[piece]) { passed.withLock { $0.append(numbers[piece]) } }
    }
    #expect(passed.withLock { $0 } == [0, 1, 2, 3])
  }

  @Test("Who waits for a state goes on when another thread has made it")
  func waiting() throws {
    let queue = Monitor([Int]())
    let sum = Mutex(0)
    let reader = try #require(
      WorkThread {
        for _ in 0..<1000 {
          let next = queue.withLock(when: { !$0.isEmpty }) { $0.removeFirst() }
          sum.withLock { $0 += next }
        }
      })
    for number in 0..<1000 {
      // No more than three wait to be taken, so that both threads have to.
      queue.withLock(when: { $0.count < 3 }) { $0.append(number) }
    }
    reader.join()
    #expect(sum.withLock { $0 } == 499_500)
    #expect(queue.withLock { $0.count } == 0)
  }

  @Test("A lock is let go of when what is done under it fails")
  func failing() {
    struct Failure: Error {}
    let monitor = Monitor(1)
    #expect(throws: Failure.self) { try monitor.withLock { _ in throw Failure() } }
    #expect(monitor.withLock { $0 } == 1)
  }

  @Test("A thread lets go of its work when that is done")
  func memory() throws {
    final class Held: Sendable {}
    weak var held: Held?
    do {
      let object = Held()
      held = object
      try #require(WorkThread { withExtendedLifetime(object) {} }).join()
    }
    #expect(held == nil)
  }
}
