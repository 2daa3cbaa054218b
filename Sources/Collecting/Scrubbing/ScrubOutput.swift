internal import FileSystem
internal import Glibc
internal import Traffic

/// Where scrubbed lines go: standard output, or a file that is appended to.
final class ScrubOutput {
  /// Why nothing more can be written.
  enum Failure: Error {
    /// Whoever read it has gone, as `head` does when it has enough.
    case gone
    case failed(ScrubError)
  }

  private let path: String?
  private var descriptor: Int32 = STDOUT_FILENO
  /// Bytes written.
  private(set) var bytes: Int64 = 0

  /// Opens a file to append to, made with mode 0600 where there is none; standard output for `nil`.
  init(path: String?) throws(ScrubError) {
    self.path = path
    // Writing to a reader who has gone fails instead of ending this process half-way.
    _ = signal(SIGPIPE, SIG_IGN)
    try open()
  }

  deinit {
    if path != nil, descriptor >= 0 { close(descriptor) }
  }

  private func open() throws(ScrubError) {
    guard let path else { return }
    descriptor = path.withFileName {
      // SAFETY: the name lives for the call.
      unsafe Glibc.open(
        $0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0o600)
    }
    guard descriptor >= 0 else {
      // Opening a named pipe would wait for its reader, for ever where none comes.
      throw errno == ENXIO ? .noReader(path: path) : .cannotOpen(path: path, code: errno)
    }
  }

  /// Opens the file of that name again, as after it was renamed by logrotate.
  func reopen() throws(ScrubError) {
    guard path != nil else { return }
    close(descriptor)
    try open()
  }

  /// Whether a source is the very file that is written to, so that it would never end.
  func isFile(ofSource source: String) -> Bool {
    guard let own = FileStatus(descriptor: descriptor), own.isRegular else { return false }
    let other =
      source == "-" ? FileStatus(descriptor: STDIN_FILENO) : FileStatus(path: source)
    return own.identity == other?.identity
  }

  /// Writes whole lines, in one call unless the system takes only a part.
  func write(_ lines: UnsafeRawBufferPointer) throws(Failure) {
    // SAFETY: `rest` is always a part of `lines`, which live for this call.
    var rest = unsafe lines[...]
    while unsafe !rest.isEmpty {
      let part = unsafe UnsafeRawBufferPointer(rebasing: rest)
      let written = unsafe Glibc.write(descriptor, part.baseAddress, part.count)
      if written >= 0 {
        unsafe rest = unsafe rest.dropFirst(written)
        bytes += Int64(written)
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        var space = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        // SAFETY: there is one such value, and it lives for the call.
        _ = unsafe poll(&space, 1, -1)
      case EPIPE: throw .gone
      default: throw .failed(.cannotWrite(path: path, code: errno))
      }
    }
  }
}
