internal import Glibc
internal import Synchronization

/// Pieces of work, done by several threads at once, and joined at the end.
///
/// Dispatch asks that such work be `@Sendable`, which the workers are not: each piece owns what it
/// touches, and what they share is behind a lock.
final class ForkJoin {
  private let pieces: Int
  private let work: (Int) -> Void
  private let next = Mutex(0)

  private init(pieces: Int, work: @escaping (Int) -> Void) {
    self.pieces = pieces
    self.work = work
  }

  /// Calls `work` once for each number below `pieces`, in order of start, and returns when all is
  /// done. Pieces that run at once must not touch the same memory without a lock.
  static func perform(threads: Int, pieces: Int, _ work: (Int) -> Void) {
    perform(others: min(threads, pieces) - 1, pieces: pieces, first: {}, work)
  }

  /// Calls `own` on this thread and meanwhile `other` on another one, if there is one that has the time;
  /// returns when both are done. They must not touch the same memory without a lock.
  static func perform(_ own: () -> Void, beside other: () -> Void) {
    perform(others: 1, pieces: 1, first: own) { _ in other() }
  }

  private static func perform(
    others: Int, pieces: Int, first own: () -> Void, _ work: (Int) -> Void
  ) {
    withoutActuallyEscaping(work) { work in
      let job = ForkJoin(pieces: pieces, work: work)
      // SAFETY: the job outlives the threads, which are joined below.
      let argument = unsafe Unmanaged.passUnretained(job).toOpaque()
      let started: [pthread_t] = (0..<max(0, others)).compactMap { _ in
        var thread = pthread_t()
        let result = unsafe pthread_create(
          &thread, nil,
          { argument in
            guard let argument = unsafe argument else { return nil }
            unsafe Unmanaged<ForkJoin>.fromOpaque(argument).takeUnretainedValue().run()
            return nil
          }, argument)
        return result == 0 ? thread : nil
      }
      own()
      // This thread works too, so all gets done even where no other could be started.
      job.run()
      for thread in started { pthread_join(thread, nil) }
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
