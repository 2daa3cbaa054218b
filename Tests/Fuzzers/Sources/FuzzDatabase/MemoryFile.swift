import Glibc

/// A file in memory that has lost its name.
final class MemoryFile: Sendable {
  private let descriptor: Int32
  var path: String { "/proc/self/fd/\(descriptor)" }

  init() {
    var name = Array("/dev/shm/fuzz-XXXXXX".utf8CString)
    descriptor = unsafe mkstemp(&name)
    precondition(unsafe descriptor >= 0 && unlink(name) == 0)
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) {
    precondition(ftruncate(descriptor, 0) == 0)
    precondition(unsafe pwrite(descriptor, bytes, bytes.count, 0) == bytes.count)
  }
}
