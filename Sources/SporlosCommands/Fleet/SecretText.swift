internal import AccessLog
internal import Collecting
internal import Glibc
internal import Traffic

/// Secrets that are carried from one machine to another as a line of text, in locked memory all the way.
enum SecretText {
  /// Writes a line to a file that only its owner can read, or to standard output.
  ///
  /// - Parameter name: What to call it, such as "the invitation".
  static func write(
    _ text: SecretBytes, to file: String, called name: String
  ) throws(CommandFailure) {
    if file == "-" {
      try Answer.write(text)
    } else if unsafe !SecretFile.replace(file, with: { unsafe text.withBytes($0) }) {
      throw CommandFailure("cannot write \(name) \(QuotedText.quoted(file))" + systemTrouble())
    }
  }

  /// Reads a line of so many bytes from a file or from standard input; `nil` where it is shorter.
  ///
  /// - Parameter name: What to call it, such as "the invitation".
  static func read(
    _ file: String, length: Int, called name: String
  ) throws(CommandFailure) -> SecretBytes? {
    // Without waiting for a writer, should it be a named pipe that nobody writes to.
    let descriptor =
      file == "-"
      ? STDIN_FILENO : file.withFileName { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      throw CommandFailure(
        "cannot read \(name) \(QuotedText.quoted(file))\(systemTrouble())")
    }
    defer { if file != "-" { close(descriptor) } }
    return unsafe SecretBytes(count: length) { room in
      var count = 0
      while count < room.count {
        // SAFETY: `count` is below the room's size.
        let more = unsafe Glibc.read(descriptor, room.baseAddress! + count, room.count - count)
        if more < 0, errno == EINTR { continue }
        if more < 0, errno == EAGAIN {
          // Somebody has it open to write, as in `<(ssh web1 sporlos fleet invite …)`.
          var line = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
          // SAFETY: one whole `pollfd` that lives for the call.
          _ = unsafe poll(&line, 1, -1)
          continue
        }
        guard more > 0 else { return false }
        count += more
      }
      return true
    }
  }
}
