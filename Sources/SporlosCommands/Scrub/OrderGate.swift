internal import Glibc

/// Lets threads through in the order of their numbers, one at a time.
@safe
final class OrderGate {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var next = 0

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    // SAFETY: both are initialised before they are used, in memory that does not move.
    _ = unsafe pthread_mutex_init(mutex, nil)
    _ = unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    // SAFETY: initialised above; no thread holds the gate any more.
    _ = unsafe pthread_mutex_destroy(mutex)
    _ = unsafe pthread_cond_destroy(changed)
    unsafe mutex.deallocate()
    unsafe changed.deallocate()
  }

  /// Does work when all with lower numbers have done theirs. Each number from 0 must pass once.
  func pass(_ number: Int, _ work: () -> Void) {
    // SAFETY: the mutex is initialised, and let go of on every way out.
    _ = unsafe pthread_mutex_lock(mutex)
    while next != number { _ = unsafe pthread_cond_wait(changed, mutex) }
    work()
    next += 1
    _ = unsafe pthread_cond_broadcast(changed)
    _ = unsafe pthread_mutex_unlock(mutex)
  }
}
