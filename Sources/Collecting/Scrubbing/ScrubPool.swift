internal import AccessLog
internal import Synchronization
internal import Threads
internal import Traffic

/// The threads that scrub lines: each has a block, what it knows, and a buffer of its own; what they
/// write is in the order of what they read.
final class ScrubPool {
  private final class Worker {
    var scrubber: LogScrubber
    var block = LogBlock()
    var lines = ScrubbedLines()

    init(_ settings: ScrubSettings) { scrubber = LogScrubber(settings) }

    /// Scrubs the block.
    func scrub() -> LineTally {
      // SAFETY: the block lends its lines for the closure, which keeps nothing of them.
      var tally = unsafe block.withLines {
        unsafe scrubber.scrub($0, heading: block.heading, into: &lines)
      }
      if block.skippedLines > 0 { tally.add(skippedLines: block.skippedLines) }
      return tally
    }
  }

  private let workers: [Worker]

  init(workers: Int, settings: ScrubSettings) {
    self.workers = (0..<max(1, workers)).map { _ in Worker(settings) }
  }

  /// Scrubs a source to its end.
  ///
  /// Of a pipe, whatever is there is written before more is waited for, by one thread.
  ///
  /// - Parameters:
  ///   - wait: See `LineReader.next`.
  ///   - seen: Called now and then, on any of the threads but never on two at once.
  /// - Returns: What became of the lines, and why they could not be written.
  func scrub(
    _ reader: LineReader, as format: LogFormat, to output: ScrubOutput, wait: (Int32) -> Bool,
    seen: (_ lines: Int64) -> Void
  ) -> (tally: LineTally, failure: ScrubOutput.Failure?) {
    for worker in workers { worker.scrubber.begin(format) }
    let isAtEnd = Mutex(false)
    let gate = OrderGate()
    // Behind the gate.
    var total = LineTally()
    var failure: ScrubOutput.Failure?
    let threads = reader.isFile ? workers.count : 1
    ForkJoin.perform(threads: threads, pieces: threads) { index in
      let worker = workers[index]
      while true {
        let hasBlock = isAtEnd.withLock { isAtEnd in
          guard !isAtEnd else { return false }
          isAtEnd = !reader.next(&worker.block, wait: wait)
          return !isAtEnd
        }
        guard hasBlock else { break }
        let tally = worker.scrub()
        gate.pass(worker.block.sequence) {
          guard failure == nil else { return }
          total.append(tally)
          do throws(ScrubOutput.Failure) {
            // SAFETY: the lines live for the closure, which writes them out.
            try unsafe worker.lines.withLines { lines throws(ScrubOutput.Failure) in
              try unsafe output.write(lines)
            }
          } catch {
            failure = error
            isAtEnd.withLock { $0 = true }
          }
          seen(total.allLines)
        }
      }
    }
    return (total, failure)
  }
}
