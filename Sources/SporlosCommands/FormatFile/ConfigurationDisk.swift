internal import AccessLog
internal import Glibc
internal import Traffic

/// The files of a server's configuration: read from the disk, and only from there.
enum ConfigurationDisk {
  /// Far more than a file of a configuration has.
  private static let mostBytes = 32 << 20

  /// What is in a file; `nil` where it cannot be read, is too large, or is no file: a pipe or a
  /// device could be waited for without end.
  static func contents(_ path: String) -> [UInt8]? {
    let descriptor = path.withFileName {
      unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var info = stat()
    // SAFETY: `info` is a whole `stat` that lives for the call.
    guard unsafe fstat(descriptor, &info) == 0 else { return nil }
    guard info.st_mode & S_IFMT == S_IFREG else {
      errno = info.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL
      return nil
    }
    guard info.st_size <= mostBytes else {
      errno = EFBIG
      return nil
    }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= mostBytes {
      // SAFETY: the array is as long as said, and lives for the call.
      let count = unsafe part.withUnsafeMutableBytes { room in
        unsafe Glibc.read(descriptor, room.baseAddress, room.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      guard count > 0 else { return bytes }
      bytes += part[..<count]
    }
    errno = EFBIG
    return nil
  }

  /// The paths that match a glob, one without wildcards if it is there.
  static func matches(_ pattern: String) -> [String] {
    var found = unsafe glob_t()
    // SAFETY: `glob` fills the structure, which is freed behind the last use of its strings.
    defer { unsafe globfree(&found) }
    let result = pattern.withFileName { unsafe glob($0, 0, nil, &found) }
    guard result == 0, let paths = unsafe found.gl_pathv else { return [] }
    return unsafe (0..<Int(found.gl_pathc)).compactMap { index in
      unsafe paths[index].map { unsafe FileName.text($0) }
    }
  }
}
