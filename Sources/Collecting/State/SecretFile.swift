internal import AccessLog
internal import FileSystem
internal import Glibc
internal import Traffic

/// Files that hold a secret and nothing else.
package enum SecretFile {
  /// Reads a secret of exactly so many bytes straight into locked memory; `nil` where the file has
  /// more or fewer.
  static func read(_ descriptor: Int32, count: Int) -> SecretBytes? {
    guard FileStatus(descriptor: descriptor)?.size == Int64(count) else { return nil }
    return unsafe SecretBytes(count: count) { room in
      // SAFETY: the room has `count` bytes.
      unsafe pread(descriptor, room.baseAddress, count, 0) == count
    }
  }

  /// Writes a secret and sees to it that it survives a power cut.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count) == bytes.count
      && fsync(descriptor) == 0
  }

  /// Writes a file of a secret, readable by its owner only, that is there as a whole or, as before, not
  /// at all; sees to it that it survives a power cut.
  ///
  /// - Parameter lend: Lends the secret for a call.
  package static func replace(
    _ path: String, with lend: ((UnsafeRawBufferPointer) -> Bool) -> Bool
  ) -> Bool {
    let temporary = path + StateFile.unfinished
    let descriptor = NewFile.replace(temporary)
    guard descriptor >= 0 else { return false }
    let isWritten = unsafe lend { unsafe write($0, to: descriptor) }
    guard close(descriptor) == 0, isWritten,
      temporary.withFileName(and: path, { unsafe rename($0, $1) }) == 0
    else {
      let reason = errno
      _ = destroy(temporary)
      errno = reason
      return false
    }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let parent = folder.withFileName { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    if parent >= 0 {
      fsync(parent)
      close(parent)
    }
    return true
  }

  /// Overwrites a file and removes it.
  ///
  /// What a disk keeps of bytes that were overwritten is beyond a program; where there is a `/run`,
  /// they never were on one.
  static func destroy(_ path: String) -> Bool {
    let descriptor = path.withFileName {
      unsafe open($0, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    }
    if descriptor >= 0 {
      if let status = FileStatus(descriptor: descriptor) {
        let zeros = [UInt8](repeating: 0, count: 1 << 16)
        var left = Int(status.size)
        while left > 0 {
          let count = unsafe Glibc.write(descriptor, zeros, min(left, zeros.count))
          guard count > 0 else { break }
          left -= count
        }
        fsync(descriptor)
      }
      close(descriptor)
    }
    return path.withFileName { unsafe unlink($0) } == 0 || errno == ENOENT
  }
}
