internal import Traffic

/// The line on a terminal's standard error that tells how far a long run has come.
final class CollectProgress {
  private let isShown: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var isOnScreen = false

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
  func update(path: String, done: Int64, of size: Int64) {
    guard isShown, clock.now >= next else { return }
    next = clock.now + .milliseconds(200)
    let seconds = (clock.now - start) / .seconds(1)
    let rate = Double(done) / 1e6 / max(seconds, 0.001)
    var text = "\(QuotedText.quoted(path))  \(done / 1_000_000) MB"
    if size > 0 {
      text += " of \(size / 1_000_000) MB, \(done * 100 / size) %"
      let left = Double(size - done) / max(Double(done) / max(seconds, 0.001), 1)
      text += ", \(Int(left.rounded(.up))) s left"
    }
    show(text + ", \(Int(rate)) MB/s")
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
