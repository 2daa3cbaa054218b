internal import AccessLog
internal import FileSystem
internal import Glibc
internal import Traffic

/// The file of a day's key: the key, and when it was made by the time since the machine's start.
///
/// The key of a fleet's day is in none; its file says no more than when its first visitor was counted.
package struct DayKeyFile {
  package let path: String

  package init(path: String) { self.path = path }

  /// The bytes that such a file may have: those of the key, of a moment, or both. Earlier releases wrote
  /// the key alone.
  package static let lengths = [
    VisitorKey.length, BootTime.length, VisitorKey.length + BootTime.length,
  ]

  private func open() -> (descriptor: Int32, size: Int)? {
    let descriptor = path.withFileName { unsafe Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }
    guard descriptor >= 0 else { return nil }
    guard let size = FileStatus(descriptor: descriptor).map({ Int($0.size) }),
      DayKeyFile.lengths.contains(size)
    else {
      close(descriptor)
      return nil
    }
    return (descriptor, size)
  }

  /// The key; `nil` where the file has none, or there is no such file.
  func secret() -> SecretBytes? {
    guard let (descriptor, size) = open() else { return nil }
    defer { close(descriptor) }
    guard size >= VisitorKey.length else { return nil }
    return unsafe SecretBytes(count: VisitorKey.length) { room in
      // SAFETY: the room has that many bytes.
      unsafe pread(descriptor, room.baseAddress, VisitorKey.length, 0) == VisitorKey.length
    }
  }

  /// When it was made; `nil` where the file does not say.
  package func made() -> BootTime? {
    guard let (descriptor, size) = open() else { return nil }
    defer { close(descriptor) }
    guard size != VisitorKey.length else { return nil }
    var bytes = [UInt8](repeating: 0, count: BootTime.length)
    let count = unsafe bytes.withUnsafeMutableBytes {
      // SAFETY: the array has that many bytes.
      unsafe pread(descriptor, $0.baseAddress, BootTime.length, off_t(size - BootTime.length))
    }
    return count == BootTime.length ? BootTime(bytes: bytes) : nil
  }

  /// Makes the file, unless there is one: of two processes, the first one wins.
  ///
  /// - Returns: Whether this one did; `errno` says why not.
  func make(_ secret: SecretBytes?, at moment: BootTime?) -> Bool {
    let temporary = "\(path).\(UInt64.random(in: 0 ... .max))"
    let descriptor = NewFile.open(temporary, O_WRONLY)
    guard descriptor >= 0 else { return false }
    var isMade = true
    if let secret {
      isMade = unsafe secret.withBytes { unsafe SecretFile.write($0, to: descriptor) }
    }
    if isMade, let bytes = moment?.bytes {
      isMade = unsafe bytes.withUnsafeBytes { unsafe SecretFile.write($0, to: descriptor) }
    }
    close(descriptor)
    if isMade {
      isMade = temporary.withFileName(and: path, { unsafe link($0, $1) }) == 0
    }
    let reason = errno
    // It is the same file as the one that was made, or was nobody's key.
    _ = temporary.withFileName { unsafe unlink($0) }
    errno = reason
    return isMade
  }
}
