internal import FileSystem
internal import Traffic

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file of a database, before SQLite opens it.
enum DatabaseFile {
  /// The path as SQLite must be given it, so that `:memory:` and `file:` are names like any other.
  static func location(_ path: String) -> String {
    path.hasPrefix("/") ? path : "./" + path
  }

  /// Makes an empty file that only its owner may read, where there is none.
  ///
  /// SQLite gives the -wal and -shm files the mode of the database, whatever the umask says. A
  /// file with content keeps its mode: its owner may have opened it to a group on purpose.
  static func prepare(_ path: String) throws(StoreError) {
    guard !path.isEmpty else { throw StoreError(.cannotOpen, path: path, errno: ENOENT) }
    try refuseOthers(path)
    let location = location(path)
    let mode: mode_t = 0o600
    // SAFETY: the path is a string that lives for the call.
    let descriptor = location.withFileName {
      unsafe open($0, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode)
    }
    if descriptor >= 0 {
      fchmod(descriptor, mode)
      close(descriptor)
      return
    }
    let trouble = errno
    guard trouble == EEXIST else { throw StoreError(systemError: trouble, path: path) }
    try check(path, isWriting: true)
    // Not by opening it: closing any descriptor of a file drops this process's locks on it.
    // SAFETY: the path is a string that lives for the call.
    if size(location) == 0 { _ = location.withFileName({ unsafe chmod($0, mode) }) }
  }

  /// Refuses a file that this process may not read or write.
  ///
  /// SQLite would open a file that cannot be written to, and fail at the end of the work.
  static func check(_ path: String, isWriting: Bool) throws(StoreError) {
    // SAFETY: the path is a string that lives for the call.
    guard location(path).withFileName({ unsafe access($0, isWriting ? R_OK | W_OK : R_OK) }) != 0
    else { return }
    throw StoreError(systemError: errno, path: path, isWriting: isWriting)
  }

  /// Refuses what is there and is no file: SQLite would wait for whoever writes to a pipe, for ever
  /// where nobody does.
  static func refuseOthers(_ path: String) throws(StoreError) {
    switch FileStatus(path: location(path))?.kind {
    case nil, .file: return
    case .folder: throw StoreError(.cannotOpen, path: path, errno: EISDIR)
    default: throw StoreError(.notFile, path: path)
    }
  }

  /// The bytes of a file, or `nil` where there is none.
  static func size(_ location: String) -> Int64? {
    FileStatus(path: location).flatMap { $0.isRegular ? $0.size : nil }
  }
}

extension DatabaseFile {
  /// The address of a file that SQLite is to take as never changing (SQLite, "URI Filenames").
  static func immutableAddress(_ path: String) -> String {
    uniform(location(path)) + "?immutable=1"
  }

  /// A location as SQLite must be given it: a name that is no UTF-8 needs an address, since SQLite gets
  /// it as a string.
  static func address(_ location: String) -> String {
    location.unicodeScalars.contains { FileName.byte($0) != nil } ? uniform(location) : location
  }

  private static func uniform(_ location: String) -> String {
    var address = location.hasPrefix("/") ? "file://" : "file:"
    for scalar in location.unicodeScalars {
      switch scalar {
      case "%": address += "%25"
      case "?": address += "%3F"
      case "#": address += "%23"
      default:
        if let byte = FileName.byte(scalar) {
          address += "%" + String(byte, radix: 16)
        } else {
          address.unicodeScalars.append(scalar)
        }
      }
    }
    return address
  }
}
