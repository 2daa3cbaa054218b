internal import CMaxMindDB
internal import FileSystem
internal import Glibc
internal import Traffic

/// A database file as it was at one moment: bytes in memory that nobody else can change.
///
/// The library maps a file into memory. Were that the file itself, whoever writes a new one over it
/// instead of renaming one into its place would end this process in the midst of a search. So the
/// bytes are copied into a file without a name, which lives in memory and goes with its last user.
final class CountryFileCopy {
  /// What the library opens: the copy, or the file itself where the system has no such files.
  let path: String
  /// What tells one state of the file from another.
  let state: FileStatus.Stamp
  private let descriptor: Int32

  /// The most bytes that are taken for a database; the largest are around 200 MB.
  static let most: Int64 = 1 << 30

  init(path: String) throws(CountryDatabaseError) {
    // Without waiting, in case it is a pipe.
    let source = path.withFileName { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    guard source >= 0 else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      throw CountryDatabaseError(isMissing ? .missing : .cannotRead, path: path, errno: errno)
    }
    defer { close(source) }
    guard let status = FileStatus(descriptor: source), status.isRegular, status.size > 0,
      status.size <= CountryFileCopy.most
    else { throw CountryDatabaseError(.notDatabase, path: path) }
    state = status.stamp
    descriptor = unsafe mmdb_nameless_file("countries")
    let copy = "/proc/self/fd/\(descriptor)"
    guard descriptor >= 0, copy.withFileName({ unsafe access($0, R_OK) }) == 0 else {
      self.path = path
      return
    }
    self.path = copy
    let error = CountryFileCopy.copy(source, to: descriptor, count: Int(status.size))
    if error != 0 { throw CountryDatabaseError(.cannotRead, path: path, errno: error) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Copies bytes from one file to another, and returns the system's error number or 0.
  private static func copy(_ source: Int32, to copy: Int32, count: Int) -> Int32 {
    var left = count
    while left > 0 {
      let count = sendfile(copy, source, nil, left)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return errno }
      // Someone cuts it short right now; what is there will be looked at, and refused.
      if count == 0 { break }
      left -= count
    }
    return 0
  }
}
