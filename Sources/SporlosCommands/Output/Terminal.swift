internal import Traffic

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is at the other end of an output of this process.
struct Terminal {
  /// Where the answers go.
  static let standardOutput = Terminal(descriptor: STDOUT_FILENO)
  /// Where errors and progress go.
  static let standardError = Terminal(descriptor: STDERR_FILENO)

  private let descriptor: Int32

  /// Whether a person may be looking, rather than a file or another program.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Columns: what `COLUMNS` says, else what the terminal says, else 100.
  var width: Int {
    if let columns = Terminal.variable("COLUMNS").flatMap({ Int($0) }), columns > 0 {
      return columns
    }
    let columns = Int(size.ws_col)
    return columns > 0 ? columns : 100
  }

  /// Rows: what the terminal says, else 24.
  var height: Int {
    let rows = Int(size.ws_row)
    return rows > 0 ? rows : 24
  }

  /// What the system knows of the window; zeros where it is none.
  private var size: winsize {
    var size = winsize()
    // SAFETY: `size` is a whole `winsize` that lives for the call.
    return unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : winsize()
  }

  /// Whether escape sequences are welcome (https://no-color.org).
  var hasStyles: Bool {
    isTerminal && Terminal.variable("NO_COLOR") == nil && Terminal.variable("TERM") != "dumb"
  }

  /// Whether the locale has more letters than those of ASCII.
  var isUnicode: Bool {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let value = Terminal.variable(name) else { continue }
      let lower = value.lowercased()
      return lower.contains("utf-8") || lower.contains("utf8")
    }
    // Nothing said, as under cron: nearly everything reads UTF-8.
    return true
  }

  /// Writes all of a text; what cannot be written is lost, and the system's error tells why. An answer
  /// that must not be lost goes through ``Answer``.
  @discardableResult
  func write(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      // SAFETY: the bytes live for the closure.
      unsafe write(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Writes all bytes.
  func write(_ bytes: UnsafeRawBufferPointer) -> Bool { unsafe writeAll(bytes, to: descriptor) }

  /// Puts something in the place of standard descriptors that were closed.
  ///
  /// The next file that is opened would have their numbers otherwise: an answer would go into it, and
  /// be lost as if all were well. What stands there refuses to be read, or written to.
  static func keepStandardDescriptors() {
    for (descriptor, refusing) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
      // SAFETY: the path is a string that lives for the call. The lowest free number is taken.
      _ = unsafe open("/dev/null", refusing)
    }
  }

  /// A variable of the environment; `nil` where it is not set, or empty.
  static func variable(_ name: String) -> String? {
    // SAFETY: getenv returns a string that ends in NUL; it is copied at once, and this program
    // never changes its environment.
    guard let value = unsafe getenv(name).map({ unsafe FileName.text($0) }), !value.isEmpty
    else { return nil }
    return value
  }
}

/// Writes all bytes, however many calls that takes; `false` when one of them fails.
private func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
  var rest = unsafe bytes[...]
  // SAFETY: `rest` is always a part of `bytes`.
  while unsafe !rest.isEmpty {
    let part = unsafe UnsafeRawBufferPointer(rebasing: rest)
    let written = unsafe write(descriptor, part.baseAddress, part.count)
    if written < 0 {
      switch errno {
      case EINTR: continue
      case EAGAIN:
        // A pipe that does not wait, as ssh makes them, is full for a moment.
        var space = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        // SAFETY: one whole `pollfd` that lives for the call.
        _ = unsafe poll(&space, 1, -1)
        continue
      default: return false
      }
    }
    unsafe rest = unsafe rest.dropFirst(written)
  }
  return true
}
