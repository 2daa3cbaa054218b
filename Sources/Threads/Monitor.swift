internal import Glibc

/// State that threads share: one of them at a time has it, and those that wait for something look again each
/// time it changes.
@safe
package final class Monitor<State: ~Copyable>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  /// Only under the lock.
  private var state: State

  package init(_ state: consuming sending State) {
    self.state = state
    // SAFETY: initialised below, and deallocated in `deinit`.
    unsafe mutex = .allocate(capacity: 1)
    // SAFETY: as above.
    unsafe changed = .allocate(capacity: 1)
    // SAFETY: both are initialised before they are used, in memory that does not move.
    _ = unsafe pthread_mutex_init(mutex, nil)
    // SAFETY: as above.
    _ = unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    // SAFETY: initialised above; whoever uses the monitor keeps it alive, so that nobody has the lock.
    _ = unsafe pthread_mutex_destroy(mutex)
    // SAFETY: as above.
    _ = unsafe pthread_cond_destroy(changed)
    // SAFETY: allocated above, and nobody's any more.
    unsafe mutex.deallocate()
    // SAFETY: as above.
    unsafe changed.deallocate()
  }

  /// Looks at the state, or changes it, and wakes those that wait.
  package func withLock<Result, Failure: Error>(
    _ body: (inout State) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withLock(when: { _ in true }, body)
  }

  /// Waits until the state is as it has to be, and then changes it.
  ///
  /// - Parameter isReady: Asked under the lock, now and after each change.
  package func withLock<Result, Failure: Error>(
    when isReady: (borrowing State) -> Bool, _ body: (inout State) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // SAFETY: the mutex is initialised, and let go of on every way out.
    _ = unsafe pthread_mutex_lock(mutex)
    defer {
      // SAFETY: initialised, and this thread has the lock.
      _ = unsafe pthread_cond_broadcast(changed)
      // SAFETY: as above.
      _ = unsafe pthread_mutex_unlock(mutex)
    }
    // SAFETY: as above.
    while !isReady(state) { _ = unsafe pthread_cond_wait(changed, mutex) }
    return try body(&state)
  }
}
