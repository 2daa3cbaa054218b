/// Lets threads through in the order of their numbers, one at a time.
package final class OrderGate {
  private let next = Monitor(0)

  package init() {}

  /// Does work when all with lower numbers have done theirs. Each number from 0 must pass once.
  package func pass(_ number: Int, _ work: () -> Void) {
    next.withLock(when: { $0 == number }) { next in
      work()
      next += 1
    }
  }
}
