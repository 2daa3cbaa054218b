internal import CProcess
internal import Glibc

/// The signals of a program that stands in a pipe: they are taken between two reads, so that no line
/// is lost to them.
///
/// SIGTERM and SIGINT end the pipe when those who write to it have gone, or have been quiet for a
/// while: Apache sends SIGTERM at a graceful restart, while requests that it has begun are still to be
/// logged. The second such signal ends it at once. SIGHUP reopens the output.
final class LiveSignals {
  private let descriptor: Int32
  private let reopen: () -> Void
  /// When to stop at last, once that was asked for: whoever writes on may do so for ever.
  private var deadline: ContinuousClock.Instant?
  private var isImpatient = false

  /// How long whoever writes may be quiet, in milliseconds, once a signal has asked to stop.
  private static let quiet: Int32 = 5_000
  /// How long all may take then.
  private static let longest = Duration.seconds(30)

  /// Whether a signal has asked to stop.
  var isStopping: Bool { deadline != nil }

  /// - Parameter reopen: What SIGHUP asks for.
  init(reopen: @escaping () -> Void) {
    self.reopen = reopen
    descriptor = process_hold_signals()
  }

  deinit {
    if descriptor >= 0 { process_release_signals(descriptor) }
  }

  /// Waits until there is something to read, which may be the end.
  ///
  /// - Returns: `false` where a signal has asked to stop, and nothing more comes.
  func wait(for source: Int32) -> Bool {
    while true {
      var waiting = [
        pollfd(fd: source, events: Int16(POLLIN), revents: 0),
        // A negative descriptor is passed over.
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      ]
      // SAFETY: the array has two elements and lives for the call.
      let ready = unsafe poll(&waiting, 2, isStopping ? LiveSignals.quiet : -1)
      if ready < 0 {
        // What is wrong, the read will say.
        guard errno == EINTR else { return true }
        continue
      }
      if waiting[1].revents != 0 { take() }
      if let deadline, ready == 0 || isImpatient || ContinuousClock.now >= deadline { return false }
      if waiting[0].revents != 0 { return true }
    }
  }

  private func take() {
    while true {
      switch process_next_signal(descriptor) {
      case 0: return
      case SIGHUP: reopen()
      default:
        if isStopping { isImpatient = true }
        deadline = deadline ?? ContinuousClock.now + LiveSignals.longest
      }
    }
  }
}
