internal import CProcess
internal import Glibc

/// The signals of a program that stands in a pipe: they are taken between two reads, so that no line
/// is lost to them.
///
/// SIGTERM and SIGINT end the pipe behind what can be read now; SIGHUP reopens the output.
final class LiveSignals {
  private let descriptor: Int32
  private let reopen: () -> Void
  /// When to stop reading, once that was asked for: whoever writes on may do so for ever.
  private var deadline: ContinuousClock.Instant?

  /// Whether a signal has asked to stop.
  var isStopping: Bool { deadline != nil }

  /// - Parameter reopen: What SIGHUP asks for.
  init(reopen: @escaping () -> Void) {
    self.reopen = reopen
    descriptor = process_open_signals()
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Waits until there is something to read.
  ///
  /// - Returns: `false` where a signal has asked to stop, and nothing more is there to be read.
  func wait(for source: Int32) -> Bool {
    while true {
      var waiting = [
        pollfd(fd: source, events: Int16(POLLIN), revents: 0),
        // A negative descriptor is passed over.
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      ]
      // SAFETY: the array has two elements and lives for the call.
      let ready = unsafe poll(&waiting, 2, isStopping ? 0 : -1)
      if ready < 0 {
        // What is wrong, the read will say.
        guard errno == EINTR else { return true }
        continue
      }
      if waiting[1].revents != 0 { take() }
      let isReadable = waiting[0].revents != 0
      guard let deadline else {
        if isReadable { return true }
        continue
      }
      return isReadable && ContinuousClock.now < deadline
    }
  }

  private func take() {
    while true {
      switch process_next_signal(descriptor) {
      case 0: return
      case SIGHUP: reopen()
      default: deadline = deadline ?? ContinuousClock.now + .seconds(2)
      }
    }
  }
}
