internal import NIOPosix
internal import Synchronization

/// Threads that ask the database, so that no question holds up others' connections.
final class ReaderPool: Sendable {
  private let threads: NIOThreadPool
  private let waiting = Mutex(0)
  private let limit: Int

  /// More questions wait than are answered soon.
  struct Full: Error {}

  init(
    threads count: Int = ServerLimits.readers, waiting limit: Int = ServerLimits.waitingQuestions
  ) {
    threads = NIOThreadPool(numberOfThreads: count)
    threads.start()
    self.limit = limit + count
  }

  /// Runs some work on a thread of the pool.
  ///
  /// - Throws: ``Full`` where too much waits already; else what the work throws.
  func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result
  {
    let isTaken = waiting.withLock { waiting in
      guard waiting < limit else { return false }
      waiting += 1
      return true
    }
    guard isTaken else { throw Full() }
    defer { waiting.withLock { $0 -= 1 } }
    return try await threads.runIfActive(work)
  }

  func stop() async { try? await threads.shutdownGracefully() }
}
