internal import Glibc
internal import Traffic

/// Paths of what a process writes to: in containers, `access.log` often is a link to `/dev/stdout`.
enum OutputPath {
  /// Whose output a path leads to.
  enum Owner {
    case thisProcess
    case another
  }

  /// Links that may follow one another, as the system counts them.
  private static let maxLinks = 40

  /// Whose standard output, or standard error, a path leads to by its links; `nil` where it leads elsewhere.
  ///
  /// - Complexity: One call of the system for what is no link.
  static func owner(_ path: String) -> Owner? {
    var path = path
    for _ in 0..<maxLinks {
      let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) }
      let last = String(path[(name ?? path.startIndex)...])
      let target = target(of: path)
      guard target != nil || last == "1" || last == "2" else { return nil }
      guard let folder = real(name.map { String(path[..<$0]) } ?? ".") else { return nil }
      if last == "1" || last == "2", let owner = owner(ofDescriptorsIn: folder) { return owner }
      guard let target else { return nil }
      path = target.hasPrefix("/") ? target : folder + "/" + target
    }
    return nil
  }

  /// Whose descriptors a folder lists (proc(5)).
  private static func owner(ofDescriptorsIn folder: String) -> Owner? {
    let parts = folder.split(separator: "/")
    guard parts.count >= 3, parts[0] == "proc", parts.last == "fd", let process = Int32(parts[1])
    else { return nil }
    return process == getpid() ? .thisProcess : .another
  }

  /// What a link says; `nil` where there is none.
  private static func target(of path: String) -> String? {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { room in
      // SAFETY: at most so many bytes are written.
      let count = path.withFileName { path in
        unsafe readlink(path, room.baseAddress.unsafelyUnwrapped, room.count)
      }
      guard count > 0 else { return nil }
      return unsafe FileName.text(room[..<count].map { UInt8(bitPattern: $0) })
    }
  }

  /// A folder without links in its path; `nil` where there is none.
  private static func real(_ folder: String) -> String? {
    // SAFETY: the system allocates the string, which is freed behind its copy.
    guard let real = folder.withFileName({ unsafe realpath($0, nil) }) else { return nil }
    defer { unsafe free(real) }
    return unsafe FileName.text(real)
  }
}
