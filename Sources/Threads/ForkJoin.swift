internal import Synchronization

/// Pieces of work, done by several threads at once, and joined at the end.
///
/// Each piece owns what it touches, and what they share is behind a lock.
package final class ForkJoin {
  private let pieces: Int
  private let work: (Int) -> Void
  private let next = Mutex(0)

  private init(pieces: Int, work: @escaping (Int) -> Void) {
    self.pieces = pieces
    self.work = work
  }

  /// Calls `work` once for each number below `pieces`, in order of start, and returns when all is
  /// done. Pieces that run at once must not touch the same memory without a lock.
  package static func perform(threads: Int, pieces: Int, _ work: (Int) -> Void) {
    perform(others: min(threads, pieces) - 1, pieces: pieces, first: {}, work)
  }

  /// Calls `own` on this thread and meanwhile `other` on another one, if there is one that has the time;
  /// returns when both are done. They must not touch the same memory without a lock.
  ///
  /// - Throws: What one of them throws; where both do, what `own` does.
  package static func perform<Failure: Error>(
    _ own: () throws(Failure) -> Void, beside other: () throws(Failure) -> Void
  ) throws(Failure) {
    var (done, doneBeside) = (Result<Void, Failure>.success(()), Result<Void, Failure>.success(()))
    perform(others: 1, pieces: 1, first: { done = Result(catching: own) }) { _ in
      doneBeside = Result(catching: other)
    }
    try done.get()
    try doneBeside.get()
  }

  private static func perform(
    others: Int, pieces: Int, first own: () -> Void, _ work: (Int) -> Void
  ) {
    withoutActuallyEscaping(work) { work in
      let job = ForkJoin(pieces: pieces, work: work)
      let started = (0..<max(0, others)).compactMap { _ in WorkThread { job.run() } }
      own()
      // This thread works too, so all gets done even where no other could be started.
      job.run()
      for thread in started { thread.join() }
    }
  }

  private func run() {
    while true {
      let piece = next.withLock { next in
        defer { next += 1 }
        return next
      }
      guard piece < pieces else { return }
      work(piece)
    }
  }
}
