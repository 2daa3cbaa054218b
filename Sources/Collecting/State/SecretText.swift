package import AccessLog
internal import FileSystem
internal import Glibc
internal import Traffic

/// Why a secret was not read or written as a line of text.
package enum SecretTextError: Error, Hashable {
  case read(errno: Int32)
  case write(errno: Int32)
  /// The file has something else, or only a part of it.
  case foreign
}

/// Secrets that are carried from one machine to another as a line of text, in locked memory all the way.
package enum SecretText {
  /// Writes a line to a file that only its owner can read.
  package static func write(
    _ text: SecretBytes, to file: String
  ) throws(SecretTextError) {
    // SAFETY: the bytes are lent for the call.
    guard unsafe SecretFile.replace(file, with: { unsafe text.withBytes($0) }) else {
      throw .write(errno: errno)
    }
  }

  /// Reads a line of so many bytes from a file, or from standard input where it is called `-`.
  ///
  /// - Parameter secret: What the text says; `nil` where it is none.
  package static func read<Secret>(
    _ file: String, length: Int, as secret: (SecretBytes) -> Secret?
  ) throws(SecretTextError) -> Secret {
    // Without waiting for a writer, should it be a named pipe that nobody writes to.
    let descriptor =
      file == "-"
      // SAFETY: the path lives for the call.
      ? STDIN_FILENO : file.withFileName { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { throw .read(errno: errno) }
    defer { if file != "-" { close(descriptor) } }
    let text = unsafe SecretBytes(count: length) { room in
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
    guard let secret = text.flatMap(secret) else { throw .foreign }
    return secret
  }
}
