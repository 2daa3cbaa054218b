internal import Traffic

/// The line on a terminal's standard error that tells how far a long run has come.
final class CollectProgress {
  private let isShown: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var isOnScreen = false
  /// Where the source in hand stood when it was first shown: what its speed is measured from.
  private var source: (path: String, start: ContinuousClock.Instant, done: Int64, lines: Int64)?

  /// - Parameter isShown: Whether standard error is a terminal and nobody asked for quiet.
  init(isShown: Bool) {
    self.isShown = isShown
    start = clock.now
    // What is done in the blink of an eye needs no progress.
    next = start + .milliseconds(500)
  }

  func waiting() {
    guard isShown else { return }
    show("waiting for another `sporlos collect` on the same database")
  }

  /// Shows how much of a source has been read, a few times a second.
  ///
  /// - Parameters:
  ///   - done: Bytes of the source, as it is on disk, that have been read.
  ///   - size: All its bytes on disk; 0 where that is not known, as for a pipe.
  ///   - lines: Lines of it that have been read in this run.
  func update(path: String, done: Int64, of size: Int64, lines: Int64) {
    guard isShown, clock.now >= next else { return }
    if path != source?.path {
      source = (path, clock.now, done, lines)
    }
    next = clock.now + .milliseconds(200)
    let from = source ?? (path, start, 0, 0)
    let seconds = max((clock.now - from.start) / .seconds(1), 0.001)
    var text = "\(QuotedText.harmless(path))  \(done / 1_000_000) MB"
    if size > 0 { text += " of \(size / 1_000_000) MB, \(min(100, done * 100 / size)) %" }
    let speed = Double(done - from.done) / seconds
    guard speed > 0 else { return show(text) }
    text += ", \(grouped(Int64(Double(lines - from.lines) / seconds))) lines/s"
    if size > 0 { text += ", \(Int((Double(max(0, size - done)) / speed).rounded(.up))) s left" }
    show(text)
  }

  /// Clears the line.
  func end() {
    guard isOnScreen else { return }
    write("\r\u{1b}[K")
    isOnScreen = false
  }

  private func show(_ text: String) {
    isOnScreen = true
    write("\r\u{1b}[K" + text)
  }

  private func write(_ text: String) {
    Terminal.standardError.write(text)
  }
}
