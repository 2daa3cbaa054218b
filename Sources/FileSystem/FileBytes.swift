internal import Traffic

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Small files that are read as a whole.
public enum FileBytes {
  /// The bytes of a file; `nil` where it cannot be read, is no file, or is too large: `errno` says which.
  ///
  /// What is no file is not waited for: nobody may ever write to a pipe or a device.
  ///
  /// - Parameters:
  ///   - most: The most bytes that it may have.
  ///   - follows: Whether it may be a symbolic link.
  /// - Complexity: O(*n*).
  public static func of(_ path: String, most: Int, follows: Bool = true) -> [UInt8]? {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (follows ? 0 : O_NOFOLLOW)
    // SAFETY: the path is a string that lives for the call.
    let descriptor = path.withFileName { unsafe open($0, flags) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let status = FileStatus(descriptor: descriptor) else { return nil }
    guard status.isRegular else {
      errno = status.kind == .folder ? EISDIR : EINVAL
      return nil
    }
    guard status.size <= most else {
      errno = EFBIG
      return nil
    }
    return of(descriptor: descriptor, most: most, expected: Int(status.size))
  }

  /// The bytes that come from a descriptor until they end; `nil` where they cannot be read, or are too many:
  /// `errno` says which.
  ///
  /// - Parameters:
  ///   - most: The most bytes that there may be.
  ///   - expected: How many there are likely to be. A file may grow meanwhile, and those of some file systems have
  ///     no size: it is read up to its end.
  /// - Complexity: O(*n*).
  public static func of(descriptor: Int32, most: Int, expected: Int = 0) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected)
    var part = [UInt8](repeating: 0, count: min(1 << 16, expected + 512))
    while bytes.count <= most {
      // SAFETY: the array is as long as said, and lives for the call.
      let count = unsafe part.withUnsafeMutableBytes { room in
        unsafe read(descriptor, room.baseAddress, room.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      guard count > 0 else { return bytes }
      bytes += part[..<count]
    }
    errno = EFBIG
    return nil
  }
}
