internal import Glibc
internal import Traffic

/// Small files that are read and written as a whole.
enum WholeFile {
  /// What changes when a file is written anew.
  struct Stamp: Equatable {
    private var inode: UInt64
    private var size: Int64
    /// The time of the last change, as the system has it.
    private var changed: [UInt8]

    init?(_ path: String) {
      var info = stat()
      guard path.withFileName({ unsafe stat($0, &info) }) == 0 else { return nil }
      inode = UInt64(info.st_ino)
      size = Int64(info.st_size)
      changed = unsafe withUnsafeBytes(of: &info.st_mtim) { unsafe Array($0) }
    }
  }

  /// A file's bytes; `nil` where it cannot be read.
  static func read(_ path: String) -> [UInt8]? {
    let descriptor = path.withFileName {
      unsafe open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var info = stat()
    guard unsafe fstat(descriptor, &info) == 0, info.st_size >= 0 else { return nil }
    let size = Int(info.st_size)
    var isWhole = true
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { room, count in
      while count < size {
        // SAFETY: `count` is below the room's size.
        let more = unsafe Glibc.read(descriptor, room.baseAddress! + count, size - count)
        if more < 0, errno == EINTR { continue }
        guard more > 0 else {
          isWhole = false
          break
        }
        count += more
      }
    }
    return isWhole ? bytes : nil
  }

  /// Writes a file that is there as a whole or, as before, not at all.
  ///
  /// - Parameters:
  ///   - mode: Who may read it, whatever the process leaves out of new files; its owner only, unless
  ///     said otherwise.
  ///   - isLasting: Whether it must be there after a power cut, too.
  static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t = 0o600, isLasting: Bool = false
  ) -> Bool {
    let temporary = path + ".new"
    let descriptor = NewFile.replace(temporary, mode: mode)
    guard descriptor >= 0 else { return false }
    fchmod(descriptor, mode)
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        // SAFETY: `done` is below the count.
        unsafe Glibc.write(descriptor, $0.baseAddress! + done, bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      done += count
    }
    let isKept = !isLasting || fsync(descriptor) == 0
    let isClosed = close(descriptor) == 0
    guard done == bytes.count, isKept, isClosed,
      temporary.withFileName(and: path, { unsafe rename($0, $1) }) == 0
    else {
      let reason = errno
      _ = temporary.withFileName { unsafe unlink($0) }
      errno = reason
      return false
    }
    return true
  }
}
