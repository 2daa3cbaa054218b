internal import FileSystem
package import Glibc
internal import Traffic

/// Small files that are read and written as a whole.
package enum WholeFile {
  /// Far more than a file of a state folder has.
  private static let most = 1 << 30

  /// A file's bytes; `nil` where it cannot be read.
  package static func read(_ path: String) -> [UInt8]? {
    FileBytes.of(path, most: most, follows: false)
  }

  /// Writes a file that is there as a whole or, as before, not at all.
  ///
  /// - Parameters:
  ///   - mode: Who may read it, whatever the process leaves out of new files; its owner only, unless
  ///     said otherwise.
  ///   - group: The group that it is given to, where this process may.
  ///   - isLasting: Whether it must be there after a power cut, too.
  package static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t = 0o600, group: UInt32? = nil,
    isLasting: Bool = false
  ) -> Bool {
    let temporary = path + StateFile.unfinished
    let descriptor = NewFile.replace(temporary, mode: mode)
    guard descriptor >= 0 else { return false }
    if let group { fchown(descriptor, uid_t.max, group) }
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
