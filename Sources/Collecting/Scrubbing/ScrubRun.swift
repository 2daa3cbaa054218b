internal import AccessLog
internal import FileSystem
internal import Traffic

/// Rewrites logs without addresses and identifiers: source after source, to one output.
package final class ScrubRun {
  private let options: ScrubOptions
  private let observer: any CollectObserver
  private let output: ScrubOutput
  private let pool: ScrubPool
  /// Taken once the first source is a pipe.
  private var signals: LiveSignals?
  /// Why the output could not be opened again.
  private var reopening: ScrubError?
  private var summary = ScrubSummary()

  /// Opens the output, and refuses one that is also read.
  package init(
    _ options: ScrubOptions, observer: any CollectObserver
  ) throws(ScrubError) {
    self.options = options
    self.observer = observer
    output = try ScrubOutput(path: options.output)
    for input in options.inputs where output.isFile(ofSource: input) {
      throw .inputIsOutput(path: input)
    }
    pool = ScrubPool(workers: options.workers, settings: options.settings)
  }

  /// Scrubs all sources.
  package func run() throws(ScrubError) -> ScrubSummary {
    let start = ContinuousClock.now
    // Let go of again where it turns out to be no pipe.
    if options.inputs.first == "-" { signals = liveSignals() }
    for path in options.inputs where signals?.isStopping != true && !summary.isReaderGone {
      let failure = scrub(path)
      if let reopening { throw reopening }
      switch failure {
      case nil: continue
      case .failed(let failure): throw failure
      case .gone: summary.isReaderGone = true
      }
    }
    observer.ends()
    summary.bytes = output.bytes
    summary.seconds = (ContinuousClock.now - start) / .seconds(1)
    return summary
  }

  private func add(_ source: ScrubSummary.Source) {
    summary.total.append(source.tally)
    summary.sources.append(source)
  }

  /// Scrubs the logs in one source; what it returns is about the output.
  private func scrub(_ path: String) -> ScrubOutput.Failure? {
    var source = ScrubSummary.Source(path: path)
    var count = 0
    do throws(InputError) {
      if let logs = try logs(path) {
        while let log = try logs.next() {
          count += 1
          if let failure = scrub(log) { return failure }
          if signals?.isStopping == true || reopening != nil { return nil }
        }
      }
    } catch {
      source.failure = error
    }
    if count == 0 || source.failure != nil { add(source) }
    return nil
  }

  /// Opens a source; `nil` where a signal has ended it.
  private func logs(_ path: String) throws(InputError) -> LogSources? {
    let opened = try OpenedSource(path: path)
    // The first bytes of a pipe may be long in coming, and a signal before them ends it in peace.
    if path == "-", !opened.status.isRegular, !wait(for: 0) { return nil }
    if opened.readiness() == .unopened {
      signals = nil
      PipeSources.waitForWriter(of: opened) { observer.waitsForWriter(of: path) }
    }
    return try LogSources(opened, path: path, wait: wait)
  }

  /// Scrubs one log; what it returns is about the output.
  private func scrub(_ log: LogSource) -> ScrubOutput.Failure? {
    let path = log.path
    var source = ScrubSummary.Source(path: path)
    defer { add(source) }
    var failure: ScrubOutput.Failure?
    do throws(InputError) {
      let reader = try LineReader(log)
      // Where a read may wait without a word, a signal has to do what it always does.
      if !reader.isAnnounced { signals = nil }
      guard
        let format = options.format(of: path).map({ reader.read(as: $0, wait: wait) })
          ?? reader.recognisedFormat(
            likely: options.likelyFormat(of: path), client: options.settings.log.clientField,
            wait: wait)
      else {
        if let failure = reader.failure { throw failure }
        guard reader.isEmpty else { throw InputError(.unknownFormat) }
        return nil
      }
      source.format = format.name
      (source.tally, failure) = pool.scrub(reader, as: format, to: output, wait: wait) { lines in
        observer.reads(path, done: reader.bytesRead, of: reader.size, lines: lines)
      }
      if let failure = reader.failure { throw failure }
    } catch {
      source.failure = error
    }
    source.hasTooManyRejects = options.maxRejected.isExceeded(by: source.tally)
    return failure
  }

  /// Waits for a pipe; from the first time on, signals are taken between two reads.
  private func wait(for descriptor: Int32) -> Bool {
    if signals == nil { signals = liveSignals() }
    return signals?.wait(for: descriptor) == true && reopening == nil
  }

  private func liveSignals() -> LiveSignals {
    LiveSignals { [unowned self] in
      do throws(ScrubError) { try output.reopen() } catch { reopening = error }
    }
  }
}
