internal import Traffic

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The lock of a file, which one process has at a time (`flock`): others are refused it, or wait.
///
/// Whoever has a value of this type has the lock, until ``release()`` or until the process ends, however it ends. To
/// let go of the value is not to release it, so that a process can have a lock for as long as it lives. What is in the
/// file does not matter. Nobody may remove it: another file of its name has a lock of its own.
public final class FileLock {
  /// -1 once it is released.
  private var descriptor: Int32

  /// Takes the lock of an open file; `nil` where others have it to the end.
  ///
  /// - Parameters:
  ///   - descriptor: The file, opened by this process. It is closed when the lock is released, or not had.
  ///   - seconds: How long to wait for others, at most.
  ///   - goesOn: Asked each time that others have it, ten times a second: whether to go on waiting.
  public init?(of descriptor: Int32, seconds: Int = 0, goesOn: () -> Bool = { true }) {
    self.descriptor = descriptor
    for attempt in 0...(seconds * 10) {
      if attempt > 0 { usleep(100_000) }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      guard goesOn() else { break }
    }
    close(descriptor)
    return nil
  }

  /// Lets others have it.
  public func release() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
  }

  /// Whether somebody has the lock of a file; nobody has one of a file that is not there, or may not be read.
  ///
  /// For the moment of asking, nobody else can take it: whoever takes one that is asked for waits a little.
  public static func isHeld(_ path: String) -> Bool {
    let descriptor = path.withFileName {
      // SAFETY: the name lives for the call.
      unsafe open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }
}
