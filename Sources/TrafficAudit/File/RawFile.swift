internal import FileSystem
internal import Traffic

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file whose bytes are only ever read.
///
/// SQLite's locks on a file are lost when this process closes any descriptor of it, so a file of a
/// database has to stay open for as long as SQLite reads it.
public final class RawFile {
  public let path: String
  private let descriptor: Int32
  /// Bytes, when last asked for.
  public var size: Int64 { FileStatus(descriptor: descriptor)?.size ?? 0 }

  /// Opens a file; `nil` with the system's error number in `errno` where it cannot be.
  public init?(_ path: String) {
    self.path = path
    // Without waiting for a writer, should it be a pipe.
    // SAFETY: the path is a string that lives for the call.
    descriptor = path.withFileName { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Reads up to so many bytes at an offset; fewer at the file's end.
  public func read(_ count: Int, at offset: Int64) -> [UInt8] {
    var bytes: [UInt8] = []
    read(count, at: offset, into: &bytes)
    return bytes
  }

  /// Reads into an array that is used again.
  public func read(_ count: Int, at offset: Int64, into bytes: inout [UInt8]) {
    if bytes.count != count { bytes = [UInt8](repeating: 0, count: count) }
    var done = 0
    unsafe bytes.withUnsafeMutableBytes { room in
      while done < count {
        // SAFETY: `done` is below the room's size.
        let more = unsafe pread(
          descriptor, room.baseAddress! + done, count - done, off_t(offset) + off_t(done))
        if more < 0, errno == EINTR { continue }
        guard more > 0 else { break }
        done += more
      }
    }
    if done < count { bytes.removeLast(count - done) }
  }
}

/// Numbers as they stand in a file.
extension [UInt8] {
  /// An unsigned number of some bytes, the most significant first.
  @inline(__always)
  func bigEndian(_ width: Int, at offset: Int) -> Int {
    var number = 0
    for index in 0..<width { number = number << 8 | Int(self[offset + index]) }
    return number
  }
}
