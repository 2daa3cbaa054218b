internal import FileSystem
internal import Glibc
internal import Traffic

/// Files and folders that are made beside a database.
///
/// What root makes for somebody else's database is given to them: a job of root's may count into the
/// database of a service, which has to read and write what the job leaves. SQLite does the same with
/// its own files.
enum NewFile {
  /// Makes a file and opens it; -1 where there is one already, whatever it is.
  ///
  /// Root gives it to whom its folder belongs.
  static func open(_ path: String, _ access: Int32, mode: mode_t = 0o600) -> Int32 {
    let descriptor = path.withFileName {
      unsafe Glibc.open($0, access | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    }
    guard descriptor >= 0 else { return -1 }
    give(descriptor, like: path.lastIndex(of: "/").map { String(path[...$0]) } ?? ".")
    return descriptor
  }

  /// Makes a file anew, in the place of what a killed run may have left.
  static func replace(_ path: String, _ access: Int32 = O_WRONLY, mode: mode_t = 0o600) -> Int32 {
    let descriptor = open(path, access, mode: mode)
    guard descriptor < 0, errno == EEXIST, path.withFileName({ unsafe unlink($0) }) == 0 else {
      return descriptor
    }
    return open(path, access, mode: mode)
  }

  /// Makes a folder that only its owner may enter, where there is none.
  ///
  /// - Parameter other: A file; root gives a new folder to whom that belongs.
  static func makeFolder(_ path: String, like other: String) -> Bool {
    guard path.withFileName({ unsafe mkdir($0, 0o700) }) == 0 else { return errno == EEXIST }
    guard geteuid() == 0 else { return true }
    let descriptor = path.withFileName {
      unsafe Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    give(descriptor, like: other)
    return true
  }

  private static func give(_ descriptor: Int32, like other: String) {
    // Where this fails, the file is root's, as any other.
    guard geteuid() == 0, let status = FileStatus(path: other) else { return }
    _ = fchown(descriptor, status.owner, status.group)
  }
}
