internal import Collecting
internal import Traffic

/// The line on a terminal's standard error that tells how far a long run has come.
final class CollectProgress: CollectObserver {
  private let isShown: Bool
  private let isQuiet: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var isOnScreen = false
  /// Where the source in hand stood when it was first shown: what its speed is measured from.
  private var source: (path: String, start: ContinuousClock.Instant, done: Int64, lines: Int64)?

  /// - Parameters:
  ///   - isShown: Whether standard error is a terminal and nobody asked for quiet.
  ///   - isQuiet: Whether not even that a pipe is waited for is said.
  init(isShown: Bool, isQuiet: Bool = false) {
    (self.isShown, self.isQuiet) = (isShown, isQuiet)
    start = clock.now
    // What is done in the blink of an eye needs no progress.
    next = start + .milliseconds(500)
  }

  func waitsForTurn() {
    guard isShown else { return }
    show("waiting for another `sporlos collect` on the same database")
  }

  func waitsForWriter(of path: String) {
    guard !isQuiet else { return }
    let pipe = path == "-" ? "standard input" : "the pipe \(QuotedText.quoted(path))"
    write("sporlos: waiting for a program to write to \(pipe)\n")
  }

  func mayLackCounts(_ path: String) { DatabaseNote.sayCountsLack(path) }

  /// Shows how much of a source has been read, a few times a second.
  func reads(_ path: String, done: Int64, of size: Int64, lines: Int64) {
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

  /// Shows which month is being published, where there are many.
  func publishes(month: Day, number: Int, of count: Int) {
    guard isShown, count > 2, clock.now >= next else { return }
    next = clock.now + .milliseconds(200)
    show("publishing \(month.description.prefix(7)), month \(number + 1) of \(count)")
  }

  /// Clears the line.
  func ends() {
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
