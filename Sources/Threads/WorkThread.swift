internal import Glibc

/// A thread of the system that does one piece of work.
///
/// What the work touches while others do is behind a lock: Dispatch and `Thread` ask that it be `@Sendable`,
/// which the workers of a log are not.
@safe
package struct WorkThread {
  private final class Work {
    let run: () -> Void

    init(_ run: @escaping () -> Void) { self.run = run }
  }

  private let thread: pthread_t

  /// Starts the work; `nil` where the system has no thread for it.
  ///
  /// Each thread that was started is joined or detached once.
  package init?(_ work: @escaping () -> Void) {
    // SAFETY: given back by the thread, or below where there is none.
    let argument = unsafe Unmanaged.passRetained(Work(work))
    var thread = pthread_t()
    // SAFETY: the thread gives back the reference that keeps the work alive for it.
    let result = unsafe pthread_create(
      &thread, nil,
      { argument in
        // SAFETY: the pointer is only looked at.
        guard let argument = unsafe argument else { return nil }
        // SAFETY: what was given to the thread, and only to it.
        unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, argument.toOpaque())
    guard result == 0 else {
      // SAFETY: there is no thread that would give it back.
      unsafe argument.release()
      return nil
    }
    self.thread = thread
  }

  /// Waits until the work is done.
  package func join() { pthread_join(thread, nil) }

  /// Lets the work go on by itself.
  package func detach() { pthread_detach(thread) }
}
